"""Dates in any written form, and spans from one to another: «من 25 مارس إلى 3 أبريل 2017», «بين عامي 1990 و1995».

A date told in both calendars («24 شعبان 1445هـ الموافق 5 مارس 2024») is one, and its days are the Gregorian ones.
"""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from retrieval.arabic.calendar.dated import Found
from retrieval.arabic.calendar.months import Read, read_month, read_named
from retrieval.arabic.calendar.numeric import read_day_month, read_digits
from retrieval.arabic.calendar.spoken import read_cardinal, read_ordinal
from retrieval.arabic.calendar.tokens import Tokens
from retrieval.arabic.calendar.vocabulary import load_date_words
from retrieval.arabic.calendar.written import Written, Year, joined
from retrieval.arabic.calendar.years import read_century, read_decade, read_year, read_year_alone

_FROM, _TO = "من", "الي"
_DASHES = ("-", "–", "—")
_DUAL = "ين"
_WITHIN_MONTH = 1
"""What «الأسبوع» and the like stand for among the parts of a year."""
_EQUALS = ("/", "-", "–", "(", ",", "=")


class Told(NamedTuple):
    """A date, or the first and last of a span, before it is counted from the article's day."""

    first: Written
    last: Written | None
    start: int
    next: int

    def found(self, end: int, day: date | None, past: bool = False) -> Found:
        """The date with its days; ``end`` is the offset behind it, ``past`` whether a verb says that it is past."""
        if self.last is None:
            one = self.first
            return Found(self.start, end, one.precision, one.outcome(day, past), one.relative, one.in_hijri)
        first, last = _each_in_a_year(self.first, self.last)
        there = last.outcome(day, past)
        if not isinstance(there, str) and last.open_year:
            first = first.in_year(there[1].year - _reversed(first, last))
        outcome = joined(first.outcome(day, past), there)
        return Found(self.start, end, "range", outcome, first.relative or last.relative, last.in_hijri)


def read_told(tokens: Tokens, place: int) -> Told | None:
    """The written date or span of dates at a place."""
    words = load_date_words()
    lead = words.span_heads.at(tokens, place)
    if lead is None:
        first = read_written(tokens, place)
        return _equal(tokens, first) or _closed_span(tokens, first, False) or _alone(first) if first else None
    first = read_written(tokens, lead.next, before=_FROM)
    if first is None:
        return None
    span = _closed_span(tokens, first, lead.value == "between")
    if span is None and first.date.precision == "range" and (first.date.days or first.date.months is None):
        span = _alone(first)
    return span._replace(start=lead.start) if span else None


def read_written(tokens: Tokens, place: int, before: str | None = None) -> Read | None:
    """One date in any written form; a bare year is one where the word before it, given or looked up, lets it."""
    token = tokens[place]
    digits = token.end - len(token.text)
    if token.number is not None and not tokens.apart(place):
        return None
    if token.number is not None and (found := read_digits(tokens.text, digits)):
        return _in_digits(tokens, place, *found)
    if named := read_named(tokens, place) or _part_of_year(tokens, place):
        return named
    year = read_year(tokens, place) or read_decade(tokens, place) or read_century(tokens, place)
    if year is None and token.number is not None:
        nearby = tokens.nearest(digits) if before is None else before
        year = read_year_alone(tokens, place, nearby, joined=before is not None)
    return Read(Written(year=year[0]), _start(tokens, place), year[1]) if year else None


def read_short(tokens: Tokens, place: int) -> Read | None:
    """«5/3» as a day and month, for where the words before it say that it is a day."""
    token = tokens[place]
    found = read_day_month(tokens.text, token.start) if token.number is not None else None
    return Read(found[0], token.start, tokens.behind(place, found[1])) if found else None


def _in_digits(tokens: Tokens, place: int, written: Written, end: int) -> Read:
    """A day in digits, with the era behind it."""
    words, following = load_date_words(), tokens.behind(place, end)
    hijra, christ = words.anno_hegirae.at(tokens, following), words.anno_domini.at(tokens, following)
    if hijra and written.year and not hijra.clitic:
        written = replace(written, hijri=True, year=replace(written.year, hijri=True))
    era = hijra or christ
    return Read(written, tokens[place].start, era.next if era and not era.clitic else following)


