"""The files that articles came from: how each looked when it was read, which stand for others, how tables are read.

A file without articles of its own is known all the same: it holds the same bytes as another (its twin), another
replaced its articles by newer ones, or its articles were taken out by hand. Changes are made inside a transaction of
the catalog's.
"""

import json
from collections.abc import Iterable, Mapping

from retrieval.store.catalog.connections import Connections
from retrieval.store.catalog.records import FileState

_STATE = "size, modified, digest, reader, changed"
_BY_HAND = ""


class Sources:
    """Reads and writes through the catalog's connections; files are named by their whole path."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self) -> dict[str, FileState]:
        rows = self._connections.rows(f"SELECT path, {_STATE} FROM files")
        return {path: FileState(*rest) for path, *rest in rows}

    def put(self, path: str, state: FileState) -> None:
        """Note a file as read; that it was replaced or taken out is forgotten."""
        values = (path, state.size, state.modified, state.digest, state.reader, state.changed)
        self._connections.change(f"INSERT OR REPLACE INTO files (path, {_STATE}) VALUES (?, ?, ?, ?, ?, ?)", values)
        self._connections.change("DELETE FROM replaced WHERE file = ?", (path,))

    def forget(self, path: str) -> None:
        """Note a file as never read, and so those that it replaced."""
        self._connections.change("DELETE FROM files WHERE path = ?", (path,))
        self._connections.change("DELETE FROM replaced WHERE file = ?", (path,))
        self.release(path)

    def release(self, path: str) -> None:
        """Note those as never read whose articles a file replaced: it may not hold the newer ones any more."""
        replaced = "SELECT file FROM replaced WHERE by = ?"
        self._connections.change(f"DELETE FROM files WHERE path IN ({replaced})", (path,))
        self._connections.change("DELETE FROM replaced WHERE by = ?", (path,))

    def twins(self, path: str, state: FileState) -> dict[str, tuple[int, int, int]]:
        """The other files of the same bytes, read the same way, that have articles; how each looked."""
        query = (
            "SELECT path, size, modified, changed FROM files WHERE digest = ? AND reader = ? AND path != ? "
            "AND EXISTS (SELECT 1 FROM articles WHERE source = path) ORDER BY path"
        )
        rows = self._connections.rows(query, (state.digest, state.reader, path)) if state.digest else []
        return {other: (size, modified, changed) for other, size, modified, changed in rows}

    def move(self, old: str, new: str, state: FileState) -> None:
        """Note that a file is elsewhere now; its articles are the caller's work."""
        self._connections.change("UPDATE OR REPLACE replaced SET by = ? WHERE by = ?", (new, old))
        self._connections.change("DELETE FROM files WHERE path = ?", (old,))
        self.put(new, state)

    def replace(self, file: str, by: str) -> None:
        """Note that a file has newer versions of articles of another's."""
        self._connections.change("INSERT OR IGNORE INTO replaced VALUES (?, ?)", (file, by))

    def take_out(self, files: Iterable[str]) -> None:
        """Note that articles of these files were taken out by hand."""
        self._connections.change_many(
            "INSERT OR IGNORE INTO replaced VALUES (?, ?)", [(one, _BY_HAND) for one in files]
        )

    def is_replaced(self, path: str) -> bool:
        """Whether another file has newer versions of articles of this one."""
        query = "SELECT 1 FROM replaced WHERE file = ? AND by != ?"
        return self._connections.row(query, (path, _BY_HAND)) is not None

    def taken_out(self) -> set[str]:
        """The files of which articles were taken out by hand."""
        return {row[0] for row in self._connections.rows("SELECT file FROM replaced WHERE by = ?", (_BY_HAND,))}

    def is_taken_out(self, path: str) -> bool:
        query = "SELECT 1 FROM replaced WHERE file = ? AND by = ?"
        return self._connections.row(query, (path, _BY_HAND)) is not None

    # tables

    def columns(self) -> dict[str, dict[str, str]]:
        """Which column is which field, by the file or folder for which that was said."""
        return {path: json.loads(fields) for path, fields in self._connections.rows("SELECT path, fields FROM columns")}

    def put_columns(self, path: str, columns: Mapping[str, str]) -> None:
        """Remember the columns of a file, or of all in a folder; none forgets them."""
        self._connections.change("DELETE FROM columns WHERE path = ?", (path,))
        if columns:
            said = json.dumps(dict(columns), ensure_ascii=False, sort_keys=True)
            self._connections.change("INSERT INTO columns VALUES (?, ?)", (path, said))
