"""What a date's words tell before the article's day is counted in: days, months, a year, which one of its kind."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from retrieval.arabic.calendar.dated import Days, Outcome, Precision
from retrieval.arabic.calendar.days import hijri_year, moved, nearest, span, turned

Pair = tuple[int, int]
"""The first and last of something told: a single day is a pair of itself."""
FIRST_GREGORIAN = 1700
"""A year beside a Hijri month that is of the Gregorian calendar."""

_LAST_YEAR = 9999
_ANY_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Year:
    """A year as told: a number, a turn from the article's ("last year"), or a reason why it has no days."""

    number: int = 0
    last: int = 0
    """The last year of a span of years, 0 for a single one."""
    hijri: bool = False
    turn: int | None = None
    problem: str = ""
    scale: Literal["year", "decade", "century"] = "year"


@dataclass(frozen=True, slots=True)
class Written:
    """A day, month or year, or a span of them; what is not told is ``None``."""

    days: Pair | None = None
    months: Pair | None = None
    year: Year | None = None
    hijri: bool = False
    """Whether days and months are of the Hijri calendar."""
    turn: int | None = None
    """The last, present or next such month; without ``months``, which month the days are of."""
    problem: str = ""

    @property
    def precision(self) -> Precision:
        """How exact the words are."""
        if self.days:
            return "day" if self.days[0] == self.days[1] else "range"
        if self.months:
            return "month" if self.months[0] == self.months[1] else "range"
        if self.turn is not None:
            return "month"
        if self.year and self.year.scale != "year":
            return self.year.scale
        return "range" if self.year and self.year.last else "year"

    @property
    def relative(self) -> bool:
        """Whether the words count from the article's day."""
        return self.turn is not None or bool(self.year and self.year.turn is not None)

    @property
    def in_hijri(self) -> bool:
        """Whether its days are converted from the Hijri calendar."""
        return self.hijri or (self.months is None and self.year is not None and self.year.hijri)

    def outcome(self, day: date | None, past: bool = False) -> Outcome:
        """The days meant, counted from the article's day where the words ask for it; ``past`` where a verb says so."""
        year = self.year or Year()
        if self.problem or year.problem:
            return self.problem or year.problem
        if year.number and year.turn is None:
            return self._in_years(year)
        if day is None:
            return "no_article_day" if self.relative else self._somewhere()
        if year.turn is not None:
            return self._in_turned(year, year.turn, day)
        if self.months is None:
            return self._in_month(moved(day, "month", self.turn or 0))
        candidates = self._candidates(day)
        return nearest(candidates, day, past) if self.turn is None else turned(candidates, day, self.turn)

    def within(self, other: "Written") -> "Written":
        """The same with the year, and where it has days alone the months, that another date beside it tells."""
        if self.months is None and self.year is None:
            return replace(other, days=self.days)
        return self if self.year or self.turn is not None else replace(self, year=other.year, turn=other.turn)

    @property
    def open_year(self) -> bool:
        """Whether nothing but the article's day tells the year."""
        return self.months is not None and self.year is None and self.turn is None and not self.problem

    def in_year(self, year: int) -> "Written":
        """The same in a Gregorian year."""
        return self if self.hijri else replace(self, year=Year(year), turn=None)

    def named(self) -> "Written":
        """The same as part of a name."""
        return replace(self, problem="a_name")

    def _in_years(self, year: Year) -> Outcome:
        if year.last:
            first, last = (span(one, None, None, year.hijri) for one in (year.number, year.last))
            return joined(first, last)
        if self.months is None:
            return span(year.number, None, self.days, year.hijri)
        if self.hijri and not year.hijri and year.number >= FIRST_GREGORIAN:
            return self._starting_in(year.number)
        if year.hijri and not self.hijri:
            return "no_such_day"
        return span(year.number, self.months, self.days, self.hijri)

    def _somewhere(self) -> Outcome:
        """Why a date without a year has no days: some days no year has."""
        possible = any(not isinstance(one, str) for one in self._candidates(_ANY_DAY))
        return "no_year" if possible or self.months is None else "no_such_day"

    def _starting_in(self, year: int) -> Outcome:
        """The Hijri month that starts in a Gregorian year: «رمضان 2017»."""
        near = hijri_year(date(min(year, _LAST_YEAR), 7, 1))
        spans = (span(one, self.months, self.days, hijri=True) for one in range(near - 1, near + 2))
        return next((one for one in spans if not isinstance(one, str) and one[0].year == year), "no_such_day")

    def _in_turned(self, year: Year, turn: int, day: date) -> Outcome:
        """In the last, present or next year, century, or decade of a century."""
        if year.scale == "decade":
            first = day.year // 100 * 100 + 100 * turn + year.number
            return joined(span(first, None, None, False), span(first + 9, None, None, False))
        if year.scale == "century":
            return moved(day, "century", turn)
        middle = hijri_year(day) if self.hijri else day.year
        return span(middle + turn, self.months, self.days, self.hijri)

    def _in_month(self, month: Outcome) -> Outcome:
        if isinstance(month, str) or self.days is None:
            return month
        first = month[0]
        return span(first.year, (first.month, first.month), self.days, hijri=False)

    def _candidates(self, day: date) -> Iterator[Outcome]:
        middle = hijri_year(day) if self.hijri else day.year
        return (span(year, self.months, self.days, self.hijri) for year in range(middle - 2, middle + 3))


def joined(first: Outcome, last: Outcome) -> Outcome:
    """From the first day of one to the last day of the other."""
    if isinstance(first, str) or isinstance(last, str):
        return first if isinstance(first, str) else str(last)
    days: Days = (first[0], last[1])
    return days if days[0] <= days[1] else "no_such_day"
