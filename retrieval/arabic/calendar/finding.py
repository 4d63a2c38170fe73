"""Finding the dates of a text, in one pass: at each word or number that a date may start with, the forms are tried."""

import re
from collections.abc import Iterator
from datetime import date

from retrieval.arabic.calendar.dated import Dated, Found
from retrieval.arabic.calendar.spans import Told, read_told
from retrieval.arabic.calendar.tense import tense_before, tense_of
from retrieval.arabic.calendar.tokens import Tokens, starting
from retrieval.arabic.calendar.units import read_distance, read_unit, read_units, read_weekend
from retrieval.arabic.calendar.vocabulary import load_date_words
from retrieval.arabic.calendar.weekdays import read_day
from retrieval.arabic.letters import fold_with_origins

_LUNCH = re.compile(r"غ\W*د\W*ا\W*ء")
"""Folding drops the hamza, which makes lunch tomorrow."""

_SINCE, _BY = "منذ", "بحلول"


def find_dates(text: str, published: date | None = None) -> list[Dated]:
    """The dates of a text in order, not overlapping; ``published`` is the day from which some of them are counted."""
    folded = fold_with_origins(text)
    found = []
    for one in _find(folded.text, published):
        start, end = folded.original(one.start, one.end)
        if not _LUNCH.search(text, start, end):
            found.append(one.dated(start, end))
    return found


def _find(text: str, day: date | None) -> Iterator[Found]:
    done = 0
    for start in starting(text, load_date_words().starts):
        if start >= done and (found := _read(Tokens(text, start), day)):
            yield found
            done = found.end


def _read(tokens: Tokens, day: date | None) -> Found | None:
    part = load_date_words().parts.at(tokens, 0)
    if found := read_weekend(tokens, 0, day):
        return found
    if part and (found := _read_at(tokens, part.next, day)):
        return found._replace(start=part.start)
    return _read_at(tokens, 0, day)


def _read_at(tokens: Tokens, place: int, day: date | None) -> Found | None:
    if found := read_day(tokens, place, day):
        return found
    if told := read_told(tokens, place):
        return _counted(tokens, told, day)
    return read_unit(tokens, place, day) or read_units(tokens, place, day) or read_distance(tokens, place, day)


def _counted(tokens: Tokens, told: Told, day: date | None) -> Found:
    """A written date with its days: its year may be that of the next in a list, and part of a name has none."""
    end = tokens[told.next - 1].end
    if told.last is not None or told.first.year or told.first.relative or told.first.problem:
        return told.found(end, day)
    if _is_name(tokens, told):
        return told._replace(first=told.first.named()).found(end, day)
    past = _is_past(tokens, told)
    further = tokens[told.next]
    if (further.joined or further.text.startswith("و")) and (other := read_told(tokens, told.next)):
        told = told._replace(first=told.first.within(other.first) if other.first.months else told.first)
    return told.found(end, day, past)


def _is_past(tokens: Tokens, told: Told) -> bool:
    """Whether a verb in the past is the nearest before a date, or follows right behind: «وفي يناير، أعلنت»."""
    before = tokens.nearest(told.start)
    behind = tokens[told.next + (tokens[told.next].text == ",")].text
    tense = tense_before(tokens, told.start)
    return (
        before.endswith(_SINCE)
        or tense == "past"
        or (tense != "coming" and bool(behind) and tense_of(behind) == "past")
    )


def _is_name(tokens: Tokens, told: Told) -> bool:
    """«ثورة 25 يناير», «حرب أكتوبر»."""
    before, names = tokens.nearest(told.start), load_date_words().named_after
    return before in names or before[1:] in names
