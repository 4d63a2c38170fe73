"""A document as PDF, from right to left, its notes at the end. The one module that knows fpdf2.

Letters are joined by HarfBuzz; the fonts are the page's own (``fonts/``, SIL OFL). What it does not know: scripts that
these fonts lack; their letters are left out of the drawing, not of the other formats.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from assistant.documents.contents import described
from assistant.documents.document import Block, Document, Style
from prompts import Wording
from retrieval.arabic.directions import left_to_right

if TYPE_CHECKING:
    from fpdf import FPDF

_FONTS = Path(__file__).parent / "fonts"
_FAMILY = "noto-naskh-arabic"
_MARGIN = 25  # mm, as all lengths here
_INK, _GREEN, _FAINT = (27, 35, 32), (13, 89, 68), (85, 96, 90)
_SET: dict[Style, tuple[float, str, tuple[int, int, int], float]] = {
    "title": (22, "B", _GREEN, 4), "heading": (16, "B", _INK, 6), "field": (12.5, "B", _GREEN, 3),
    "short": (15, "B", _INK, 2), "quote": (13, "", _INK, 3), "point": (13, "", _INK, 1.5),
    "plain": (13, "", _INK, 2), "remark": (11, "", _FAINT, 2),
}  # fmt: skip
"""Of each style: size in points, weight, colour, room above."""
_ISOLATE, _END = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_LEADING = 0.72
"""Millimetres between lines for each point of size."""


def pdf(document: Document, wording: Wording) -> bytes:
    """The bytes of the file; its properties are the document's own."""
    from fpdf import FPDF

    file = FPDF(format="A4")
    file.set_margins(_MARGIN, _MARGIN)
    file.set_auto_page_break(auto=True, margin=_MARGIN)
    file.set_title(_printable(document.title))
    file.set_author("Isnad")
    file.set_lang("ar")
    _fonts(file)
    file.add_page()
    for block in (Block("title", document.title), Block("remark", document.made), *document.blocks):
        _write(file, block)
    if document.notes:
        _write(file, Block("heading", wording.say("sources").removesuffix(":")))
    for number, note in enumerate(document.notes, 1):
        _write(file, Block("remark", f"{number}. {described(note, wording)}"))
    return bytes(file.output())


def _fonts(file: "FPDF") -> None:
    for style, weight in (("", 400), ("B", 700)):
        file.add_font(_FAMILY, style, _FONTS / f"{_FAMILY}-arabic-{weight}.ttf")
        file.add_font(f"{_FAMILY}-latin", style, _FONTS / f"{_FAMILY}-latin-{weight}.ttf")
    file.set_fallback_fonts([f"{_FAMILY}-latin"])
    file.set_text_shaping(use_shaping_engine=True, direction="rtl", script="arab", language="ara")


def _write(file: "FPDF", block: Block) -> None:
    size, weight, colour, above = _SET[block.style]
    file.set_font(_FAMILY, weight, size)
    file.set_text_color(*colour)
    file.ln(above)
    marks = "".join(f" [{number}]" for number in block.notes)
    mark = "•  " if block.style == "point" else ""
    text = _drawn(f"{mark}{block.text}{marks}")
    if block.style == "quote":
        _ruled(file, text, size * _LEADING)
    else:
        file.multi_cell(0, size * _LEADING, text, align="R", new_x="LMARGIN", new_y="NEXT")


def _ruled(file: "FPDF", text: str, height: float) -> None:
    """A quote with a rule at its right edge."""
    page, top = file.page, file.get_y()
    file.multi_cell(file.epw - 4, height, text, align="R", new_x="LMARGIN", new_y="NEXT")
    if file.page == page:
        file.set_draw_color(185, 178, 159)
        file.set_line_width(0.6)
        file.line(file.w - _MARGIN, top, file.w - _MARGIN, file.get_y())


def _drawn(text: str) -> str:
    """Without controls, which have no shape; its left-to-right runs isolated."""
    text = _printable(text)
    pieces, last = [], 0
    for start, end in left_to_right(text):
        pieces += [text[last:start], _ISOLATE, text[start:end], _END]
        last = end
    return "".join([*pieces, text[last:]])


def _printable(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())
