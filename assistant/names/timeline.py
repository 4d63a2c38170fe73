"""The timeline: dated sentences in the order of their days, each an exact quote, reprints once.

A date is worth what the calendar makes of it by its article's day; one without a value stands at the end, as said. A
sentence with several dates is placed by the most exact. What it does not know: which of several dates in a sentence is
that of its event.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from retrieval.arabic.letters import fold
from retrieval.arabic.names import lookup_keys
from retrieval.errors import UnknownName
from retrieval.store.catalog import Catalog, Kept
from retrieval.types import EVERYTHING, Filter, Span

_MOST_NEAR = 5
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
        dated: dict[tuple[str, Span], list[Kept]] = {}
        for kept, span in self._catalog.names.dated(None if places is None else sorted(places)):
            if places is None or any(_meet(span, place) for place in places[kept.article]):
                dated.setdefault((kept.article, span), []).append(kept)
        return self._once([self._event(span, dates) for (_, span), dates in dated.items()], only)

    def _places(self, entity: str, about: str, only: Filter) -> Mapping[str, Sequence[Span]] | None:
        """Where the sentences are looked for, by article; None for everywhere."""
        places = _by_article(self._mentions(entity)) if entity else None
        if not about or self._finds is None:
            return places
        found = _by_article(self._finds(about, _PASSAGES, only))
        if places is None:
            return found
        within = {
            article: [span for span in spans if any(_meet(span, where) for where in found.get(article, ()))]
            for article, spans in places.items()
        }
        return {article: spans for article, spans in within.items() if spans}

    def _mentions(self, entity: str) -> Iterator[tuple[str, int, int]]:
        names = self._catalog.names
        found = names.called(lookup_keys(entity))
        if not found:
            raise UnknownName(name=entity, near="، ".join(names.beginning(lookup_keys(entity), _MOST_NEAR)) or "-")
        for own in found:
            yield from ((one.article, one.mention.start, one.mention.end) for one in names.of_entity(own.id))

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
        articles = {article: self._catalog.article(article) for article in {event.article for event in kept}}
        for event in sorted(kept, key=lambda one: (not one.date, one.date, one.article, one.start)):
            article = articles[event.article]
            quote = article.text[event.start : event.end]
            known = seen.setdefault((event.date, fold(quote)), len(found))
            if known < len(found):
                others = dict.fromkeys((*found[known].copies, event.article))
                found[known] = replace(found[known], copies=tuple(one for one in others if one != found[known].article))
                continue
            told = copies.get(event.article, ())
            found.append(replace(event, title=article.title, quote=quote, copies=told))
        return found


def _by_article(places: Iterable[tuple[str, int, int]]) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for article, start, end in places:
        found.setdefault(article, []).append((start, end))
    return found


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


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
