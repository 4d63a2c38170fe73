"""The directory: whom and what the articles name, each entry with its spellings, offices, days and mentions.

Read from the catalog's mentions and entries alone; no article is opened for a list, and of one entry only those whose
sentences are shown.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from retrieval.arabic.names import lookup_keys
from retrieval.errors import UnknownName
from retrieval.store.catalog import Catalog, Entity, Kept
from retrieval.types import EVERYTHING, Filter

KINDS = ("person", "place", "body", "plan", "date")

_MOST_BESIDE = 8
_MOST_NEAR = 5


@dataclass(frozen=True, slots=True)
class Role:
    """A rank or an office that stands beside a name: ``text == article.text[start:end]``."""

    text: str
    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Named:
    """A mention: ``quote == article.text[start:end]``."""

    article: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Page:
    """All that is known of one entry.

    ``first`` and ``last`` are the days of the articles that mention it, "" where none has one; ``reasons`` tells of a
    spelling why it was joined: "spelling", "sound", "short" (part of a name in the same article), "longer", "only"
    (hardly anybody else bears it) or "hand".
    """

    kind: str
    name: str
    variants: tuple[str, ...]
    roles: tuple[Role, ...]
    first: str
    last: str
    count: int
    mentions: tuple[Named, ...]
    reasons: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence that mentions an entry: ``quote == article.text[start:end]``."""

    article: str
    title: str
    start: int
    end: int
    quote: str


class Directory:
    """Reads one catalog, from any number of threads."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def entries(self, kind: str = "", only: Filter = EVERYTHING) -> list[Entity]:
        """The entries of a kind, or all, by kind and how often they are mentioned, kept to days if asked for."""
        since, until = (day.isoformat() if day else "" for day in (only.since, only.until))
        return self._catalog.names.entities(kind, since, until)

    def find(self, name: str, kind: str = "") -> list[Entity]:
        """The entries that are called so, in any spelling; raises ``UnknownName``."""
        found = [one for one in self._catalog.names.called(lookup_keys(name)) if kind in ("", one.kind)]
        if not found:
            raise UnknownName(name=name, near="، ".join(self.near(name)) or "-")
        return found

    def near(self, name: str) -> list[str]:
        """Names that begin alike, the most mentioned first."""
        return self._catalog.names.beginning(lookup_keys(name), _MOST_NEAR)

    def pages(self, entities: Sequence[Entity]) -> Iterator[Page]:
        """The pages of entries, in order."""
        names = self._catalog.names
        few = len(entities) <= _MOST_BESIDE
        mentions = {one.id: names.of_entity(one.id) for one in entities} if few else names.by_entity()
        for one in entities:
            yield _page(one, mentions.get(one.id, []))

    def beside(self, entity: Entity, kind: str) -> list[tuple[str, int]]:
        """Who or what of a kind the same articles mention, and how many of them."""
        return self._catalog.names.beside(entity.id, kind, _MOST_BESIDE)

    def sentences(self, entity: Entity, most: int) -> list[Shown]:
        """The first sentences that mention an entry, one of an article."""
        spans = self._catalog.names.sentences(entity.id, most)
        articles = {article: self._catalog.article(article) for article, _, _ in spans}
        return [
            Shown(article, articles[article].title, start, end, articles[article].text[start:end])
            for article, start, end in spans
        ]


def _page(entity: Entity, mentions: Sequence[Kept]) -> Page:
    named = tuple(Named(one.article, one.mention.start, one.mention.end, one.text) for one in mentions)
    return Page(
        entity.kind, entity.name, entity.variants, tuple(_roles(mentions)), entity.first, entity.last, entity.count,
        named, entity.reasons,
    )  # fmt: skip


def _roles(mentions: Iterable[Kept]) -> Iterator[Role]:
    """The offices beside an entry's mentions, each wording once in an article."""
    seen: set[tuple[str, str]] = set()
    for one in mentions:
        if one.mention.role and (one.article, one.role) not in seen:
            seen.add((one.article, one.role))
            yield Role(one.role, one.article, *one.mention.role)
