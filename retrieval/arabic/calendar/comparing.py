"""Which dates of a text another text tells too, however they are written there.

«5/3/2020» is «الخامس من مارس 2020», a month holds its days, a day without a year is the same day of any year that the
other text tells. What it does not know: dates that are counted from an article's day; two days of which neither has a
year and which are not the same year's.
"""

from collections.abc import Sequence
from datetime import date

from retrieval.arabic.calendar.dated import Dated, Days
from retrieval.arabic.calendar.finding import find_dates

_HOLDING = ("day", "month", "year")
_LONGEST = 366
_SOME_DAY = date(2000, 7, 1)
"""Two texts that leave out the year are read as if of this day."""


def shared_dates(text: str, other: str) -> list[Dated]:
    """The dates of a text that the other tells too, the same or more exactly; offsets are into ``text``."""
    there = find_dates(other)
    return [one for one in find_dates(text) if not one.relative and _is_told(text, one, other, there)]


def other_days(text: str, other: str) -> list[Dated]:
    """The days of a text, told with their year, that the other does not tell although it tells some day so."""
    there = find_dates(other)
    if not any(one.precision == "day" and one.first and not one.relative for one in there):
        return []
    days = (one for one in find_dates(text) if one.precision == "day" and one.first and not one.relative)
    return [one for one in days if not any(_told(_days(one), "day", _days_beside(other, it, one)) for it in there)]


def months_told(text: str) -> set[int]:
    """The Gregorian months, 1 to 12, that the dates of a text fall in, also where only their numbers stand there."""
    days = (days for one in find_dates(text) if not one.relative and (days := _days(one)))
    return {first.month for first, last in days if (first.year, first.month) == (last.year, last.month)}


def _is_told(text: str, one: Dated, other: str, there: Sequence[Dated]) -> bool:
    if one.first is None and one.reason != "no_year":
        return False
    return any(
        _told(_days_beside(text, one, it), one.precision, _days(it) or _read_again(other, it, _SOME_DAY))
        for it in there
        if not it.relative
    )


def _told(days: Days | None, precision: str, others: Days | None) -> bool:
    """Whether days are others, or a day, month or year in which others lie."""
    if days is None or others is None:
        return False
    holding = precision in _HOLDING and (days[1] - days[0]).days < _LONGEST
    return days == others or (holding and days[0] <= others[0] and others[1] <= days[1])


def _days_beside(text: str, one: Dated, it: Dated) -> Days | None:
    """The days of a date, read as of another one's where its own year is not told."""
    return _days(one) or _read_again(text, one, it.first or _SOME_DAY)


def _days(one: Dated) -> Days | None:
    return (one.first, one.last) if one.first and one.last else None


def _read_again(text: str, one: Dated, day: date) -> Days | None:
    if one.reason != "no_year":
        return None
    return next((days for again in find_dates(text[one.start : one.end], day) if (days := _days(again))), None)
