"""Questions and searches that a user keeps, and what of the articles was there when each was last looked at.

They lie in a small SQLite file of their own in the data folder, so that no indexing touches them. A look is a revision
of one catalog (``Catalog.identity``): of another one, made anew, it says nothing.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from retrieval.errors import UnknownSaved
from retrieval.store.catalog.layout import translated

FILE = "saved.sqlite3"

SavedKind = Literal["question", "search"]

_TABLE = """
CREATE TABLE IF NOT EXISTS saved (
    number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, text TEXT NOT NULL,
    catalog TEXT NOT NULL, seen INTEGER NOT NULL, UNIQUE (kind, text)
)
"""


@dataclass(frozen=True, slots=True)
class Look:
    """The state of the articles at one moment: a catalog by its identity, and its revision."""

    catalog: str
    revision: int


@dataclass(frozen=True, slots=True)
class Saved:
    """What is kept, and when it was last looked at."""

    number: int
    kind: SavedKind
    text: str
    seen: Look


class SavedFile:
    """The file of one data folder; each call opens it for itself, so that any thread or process may call."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def add(self, kind: SavedKind, text: str, now: Look) -> Saved:
        """Keep something from now on; what is kept already stays as it is."""
        with self._opened() as connection:
            values = (kind, text, now.catalog, now.revision)
            connection.execute("INSERT OR IGNORE INTO saved (kind, text, catalog, seen) VALUES (?, ?, ?, ?)", values)
            (found,) = _rows(connection, "WHERE kind = ? AND text = ?", (kind, text))
        return found

    def all(self) -> list[Saved]:
        """All that is kept, in the order in which it was."""
        if not self._path.exists():
            return []
        with self._opened() as connection:
            return _rows(connection)

    def remove(self, number: int) -> Saved:
        """Keep one no longer; ``UnknownSaved`` where there is none of this number."""
        with self._opened() as connection:
            found = _rows(connection, "WHERE number = ?", (number,))
            if not found:
                raise UnknownSaved(number=number)
            connection.execute("DELETE FROM saved WHERE number = ?", (number,))
        return found[0]

    def looked(self, number: int, now: Look) -> None:
        """Note that one was looked at."""
        with self._opened() as connection:
            values = (now.catalog, now.revision, number)
            connection.execute("UPDATE saved SET catalog = ?, seen = ? WHERE number = ?", values)

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self._path, timeout=10)) as connection, connection:
                connection.execute(_TABLE)
                yield connection
        except sqlite3.DatabaseError as error:
            raise translated(error, self._path, writing=True) from error


def _rows(connection: sqlite3.Connection, where: str = "", values: tuple[object, ...] = ()) -> list[Saved]:
    found = connection.execute(f"SELECT number, kind, text, catalog, seen FROM saved {where} ORDER BY number", values)
    return [Saved(number, kind, text, Look(catalog, seen)) for number, kind, text, catalog, seen in found.fetchall()]
