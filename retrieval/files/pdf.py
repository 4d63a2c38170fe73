"""PDF: its text in reading order, page by page. The one module that knows qalam and pdfplumber.

Arabic lies in a PDF in the order of reading or of the glyphs from left to right, as letters or as their forms. Two ways
to read it are tried page by page, and the one whose words are more often frequent ones is taken. A page that neither
can read, a picture or one whose font does not say its letters, is drawn and read off its picture, where that can be
done; text that no way can read is a reason, not an article.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import groupby
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any

from retrieval.arabic.familiar import arabic_share, familiar, familiarity
from retrieval.files import drawing, scanning
from retrieval.files.fields import make_article
from retrieval.files.reader import MOST_BYTES, Remark, Skipped, Step, Working, cut
from retrieval.files.streams import is_damaged

_GOOD = 0.4
"""A page as familiar as this is taken without trying another way."""

_LEAST = 0.22
"""What is less familiar is no Arabic that can be read; text in reverse is at .10, news at .50 and more."""

_END, _TAIL = b"%%EOF", 4_096

_FEW_WORDS = 15
_ARABIC = 0.3
"""A page with a smaller share of Arabic letters is not judged by Arabic words."""

_ENDS = tuple('.!?؟:…»"”)')
_SHORT, _FULL = 0.5, 0.8
"""Of the widest line of a page: a line below the first ends its paragraph, one above the second does not."""

_SENTENCE = 60
"""A last paragraph of so many characters is no page number and no heading."""

_CONTROLS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]")


class Pdf:
    name, version = "pdf", 2
    suffixes = (".pdf",)
    most_bytes, isolated, kept = MOST_BYTES * 5, True, True

    def knows(self, content: bytes) -> bool:
        return b"%PDF-" in content[:1024]

    def __init__(self, scans: bool | None = None) -> None:
        self._scans = scans

    @property
    def scans(self) -> bool:
        """Are pages read off their pictures? Where nobody says, if that can be done here."""
        return scanning.available() if self._scans is None else self._scans

    def read(self, name: str, content: bytes) -> Iterator[Step]:
        pages = _pages(content)
        if not pages and self.scans:
            pages = [""] * drawing.count_pages(content)
        scanned = list[int]()
        for number, page in enumerate(pages, start=1):
            if self.scans and not _is_whole(page):
                yield Working()
                pages[number - 1] = _scanned(content, number) or page
                scanned += [number] if pages[number - 1] != page else []
        readable = [page if number in scanned or _is_readable(page) else "" for number, page in enumerate(pages, 1)]
        if not any(page.strip() for page in readable):
            written = any(map(str.strip, pages))
            yield Skipped(name, "unreadable_letters" if written else "no_page_text" if pages else "broken")
            return
        text, starts = _joined(readable)
        article = make_article(PurePath(name).stem, _about(content), text, name)
        yield replace(article, pages=starts, scanned=tuple(scanned))
        yield from _remarks(name, content, readable, scanned)


def _remarks(name: str, content: bytes, pages: Sequence[str], scanned: Sequence[int]) -> Iterator[Remark]:
    """What is missing of a file, or not sure."""
    without = [str(number) for number, page in enumerate(pages, start=1) if not page.strip()]
    if without:
        yield Remark(name, "pages", "، ".join(without), damaged=True)
    if _END not in content[-_TAIL:]:
        yield cut(name)
    elif is_damaged(content):
        yield Remark(name, "broken_parts", "", damaged=True)
    if scanned:
        yield Remark(name, "scanned", "، ".join(map(str, scanned)))


def _pages(content: bytes) -> list[str]:
    """The pages, each read in the better of two ways; none where the file cannot be opened."""
    first, second = _logical(content), list[str]()
    if any(_familiarity(page) < _GOOD for page in first) or not any(first):
        second = _visual(content)
    return [_better(*both) for both in _paired(first, second)]


def _scanned(content: bytes, number: int) -> str:
    """A page read off its picture; empty where that gives no Arabic."""
    lines = scanning.read(drawing.scan(content, number))
    text = _clean("\n\n".join(_rejoined(lines_of, max(map(len, lines_of))) for lines_of in _paragraphs(lines)))
    return text if arabic_share(text) >= _ARABIC and familiarity(text) >= _LEAST else ""


def _paragraphs(lines: Sequence[str]) -> Iterator[list[str]]:
    """Lines in their blocks, which empty ones part."""
    for filled, block in groupby(lines, key=lambda line: bool(line.strip())):
        if filled:
            yield list(block)


def _logical(content: bytes) -> list[str]:
    """The pages as qalam reads them, which puts glyphs in the order of reading; none where it cannot."""
    import qalam

    with TemporaryDirectory() as folder:
        path = Path(folder, "a.pdf")
        path.write_bytes(content)
        try:
            return [_clean(_flowing(page)) for page in qalam.Document(str(path)).pages]
        except qalam.QalamError:
            return []


def _visual(content: bytes) -> list[str]:
    """The pages as pdfplumber has them, from left to right, each line turned by the bidirectional algorithm."""
    import pdfplumber
    from bidi import get_display

    try:
        with pdfplumber.open(BytesIO(content)) as pdf:
            pages = [page.extract_text() or "" for page in pdf.pages]
    except Exception:
        return []
    turned = ([str(get_display(_letters(line), base_dir="R")) for line in page.split("\n")] for page in pages)
    return [_clean(_rejoined(lines, max(map(len, lines)))) for lines in turned]


def _flowing(page: Any) -> str:
    """A page of qalam's by its blocks, the rows of a table a line each; as it stands where the blocks are not all."""
    widest = max((len(line.text) for line in page.lines), default=0)
    text, open_size = "", 0.0
    for block in page.blocks:
        if block.kind == "table":
            text += "\n\n" + "\n".join("\t".join(map(str, row)) for row in block.to_rows())
            open_size = 0.0
        elif block.kind == "text" and block.lines:
            lines = block.text.split("\n")
            text += (" " if block.lines[0].size == open_size else "\n\n") + _rejoined(lines, widest)
            goes_on = len(lines[-1]) >= _FULL * widest and not lines[-1].endswith(_ENDS)
            open_size = block.lines[-1].size if goes_on else 0.0
    return text if len(text.split()) >= len(page.text.split()) else str(page.text)


