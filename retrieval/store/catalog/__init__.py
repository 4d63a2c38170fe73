"""The store of truth: articles, sentences, passages and vectors in one SQLite file (WAL).

Everything else in a data folder is derived from it. ``revision`` grows with every change, so that a derived index knows
whether it is current. Passage keys are never used twice. Vectors are stored as float16: on unit vectors the cosine
changes by less than .001.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from retrieval.errors import UnknownArticle
from retrieval.store.catalog.copies import Copies
from retrieval.store.catalog.layout import connect, translated
from retrieval.types import Article, Embedded, Passage, Sentence, Vectors

_BATCH = 500
_MOST = 2**31


@dataclass(frozen=True, slots=True)
class FileState:
    """What a file looked like when it was last read: its bytes, and when it was modified, in nanoseconds."""

    size: int
    modified: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An article with what the indexer keeps of it.

    ``local_id`` is the id its file gave it, ``digest`` the SHA-256 of its fields, ``stamp`` the model and chunker that
    made its passages.
    """

    article: Article
    local_id: str
    digest: str
    stamp: str


@dataclass(frozen=True, slots=True)
class Listed:
    """An article as a list shows it."""

    id: str
    title: str
    outlet: str
    date: str


@dataclass(frozen=True, slots=True)
class Stored:
    """A passage of the catalog with its key and the vectors of its sentences, shape (sentences, dimensions)."""

    key: int
    passage: Passage
    sentence_vectors: Vectors


