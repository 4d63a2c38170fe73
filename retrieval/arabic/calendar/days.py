"""Calendar arithmetic: the days of a day, month or year of either calendar, and how far apart they are.

The Hijri calendar is that of Umm al-Qura (``hijridate``) from 1343 to 1500, and the tabular one for other years, which
may be a day or two off what was announced in a country. Gregorian years before 1582 are counted backwards.
"""

import calendar
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from retrieval.arabic.calendar.dated import Days, Outcome

_UMM_AL_QURA = range(1343, 1501)
_TABULAR_EPOCH = date(622, 7, 19).toordinal() - 1
_HIJRI_YEARS_A_CENTURY = 103.07
_LAST_YEAR = 9999
_SOON = timedelta(80)
"""What is said in the past may still be of the near future: «دعا إلى انتخابات في نيسان»."""

Calendar = Callable[[int, int, int], date]
"""The day of a year, month and day; raises ``ValueError`` or ``OverflowError`` where there is none."""


def span(year: int, months: tuple[int, int] | None, days: tuple[int, int] | None, hijri: bool) -> Outcome:
    """From the first day of the first month named to the last of the last; without months, the whole year."""
    first_month, last_month = months or (1, 12)
    if not 0 < year <= _LAST_YEAR or (hijri and year > _LAST_YEAR - 333):
        return "out_of_range"
    day = _hijri if hijri else date
    try:
        if days:
            first, last = day(year, first_month, days[0]), day(year, last_month, days[1])
        else:
            first, last = day(year, first_month, 1), day(year, last_month, length(year, last_month, hijri))
    except (ValueError, OverflowError):
        return "no_such_day"
    return (first, last) if first <= last else "no_such_day"


def length(year: int, month: int, hijri: bool) -> int:
    """The days of a month; raises ``ValueError`` for a month that there is not."""
    if not 1 <= month <= 12:
        raise ValueError(month)
    if not hijri:
        return calendar.monthrange(year, month)[1]
    if year in _UMM_AL_QURA:
        from hijridate import Hijri

        return Hijri(year, month, 1).month_length()
    leap = month == 12 and (11 * year + 14) % 30 < 11
    return 30 if month % 2 or leap else 29


def _hijri(year: int, month: int, day: int) -> date:
    if not 1 <= day <= length(year, month, hijri=True):
        raise ValueError(day)
    if year in _UMM_AL_QURA:
        from hijridate import Hijri

        return date.fromordinal(Hijri(year, month, day).to_gregorian().toordinal())
    months = (59 * (month - 1) + 1) // 2
    return date.fromordinal(_TABULAR_EPOCH + day + months + 354 * (year - 1) + (3 + 11 * year) // 30)


def hijri_year(day: date) -> int:
    """The Hijri year that a day falls in, or the one beside it."""
    return int((day.year - 622 + (day.month - 7) / 12) * _HIJRI_YEARS_A_CENTURY / 100) + 1


def nearest(candidates: Iterable[Outcome], day: date, past: bool = False) -> Outcome:
    """The span whose middle is nearest to a day; of what is past, none that lies far ahead."""
    spans = [one for one in candidates if not isinstance(one, str)]
    if past:
        spans = [one for one in spans if one[0] - day <= _SOON] or spans
    return min(spans, key=lambda one: abs((one[0] - day) + (one[1] - day)), default="no_such_day")


def turned(candidates: Iterable[Outcome], day: date, turn: int) -> Outcome:
    """The last span before the one of a day for -1, the next one for 1, the nearest for 0."""
    spans = [one for one in candidates if not isinstance(one, str)]
    if turn < 0:
        return max((one for one in spans if one[1] < day), default="no_such_day")
    if turn > 0:
        return min((one for one in spans if one[0] > day), default="no_such_day")
    return nearest(spans, day)


def moved(day: date, unit: str, count: int) -> Outcome:
    """The day, ISO week, month, year, decade or century that lies ``count`` of its kind from that of a day."""
    try:
        return _moved(day, unit, count)
    except (ValueError, OverflowError):
        return "out_of_range"


def _moved(day: date, unit: str, count: int) -> Days:
    if unit == "day":
        there = day + timedelta(count)
        return there, there
    if unit == "week":
        monday = day + timedelta(7 * count - day.weekday())
        return monday, monday + timedelta(6)
    if unit == "month":
        year, month = divmod(12 * day.year + day.month - 1 + count, 12)
        return date(year, month + 1, 1), date(year, month + 1, length(year, month + 1, hijri=False))
    years = {"year": 1, "decade": 10, "century": 100}[unit]
    offset = 1 if unit == "century" else 0
    first = (day.year - offset) // years * years + offset + count * years
    return date(first, 1, 1), date(first + years - 1, 12, 31)


def at_weekday(day: date, weekday: int, turn: int | None, ahead: bool) -> date:
    """The day of a weekday: of the last, present or next week for -1, 0, 1; else the nearest on one side of a day."""
    forward = (weekday - day.weekday()) % 7
    if turn is None:
        return day + timedelta(forward if ahead or not forward else forward - 7)
    if turn == 0:
        return day + timedelta(weekday - day.weekday())
    if turn < 0:
        return day + timedelta(forward - 7 + 7 * (turn + 1))
    return day + timedelta((forward or 7) + 7 * (turn - 1))
