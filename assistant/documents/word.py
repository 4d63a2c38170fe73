"""A document as DOCX, set from right to left with real footnotes. The one module that knows python-docx.

python-docx (1.2) has no footnotes: their part (ECMA-376, 17.11) is written here.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from assistant.documents.contents import described
from assistant.documents.document import Block, Document, Style
from prompts import Wording

if TYPE_CHECKING:
    from docx.document import Document as File
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_FAMILY, _LATIN = "Traditional Arabic", "Times New Roman"
_INK, _GREEN, _FAINT = "1B2320", "0D5944", "55605A"
_STYLES: dict[Style, str] = {
    "title": "Title", "heading": "Heading 1", "field": "Heading 2", "short": "Intense Quote", "quote": "Quote",
    "point": "List Bullet", "plain": "Normal", "remark": "Subtitle",
}  # fmt: skip
_SET: dict[str, tuple[int, bool, str]] = {
    "Title": (26, True, _GREEN), "Heading 1": (18, True, _INK), "Heading 2": (14, True, _GREEN),
    "Intense Quote": (18, True, _INK), "Quote": (15, False, _INK), "List Bullet": (15, False, _INK),
    "Normal": (15, False, _INK), "Subtitle": (13, False, _FAINT),
}  # fmt: skip
"""Of each style: size in points, bold, colour."""


def docx(document: Document, wording: Wording) -> bytes:
    """The bytes of the file; its properties are the document's own."""
    import docx as library

    file = library.Document()
    _describe(file, document)
    _set(file)
    _write(file, Block("title", document.title))
    _write(file, Block("remark", document.made))
    for block in document.blocks:
        _write(file, block)
    _footnotes(file, [described(note, wording) for note in document.notes])
    content = BytesIO()
    file.save(content)
    return content.getvalue()


def _describe(file: "File", document: Document) -> None:
    known, now = file.core_properties, datetime.now(UTC).replace(microsecond=0)
    known.title, known.author, known.language = _allowed(document.title)[:255], "Isnad", "ar"
    known.comments = known.keywords = known.subject = known.category = ""
    known.created = known.modified = now
    known.last_modified_by, known.revision = "Isnad", 1


def _set(file: "File") -> None:
    """Styles, page and direction; nothing of the library's template is left to be seen."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm

    for name, (points, bold, colour) in _SET.items():
        _set_style(file.styles[name], points, bold, colour)
    for section in file.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.5)
        section._sectPr.find(qn("w:docGrid")).addprevious(OxmlElement("w:bidi"))


def _set_style(style: "ParagraphStyle", points: int, bold: bool, colour: str) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.size, style.font.bold, style.font.italic = Pt(points), bold, False
    style.font.color.rgb = RGBColor.from_string(colour)
    style.font.name = _LATIN
    own = style.element.get_or_add_rPr()
    fonts = own.find(qn("w:rFonts"))
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name, family in (("ascii", _LATIN), ("hAnsi", _LATIN), ("cs", _FAMILY), ("eastAsia", _FAMILY)):
        fonts.set(qn(f"w:{name}"), family)
    own.find(qn("w:sz")).addnext(_element("szCs", val=str(2 * points)))
    own.find(qn("w:b")).addnext(_element("bCs", val=str(int(bold))))
    style.paragraph_format.space_after = Pt(8)
    style.paragraph_format.line_spacing = 1.3


def _write(file: "File", block: Block) -> None:
    paragraph = file.add_paragraph(style=_STYLES[block.style])
    run = paragraph.add_run(_allowed(block.text))
    run.font.rtl = True
    for number in block.notes:
        _mark(paragraph, number)
    _right_to_left(paragraph)


def _mark(paragraph: "Paragraph", number: int) -> None:
    """A footnote's mark; ids below 1 are the separators'."""
    run = paragraph.add_run()
    run.font.superscript = True
    run._r.append(_element("footnoteReference", id=str(number)))


def _right_to_left(paragraph: "Paragraph") -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement

    paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    paragraph.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT  # the leading edge: the right one under w:bidi


def _footnotes(file: "File", notes: Sequence[str]) -> None:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    content = "".join(_footnote(number, note) for number, note in enumerate(notes, 1))
    separators = "".join(
        f'<w:footnote w:type="{name}" w:id="{number}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
        for number, name, mark in (
            (-1, "separator", "separator"),
            (0, "continuationSeparator", "continuationSeparator"),
        )
    )
    whole = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes xmlns:w="{_W}">'
    blob = f"{whole}{separators}{content}</w:footnotes>".encode()
    part = Part(PackURI("/word/footnotes.xml"), _TYPE, blob, file.part.package)
    file.part.relate_to(part, _RELATION)


def _footnote(number: int, text: str) -> str:
    fonts = f'<w:rFonts w:ascii="{_LATIN}" w:hAnsi="{_LATIN}" w:cs="{_FAMILY}"/><w:sz w:val="22"/><w:szCs w:val="24"/>'
    return (
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:bidi/><w:jc w:val="left"/></w:pPr>'
        f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:rPr>{fonts}<w:rtl/></w:rPr><w:t xml:space="preserve"> {escape(_allowed(text))}</w:t></w:r>'
        "</w:p></w:footnote>"
    )


def _allowed(text: str) -> str:
    """Without the characters that XML forbids, half ones among them."""
    return "".join(letter for letter in text if letter in "\t\n" or _is_allowed(letter))


def _is_allowed(letter: str) -> bool:
    return letter >= " " and letter not in "\ufffe\uffff" and not "\ud800" <= letter <= "\udfff"


def _element(name: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element
