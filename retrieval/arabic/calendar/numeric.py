"""Dates in digits alone: «5/3/2024», «2024-03-05T10:00:00Z», «20240305», «15/9/1435», «1990-1995».

Digits are read as day and month, and as month and day where only that gives a day. A year from 1300 to 1500 is of the
Hijri calendar unless the date has the form of ISO 8601.
"""

import re
from dataclasses import replace

from retrieval.arabic.calendar.written import Written, Year

_TIME = r"(?:t\d\d:?\d\d(?::?\d\d(?:[.,]\d+)?)?(?:z|[+-]\d\d:?\d\d)?)?"
_END = r"(?!\d|[-/.:–]\d)"
_ISO = re.compile(rf"(\d{{4}})-(\d\d)-(\d\d){_TIME}(?!\d|[-.:–]\d)")
_COMPACT = re.compile(rf"((?:19|20|21)\d\d)(0[1-9]|1[012])(0[1-9]|[12]\d|3[01]){_TIME}{_END}")
_YEAR_FIRST = re.compile(rf"(\d{{4}}) ?([-/.–]) ?(\d{{1,2}}) ?\2 ?(\d{{1,2}}){_END}")
_DAY_FIRST = re.compile(rf"(\d{{1,2}}) ?([-/.–]) ?(\d{{1,2}}) ?\2 ?(\d{{4}}){_END}")
_DAYS_FIRST = re.compile(rf"(\d{{1,2}}) ?- ?(\d{{1,2}})([/.])(\d{{1,2}})\3(\d{{4}}){_END}")
_SHORT_YEAR = re.compile(rf"(\d{{1,2}})/(\d{{1,2}})/(\d\d){_END}")
_DAY_MONTH = re.compile(rf"(\d{{1,2}}) ?([/.-]) ?(\d{{1,2}}){_END}")
_YEARS = re.compile(rf"(\d{{4}}) ?([-/–]) ?(\d{{4}}|\d\d){_END}")
_YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{4})|(\d{4})")
_HIJRI = range(1300, 1501)
_MODERN = range(1000, 2200)
_PIVOT = 50
"""Years of two digits from here on are of the twentieth century."""

Read = tuple[Written, int]
"""A date, and the offset behind it."""


def read_digits(text: str, start: int) -> Read | None:
    """The day that digits at an offset of folded text tell in full."""
    if match := _ISO.match(text, start) or _COMPACT.match(text, start):
        return _day(int(match[1]), int(match[2]), int(match[3]), hijri=False), match.end()
    if match := _YEAR_FIRST.match(text, start):
        return _likely(int(match[1]), int(match[3]), int(match[4])), match.end()
    if match := _DAY_FIRST.match(text, start):
        return _likely(int(match[4]), int(match[3]), int(match[1])), match.end()
    if match := _DAYS_FIRST.match(text, start):
        last = _likely(int(match[5]), int(match[4]), int(match[2]))
        return replace(last, days=(int(match[1]), int(match[2]))), match.end()
    if match := _SHORT_YEAR.match(text, start):
        year = int(match[3])
        return _likely(year + (2000 if year < _PIVOT else 1900), int(match[2]), int(match[1])), match.end()
    return None


def read_day_month(text: str, start: int) -> Read | None:
    """The day and month of «5/3», which may as well be a fraction or a score."""
    match = _DAY_MONTH.match(text, start)
    return (_day(0, int(match[3]), int(match[1]), hijri=False), match.end()) if match else None


def read_years(text: str, start: int) -> tuple[Year, int] | None:
    """The years of «1990-1995», «2016/2017», «2016-17»; a Hijri year beside its Gregorian one is that one."""
    match = _YEARS.match(text, start)
    if match is None:
        return None
    first, last = int(match[1]), int(match[3])
    if len(match[3]) == 2:
        last += first // 100 * 100 if last > first % 100 else 10_000
    if first in _HIJRI and abs(first * 0.97 + 622 - last) < 2:
        return Year(last), match.end()
    if first - last == 1:  # a school year, typed from right to left
        first, last = last, first
    close = last - first == 1 if len(match[3]) == 2 else first < last
    return (Year(first, last), match.end()) if close else None


def read_month_or_year(text: str) -> Written | None:
    """A text that is nothing but a year, or a month and a year, in digits."""
    match = _YEAR_MONTH.fullmatch(text)
    if match is None:
        return None
    year, month = int(match[1] or match[4] or match[5]), int(match[2] or match[3] or 0)
    if year not in _MODERN:
        return None
    return Written(months=(month, month) if month else None, year=Year(year))


def _likely(year: int, month: int, day: int) -> Written:
    if day <= 12 < month:
        month, day = day, month
    return _day(year, month, day, hijri=year in _HIJRI)


def _day(year: int, month: int, day: int, hijri: bool) -> Written:
    return Written((day, day), (month, month), Year(year, hijri=hijri) if year else None, hijri)
