"""Which months and weekdays a text names, whether it tells a whole date or not: for comparing one text with another.

Two names of one month are the same («يناير», «كانون الثاني»). What it does not know: a month given by its number alone.
"""

from collections.abc import Iterator
from typing import NamedTuple

from retrieval.arabic.calendar.tokens import Tokens
from retrieval.arabic.calendar.vocabulary import load_date_words
from retrieval.arabic.letters import fold

_MONTH = "شهر"


class Named(NamedTuple):
    """A month or weekday as it is named, folded, and what is the same under every name of it."""

    words: str
    key: tuple[str, int]


def named_days(text: str) -> Iterator[Named]:
    """The months and weekdays named, in order; a month whose name is also another word, only beside a number."""
    tokens, words, place = Tokens(fold(text)), load_date_words(), 0
    while tokens[place].text:
        month, weekday = words.months.at(tokens, place), words.weekdays.at(tokens, place)
        if month and (not month.value.certainty or _beside_a_number(tokens, place, month.next)):
            calendar = "hijri" if month.value.hijri else "gregorian"
            yield Named(_between(tokens, month.start, month.next), (calendar, month.value.number))
        elif weekday:
            yield Named(_between(tokens, weekday.start, weekday.next), ("weekday", weekday.value))
        place = month.next if month else weekday.next if weekday else place + 1


def month_names() -> frozenset[str]:
    """All names of the months, Gregorian and Hijri, folded; some are other words besides («مارس», «صفر»)."""
    return load_date_words().months.phrases


def weekday_names() -> frozenset[str]:
    """All names of the days of the week that need no «يوم» in front of them, folded."""
    return load_date_words().weekdays.phrases


def _beside_a_number(tokens: Tokens, place: int, behind: int) -> bool:
    before = tokens[place - 1] if place else None
    stands = before is not None and (before.number is not None or before.text.endswith(_MONTH))
    return stands or tokens[behind].number is not None


def _between(tokens: Tokens, start: int, following: int) -> str:
    return tokens.text[start : tokens[following - 1].end]
