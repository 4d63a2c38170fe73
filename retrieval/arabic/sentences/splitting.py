"""Cutting an article into quotable sentences, with offsets.

The spans follow one another and leave only white space between them. A line break always ends a sentence; within a
line the marks do (``stops.py``), the items of a list (``items.py``) and the labels of the page (``furniture.py``). A
sentence of more than ``MAX_WORDS`` words is cut before the clauses that stand alone (``cuts.py``). What is read off
the page around the article is marked, never dropped. What the splitter does not know: a sentence that goes on over a
line break, and one that no mark ends within a line.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

from retrieval.arabic.sentences.captions import Line, describe, find_captions
from retrieval.arabic.sentences.cuts import parts
from retrieval.arabic.sentences.furniture import TEASERS, find_label, is_furniture
from retrieval.arabic.sentences.items import find_items
from retrieval.arabic.sentences.shapes import is_shaped
from retrieval.arabic.sentences.stops import find_stops
from retrieval.types import Sentence, Span

MAX_WORDS = 60
"""No sentence is longer, counted in runs without white space."""

_BREAKS = r"\n\r\u2028\u2029\u0085\v\f"
_MARKS_OF_BREAKS = "\n\r\u2028\u2029\u0085\v\f"
_LINE = re.compile(rf"\S(?:[^{_BREAKS}]*\S)?")
_MARKED = re.compile(r"[.؟?!؛۔…‼⁇⁈⁉:)•●▪■◦‣⁃∙◾◼➤►▶✔✓❖\d-]")
"""What a line without has no two sentences."""
_LABEL_INSIDE = re.compile(
    r"(?<=\s)(?:(?:[اأإ]قر[أا]|شاهد|طالع|[اأإ]نظر|تابع)(?:وا)?\s+(?:[أا]يض[\u064bا]{1,2}|كذلك|المزيد)"
    r"|قد يهمك(?: [أا]يض[\u064bا]{1,2})?|(?:ال)?كلمات (?:ال)?(?:مفتاحية|دلالية)"
    r"|(?:مواضيع|موضوعات|أخبار|مقالات) (?:ذات صلة|متعلقة))\s*[:：]"
)
_SHORT_LINE = 120
_PAUSE_LINES = 50

_Piece = tuple[int, int, bool]
"""Where a sentence begins and ends in its line, and whether it is furniture by its own words."""


def split_sentences(text: str, pause: Callable[[], object] = bool) -> tuple[Sentence, ...]:
    """The sentences of an article in reading order, boilerplate marked; ``pause`` is called every few lines."""
    begins, lines, cut = [], [], []
    for number, match in enumerate(_LINE.finditer(text)):
        if number % _PAUSE_LINES == 0:
            pause()
        line, pieces = _read(match.group())
        begins.append(match.start())
        lines.append(line)
        cut.append(pieces)
    captions = find_captions(lines, text)
    return tuple(
        Sentence(begin + start, begin + end, furniture or number in captions)
        for number, (begin, pieces) in enumerate(zip(begins, cut, strict=True))
        for start, end, furniture in pieces
    )


def word_count(text: str) -> int:
    """The number of runs without white space."""
    return len(text.split())


def cut_inside(text: str, sentence: Sentence) -> bool:
    """Whether a sentence is a part of a longer one, which was cut because it has more than ``MAX_WORDS`` words."""
    wholes = _wholes_at(text, _line_start(text, sentence.start))
    return bool(wholes) and (sentence.start, sentence.end) not in wholes


def whole_sentences(text: str, sentences: Sequence[Sentence]) -> list[Sentence]:
    """Sentences of ``split_sentences`` in reading order, the parts of one that was cut for its length together."""
    found: list[Sentence] = []
    line, wholes = -1, list[Span]()
    for sentence in sentences:
        if (start := _line_start(text, sentence.start)) != line:
            line, wholes = start, _wholes_at(text, start)
        last = found[-1] if found else sentence
        if any(begin <= last.start < sentence.start and sentence.end <= end for begin, end in wholes):
            found[-1] = Sentence(last.start, sentence.end, last.boilerplate and sentence.boilerplate)
        else:
            found.append(sentence)
    return found


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind(mark, 0, offset) for mark in _MARKS_OF_BREAKS) + 1


def _wholes_at(text: str, start: int) -> list[Span]:
    """The sentences of the line that begins at an offset, however long, as spans of the text."""
    line = _LINE.search(text, start)
    return [(line.start() + begin, line.start() + end) for begin, end in _whole(line.group())] if line else []


def _read(line: str) -> tuple[Line, tuple[_Piece, ...]]:
    return _read_short(line) if len(line) <= _SHORT_LINE else _read_any(line)


@lru_cache(maxsize=20_000)
def _read_short(line: str) -> tuple[Line, tuple[_Piece, ...]]:
    """A line that may come again, on this page or another."""
    return _read_any(line)


def _read_any(line: str) -> tuple[Line, tuple[_Piece, ...]]:
    """What a line looks like, and its sentences, none too long."""
    whole = _whole(line)
    rule = find_label(line)
    if rule in TEASERS or len(whole) == 1:
        furniture = [rule is not None or is_shaped(line)] * len(whole)
    else:
        furniture = [is_furniture(line[start:end]) for start, end in whole]
    pieces = tuple(
        (start, end, marked)
        for span, marked in zip(whole, furniture, strict=True)
        for start, end in parts(line, *span, MAX_WORDS)
    )
    return describe(line, furniture=all(furniture)), pieces


def _whole(line: str) -> list[Span]:
    """The sentences of a line, however long."""
    if _MARKED.search(line, 0, len(line) - 1) is None:
        return [(0, len(line))]
    bounds = {0, *find_items(line), *(match.start() for match in _LABEL_INSIDE.finditer(line)), len(line)}
    stops = [start + stop for start, end in pairwise(sorted(bounds)) for stop in (0, *find_stops(line[start:end]))]
    return [span for start, end in pairwise((*stops, len(line))) if (span := _trimmed(line, start, end))]


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """A span without the white space around it, if anything is left."""
    piece = text[start:end]
    left, right = piece.lstrip(), piece.rstrip()
    return (end - len(left), start + len(right)) if left else None