class Catalog:
    """Open ``path``, made if missing; with ``writable=False`` nothing is ever written, not even a lock file."""

    def __init__(self, path: Path, *, writable: bool = True) -> None:
        self.path = path
        self._connection = connect(path, writable=writable)
        self.copies = Copies(self._connection)

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All changes inside take effect together and raise the revision by one, or none does."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.set_meta("revision", str(self.revision + 1))
                self._connection.execute("COMMIT")
            except BaseException:
                self._connection.rollback()
                raise
        except sqlite3.DatabaseError as error:
            raise translated(error, self.path) from error

    def meta(self, name: str) -> str:
        """A value of the meta table, empty where it was never set."""
        row = self._connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def set_meta(self, name: str, value: str) -> None:
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    @property
    def revision(self) -> int:
        return int(self.meta("revision") or 0)

    def check(self) -> bool:
        """Whether SQLite finds its own file whole."""
        try:
            return bool(self._connection.execute("PRAGMA quick_check").fetchone()[0] == "ok")
        except sqlite3.DatabaseError:
            return False

    # files

    def files(self) -> dict[str, FileState]:
        rows = self._connection.execute("SELECT path, size, modified FROM files")
        return {path: FileState(*rest) for path, *rest in rows}

    def put_file(self, path: str, state: FileState) -> None:
        values = (path, state.size, state.modified)
        self._connection.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", values)

    def remove_file(self, path: str) -> None:
        self._connection.execute("DELETE FROM files WHERE path = ?", (path,))

    # articles

    def put_article(self, entry: Entry, passages: Sequence[Passage], embedded: Sequence[Embedded]) -> None:
        """Add an article with its passages, or replace it with all that hung on it."""
        self.remove_article(entry.article.id)
        a = entry.article
        values = (a.id, a.title, a.text, a.source, entry.local_id, a.outlet, a.date, a.url, entry.digest, entry.stamp)
        self._connection.execute("INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
        self._put_passages(passages, embedded)

    def _put_passages(self, passages: Sequence[Passage], embedded: Sequence[Embedded]) -> None:
        """Store passages and sentences with their vectors; a sentence shared by two passages keeps its first vector."""
        number = 0
        for passage, vectors in zip(passages, embedded, strict=True):
            shared = 0 if passage.number == 0 or passage.start >= passages[passage.number - 1].end else 1
            first = number - shared
            for sentence, vector in list(zip(passage.sentences, vectors.spans, strict=True))[shared:]:
                values = (passage.article, number, sentence.start, sentence.end, sentence.boilerplate, _pack(vector))
                self._connection.execute("INSERT INTO sentences VALUES (?, ?, ?, ?, ?, ?)", values)
                number += 1
            row = (passage.article, passage.number, first, number - 1, _pack(vectors.vector))
            self._connection.execute(
                "INSERT INTO passages (article, number, first, last, vector) VALUES (?, ?, ?, ?, ?)", row
            )

    def remove_article(self, identity: str) -> None:
        """Take an article out with all that hangs on it."""
        self._connection.execute("DELETE FROM articles WHERE id = ?", (identity,))

    def listed(self) -> Iterator[Listed]:
        """All articles without their texts, by id; no text is read."""
        rows = self._connection.execute("SELECT id, title, outlet, date FROM articles ORDER BY id")
        return (Listed(*row) for row in rows)

    def facets(self) -> list[tuple[int, str, str, str]]:
        """Every passage's key with its article and the article's outlet and date."""
        about = {one.id: (one.id, one.outlet, one.date) for one in self.listed()}
        rows = self._connection.execute("SELECT key, article FROM passages")
        return [(key, *about[article]) for key, article in rows]

    def stale(self, stamp: str) -> list[str]:
        """The ids of the articles that were embedded or cut under another stamp."""
        return [row[0] for row in self._connection.execute("SELECT id FROM articles WHERE stamp != ?", (stamp,))]

    def entry(self, identity: str) -> Entry:
        """An article with its bookkeeping."""
        row = self._connection.execute(
            f"SELECT local_id, digest, stamp, {_ARTICLE} FROM articles WHERE id = ?", (identity,)
        ).fetchone()
        if row is None:
            raise UnknownArticle(article=identity)
        return Entry(Article(*row[3:]), *row[:3])

    def article(self, identity: str) -> Article:
        return self.entry(identity).article

    def articles(self) -> Iterator[Article]:
        """All articles, by id."""
        rows = self._connection.execute(f"SELECT {_ARTICLE} FROM articles ORDER BY id")
        return (Article(*row) for row in rows)

    def sources(self) -> dict[str, str]:
        """The file of every article, by id."""
        return dict(self._connection.execute("SELECT id, source FROM articles").fetchall())

    def ids_by_source(self, source: str) -> dict[str, str]:
        """The ids of the articles of one file, by the id the file gave them."""
        rows = self._connection.execute("SELECT local_id, id FROM articles WHERE source = ?", (source,))
        return dict(rows.fetchall())

    def count_articles(self) -> int:
        return int(self._connection.execute("SELECT count(*) FROM articles").fetchone()[0])

    # passages

    def count_passages(self) -> int:
        return int(self._connection.execute("SELECT count(*) FROM passages").fetchone()[0])

    def keys(self) -> list[int]:
        """The keys of all passages, ascending."""
        return [row[0] for row in self._connection.execute("SELECT key FROM passages ORDER BY key")]

    def some_key(self) -> int:
        """The key of one passage, from the middle of them."""
        middle = "SELECT key FROM passages ORDER BY key LIMIT 1 OFFSET (SELECT count(*) / 2 FROM passages)"
        return int(self._connection.execute(middle).fetchone()[0])

    def stored(self, keys: Iterable[int]) -> dict[int, Stored]:
        """The passages of these keys with the vectors of their sentences; unknown keys are left out."""
        found = {}
        for marks, batch in _batches(list(keys)):
            query = f"SELECT key, article, number, first, last FROM passages WHERE key IN ({marks})"
            for key, article, number, first, last in self._connection.execute(query, batch).fetchall():
                sentences, vectors = zip(*self.sentences(article, first, last), strict=True)
                found[key] = Stored(key, Passage(article, number, sentences), np.stack(vectors))
        return found

    def sentences(self, article: str, first: int = 0, last: int = _MOST) -> list[tuple[Sentence, Vectors]]:
        """The sentences of an article from one number to another, in reading order, with their vectors."""
        rows = self._connection.execute(
            "SELECT start, end, boilerplate, vector FROM sentences WHERE article = ? AND number BETWEEN ? AND ? "
            "ORDER BY number",
            (article, first, last),
        )
        return [(Sentence(start, end, bool(flag)), _unpack(vector)) for start, end, flag, vector in rows]

    def vectors(self, keys: Sequence[int] | None = None) -> tuple[list[int], Vectors]:
        """The passages of these keys, or all, as keys ascending and their vectors, shape (passages, dimensions)."""
        rows: list[tuple[int, bytes]] = []
        if keys is None:
            rows = self._connection.execute("SELECT key, vector FROM passages").fetchall()
        for marks, batch in _batches(list(keys or ())):
            query = f"SELECT key, vector FROM passages WHERE key IN ({marks})"
            rows.extend(self._connection.execute(query, batch))
        if not rows:
            return [], np.zeros((0, 0), np.float32)
        rows.sort()
        packed = np.frombuffer(b"".join(blob for _, blob in rows), np.float16)
        vectors = packed.reshape(len(rows), -1).astype(np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)  # float16 leaves them .0001 off unit length
        return [key for key, _ in rows], vectors


_ARTICLE = "id, title, text, source, outlet, date, url"


def _batches(items: list[int]) -> Iterator[tuple[str, list[int]]]:
    """The items in batches that SQLite takes, each with its placeholders."""
    for start in range(0, len(items), _BATCH):
        batch = items[start : start + _BATCH]
        yield ",".join("?" * len(batch)), batch


def _pack(vector: Vectors) -> bytes:
    return vector.astype(np.float16).tobytes()


def _unpack(blob: bytes) -> Vectors:
    return np.frombuffer(blob, np.float16).astype(np.float32)
