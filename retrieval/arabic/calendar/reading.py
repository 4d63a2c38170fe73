"""Texts that as a whole are one date: front matter, bounds of a filter, dates quoted from an article."""

import re
from datetime import date
from functools import lru_cache

from retrieval.arabic.calendar.dated import Dated, Found, Outcome
from retrieval.arabic.calendar.days import span
from retrieval.arabic.calendar.finding import find_dates
from retrieval.arabic.calendar.numeric import read_month_or_year
from retrieval.arabic.calendar.vocabulary import load_date_words
from retrieval.arabic.calendar.written import joined
from retrieval.arabic.letters import fold

_ISO = r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?"
_SPAN = re.compile(rf"{_ISO}/{_ISO}")
_TIME = re.compile(
    r"\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)? ?(?:[ap]\.?m\.?|[صم](?![^\W_]))?|[+-]\d\d:?\d\d|[^\W_]+|[^\s\w]|_"
)
_PUNCTUATION = frozenset(",.:;|-–—()[]•·")


def read_date(text: str) -> Dated | None:
    """The date that a text is as a whole, a time and words like "published on" aside; ``None`` where it is no date."""
    return _read(text, None)


@lru_cache(maxsize=20_000)
def period(text: str) -> tuple[date, date] | None:
    """The first and last day of a written day, month or year; ``None`` where the text is none of them."""
    found = read_date(text)
    return (found.first, found.last) if found and found.first and found.last else None


def day_of(text: str) -> date | None:
    """The day an article's date names; ``None`` where it names none, or only a month or year."""
    found = period(text)
    return found[0] if found and found[0] == found[1] else None


def meaning(text: str, published: str = "") -> str:
    """The value of the date in these words, of the first where there are several; "" where it has none.

    ``published`` is the date of the article in any written form, or "".
    """
    day = day_of(published) if published else None
    found = _read(text, day) or next(iter(find_dates(text, day)), None)
    return found.value if found else ""


def _read(text: str, published: date | None) -> Dated | None:
    stripped = text.strip()
    start = len(text) - len(text.lstrip())
    if digits := _in_digits(fold(stripped), start, start + len(stripped)):
        return digits
    found = find_dates(text, published)
    return found[0] if len(found) == 1 and _is_rest(text[: found[0].start] + " " + text[found[0].end :]) else None


def _in_digits(text: str, start: int, end: int) -> Dated | None:
    """A year, a month, or what ``Dated.value`` gives for a span."""
    if match := _SPAN.fullmatch(text):
        year, month, day, *last = (int(part or 0) for part in match.groups())
        outcome = joined(_iso(year, month, day), _iso(*last))
        return Found(0, len(text), "range", outcome).dated(start, end)
    written = read_month_or_year(text)
    if written is None:
        return None
    return Found(0, len(text), written.precision, written.outcome(None)).dated(start, end)


def _iso(year: int, month: int, day: int) -> Outcome:
    return span(year, (month, month) if month else None, (day, day) if day else None, hijri=False)


def _is_rest(text: str) -> bool:
    """Whether nothing but a time, a zone and words that announce a date is left."""
    beside = load_date_words().beside_dates
    left = (piece for piece in _TIME.findall(fold(text)) if piece not in _PUNCTUATION and piece not in beside)
    return all(":" in piece or piece[0] in "+-" for piece in left)
