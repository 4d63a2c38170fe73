"""Which passages a filter lets through, decided before anything is ranked.

The facets of all passages are held as columns, so that a filter is a comparison of arrays: under a millisecond for
100,000 passages. An article whose date names no day is outside every range of dates, and counted.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from retrieval.arabic import fold
from retrieval.arabic.calendar import day_of, period
from retrieval.errors import BadDate, UnknownArticle, UnknownOutlet
from retrieval.types import Filter, Keys

_UNDATED = 0
_MOST_OUTLETS = 8
_MONTH = len("2024-03")


@dataclass(frozen=True, slots=True)
class Selection:
    """The keys a filter lets through, ascending, and how many articles it left out for want of a date."""

    keys: Keys
    left_out: int


@dataclass(frozen=True, slots=True)
class Counted:
    """How many articles have a value: an outlet's name, a month in ISO 8601; "" for those that have none."""

    value: str
    count: int


class Facets:
    """The columns of one state of a catalog, from rows (key, article, outlet, date) in any order."""

    def __init__(self, rows: Iterable[tuple[int, str, str, str]]) -> None:
        ordered = sorted(rows)
        articles: dict[str, int] = {}
        outlets: dict[str, int] = {}
        self._keys = np.array([key for key, *_ in ordered], np.int64)
        self._articles = np.array([articles.setdefault(row[1], len(articles)) for row in ordered], np.int64)
        self._outlets = np.array([outlets.setdefault(row[2], len(outlets)) for row in ordered], np.int64)
        self._days = np.array([_day(row[3]) for row in ordered], np.int64)
        self._article_ids, self._outlet_names = articles, outlets
        self._ids, self._names = list(articles), list(outlets)
        _, self._firsts = np.unique(self._articles, return_index=True)

    def known(self, keys: Iterable[int]) -> Keys:
        """Those of some keys that are here, in their order."""
        given = np.fromiter(keys, np.int64)
        return given[np.isin(given, self._keys)]

    def articles(self, keys: Keys) -> list[str]:
        """The ids of the articles that passages are of."""
        return [self._ids[code] for code in self._articles[self._rows(keys)]]

    def days(self, keys: Keys) -> Keys:
        """The days of the articles that passages are of, as ordinals of the Gregorian calendar; 0 where not known."""
        return self._days[self._rows(keys)]

    def first_keys(self, articles: Iterable[str]) -> set[int]:
        """The keys of the first passages of these articles; those that are not here are left out."""
        codes = [self._article_ids[name] for name in articles if name in self._article_ids]
        return set(self._keys[self._firsts[codes]].tolist()) if codes else set()

    def by_outlet(self, keys: Keys) -> list[Counted]:
        """How many of these passages are of each outlet, most first."""
        codes, counts = np.unique(self._outlets[self._rows(keys)], return_counts=True)
        counted = [Counted(self._names[code], int(count)) for code, count in zip(codes, counts, strict=True)]
        return sorted(counted, key=lambda one: (-one.count, one.value))

    def by_month(self, keys: Keys) -> list[Counted]:
        """How many of these passages are of each month, in order, those without a day last."""
        days, counts = np.unique(self._days[self._rows(keys)], return_counts=True)
        months: Counter[str] = Counter()
        for day, count in zip(days.tolist(), counts.tolist(), strict=True):
            months[date.fromordinal(day).isoformat()[:_MONTH] if day != _UNDATED else ""] += count
        return [Counted(month, months[month]) for month in sorted(months, key=lambda one: (not one, one))]

    def _rows(self, keys: Keys) -> Keys:
        return np.searchsorted(self._keys, keys).astype(np.int64)

    def select(self, only: Filter) -> Selection:
        """The passages of a filter; raises ``UnknownArticle`` or ``UnknownOutlet``."""
        chosen = np.ones(len(self._keys), np.bool_)
        if only.articles:
            chosen &= np.isin(self._articles, [self._article(name) for name in only.articles])
        if only.outlets:
            chosen &= np.isin(self._outlets, [code for name in only.outlets for code in self._outlet(name)])
        left_out = 0
        if only.since or only.until:
            undated = chosen & (self._days == _UNDATED)
            left_out = len(np.unique(self._articles[undated]))
            chosen &= self._days >= (only.since.toordinal() if only.since else _UNDATED + 1)
            if only.until:
                chosen &= self._days <= only.until.toordinal()
            chosen &= ~undated
        return Selection(self._keys[chosen], left_out)

    def _article(self, name: str) -> int:
        if name not in self._article_ids:
            raise UnknownArticle(article=name)
        return self._article_ids[name]

    def _outlet(self, name: str) -> list[int]:
        """An outlet is found however its letters are spelt."""
        wanted = fold(name).split()
        found = [code for outlet, code in self._outlet_names.items() if outlet and fold(outlet).split() == wanted]
        if not found:
            known = sorted(outlet for outlet in self._outlet_names if outlet)
            listed = "، ".join(known[:_MOST_OUTLETS]) + ("…" if len(known) > _MOST_OUTLETS else "")
            raise UnknownOutlet(outlet=name, outlets=listed or "-")
        return found


def make_filter(articles: Iterable[str], outlets: Iterable[str], since: str, until: str) -> Filter:
    """A filter of names and of days as written; a month or year stands for all its days. Raises ``BadDate``."""
    return Filter(tuple(articles), tuple(outlets), _bound(since, 0), _bound(until, 1))


def _bound(text: str, end: int) -> date | None:
    if not text.strip():
        return None
    days = period(text)
    if days is None:
        raise BadDate(text=text)
    return days[end]


def _day(text: str) -> int:
    day = day_of(text) if text else None
    return day.toordinal() if day else _UNDATED
