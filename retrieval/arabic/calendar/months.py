"""Days and months by name, with their year: «5 آذار/مارس 2024», «الخامس من مارس», «14 و15 فيفري», «يناير الماضي»."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from retrieval.arabic.calendar.phrases import Match
from retrieval.arabic.calendar.spoken import read_ordinal
from retrieval.arabic.calendar.tokens import Tokens
from retrieval.arabic.calendar.vocabulary import Month, load_date_words
from retrieval.arabic.calendar.written import Pair, Written
from retrieval.arabic.calendar.years import read_year

_OF = "من"
_DATE_MARKS = ("/", "-")
_NUMBER = 3
_THIS, _SAME = ("هذا", "هذه"), ("نفس", "ذات")
_BETWEEN_DAYS = ("-", "–", "—", ",", "و")
_BETWEEN_NAMES = ("/", "(", "-", "–", "\\", "او", "|")
_SPANNING = ("/", "-", "–")


class Read(NamedTuple):
    """A date, the offset where it starts and the place of the token behind it."""

    date: Written
    start: int
    next: int


class _Months(NamedTuple):
    pair: Pair
    hijri: bool
    sure: bool
    certainty: int
    start: int
    next: int


def read_named(tokens: Tokens, place: int) -> Read | None:
    """The date with a month's name, or a day of "this month", that starts at a place."""
    for days, start, following in reversed(list(_days(tokens, place))):
        behind = following + (tokens[following].text in (_OF, *_DATE_MARKS))
        month = read_month(tokens, behind, alone=False) or _counted_month(tokens, behind)
        if month and not _is_score(tokens, following, month):
            return Read(replace(month.date, days=days), start, month.next)
    return read_month(tokens, place, alone=True)


def _is_score(tokens: Tokens, place: int, month: Read) -> bool:
    """Whether a number right before «صفر» may be the other side of a score."""
    named = load_date_words().months.at(tokens, place)
    alone = month.date.year is None and month.date.turn is None and month.next == place + 1
    return named is not None and named.value.certainty == _NUMBER and alone and tokens[place - 1].number is not None


def read_month(tokens: Tokens, place: int, alone: bool) -> Read | None:
    """A month with its year; ``alone`` where no day is before it, so that other words must show that it is one."""
    found = _months(tokens, place, several=alone)
    if found is None:
        return None
    written = Written(months=found.pair, hijri=found.hijri)
    if alone and (day_first := _day_behind(tokens, found, written)):
        return day_first
    year = read_year(tokens, found.next, found.hijri, beside_month=True)
    if year and not year[0].last:
        return Read(replace(written, year=year[0]), found.start, _past_turn(tokens, year[1]))
    if turn := _turn(tokens, found.next):
        return Read(replace(written, turn=turn.value), found.start, turn.next)
    if alone and not found.sure and not _announced(tokens, found):
        return None
    if tokens[found.next].text in load_date_words().elsewhere:
        return Read(replace(written, problem="told_elsewhere"), found.start, found.next + 1)
    return Read(written, found.start, found.next)


def _day_behind(tokens: Tokens, found: _Months, written: Written) -> Read | None:
    """«مارس 5, 2024»."""
    day, behind = tokens[found.next], found.next + 1
    behind += tokens[behind].text == ","
    if day.number is None or len(day.text) > 2 or len(tokens[behind].text) != 4:
        return None
    year = read_year(tokens, behind, found.hijri, beside_month=True)
    if year is None:
        return None
    return Read(replace(written, days=(day.number, day.number), year=year[0]), found.start, year[1])


def _days(tokens: Tokens, place: int) -> Iterator[tuple[Pair, int, int]]:
    """The days at a place, with the offset where they start and the place behind: one, the first two, and so on."""
    first = _day(tokens, place)
    if first is None:
        return
    number, start, following = first
    yield (number, number), start, following
    last = number
    while (nearby := _next_day(tokens, following)) and nearby[0] > last:
        last, _, following = nearby
        yield (number, last), start, following


