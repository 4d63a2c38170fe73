"""What is to come of a meeting: decisions with a day of their own, and what is said to be going to happen."""

from collections.abc import Iterator, Sequence

from assistant.summary.meeting.lines import Line
from assistant.summary.meeting.meetings import Meeting
from assistant.summary.meeting.people import distinct
from assistant.types import Excerpt
from retrieval.arabic.acts import is_act
from retrieval.arabic.calendar import Dated
from retrieval.arabic.clitics import is_definite, readings
from retrieval.arabic.verbs import may_be_present

_THAT = frozenset({"ان", "انه", "انها", "انهم", "بان", "بانه", "بانها"})
_ELSE = frozenset({"وذلك", "ذلك", "الاتفاق", "حول", "لدراسه", "مع"})
_DONE = frozenset({"سيتم", "ستتم", "سيقع", "سيجري", "ستجري"})
_HEAD = 3
_NEAR = 14
_MOST_WORDS = 24
_LEAST_WORDS = 2
_LEAST_LETTERS = 30
"""A step that says no more than its day is told with what it is for."""


def read(meeting: Meeting, decided: Sequence[Excerpt]) -> tuple[Excerpt, ...]:
    """The next steps in reading order."""
    found = [one for line in meeting.lines for one in [*_dated(line, decided), *_coming(line)]]
    return distinct(sorted(found, key=lambda one: one.start))


def _dated(line: Line, decided: Sequence[Excerpt]) -> Iterator[Excerpt]:
    """Decisions that tell a day to come, or that another meeting be held."""
    for one in decided:
        said = [word.folded for word in line.words if one.start <= word.start < one.end][:_HEAD]
        meets = bool(said) and is_act(said[0]) and any(line.lists.noun(word) and not is_definite(word) for word in said)
        if meets and (cut := _up_to(line, one, one.start)):
            yield cut
    coming = [dated for dated, _ in line.dates.values() if _is_coming(line, dated) or _is_weekday(line, dated)]
    for one in decided:
        ends = [dated.end for dated in coming if one.start <= dated.start and dated.end <= one.end]
        if ends and (cut := _up_to(line, one, ends[-1])):
            yield cut


def _is_weekday(line: Line, dated: Dated) -> bool:
    """Whether a day is told by its name alone, and is not before the news."""
    published = line.part.whole.published
    day = dated.relative and dated.precision == "day" and dated.first is not None
    return day and (published is None or dated.first is None or dated.first >= published)


def _up_to(line: Line, one: Excerpt, end: int) -> Excerpt | None:
    """A decision up to the clause behind its last day."""
    for at, word in enumerate(line.words):
        if word.start >= end and (line.comma(at) or line.bare(at) in _ELSE or _is_purpose(line, at)):
            last = at - 2 if line.folded[at - 1] == "و" else at - 1
            short = line.words[last].end - one.start < _LEAST_LETTERS and not _meets(line, one.start, end)
            if _is_purpose(line, at) and not line.comma(at) and short:
                return one
            return line.excerpt(one.start, min(one.end, line.words[last].end))
    return one


def _meets(line: Line, start: int, end: int) -> bool:
    """Whether a meeting's noun stands between two offsets."""
    return any(line.lists.noun(word.folded) for word in line.words if start <= word.start <= end + _LEAST_LETTERS)


def _is_coming(line: Line, dated: Dated) -> bool:
    published = line.part.whole.published
    return published is not None and dated.first is not None and dated.first > published


def _coming(line: Line) -> Iterator[Excerpt]:
    """Clauses with a verb in the future and a day to come."""
    for at in range(len(line)):
        if (behind := line.is_phrase(at, "planned")) > at:
            yield from _planned(line, behind)
            return
        if not line.is_future(at):
            continue
        first, last = _clause(line, at)
        if line.bare(at) in _DONE and first >= at - 1 and (acts := _acts(line, at, last)):
            yield from acts
            return
        days = [
            dated for start, (dated, _) in line.dates.items() if first <= start < last and at - 3 <= start <= at + _NEAR
        ]
        meets = any(line.lists.noun(word) and not one for one, word in _nouns(line, at, last))
        soon = "قريبا" in line.folded[at:last]
        if (
            meets
            or soon
            or any(
                _is_coming(line, dated) or (dated.relative and dated.precision != "year") or dated.precision == "vague"
                for dated in days
            )
        ):
            last = (
                max(end for start, (_, end) in line.dates.items() if first <= start < last)
                if _long(first, last)
                else last
            )
            start = line.words[first].behind(int(line.joined(first)))
            if excerpt := line.span(first, last, start):
                yield excerpt
            return


def _planned(line: Line, at: int) -> Iterator[Excerpt]:
    """What stands behind "it is planned that", up to the end of its clause."""
    last = at + 1
    while last < len(line) and last - at < _MOST_WORDS:
        if line.stops(last) or line.is_participle(last) or line.is_phrase(last, "closing") > last:
            break
        last += 1
    if last - at >= _LEAST_WORDS and (excerpt := line.span(at, last)):
        yield excerpt


def _nouns(line: Line, at: int, last: int) -> Iterator[tuple[bool, str]]:
    """The words behind a verb, each with whether it has the article."""
    for word in line.folded[at + 1 : min(last, at + 4)]:
        yield word.startswith("ال"), word


def _acts(line: Line, at: int, last: int) -> list[Excerpt]:
    """What will be done, where a verb says no more than that it will: «سيتم العمل على»."""
    begin = at + 1
    while begin < last and not is_act(line.folded[begin]):
        begin += 1
    if begin < last and line.folded[begin : begin + 2] == ["العمل", "علي"]:
        begin += 2
    if begin >= last:
        return []
    last = next((one for one in range(begin + 1, len(line)) if line.stops(one)), len(line))
    last = next((one for one in range(begin + 1, last) if may_be_present(line.folded[one]) and line.is_verb(one)), last)
    ends = [one for one in range(begin + 2, last) if line.joined(one) and is_act(line.bare(one))]
    spans = zip([begin, *ends], [*ends, last], strict=True)
    cut = [line.span(one, _closed(line, one, end), line.words[one].behind(int(line.joined(one)))) for one, end in spans]
    return [one for one in cut if one]


def _closed(line: Line, first: int, last: int) -> int:
    """Where an item ends: before what is said of how or why."""
    return next((at for at in range(first + _LEAST_WORDS, last) if line.is_phrase(at, "closing") > at), last)


def _is_purpose(line: Line, at: int) -> bool:
    return any(one.preposition == "ل" and is_act(one.rest) for one in readings(line.folded[at]))


def _long(first: int, last: int) -> bool:
    return last - first > _MOST_WORDS


def _clause(line: Line, at: int) -> tuple[int, int]:
    """The clause around a verb: from "that", a relative's noun or the beginning, to its end."""
    first = at
    if at and line.folded[at - 1] in ("التي", "الذي"):
        noun = next((one for one in range(at - 2, max(-1, at - 9), -1) if line.lists.noun(line.folded[one])), None)
        if noun is not None:
            last = at + 1
            while last < len(line) and not line.stops(last) and not line.comma(last):
                last += 1
            return noun, last
    while first > 0 and at - first < _MOST_WORDS:
        if line.folded[first - 1] in _THAT or line.stops(first) or (line.comma(first) and not line.dates.get(first)):
            break
        first -= 1
    last = at + 1
    while last < len(line) and last - at < _MOST_WORDS:
        if line.stops(last) or line.is_participle(last) or line.is_phrase(last, "closing") > last:
            break
        last += 1
    return first, last