def _rejoined(lines: Sequence[str], widest: int) -> str:
    """Paragraphs as they were before they were cut into lines: a line goes on in the next unless it is short, or ends
    a sentence and could have held more."""
    text = ""
    for line in map(str.strip, lines):
        text += line
        ends = len(line) < _SHORT * widest or (len(line) < _FULL * widest and line.endswith(_ENDS))
        text += "\n" if ends else " "
    return text.strip()


def _about(content: bytes) -> dict[str, str]:
    """The day the document says it was made; its title is that of a template or of a file as often as not."""
    match = re.search(rb"/CreationDate\s*\(D:(\d{4})(\d\d)(\d\d)", content)
    return {"date": b"-".join(match.groups()).decode()} if match else {}


def _letters(line: str) -> str:
    """Presentation forms as the letters they show."""
    return unicodedata.normalize("NFKC", line)


def _clean(page: str) -> str:
    """A page without what steers the order of letters, and with letters for their forms."""
    text = _CONTROLS.sub("", page)
    if any("\ufb50" <= character <= "\ufefc" for character in text):
        text = _letters(text)
    return text.strip()


def _paired(first: Sequence[str], second: Sequence[str]) -> Iterator[tuple[str, str]]:
    for number in range(max(len(first), len(second))):
        yield first[number] if number < len(first) else "", second[number] if number < len(second) else ""


def _better(first: str, second: str) -> str:
    """The page with more frequent words; of equals the first."""
    if not second or familiar(first)[0] >= familiar(second)[0]:
        return first or second
    return second if _familiarity(second) > _familiarity(first) else first


def _familiarity(page: str) -> float:
    return 1.0 if arabic_share(page) < _ARABIC and page.strip() else familiarity(page)


def _is_whole(page: str) -> bool:
    return bool(page.strip()) and _is_readable(page)


def _is_readable(page: str) -> bool:
    """Whether a page's words are words; one of few words, or of another language, is not judged."""
    return arabic_share(page) < _ARABIC or familiar(page)[1] < _FEW_WORDS or familiarity(page) >= _LEAST


def _goes_on(text: str) -> bool:
    """Whether a page ends within a sentence: its last paragraph is one, and has no end."""
    last = text.rpartition("\n")[2]
    return len(last) >= _SENTENCE and not last.endswith(_ENDS)


def _joined(pages: Sequence[str]) -> tuple[str, tuple[int, ...]]:
    """The pages as one text, and where each begins in it."""
    text, starts = "", []
    for page in pages:
        if text and page:
            text += " " if _goes_on(text) else "\n\n"
        starts.append(len(text))
        text += page
    return text, tuple(starts)
