"""Texts cut where they are to be marked: an answer's lines at the short answer, an article at its spans."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.types import Answer, Citation, Short
from retrieval.types import Span


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an answer: a quote, ``before + short + after``, or a note of ours, which has no citation."""

    before: str
    short: str = ""
    after: str = ""
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an article, marked or not; ``here`` for the one that was asked for."""

    text: str
    marked: bool = False
    here: bool = False


def answer_lines(answer: Answer) -> list[Line]:
    """The quotes in their order, each note behind the quote it belongs to."""
    quotes = [(number, _quote(one, answer.short)) for number, one in enumerate(answer.citations, 1)]
    notes = [(note.after, Line(note.text)) for note in answer.notes]
    return [line for _, line in sorted([*quotes, *notes], key=lambda pair: pair[0])]  # sorted keeps quotes first


def marked_pieces(text: str, spans: Sequence[Span], current: int | None) -> Iterator[Piece]:
    """The whole text in pieces; of overlapping spans the first is marked, and none that leaves the text."""
    end = 0
    for number, (start, stop) in sorted(enumerate(spans), key=lambda pair: pair[1]):
        if end <= start < stop <= len(text):
            yield Piece(text[end:start])
            yield Piece(text[start:stop], marked=True, here=number == current)
            end = stop
    yield Piece(text[end:])


def _quote(citation: Citation, short: Short | None) -> Line:
    if not short or short.article != citation.article or not citation.start <= short.start < citation.end:
        return Line(citation.shown, citation=citation)
    start, end = short.start - citation.start, short.end - citation.start
    return Line(citation.quote[:start], citation.quote[start:end], citation.quote[end:], citation)