def _part_of_year(tokens: Tokens, place: int) -> Read | None:
    """«الربع الأول من 2017», «النصف الثاني من العام الماضي»; «النصف الأول من مارس» is in that month."""
    words = load_date_words()
    part = words.parts_of_year.at(tokens, place)
    if part is None:
        return _first_months(tokens, place)
    last = tokens[part.next].text in words.last
    ordinal = (12 // part.value, part.start, part.next + 1) if last else read_ordinal(tokens, part.next)
    if ordinal is None:
        return None
    number, _, behind = ordinal
    if tokens[behind].text == _FROM and (month := read_month(tokens, behind + 1, alone=False)):
        return month._replace(start=part.start)
    year = read_year(tokens, behind, beside_month=True)
    if year is None or part.value == _WITHIN_MONTH or number * part.value > 12:
        return None
    months = (number * part.value - part.value + 1, number * part.value)
    return Read(Written(months=months, year=year[0]), part.start, year[1])


def _first_months(tokens: Tokens, place: int) -> Read | None:
    """«الأشهر الستة الأولى من 2017»."""
    words = load_date_words()
    months = words.definite_plurals.at(tokens, place)
    count = read_cardinal(tokens, months.next) if months and months.value == "month" else None
    if months is None or count is None or tokens[count[1]].text not in words.first or not 0 < count[0] < 12:
        return None
    year = read_year(tokens, count[1] + 1, beside_month=True)
    return Read(Written(months=(1, count[0]), year=year[0]), months.start, year[1]) if year else None


def _start(tokens: Tokens, place: int) -> int:
    """Where a year starts, without a particle before its head."""
    words = load_date_words()
    heads = (phrases.at(tokens, place) for phrases in (words.year_heads, words.definite_units, words.decades))
    return next((head.start for head in heads if head), tokens[place].start)


def _closed_span(tokens: Tokens, first: Read, between: bool) -> Told | None:
    """A span, where «إلى», a dash, or «و» behind «بين», and a second date follow the first."""
    until, mark = load_date_words().until.at(tokens, first.next), tokens[first.next]
    if until:
        behind = until.next
    elif mark.text in _DASHES:
        behind = first.next + 1
    elif between and (mark.joined or mark.text.startswith("و")):
        behind = first.next
    else:
        return None
    last = read_written(tokens, behind, before=_TO)
    if last is None or _level(last.date) != _level(first.date):
        return None
    both = load_date_words().turns.at(tokens, last.next)
    if both and tokens[last.next].text.endswith(_DUAL) and last.date.open_year:
        return Told(first.date, replace(last.date, turn=both.value), first.start, both.next)
    return Told(first.date, last.date, first.start, last.next)


def _equal(tokens: Tokens, read: Read) -> Told | None:
    """The Gregorian one of two dates, where the same days are told in the other calendar behind the first."""
    equal, mark = load_date_words().equal.at(tokens, read.next), tokens[read.next].text
    if not equal and mark not in _EQUALS:
        return None
    other = read_written(tokens, equal.next if equal else read.next + 1, before=_TO)
    if other is None or other.date.in_hijri == read.date.in_hijri or other.date.precision != read.date.precision:
        return None
    following = other.next
    if mark == "(":
        if tokens[following].text != ")":
            return None
        following += 1
    return Told(other.date if read.date.in_hijri else read.date, None, read.start, following)


def _alone(read: Read) -> Told:
    return Told(read.date, None, read.start, read.next)


def _level(written: Written) -> str:
    return "day" if written.days else "month" if written.months or written.turn is not None else "year"


def _each_in_a_year(first: Written, last: Written) -> tuple[Written, Written]:
    """The ends of a span, each with the year of the other where it has none; the new year may lie between them."""
    own_year, turn_of_year = first.year, _reversed(first, last)
    first, last = first.within(last), last.within(first)
    if not turn_of_year or (own_year and last.year is not own_year):
        return first, last
    if own_year:
        return first, replace(last, year=_beside(own_year, 1))
    return (replace(first, year=_beside(first.year, -1)) if first.year else first), last


def _reversed(first: Written, last: Written) -> bool:
    """Whether a new year must lie between two dates."""
    return (first.months or (0, 0)) > (last.months or (0, 0))


def _beside(year: Year, step: int) -> Year:
    return replace(year, turn=year.turn + step) if year.turn is not None else replace(year, number=year.number + step)
