"""The names that articles mention, and the entries of the directory that they are joined to.

A mention keeps its words and those of the role beside it, so that the directory is read without the articles' texts.
Mentions go with their article and tell by which version they were read; entries are made anew from all mentions by
``retrieval.naming.joining``. What a reader joined or parted by hand is kept for itself. Changes are made inside a
transaction of the catalog's.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from retrieval.store.catalog.connections import Connections, Row
from retrieval.store.catalog.passages import batches
from retrieval.types import Mention, MentionKind, Span


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored mention: what it is, its words, those of its role, and its place among the mentions of its article."""

    article: str
    number: int
    mention: Mention
    text: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Entity:
    """An entry of the directory.

    ``first`` and ``last`` are the days of the first and last article that mentions it, "" where no date is known;
    ``reasons`` why mentions were joined to it, by what they are called.
    """

    id: int
    kind: MentionKind
    name: str
    variants: tuple[str, ...]
    first: str
    last: str
    count: int
    articles: int
    reasons: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Joined:
    """An entry as it was just made: what it is called, how it is looked up, its mentions as (article, number)."""

    kind: MentionKind
    name: str
    variants: tuple[str, ...]
    keys: frozenset[str]
    mentions: tuple[tuple[str, int], ...]
    reasons: Mapping[str, str]
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What a reader did by hand: ``deed`` is "join" or "part"; ``one`` and ``other`` are what the two are called."""

    number: int
    deed: str
    kind: str
    one: str
    other: str


_MENTION = "article, number, kind, start, end, core_start, core_end, role_start, role_end, value, key, text, name, role"
_ENTITY = "id, kind, name, variants, first, last, count, articles, reasons"

_BY_KIND = "instr('person place body plan date', kind)"
_LAST = "\U0010ffff"
"""Behind every other letter."""


class Names:
    """Reads and writes through the catalog's connections."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    # mentions

    def put(self, article: str, text: str, mentions: Sequence[Mention], version: str) -> None:
        """An article's mentions in place of those it had."""
        self._connections.change("DELETE FROM mentions WHERE article = ?", (article,))
        rows = [_row(article, number, one, text) for number, one in enumerate(mentions)]
        self._connections.change_many(f"INSERT INTO mentions VALUES ({','.join('?' * 15)})", rows)
        self._connections.change("INSERT OR REPLACE INTO named VALUES (?, ?)", (article, version))

    def unread(self, version: str = "") -> list[str]:
        """The ids of the articles whose names were not read by this version; without one, never."""
        read = "SELECT article FROM named WHERE ? = '' OR version = ?"
        query = f"SELECT id FROM articles WHERE id NOT IN ({read}) ORDER BY id"
        return [row[0] for row in self._connections.rows(query, (version, version))]

    def all(self) -> list[Kept]:
        """All mentions by article, in order."""
        return [
            _kept(row) for row in self._connections.rows(f"SELECT {_MENTION} FROM mentions ORDER BY article, number")
        ]

    def of_article(self, article: str) -> list[tuple[int, Kept]]:
        """The mentions of an article in order, each with its entry's id, 0 where it has none yet."""
        query = f"SELECT entity, {_MENTION} FROM mentions WHERE article = ? ORDER BY number"
        return [(row[0], _kept(row[1:])) for row in self._connections.rows(query, (article,))]

    def of_entity(self, entity: int) -> list[Kept]:
        """The mentions of an entry, by article, in order."""
        query = f"SELECT {_MENTION} FROM mentions WHERE entity = ? ORDER BY article, number"
        return [_kept(row) for row in self._connections.rows(query, (entity,))]

    def by_entity(self) -> dict[int, list[Kept]]:
        """The mentions of all entries."""
        found: dict[int, list[Kept]] = {}
        query = f"SELECT entity, {_MENTION} FROM mentions WHERE entity > 0 ORDER BY article, number"
        for row in self._connections.rows(query):
            found.setdefault(row[0], []).append(_kept(row[1:]))
        return found

    # entries

    def put_entities(self, joined: Iterable[Joined]) -> None:
        """The entries in place of those there were; every mention is told its own."""
        for table in ("entities", "called"):
            self._connections.change(f"DELETE FROM {table}")
        self._connections.change("UPDATE mentions SET entity = 0 WHERE entity != 0")
        entities, called, owned = list[Row](), list[Row](), list[Row]()
        for number, one in enumerate(joined, start=1):
            variants, reasons = (json.dumps(told, ensure_ascii=False) for told in (one.variants, dict(one.reasons)))
            count, articles = len(one.mentions), len({article for article, _ in one.mentions})
            entities.append((number, one.kind, one.name, variants, one.first, one.last, count, articles, reasons))
            called += [(key, number) for key in one.keys]
            owned += [(number, article, place) for article, place in one.mentions]
        self._connections.change_many(f"INSERT INTO entities VALUES ({','.join('?' * 9)})", entities)
        self._connections.change_many("INSERT OR IGNORE INTO called VALUES (?, ?)", called)
        self._connections.change_many("UPDATE mentions SET entity = ? WHERE article = ? AND number = ?", owned)

    def entities(self, kind: str = "", since: str = "", until: str = "") -> list[Entity]:
        """The entries of a kind, or all, mentioned by an article of these days; the most mentioned first."""
        query = (
            f"SELECT {_ENTITY} FROM entities WHERE (? = '' OR kind = ?) AND (? = '' OR last >= ?) "
            f"AND (? = '' OR (first != '' AND first <= ?)) ORDER BY {_BY_KIND}, count DESC, name"
        )
        return [_entity(row) for row in self._connections.rows(query, (kind, kind, since, since, until, until))]

    def entity(self, identity: int) -> Entity | None:
        row = self._connections.row(f"SELECT {_ENTITY} FROM entities WHERE id = ?", (identity,))
        return _entity(row) if row else None

    def called(self, keys: Sequence[str]) -> list[Entity]:
        """The entries that are looked up by one of these keys, the most mentioned first."""
        found: dict[int, Entity] = {}
        for marks, batch in batches(list(keys)):
            query = f"SELECT {_ENTITY} FROM entities WHERE id IN (SELECT entity FROM called WHERE key IN ({marks}))"
            found |= {row[0]: _entity(row) for row in self._connections.rows(query, batch)}
        return sorted(found.values(), key=lambda one: (-one.count, one.name))

    def beginning(self, keys: Sequence[str], most: int) -> list[str]:
        """What entries are called that are looked up by what begins as one of these keys, the most mentioned first."""
        found: dict[str, int] = {}
        query = (
            "SELECT DISTINCT e.name, e.count FROM called AS c JOIN entities AS e ON e.id = c.entity "
            "WHERE c.key >= ? AND c.key < ? ORDER BY e.count DESC LIMIT ?"
        )
        for key in keys:
            for first in dict.fromkeys((key, key.split()[0])):
                found |= dict(self._connections.rows(query, (first, first + _LAST, most)))
        return sorted(found, key=lambda name: (-found[name], name))[:most]

    def sentences(self, entity: int, most: int) -> list[tuple[str, int, int]]:
        """The first sentence of each article that mentions an entry, as article, start and end; by article."""
        query = (
            "SELECT m.article, s.start, s.end, min(m.number) FROM mentions AS m JOIN sentences AS s "
            "ON s.article = m.article AND s.start <= m.start AND s.end >= m.end WHERE m.entity = ? "
            "GROUP BY m.article ORDER BY m.article LIMIT ?"
        )
        return [(article, start, end) for article, start, end, _ in self._connections.rows(query, (entity, most))]

    def beside(self, entity: int, kind: str, most: int) -> list[tuple[str, int]]:
        """The entries of a kind that the same articles mention, with in how many of them, the most first."""
        query = (
            "SELECT e.name, count(DISTINCT o.article) AS shared FROM mentions AS m JOIN mentions AS o "
            "ON o.article = m.article AND o.entity != m.entity JOIN entities AS e ON e.id = o.entity "
            "WHERE m.entity = ? AND e.kind = ? GROUP BY e.id ORDER BY shared DESC, e.name LIMIT ?"
        )
        return [(name, shared) for name, shared in self._connections.rows(query, (entity, kind, most))]

    def passages(self, entity: int) -> list[int]:
        """The keys of the passages that mention an entry, ascending."""
        query = (
            "SELECT DISTINCT p.key FROM mentions AS m JOIN passages AS p ON p.article = m.article "
            "JOIN sentences AS f ON f.article = p.article AND f.number = p.first "
            "JOIN sentences AS l ON l.article = p.article AND l.number = p.last "
            "WHERE m.entity = ? AND m.start >= f.start AND m.end <= l.end ORDER BY p.key"
        )
        return [row[0] for row in self._connections.rows(query, (entity,))]

    # dates

    def dated(self, articles: Sequence[str] | None = None) -> Iterator[tuple[Kept, Span]]:
        """The dates told in articles, or in all, by article, in order, each with the span of its sentence."""
        query = (
            f"SELECT s.start, s.end, {', '.join(f'm.{column}' for column in _MENTION.split(', '))} FROM mentions AS m "
            "JOIN sentences AS s ON s.article = m.article AND s.start <= m.start AND s.end >= m.end "
            "WHERE m.kind = 'date' AND s.boilerplate = 0"
        )
        if articles is None:
            rows = self._connections.rows(f"{query} ORDER BY m.article, m.number")
            yield from ((_kept(row[2:]), (row[0], row[1])) for row in rows)
            return
        for marks, batch in batches(articles):
            for row in self._connections.rows(
                f"{query} AND m.article IN ({marks}) ORDER BY m.article, m.number", batch
            ):
                yield _kept(row[2:]), (row[0], row[1])

    # what a reader does by hand

    def corrections(self) -> list[Correction]:
        """What was joined and parted by hand, in order."""
        rows = self._connections.rows("SELECT number, deed, kind, one, other FROM corrections ORDER BY number")
        return [Correction(*row) for row in rows]

    def correct(self, deed: str, kind: str, one: str, other: str) -> None:
        values = (deed, kind, one, other)
        self._connections.change("INSERT INTO corrections (deed, kind, one, other) VALUES (?, ?, ?, ?)", values)

    def undo(self, number: int) -> None:
        self._connections.change("DELETE FROM corrections WHERE number = ?", (number,))


def _row(article: str, number: int, one: Mention, text: str) -> Row:
    role = one.role or (0, 0)
    words = (text[one.start : one.end], text[slice(*one.core)], text[slice(*role)])
    return article, number, one.kind, one.start, one.end, *one.core, *role, one.value, one.key, *words, 0


def _kept(row: Row) -> Kept:
    article, number, kind, start, end, core_start, core_end, role_start, role_end, value, key, text, name, role = row
    beside = (role_start, role_end) if role_end else None
    mention = Mention(kind, start, end, (core_start, core_end), beside, value, key)
    return Kept(article, number, mention, text, name, role)


def _entity(row: Row) -> Entity:
    identity, kind, name, variants, first, last, count, articles, reasons = row
    return Entity(identity, kind, name, tuple(json.loads(variants)), first, last, count, articles, json.loads(reasons))
