"""The store of truth: articles, sentences, passages and vectors in one SQLite file (WAL).

Everything else in a data folder is derived from it. ``revision`` grows with every change, so that a derived index knows
whether it is current. Any number of threads may read; those that write take turns.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from retrieval.errors import DataDamaged, UnknownArticle
from retrieval.store.catalog.connections import Connections
from retrieval.store.catalog.copies import Copies
from retrieval.store.catalog.names import Names
from retrieval.store.catalog.passages import ARTICLE, Passages, article_of, whole
from retrieval.store.catalog.records import Entry, FileState, Listed
from retrieval.types import Article, Embedded, Passage, Sentence, Vectors

_PAGE = 200


class Catalog:
    """Open ``path``, made if missing; with ``writable=False`` nothing is ever written, not even a lock file."""

    def __init__(self, path: Path, *, writable: bool = True) -> None:
        self.path = path
        self._connections = Connections(path, writable=writable)
        self.passages = Passages(self._connections)
        self.copies = Copies(self._connections)
        self.names = Names(self._connections)
        self._removed = False

    def close(self) -> None:
        self._connections.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All changes inside take effect together and raise the revision by one, or none does.

        What was taken out is overwritten in the file and in its log.
        """
        self._removed = False
        with self._connections.transaction():
            yield
            self.set_meta("revision", str(self.revision + 1))
        if self._removed:
            self._connections.empty_log()

    def meta(self, name: str) -> str:
        """A value of the meta table, empty where it was never set."""
        row = self._connections.row("SELECT value FROM meta WHERE name = ?", (name,))
        return str(row[0]) if row else ""

    def set_meta(self, name: str, value: str) -> None:
        self._connections.change("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    @property
    def revision(self) -> int:
        with self._connections.understood():
            return int(self.meta("revision") or 0)

    def check(self) -> bool:
        """Whether SQLite finds its own file whole, and every article, sentence and vector is as it was stored."""
        try:
            return self._connections.row("PRAGMA integrity_check") == ("ok",) and not self.damaged()
        except DataDamaged:
            return False

    def damaged(self) -> list[str]:
        """The articles that are not as they were stored, or whose sentences, passages or vectors are not."""
        rows = self._connections.rows("SELECT id FROM articles ORDER BY id")
        return [identity for (identity,) in rows if not self._intact(identity)]

    def _intact(self, identity: str) -> bool:
        try:
            return self.entry(identity).article.id == identity and self.passages.intact(identity)
        except DataDamaged:
            return False

    def copy_to(self, path: Path) -> None:
        """The whole catalog as it stands, in another file; nobody who uses it waits."""
        self._connections.copy_to(path)

    # files

    def files(self) -> dict[str, FileState]:
        rows = self._connections.rows("SELECT path, size, modified, digest, reader FROM files")
        return {path: FileState(*rest) for path, *rest in rows}

    def put_file(self, path: str, state: FileState) -> None:
        values = (path, state.size, state.modified, state.digest, state.reader)
        self._connections.change("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)", values)

    def remove_file(self, path: str) -> None:
        self._connections.change("DELETE FROM files WHERE path = ?", (path,))

    # articles

    def put_article(self, entry: Entry, passages: Sequence[Passage], embedded: Sequence[Embedded]) -> None:
        """Add an article with its passages, or replace it with all that hung on it."""
        self.remove_article(entry.article.id)
        a = entry.article
        values = (
            a.id, a.title, a.text, a.source, entry.local_id, a.outlet, a.date, a.url, entry.digest, entry.stamp,
            " ".join(map(str, a.pages)),
        )  # fmt: skip
        self._connections.change("INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
        self.passages.put(passages, embedded)

    def columns(self, table: str) -> list[str]:
        """The names of a table's columns, in order."""
        return [row[1] for row in self._connections.rows(f"PRAGMA table_info({table})")]

    def adopt(self, table: str, values: Mapping[str, Any]) -> None:
        """Take over a row by its columns as the table of another catalog had it."""
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        self._connections.change(f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({marks})", list(values.values()))

    def forget_passages(self, identity: str) -> None:
        """Have an article cut and embedded anew when its stamp is next looked at."""
        self.passages.forget(identity)
        self._connections.change("UPDATE articles SET stamp = '' WHERE id = ?", (identity,))

    def remove_article(self, identity: str) -> None:
        """Take an article out with all that hangs on it."""
        self._removed |= self._connections.row("SELECT 1 FROM articles WHERE id = ?", (identity,)) is not None
        self._connections.change("DELETE FROM articles WHERE id = ?", (identity,))

    def listed(self) -> list[Listed]:
        """All articles without their texts, by id; no text is read."""
        rows = self._connections.rows("SELECT id, title, outlet, date FROM articles ORDER BY id")
        return [Listed(*row) for row in rows]

    def facets(self) -> list[tuple[int, str, str, str]]:
        """Every passage's key with its article and the article's outlet and date."""
        with self._connections.snapshot():
            about = {one.id: (one.id, one.outlet, one.date) for one in self.listed()}
            rows = self._connections.rows("SELECT key, article FROM passages")
        return [(key, *about[article]) for key, article in rows]

    def stale(self, stamp: str) -> list[str]:
        """The ids of the articles that were embedded or cut under another stamp."""
        return [row[0] for row in self._connections.rows("SELECT id FROM articles WHERE stamp != ?", (stamp,))]

    def entry(self, identity: str) -> Entry:
        """An article with its bookkeeping."""
        row = self._connections.row(
            f"SELECT local_id, digest, stamp, {ARTICLE} FROM articles WHERE id = ?", (identity,)
        )
        if row is None:
            raise UnknownArticle(article=identity)
        with self._connections.understood():
            return Entry(whole(article_of(row[3:]), row[1], self.path), *row[:3])

    def article(self, identity: str) -> Article:
        return self.entry(identity).article

    def articles(self) -> Iterator[Article]:
        """All articles, by id, some at a time; one that comes or goes meanwhile may be among them or not."""
        query = f"SELECT {ARTICLE} FROM articles WHERE id > ? ORDER BY id LIMIT {_PAGE}"
        last = ""
        while page := [article_of(row) for row in self._connections.rows(query, (last,))]:
            yield from page
            last = page[-1].id

    def sentences(self, article: str) -> list[tuple[Sentence, Vectors]]:
        """The sentences of an article in reading order, with their vectors."""
        return self.passages.sentences(article)

    def sources(self) -> dict[str, str]:
        """The file of every article, by id."""
        return dict(self._connections.rows("SELECT id, source FROM articles"))

    def digests(self, source: str) -> dict[str, tuple[str, str]]:
        """The articles of one file by the id the file gave them: each its id here and its digest."""
        rows = self._connections.rows("SELECT local_id, id, digest FROM articles WHERE source = ?", (source,))
        return {local_id: (identity, digest) for local_id, identity, digest in rows}

    def count_articles(self) -> int:
        row = self._connections.row("SELECT count(*) FROM articles")
        return int(row[0]) if row else 0
