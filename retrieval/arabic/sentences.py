"""Cutting an article into quotable sentences, with offsets.

The spans follow one another and leave only white space between them. A line break always ends a sentence; within a
line the marks do (``stops.py``), the items of a list (``items.py``) and the labels of the page (``furniture.py``). A
sentence of more than ``MAX_WORDS`` words is cut before the clauses that stand alone (``cuts.py``). What is read off
the page around the article is marked, never dropped. What the splitter does not know: a sentence that goes on over a
line break, and one that no mark ends within a line.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from retrieval.arabic.captions import find_captions
from retrieval.arabic.cuts import PHRASE, costs, parts
from retrieval.arabic.furniture import is_furniture, is_teaser
from retrieval.arabic.items import find_items
from retrieval.arabic.stops import find_stops
from retrieval.types import Sentence, Span

MAX_WORDS = 60
"""No sentence is longer, counted in runs without white space."""

_LINE = re.compile(r"[^\n\r\u2028\u2029\u0085\v\f]+")
_SPACED_WORD = re.compile(r"\S+")
_LABEL_INSIDE = re.compile(
    r"(?<=\s)(?:(?:[اأإ]قر[أا]|شاهد|طالع|[اأإ]نظر|تابع)وا?\s+[أا]يض[اًا]{1,2}|(?:[اأإ]قر[أا]|شاهد|طالع|[اأإ]نظر|تابع)\s+"
    r"(?:[أا]يض[\u064bا]{1,2}|كذلك|المزيد)|قد يهمك(?: [أا]يض[\u064bا]{1,2})?|(?:ال)?كلمات (?:ال)?(?:مفتاحية|دلالية)"
    r"|(?:مواضيع|موضوعات|أخبار|مقالات) (?:ذات صلة|متعلقة))\s*[:：]"
)
_SHORT_LINE = 120


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of an article in reading order, boilerplate marked."""
    spans = [span for match in _LINE.finditer(text) if (span := _trimmed(text, *match.span()))]
    lines = [text[start:end] for start, end in spans]
    captions = find_captions(lines)
    sentences: list[Sentence] = []
    for number, ((start, _), line) in enumerate(zip(spans, lines, strict=True)):
        pieces = _short_line(line) if len(line) <= _SHORT_LINE else _pieces(line)
        caption = number in captions
        sentences += [Sentence(start + s, start + e, caption or furniture) for s, e, furniture in pieces]
    return tuple(sentences)


def word_count(text: str) -> int:
    """The number of runs without white space."""
    return len(text.split())


def clause_ends(text: str, sentence: Sentence) -> list[int]:
    """Where a sentence may be cut short and still read well: before a clause or a phrase, ascending offsets."""
    spans = [match.span() for match in _SPACED_WORD.finditer(text, sentence.start, sentence.end)]
    found = costs(text, spans) if spans else []
    return [end for (_, end), cost in zip(spans, found, strict=False) if cost <= PHRASE]


def cut_inside(text: str, sentence: Sentence) -> bool:
    """Whether a sentence is a part of a longer one, which was cut because it has more than ``MAX_WORDS`` words."""
    start, end = _line_around(text, sentence.start)
    whole = (_trimmed(text, start + s, start + e) for s, e in _whole_pieces(text[start:end]))
    return (sentence.start, sentence.end) not in whole


def _line_around(text: str, at: int) -> Span:
    start = at
    while start > 0 and _LINE.match(text, start - 1):
        start -= 1
    match = _LINE.match(text, start)
    return match.span() if match else (at, at)


@lru_cache(maxsize=20_000)
def _short_line(line: str) -> tuple[tuple[int, int, bool], ...]:
    """The pieces of a line that may come again, on this page or another."""
    return tuple(_pieces(line))


def _pieces(line: str) -> Iterator[tuple[int, int, bool]]:
    """The sentences of a line, none too long, and whether each is furniture by its words."""
    teaser = is_teaser(line)
    for start, end in _whole_pieces(line):
        furniture = teaser or is_furniture(line[start:end])
        for part_start, part_end in parts(line, start, end, MAX_WORDS):
            yield part_start, part_end, furniture


def _whole_pieces(line: str) -> Iterator[Span]:
    """The sentences of a line, however long."""
    bounds = sorted({0, *find_items(line), *(match.start() for match in _LABEL_INSIDE.finditer(line)), len(line)})
    for start, end in zip(bounds, bounds[1:], strict=False):
        stops = [start, *(start + stop for stop in find_stops(line[start:end])), end]
        for first, last in zip(stops, stops[1:], strict=False):
            if span := _trimmed(line, first, last):
                yield span


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """A span without the white space around it, if anything is left."""
    piece = text[start:end]
    left, right = piece.lstrip(), piece.rstrip()
    return (end - len(left), start + len(right)) if left else None
