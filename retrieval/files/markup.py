"""Markup without a page around it: the text of HTML fragments and of XML, block by block. The one module that knows
lxml."""

import re
from collections.abc import Iterator
from typing import Any

Element = Any
"""An element of lxml, which comes without types."""

_TAG = re.compile(
    r"</?(?:p|div|br|span|a|b|i|em|strong|ul|ol|li|h[1-6]|img|table|tr|td|blockquote|figure|html|body)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav",
    "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "title", "tr", "ul",
))  # fmt: skip
_SILENT = frozenset(
    ("head", "noscript", "script", "style", "template", "textarea", "select", "object", "iframe", "svg", "math")
)
_CELLS = frozenset(("td", "th"))


def has_markup(text: str) -> bool:
    """Whether a text has tags of HTML in it."""
    return "<" in text and _TAG.search(text) is not None


def text_of(markup: str) -> str:
    """The words of some HTML, its blocks apart by an empty line."""
    root = parse_html(markup)
    return "" if root is None else element_text(root)


def parse_html(markup: str) -> Element | None:
    """The root of some HTML; None where nothing can be made of it."""
    from lxml import etree, html

    try:
        root: Element = html.document_fromstring(_without_declaration(markup))
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return root


def element_text(root: Element) -> str:
    """The same of a parsed element."""
    lines = ("".join(_pieces(root))).split("\n")
    blocks = (" ".join(line.split()) for line in lines)
    return "\n\n".join(block for block in blocks if block)


def parse_xml(content: bytes) -> Element:
    """The root of some XML, mended where it is broken; nothing is fetched and no entity expanded.

    Raises ``ValueError`` where nothing can be made of it.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.LxmlError as error:
        raise ValueError(str(error)) from error
    if root is None:
        raise ValueError("no element")
    return root


def local_name(element: Element) -> str:
    """A tag without its namespace; "" of a comment."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _without_declaration(markup: str) -> str:
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", markup)


def _pieces(root: Element) -> Iterator[str]:
    """The text in reading order with line ends between blocks, without recursion: pages are nested deeply."""
    from lxml import etree

    silent = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        name = local_name(element)
        if event == "start":
            silent += name in _SILENT
            if silent:
                continue
            yield "\n" if name in _BLOCKS else "\t" if name in _CELLS else ""
            yield _inline(element.text)
        else:
            if event == "end":
                silent -= name in _SILENT
            if silent:
                continue
            yield "\n" if name in _BLOCKS and event == "end" else ""
            yield _inline(element.tail) if element is not root else ""


def _inline(text: str | None) -> str:
    return (text or "").replace("\n", " ").replace("\r", " ")