def _next_day(tokens: Tokens, place: int) -> tuple[int, int, int] | None:
    token = tokens[place]
    if token.joined or token.text.startswith("وال"):
        return _day(tokens, place)
    until = load_date_words().until.at(tokens, place)
    if until:
        return _day(tokens, until.next)
    return _day(tokens, place + 1) if token.text in _BETWEEN_DAYS else None


def _day(tokens: Tokens, place: int) -> tuple[int, int, int] | None:
    token = tokens[place]
    if token.number is not None:
        return (token.number, token.start, place + 1) if len(token.text) <= 2 else None
    return read_ordinal(tokens, place) or _first_day(load_date_words().first_day.at(tokens, place))


def _first_day(match: Match[str] | None) -> tuple[int, int, int] | None:
    return (1, match.start, match.next) if match else None


def _months(tokens: Tokens, place: int, several: bool) -> _Months | None:
    words = load_date_words()
    head = words.month_heads.at(tokens, place)
    first = words.months.at(tokens, head.next if head else place)
    if first is None:
        return None
    month, last, following = first.value, first.value.number, first.next
    last, behind = _other_names(tokens, following, month, last)
    paired = behind != following
    while several and (further := words.months.at(tokens, behind)) and _follows(further, month, last):
        _, behind = _other_names(tokens, further.next, further.value, further.value.number)
        last, paired = further.value.number, True
    start, sure = (head or first).start, bool(head) or paired or month.certainty == 0
    return _Months((month.number, last), month.hijri, sure, month.certainty, start, behind)


def _other_names(tokens: Tokens, place: int, month: Month, last: int) -> tuple[int, int]:
    """The number of the last month that a name and those behind «/» stand for, and the place behind them."""
    while name := _other_name(tokens, place):
        second, place = name
        if second.number != last and second.regions & month.regions:
            last = second.number
    return last, place


def _follows(further: Match[Month], month: Month, last: int) -> bool:
    return further.clitic == "و" and (further.value.number, further.value.hijri) == (last + 1, month.hijri)


def _other_name(tokens: Tokens, place: int) -> tuple[Month, int] | None:
    """A second name behind «/», in brackets, or right behind the first: the same month, or the end of a span."""
    months, mark = load_date_words().months, tokens[place].text
    apart = mark in _BETWEEN_NAMES
    before = months.at(tokens, place - 1) if place else None
    second = months.at(tokens, place + apart)
    if second is None or second.clitic:
        return None
    if mark == "(":
        return (second.value, second.next + 1) if tokens[second.next].text == ")" else None
    if not apart and (before is None or before.value.number != second.value.number):
        return None
    return second.value, second.next


def _announced(tokens: Tokens, found: _Months) -> bool:
    """Whether the word before shows that a name is a month's: it is enough for one that is hardly anything else."""
    words = load_date_words()
    before = tokens.nearest(found.start)
    return found.certainty == 1 and (before in words.before_months or before[1:] in words.before_months)


def _counted_month(tokens: Tokens, place: int) -> Read | None:
    """«الشهر الجاري», «هذا الشهر», «الجاري» alone, behind a day."""
    words = load_date_words()
    start = tokens[place].start
    if tokens[place].text in (*_THIS, *_SAME) and (unit := words.definite_units.at(tokens, place + 1)):
        problem = "" if tokens[place].text in _THIS else "told_elsewhere"
        return Read(Written(turn=0, problem=problem), start, unit.next) if unit.value == "month" else None
    head = words.definite_units.at(tokens, place)
    if head and head.value == "month" and tokens[head.next].text in words.elsewhere:
        return Read(Written(turn=0, problem="told_elsewhere"), start, head.next + 1)
    turn = _turn(tokens, head.next if head and head.value == "month" else place)
    return Read(Written(turn=turn.value), start, turn.next) if turn else None


def _turn(tokens: Tokens, place: int) -> Match[int] | None:
    """Which month of its name: «الماضي», not «الماضية», which says it of something else."""
    turn = load_date_words().turns.at(tokens, place)
    if turn is None or turn.clitic or tokens[turn.next - 1].text.endswith(("ه", "ين")):
        return None
    return turn


def _past_turn(tokens: Tokens, place: int) -> int:
    turn = _turn(tokens, place)
    return turn.next if turn else place
