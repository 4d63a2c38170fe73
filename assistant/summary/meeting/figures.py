"""The numbers of a meeting's matter, with what they count: of its opening, its decisions and what is said of it."""

from collections.abc import Iterator, Sequence

from assistant.summary.meeting.lines import Line
from assistant.summary.meeting.meetings import Meeting
from assistant.summary.meeting.parties import Parties
from assistant.summary.meeting.people import distinct, stems
from assistant.types import Excerpt
from retrieval.arabic import fold
from retrieval.arabic.calendar import Dated
from retrieval.arabic.entities import amounts
from retrieval.arabic.numbers import Number
from retrieval.arabic.text import Text
from retrieval.arabic.verbs import may_say

_THAT = frozenset({"ان", "انه", "انها", "انهم"})
_KINDS = frozenset({"percent", "money", "measure"})


def read(
    meeting: Meeting,
    there: Sequence[Excerpt],
    decided: Sequence[Excerpt],
    time: Sequence[tuple[Excerpt, Dated]],
) -> tuple[Excerpt, ...]:
    """The figures in reading order: a number with its noun or unit; ``there`` are those who met."""
    named = {word for one in there for word in stems(one.text)}
    found: list[Excerpt] = []
    speaks = False
    for line in meeting.lines:
        speaks = _speaks(line, named, speaks)
        opens = any(opening.line is line for opening in meeting.openings)
        decides = any(line.part.start <= one.start < line.part.end for one in decided)
        votes = any(line.bare(at) in line.lists.single["votes"] for at in range(len(line)))
        if opens or decides or speaks or votes:
            found += _of_line(line, timed=decides)
    return distinct([f for f in found if not any(told.start < f.end and f.start < told.end for told, _ in time)])


def _of_line(line: Line, *, timed: bool) -> Iterator[Excerpt]:
    """The figures of a sentence; durations only where ``timed``."""
    durations = line.lists.single["durations"]
    for number in amounts(Text(line.part.text)):
        if _is_told(number) and (timed or fold(number.noun) not in durations):
            start, end = (line.part.start + at for at in number.whole)
            yield Excerpt(line.part.whole.text[start:end], start, end)


def _speaks(line: Line, there: set[str], before: bool) -> bool:
    """Whether one of those who met speaks in a sentence, or goes on with what he said in the one before."""
    start = line.main
    if start + 1 >= len(line) or not may_say(line.folded[start]):
        return False
    if line.folded[start + 1] in _THAT:
        return before
    party = Parties(line).at(start + 1)
    return bool((stems(party.excerpt.text) if party else {line.words[start + 1].stem}) & there)


def _is_told(number: Number) -> bool:
    """Whether a number has a noun or unit, is more than one, and no noun in the dual."""
    if fold(number.noun).startswith("ال") and number.kind == "count":
        return False
    return (bool(number.noun) or number.kind in _KINDS) and fold(number.noun) != number.words and number.value != 1
