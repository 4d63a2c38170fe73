"""The numbers of a meeting's matter, with what they count: of its opening, its decisions and what is said of it."""

from collections.abc import Iterator, Sequence

from assistant.summary.meeting.lines import Line
from assistant.summary.meeting.meetings import Meeting
from assistant.summary.meeting.people import distinct
from assistant.types import Excerpt
from retrieval.arabic import fold
from retrieval.arabic.calendar import Dated
from retrieval.arabic.entities import amounts
from retrieval.arabic.numbers import Number
from retrieval.arabic.text import Text

_KINDS = frozenset({"percent", "money", "measure"})


def read(meeting: Meeting, decided: Sequence[Excerpt], time: Sequence[tuple[Excerpt, Dated]]) -> tuple[Excerpt, ...]:
    """The figures in reading order: a number with its noun or unit."""
    found = [one for line in meeting.lines for one in _of_line(line, meeting, decided)]
    return distinct(
        [one for one in found if not any(told.start < one.end and one.start < told.end for told, _ in time)]
    )


def _of_line(line: Line, meeting: Meeting, decided: Sequence[Excerpt]) -> Iterator[Excerpt]:
    text = line.part.text
    decides = any(line.part.start <= one.start < line.part.end for one in decided)
    opens = any(opening.line is line for opening in meeting.openings)
    for number in amounts(Text(text)):
        start, end = (line.part.start + at for at in number.whole)
        if not _is_told(number):
            continue
        if opens or decides:
            yield Excerpt(line.part.whole.text[start:end], start, end)


def _is_told(number: Number) -> bool:
    """Whether a number has a noun or unit, is more than one, and no noun in the dual."""
    if fold(number.noun).startswith("ال") and number.kind == "count":
        return False
    return (bool(number.noun) or number.kind in _KINDS) and fold(number.noun) != number.words and number.value != 1
