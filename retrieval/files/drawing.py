"""Pages of PDFs as pictures, with words marked. The one module that knows pypdfium2.

A PDF may have the letters of a word in any order, so words are known by which letters they have, and by the order of
words on the page. What it does not know: where the words are on a page that is a picture.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from difflib import SequenceMatcher
from io import BytesIO
from itertools import groupby
from typing import Any

from retrieval.arabic import fold
from retrieval.types import Span

_SHOWN, _SCANNED = 120, 300
"""In dots per inch: a page to be looked at, and one to be read off its picture."""

_MOST_DOTS = 5_000
"""The longest side of a picture."""

_MARKED = (255, 232, 130)
_LEAST_FOUND = 0.5
"""Of the words to be marked; where fewer are found, the page is another text than thought."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a page: its letters in the order of the alphabet, and its box in dots from the left and the top."""

    letters: str
    left: float
    top: float
    right: float
    bottom: float


def count_pages(content: bytes) -> int:
    """How many pages a PDF has; 0 where it cannot be opened."""
    import pypdfium2

    try:
        with closing(pypdfium2.PdfDocument(content)) as document:
            return len(document)
    except pypdfium2.PdfiumError:
        return 0


def scan(content: bytes, number: int) -> bytes | None:
    """A page, by its number from 1, as a grey picture (PNG) to be read; None where it cannot be drawn."""
    for page in _opened(content, number):
        return _png(_picture(page, _SCANNED).convert("L"), _SCANNED)
    return None


def draw(content: bytes, number: int, text: str, spans: Sequence[Span]) -> Iterator[bytes]:
    """A page, by its number from 1, as a picture (PNG), if it can be drawn.

    ``text`` is what was read off it; the words at ``spans`` of the text are marked where they are found on the page.
    """
    from PIL import Image, ImageChops, ImageDraw

    for page in _opened(content, number):
        picture = _picture(page, _SHOWN)
        marks = Image.new("RGB", picture.size, "white")
        pen = ImageDraw.Draw(marks)
        places = list(_places(text)) if spans else []
        found = _paired(list(_words(page, picture.size)), [_letters(text[a:b]) for a, b in places]) if places else {}
        for start, end in spans:
            wanted = [found.get(number) for number, (a, b) in enumerate(places) if a < end and b > start]
            for box in _lines(wanted):
                pen.rectangle(box, fill=_MARKED)
        yield _png(ImageChops.multiply(picture, marks), _SHOWN)


def _opened(content: bytes, number: int) -> Iterator[Any]:
    """The page, while it is open; nothing where there is none."""
    import pypdfium2

    try:
        with closing(pypdfium2.PdfDocument(content)) as document:
            if 0 < number <= len(document):
                with closing(document[number - 1]) as page:
                    yield page
    except pypdfium2.PdfiumError:
        return


def _picture(page: Any, dots: int) -> Any:
    scale = min(dots / 72, _MOST_DOTS / max(1.0, *page.get_size()))
    with closing(page.render(scale=scale)) as bitmap:
        return bitmap.to_pil().convert("RGB")


def _png(picture: Any, dots: int) -> bytes:
    content = BytesIO()
    picture.save(content, "PNG", dpi=(dots, dots))
    return content.getvalue()


def _words(page: Any, size: tuple[int, int]) -> Iterator[Word]:
    """The words of a page in its order."""
    from pypdfium2 import raw

    with closing(page.get_textpage()) as written:
        letters = [(chr(raw.FPDFText_GetUnicode(written, at)), at) for at in range(written.count_chars())]
        for empty, word in groupby(letters, key=lambda one: not one[0].strip("\0 \r\n\t\u00a0\ufffe")):
            if not empty:
                characters = list(word)
                corners = [
                    corner
                    for _, at in characters
                    for corner in _corners(page, written.get_charbox(at, loose=True), size)
                ]
                across, down = zip(*corners, strict=True)
                yield Word(
                    _letters("".join(one for one, _ in characters)), min(across), min(down), max(across), max(down)
                )


def _corners(page: Any, box: tuple[float, float, float, float], size: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Two corners of a box of a page in dots of its picture, however the page is turned."""
    from ctypes import byref, c_int

    from pypdfium2 import raw

    left, bottom, right, top = box
    for x, y in ((left, top), (right, bottom)):
        across, down = c_int(), c_int()
        raw.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, byref(across), byref(down))
        yield across.value, down.value


def _letters(word: str) -> str:
    """What of a word does not depend on the order of its letters, nor on the forms in which they are drawn."""
    return "".join(sorted(filter(str.isalnum, fold(unicodedata.normalize("NFKC", word)))))


def _paired(words: Sequence[Word], read: Sequence[str]) -> dict[int, Word]:
    """The words of a page that are those which were read, by the place of each among these."""
    matcher = SequenceMatcher(None, [word.letters for word in words], read, autojunk=False)
    return {b + at: words[a + at] for a, b, size in matcher.get_matching_blocks() for at in range(size)}


def _places(text: str) -> Iterator[Span]:
    """Where the words of a text are."""
    end = 0
    for word in text.split():
        start = text.index(word, end)
        end = start + len(word)
        yield start, end


def _lines(found: Sequence[Word | None]) -> list[tuple[float, float, float, float]]:
    """Words that follow one another on a line as one box each, with those between them that were not found (None); no
    box where too few were found."""
    if sum(word is not None for word in found) < _LEAST_FOUND * len(found):
        return []
    boxes: list[tuple[float, float, float, float]] = []
    for word in found:
        if word is None:
            continue
        box = (word.left, word.top, word.right, word.bottom)
        last = boxes[-1] if boxes else None
        if last and min(last[3], box[3]) - max(last[1], box[1]) > (box[3] - box[1]) / 3:
            boxes[-1] = (min(last[0], box[0]), min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3]))
        else:
            boxes.append(box)
    return boxes
