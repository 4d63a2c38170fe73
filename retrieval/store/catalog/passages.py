"""The catalog's passages and sentences with their vectors, kept as float16: on unit vectors the cosine changes by less
than .001. A passage's key is never used twice."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from retrieval.errors import DataDamaged
from retrieval.store.catalog.checksums import article_digest, rows_digest
from retrieval.store.catalog.connections import Connections, Row
from retrieval.store.catalog.records import Stored
from retrieval.types import Article, Embedded, Passage, Sentence, Vectors

ARTICLE = "id, title, text, source, outlet, date, url, pages"
"""The columns of an ``Article``, in its order."""

SENTENCE = "number, start, end, boilerplate, vector"
PASSAGE = "number, first, last, vector"
"""The columns that are summed up in an article's checksum."""

_BATCH = 500
_DIGEST = 64  # digits of a SHA-256

ItemT = TypeVar("ItemT", int, str)


class Passages:
    """Reads and writes through the catalog's connections."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def put(self, passages: Sequence[Passage], embedded: Sequence[Embedded]) -> None:
        """Add an article's passages; a sentence shared by two of them keeps its first vector."""
        number, sentences, rows = 0, list[Row](), list[Row]()
        for passage, vectors in zip(passages, embedded, strict=True):
            shared = 0 if passage.number == 0 or passage.start >= passages[passage.number - 1].end else 1
            first = number - shared
            for sentence, vector in list(zip(passage.sentences, vectors.spans, strict=True))[shared:]:
                place = (sentence.start, sentence.end, sentence.boilerplate)
                sentences.append((passage.article, number, *place, _pack(vector)))
                number += 1
            rows.append((passage.article, passage.number, first, number - 1, _pack(vectors.vector)))
        self._connections.change_many("INSERT INTO sentences VALUES (?, ?, ?, ?, ?, ?)", sentences)
        self._connections.change_many(
            "INSERT INTO passages (article, number, first, last, vector) VALUES (?, ?, ?, ?, ?)", rows
        )
        for article in {passage.article for passage in passages}:
            self._sum_up(article, [row[1:] for row in sentences], [row[1:] for row in rows])

    def adopt_sentence(self, row: Row) -> None:
        """Take over a sentence as the table of another catalog had it."""
        self._connections.change("INSERT OR IGNORE INTO sentences VALUES (?, ?, ?, ?, ?, ?)", row)

    def adopt_passage(self, row: Row) -> None:
        """Take over a passage, its key first."""
        self._connections.change("INSERT OR IGNORE INTO passages VALUES (?, ?, ?, ?, ?, ?)", row)

    def adopt_checksum(self, article: str, digest: bytes) -> None:
        """Take over the checksum of an article's sentences and passages."""
        self._connections.change("INSERT OR REPLACE INTO checksums VALUES (?, ?)", (article, digest))

    def summed_up(self, article: str) -> bool:
        """Has an article a checksum, and is it that of its sentences and passages?"""
        known = self._connections.row("SELECT 1 FROM checksums WHERE article = ?", (article,))
        return known is not None and self.intact(article)

    def forget(self, article: str) -> None:
        """Take out the sentences and passages of an article."""
        for table in ("sentences", "passages", "checksums"):
            self._connections.change(f"DELETE FROM {table} WHERE article = ?", (article,))

    def _sum_up(self, article: str, sentences: Sequence[Row], passages: Sequence[Row]) -> None:
        digest = rows_digest(sentences, passages)
        self._connections.change("INSERT OR REPLACE INTO checksums VALUES (?, ?)", (article, digest))

    def intact(self, article: str) -> bool:
        """Are the sentences and passages of an article, and their vectors, those that were stored?

        Unknown, and so yes, of what an earlier version stored.
        """
        known = self._connections.row("SELECT rows FROM checksums WHERE article = ?", (article,))
        if known is None:
            return True
        sentences = self._connections.rows(
            f"SELECT {SENTENCE} FROM sentences WHERE article = ? ORDER BY number", (article,)
        )
        passages = self._connections.rows(
            f"SELECT {PASSAGE} FROM passages WHERE article = ? ORDER BY number", (article,)
        )
        return bytes(known[0]) == rows_digest(sentences, passages)

    def count(self) -> int:
        row = self._connections.row("SELECT count(*) FROM passages")
        return int(row[0]) if row else 0

    def keys(self) -> list[int]:
        """The keys of all passages, ascending."""
        return [row[0] for row in self._connections.rows("SELECT key FROM passages ORDER BY key")]

    def middle_key(self) -> int:
        """The key of the passage in the middle of them; 0 where there is none."""
        middle = "SELECT key FROM passages ORDER BY key LIMIT 1 OFFSET (SELECT count(*) / 2 FROM passages)"
        row = self._connections.row(middle)
        return int(row[0]) if row else 0

    def stored(self, keys: Sequence[int]) -> dict[int, Stored]:
        """The passages of these keys, in no order; unknown keys are left out."""
        found: dict[int, Stored] = {}
        with self._connections.snapshot(), self._connections.understood():
            for marks, batch in batches(keys):
                found |= self._stored(marks, batch)
        return found

    def _stored(self, marks: str, keys: Sequence[int]) -> dict[int, Stored]:
        inside = f"FROM passages AS p WHERE p.key IN ({marks})"
        articles = {
            row[1]: whole(article_of(row[1:]), row[0], self._connections.path)
            for row in self._connections.rows(
                f"SELECT digest, {ARTICLE} FROM articles WHERE id IN (SELECT p.article {inside})", keys
            )
        }
        sentences: dict[int, list[tuple[Sentence, bytes]]] = {}
        for key, start, end, boilerplate, vector in self._connections.rows(
            "SELECT p.key, s.start, s.end, s.boilerplate, s.vector FROM passages AS p JOIN sentences AS s "
            f"ON s.article = p.article AND s.number BETWEEN p.first AND p.last WHERE p.key IN ({marks}) "
            "ORDER BY p.key, s.number",
            keys,
        ):
            sentences.setdefault(key, []).append((Sentence(start, end, bool(boilerplate)), vector))
        return {
            key: Stored(
                key,
                articles[article],
                Passage(article, number, tuple(sentence for sentence, _ in sentences[key])),
                _unpack([vector for _, vector in sentences[key]]),
            )
            for key, article, number in self._connections.rows(f"SELECT p.key, p.article, p.number {inside}", keys)
        }

    def sentences(self, article: str) -> list[tuple[Sentence, Vectors]]:
        """The sentences of an article in reading order, with their vectors."""
        rows = self._connections.rows(
            "SELECT start, end, boilerplate, vector FROM sentences WHERE article = ? ORDER BY number", (article,)
        )
        with self._connections.understood():
            return [(Sentence(start, end, bool(flag)), _unpack([vector])[0]) for start, end, flag, vector in rows]

    def vectors(self, keys: Sequence[int] | None = None) -> tuple[list[int], Vectors]:
        """The passages of these keys, or all, as keys ascending and their vectors, shape (passages, dimensions)."""
        if keys is None:
            rows = self._connections.rows("SELECT key, vector FROM passages")
        else:
            rows = [
                row
                for marks, batch in batches(keys)
                for row in self._connections.rows(f"SELECT key, vector FROM passages WHERE key IN ({marks})", batch)
            ]
        if not rows:
            return [], np.zeros((0, 0), np.float32)
        rows.sort()
        with self._connections.understood():
            vectors = _unpack([blob for _, blob in rows])
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)  # float16 leaves them .0001 off unit length
        return [key for key, _ in rows], vectors


def article_of(row: Sequence[Any]) -> Article:
    """An article of the columns of ``ARTICLE``; its pages are numbers in a text."""
    identity, title, text, source, outlet, date, url, pages = row
    return Article(identity, title, text, source, outlet, date, url, tuple(map(int, pages.split())))


def whole(article: Article, digest: str, path: Path) -> Article:
    """An article that is as it was stored; ``DataDamaged`` where its checksum says that it is not."""
    if len(digest) == _DIGEST and article_digest(article) != digest:
        raise DataDamaged(data=path.parent, reason=f"the text of {article.id!r} has another checksum")
    return article


def batches(items: Sequence[ItemT]) -> Iterator[tuple[str, Sequence[ItemT]]]:
    """The items in batches that SQLite takes, each with its placeholders."""
    for start in range(0, len(items), _BATCH):
        batch = items[start : start + _BATCH]
        yield ",".join("?" * len(batch)), batch


def _pack(vector: Vectors) -> bytes:
    return vector.astype(np.float16).tobytes()


def _unpack(blobs: Sequence[bytes]) -> Vectors:
    """Vectors as rows."""
    return np.frombuffer(b"".join(blobs), np.float16).reshape(len(blobs), -1).astype(np.float32)
