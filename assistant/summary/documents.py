"""A summary as a file: Markdown, and DOCX set from right to left. The one module that knows python-docx."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

import prompts
from assistant.types import CARD_FIELDS, Citation, Digest, Excerpt, Reported

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_SPECIAL = str.maketrans({character: f"\\{character}" for character in "\\`*_{}[]<>#|"})


def sources(digest: Digest) -> list[Citation]:
    """The numbered sources: the points' citations, then the card entries that none of them is, in order."""
    listed = list(digest.citations)
    known = {(one.article, one.start, one.end) for one in listed}
    for reported in digest.cards:
        for span in reported.card.excerpts:
            if (reported.article, span.start, span.end) not in known:
                known.add((reported.article, span.start, span.end))
                number = len(listed) + 1
                place = (reported.article, reported.title, span.start, span.end, span.text)
                listed.append(Citation(number, *place, scanned=reported.card.scanned))
    return listed


def markdown(digest: Digest) -> str:
    """Headings, points and cards with marks, and the numbered sources at the end."""
    return "".join(f"{_PREFIX[style]}{_plain(text)}\n{_AFTER.get(style, '')}" for style, text in _lines(digest))


def docx(digest: Digest) -> bytes:
    """The same as a Word file, every paragraph and run from right to left."""
    import docx as library

    document = library.Document()
    for style, text in _lines(digest):
        _right_to_left(document.add_paragraph(text, style=_STYLES[style]))
    _arabic(document)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


_PREFIX = {"title": "# ", "heading": "## ", "field": "### ", "point": "- ", "source": ""}
_AFTER = {"title": "\n", "heading": "\n", "field": "\n", "source": "\n"}
_STYLES = {
    "title": "Title", "heading": "Heading 2", "field": "Heading 3", "point": "List Bullet", "source": "Normal",
}  # fmt: skip


def _lines(digest: Digest) -> Iterator[tuple[str, str]]:
    """(style, text) of each paragraph."""
    say, listed = prompts.load("page").say, sources(digest)
    numbers = {(one.article, one.start, one.end): one.number for one in listed}
    yield "title", f"{say('summary')}: {digest.topic}"
    for aspect in digest.aspects:
        if aspect.heading:
            yield "heading", f"{aspect.heading} ({aspect.day})" if aspect.day else aspect.heading
        for point in aspect.points:
            yield "point", f"{_line(point.text)} {''.join(f'[{one.number}]' for one in point.citations)}"
    if digest.agreements:
        yield "heading", say("agreement")
    for point in digest.agreements:
        yield "point", f"{_line(point.text)} {''.join(f'[{one.number}]' for one in point.citations)}"
    if digest.disagreements:
        yield "heading", say("disagreement")
        for pair in digest.disagreements:
            for one in pair:
                yield "point", f"{_line(one.shown)} [{one.number}]"
    for reported in digest.cards:
        scanned = f" ({say('scanned')})" if reported.card.scanned else ""
        yield "heading", f"{say(f'card_{reported.card.kind}')} — {reported.title}{scanned}"
        yield from _card(reported, numbers)
    yield "heading", say("sources").removesuffix(":")
    for one in listed:
        place = f"{one.article}، {one.start}–{one.end}" + (f"، {say('scanned')}" if one.scanned else "")
        yield "source", f"[{one.number}] {one.title} ({place}): «{_line(one.quote)}»"


def _card(reported: Reported, numbers: dict[tuple[str, int, int], int]) -> Iterator[tuple[str, str]]:
    say = prompts.load("page").say
    for name in CARD_FIELDS:
        spans: tuple[Excerpt, ...] = getattr(reported.card, name)
        yield "field", say(f"field_{name}")
        for span in spans:
            yield "point", f"{_line(span.text)} [{numbers[reported.article, span.start, span.end]}]"
        if not spans:
            yield "point", say("not_told")


def _line(text: str) -> str:
    """A quote on one line of the file."""
    return " ".join(text.split())


def _plain(text: str) -> str:
    """Text that Markdown shows as it is; the marks stay."""
    escaped = text.translate(_SPECIAL)
    return re.sub(r"\\\[(\d+)\\\]", r"[\1]", escaped)


def _right_to_left(paragraph: "Paragraph") -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement

    paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    paragraph.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT  # the leading edge: the right one under w:bidi
    for run in paragraph.runs:
        run.font.rtl = True


def _arabic(document: "Document") -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for section in document.sections:
        section._sectPr.find(qn("w:docGrid")).addprevious(OxmlElement("w:bidi"))
