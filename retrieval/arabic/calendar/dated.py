"""A date that words of a text tell: where it stands, what days it means, why it means none."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

Precision = Literal["day", "month", "year", "range", "decade", "century", "vague"]
Days = tuple[date, date]
"""The first and last day of a span."""
Outcome = Days | str
"""The days meant, or the reason why there are none."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as it stands in a text.

    ``reason`` says why it has no value:
    "no_article_day": it is counted from the article's day, which is not known;
    "no_year": it has neither a year nor an article's day that could tell it;
    "no_month": it is a day of an untold month;
    "told_elsewhere": it is counted from another date of the text ("two days after the vote", "the same month");
    "a_name": it is part of a name ("the revolution of 25 January"), whose year is not told;
    "vague": its words leave open how far away it is ("in the coming days"), or which days they are ("on Fridays");
    "no_such_day": 30 February, or a span that ends before it starts;
    "out_of_range": no calendar here has this year;
    "before_christ": years before Christ have no days here.
    """

    start: int
    end: int
    """Offsets into the text as it was given, end exclusive."""
    first: date | None
    last: date | None
    """The first and the last day meant, both ``None`` where it has no value."""
    precision: Precision
    relative: bool
    """Whether it is counted from the article's day. A day and month whose year alone the article tells are not."""
    hijri: bool
    """Whether it is told in the Hijri calendar alone, so that its days are converted."""
    reason: str
    """"" where it has a value."""

    @property
    def value(self) -> str:
        """ISO 8601 as exact as told ("2013-11-19", "2013-11", "2013"), an interval of days or years, or "" """
        if self.first is None or self.last is None:
            return ""
        first, last = self.first, self.last
        if first == last:
            return first.isoformat()
        years = _starts_year(first) and _ends_year(last)
        if years and first.year == last.year and self.precision != "range":
            return f"{first.year:04}"
        if self.precision == "month" and first.day == 1 and not self.hijri:
            return f"{first.year:04}-{first.month:02}"
        if years and first.year != last.year:
            return f"{first.year:04}/{last.year:04}"
        return f"{first.isoformat()}/{last.isoformat()}"


def _starts_year(day: date) -> bool:
    return (day.month, day.day) == (1, 1)


def _ends_year(day: date) -> bool:
    return (day.month, day.day) == (12, 31)


class Found(NamedTuple):
    """A date in folded text: where it stands there, and what it means."""

    start: int
    end: int
    precision: Precision
    outcome: Outcome
    relative: bool = False
    hijri: bool = False

    def dated(self, start: int, end: int) -> Dated:
        """The date where it stands in the original text."""
        if isinstance(self.outcome, str):
            return Dated(start, end, None, None, self.precision, self.relative, self.hijri, self.outcome)
        first, last = self.outcome
        return Dated(start, end, first, last, self.precision, self.relative, self.hijri, "")
