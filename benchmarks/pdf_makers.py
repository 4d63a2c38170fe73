"""A news item as five programs make PDFs of it, and as a scanner does; each only where the program is installed.

Arabic comes out of them in different orders and forms: ReportLab draws what arabic-reshaper and python-bidi made of a
line, presentation forms from left to right; the others shape words themselves and say in maps what their glyphs mean.
"""

import shutil
import subprocess
from collections.abc import Callable, Mapping
from functools import cache, partial
from html import escape
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import made_files as made
from benchmarks.made_files import Item

_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_WIDE, _HIGH = 595, 842
"""A page of A4 in points."""


def reportlab(item: Item) -> bytes:
    """By ReportLab, every line turned and shaped before it is drawn."""
    from arabic_reshaper import reshape
    from bidi import get_display
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("Arabic", font()))
    content = BytesIO()
    canvas = Canvas(content, pagesize=(_WIDE, _HIGH))
    for page in pages(item):
        canvas.setFont("Arabic", 12)
        for at, line in enumerate(page):
            canvas.drawRightString(_WIDE - 35, _HIGH - 42 - 20 * at, get_display(reshape(line), base_dir="R"))
        canvas.showPage()
    canvas.save()
    return content.getvalue()


def fpdf(item: Item) -> bytes:
    """By fpdf2, which shapes with HarfBuzz."""
    from fpdf import FPDF

    document = FPDF(format="A4")
    document.add_page()
    document.add_font("Arabic", fname=font())
    document.set_font("Arabic", size=12)
    document.set_text_shaping(use_shaping_engine=True, direction="rtl", script="arab", language="ara")
    for paragraph in item.paragraphs:
        document.multi_cell(0, 7, paragraph, align="R", new_x="LMARGIN", new_y="NEXT")
        document.ln(4)
    return bytes(document.output())


def weasyprint(item: Item) -> bytes:
    """By WeasyPrint, which shapes with Pango."""
    from weasyprint import HTML

    return bytes(HTML(string=_page(item)).write_pdf())


def chromium(item: Item, *, tagged: bool) -> bytes:
    """As Chromium prints it."""
    program = next(filter(None, map(shutil.which, _CHROMIUM)))
    assert program is not None
    with TemporaryDirectory() as folder:
        page, result = Path(folder, "a.html"), Path(folder, "a.pdf")
        page.write_text(_page(item), "utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={result}"]
        untagged = [] if tagged else ["--disable-pdf-tagging"]
        subprocess.run([program, *options, *untagged, str(page)], check=True, capture_output=True)
        return result.read_bytes()


def scanned(item: Item, dots: int = 300) -> bytes:
    """As a scanner makes it: pages that are pictures, in so many dots per inch."""
    import pypdfium2

    with pypdfium2.PdfDocument(fpdf(item)) as document:
        pictures = [page.render(scale=dots / 72).to_pil().convert("L") for page in document]
    content = BytesIO()
    pictures[0].save(content, "PDF", resolution=dots, save_all=True, append_images=pictures[1:])
    return content.getvalue()


def makers() -> Mapping[str, Callable[[Item], bytes]]:
    """The programs that are installed here, by name."""
    found: dict[str, Callable[[Item], bytes]] = {}
    if _has("reportlab", "arabic_reshaper") and font():
        found["ReportLab with arabic-reshaper and python-bidi"] = reportlab
    if _has("fpdf", "uharfbuzz") and font():
        found["fpdf2"] = fpdf
    if _has("weasyprint") and _works(weasyprint):
        found["WeasyPrint"] = weasyprint
    if any(map(shutil.which, _CHROMIUM)):
        found["Chromium, tagged"] = partial(chromium, tagged=True)
        found["Chromium, untagged"] = partial(chromium, tagged=False)
    return found


def pages(item: Item) -> list[list[str]]:
    """The lines of an item, so many a page."""
    lines = [line for one in item.paragraphs for line in made.lines(one)]
    return [lines[at : at + 35] for at in range(0, len(lines), 35)]


@cache
def font() -> str:
    """The file of a font with Arabic letters and their forms; "" where there is none."""
    if shutil.which("fc-match") is None:
        return ""
    command = ["fc-match", "--format=%{family}|%{file}", "DejaVu Sans:lang=ar"]
    family, _, path = subprocess.run(command, capture_output=True, text=True, check=True).stdout.partition("|")
    return path if "DejaVu Sans" in family else ""


def _page(item: Item) -> str:
    body = "".join(f"<p>{escape(one)}</p>" for one in item.paragraphs)
    return f'<html lang="ar" dir="rtl"><meta charset="utf-8"><body>{body}</body></html>'


def _has(*modules: str) -> bool:
    return all(find_spec(module) is not None for module in modules)


def _works(make: Callable[[Item], Any]) -> bool:
    """Whether the libraries of the system that a program needs are there."""
    try:
        make(made.ITEM)
    except OSError:
        return False
    return True
