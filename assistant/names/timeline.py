"""The timeline: dated sentences in the order of their days, each an exact quote, reprints once.

A date is worth what the calendar makes of it by its article's day; one without a value stands at the end, as said. A
sentence with several dates is placed by the most exact. What it does not know: which of several dates in a sentence is
that of its event.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from retrieval.arabic.letters import fold
from retrieval.arabic.names import lookup_keys
from retrieval.errors import UnknownName
from retrieval.store.catalog import Catalog, Kept
from retrieval.types import EVERYTHING, Filter, Span

_PASSAGES = 40
"""As many passages on a topic are looked through."""


class Finds(Protocol):
    """Finds the places in articles that are about something: (article, start, end), the best first."""

    def __call__(self, about: str, most: int, only: Filter) -> list[tuple[str, int, int]]: ...


@dataclass(frozen=True, slots=True)
class Event:
    """A dated sentence: ``quote == article.text[start:end]``.

    ``date`` is ISO 8601 as exact as told, "" where it has no value; ``said`` the date's own words, at ``said_start``
    and ``said_end`` in the article; ``copies`` the articles that print the same.
    """

    date: str
    said: str
    said_start: int
    said_end: int
    article: str
    title: str
    start: int
    end: int
    quote: str
    copies: tuple[str, ...] = ()


class Timeline:
    """Reads one catalog; ``finds`` searches it for a topic."""

    def __init__(self, catalog: Catalog, finds: Finds | None = None) -> None:
        self._catalog = catalog
        self._finds = finds

    def events(self, entity: str = "", about: str = "", only: Filter = EVERYTHING) -> list[Event]:
        """The dated sentences that mention an entry, are about something, or all; raises ``UnknownName``."""
        places = self._places(entity, about, only)
        articles = None if places is None else sorted({article for article, _, _ in places})
        dated: dict[tuple[str, Span], list[Kept]] = {}
        for kept, span in self._catalog.names.dated(articles):
            if places is None or any(_inside((kept.article, *span), place) for place in places):
                dated.setdefault((kept.article, span), []).append(kept)
        return self._once([self._event(span, dates) for (_, span), dates in dated.items()], only)

    def _places(self, entity: str, about: str, only: Filter) -> list[tuple[str, int, int]] | None:
        """Where the sentences are looked for; None for everywhere."""
        places = self._mentions(entity) if entity else None
        if about and self._finds is not None:
            found = self._finds(about, _PASSAGES, only)
            places = found if places is None else [p for p in places if any(_inside(p, where) for where in found)]
        return places

    def _mentions(self, entity: str) -> list[tuple[str, int, int]]:
        names = self._catalog.names
        found = names.called(lookup_keys(entity))
        if not found:
            raise UnknownName(name=entity, near="، ".join(names.beginning(lookup_keys(entity), 5)) or "-")
        return [(one.article, one.mention.start, one.mention.end) for own in found for one in names.of_entity(own.id)]

    def _event(self, span: Span, dates: Sequence[Kept]) -> Event:
        best = min(dates, key=lambda one: (-_exactness(one.mention.value), one.number))
        said = best.mention
        return Event(said.value, best.text, said.start, said.end, best.article, "", *span, "")

    def _once(self, events: Iterable[Event], only: Filter) -> list[Event]:
        """In order, with their quotes; of articles that print the same, and of equal quotes, the first alone."""
        kept = [event for event in events if _within(event.date, only)]
        copies = self._catalog.copies.among(sorted({event.article for event in kept}))
        seen: dict[tuple[str, str], int] = {}
        found: list[Event] = []
        for event in sorted(kept, key=lambda one: (not one.date, one.date, one.article, one.start)):
            article = self._catalog.article(event.article)
            quote = article.text[event.start : event.end]
            known = seen.setdefault((event.date, fold(quote)), len(found))
            if known < len(found):
                others = dict.fromkeys((*found[known].copies, event.article))
                found[known] = replace(found[known], copies=tuple(one for one in others if one != found[known].article))
                continue
            told = copies.get(event.article, ())
            found.append(replace(event, title=article.title, quote=quote, copies=told))
        return found


def _inside(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    """Whether two spans of one article meet."""
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def _exactness(value: str) -> int:
    """A day before a month, a month before a year, a span after a day, anything before none."""
    return 0 if not value else len(value) if "/" not in value else 1


def _within(value: str, only: Filter) -> bool:
    """Whether a date may be of the days asked for."""
    if not (only.since or only.until):
        return True
    if not value:
        return False
    first, last = value.split("/")[0], value.split("/")[-1]
    since = only.since.isoformat()[: len(last)] if only.since else ""
    return last >= since and (only.until is None or first <= only.until.isoformat())
