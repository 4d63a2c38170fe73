"""One SQLite file as many threads use it: a connection for each, none of which waits for another.

In WAL mode a reader sees the state in which its statement, or its snapshot, began, and one writer at a time changes the
file beside it. Whatever SQLite raises comes out as one of our errors.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock, Thread, current_thread
from typing import Any

from retrieval.errors import DataDamaged, DataUnwritable
from retrieval.store.catalog.layout import connect, translated

Row = tuple[Any, ...]
_BRIEFLY, _PATIENTLY = 500, 10_000  # milliseconds that another's lock is waited for
_PAGES = 4096  # of SQLite's, copied at a time


class Connections:
    """The file at ``path``; with ``writable=False`` nothing is ever written, not even a lock file.

    The first connection makes the file or brings it up. Those of threads that have ended are closed when another thread
    comes.
    """

    def __init__(self, path: Path, *, writable: bool) -> None:
        self._path, self._writable = path, writable
        self._lock = Lock()
        self._open: dict[Thread, sqlite3.Connection] = {}
        self._connection()
        self._opened_file = _file(path)

    def rows(self, statement: str, values: Sequence[Any] = ()) -> list[Row]:
        """All that a query finds."""
        with self._translated():
            return self._connection().execute(statement, values).fetchall()

    def row(self, statement: str, values: Sequence[Any] = ()) -> Row | None:
        """The first that a query finds; None where it finds nothing."""
        with self._translated():
            found: Row | None = self._connection().execute(statement, values).fetchone()
            return found

    def change(self, statement: str, values: Sequence[Any] = ()) -> None:
        """Run a statement that changes the file."""
        with self._translated():
            self._connection().execute(statement, values)

    def change_many(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run a statement once for each row of values."""
        with self._translated():
            self._connection().executemany(statement, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All changes of this thread inside take effect together, or none does."""
        with self._translated():
            self._still_there()
            connection = self._connection()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                connection.execute("COMMIT")
            except BaseException:
                connection.rollback()
                raise

    def empty_log(self) -> None:
        """Write into the file what stands in its log, and empty that; left for later where somebody reads for long."""
        with self._translated():
            connection = self._connection()
            connection.execute(f"PRAGMA busy_timeout={_BRIEFLY}")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            connection.execute(f"PRAGMA busy_timeout={_PATIENTLY}")

    def copy_to(self, path: Path) -> None:
        """The whole file as it stands, in another; those who write meanwhile wait for no more than a page."""
        with self._translated(), closing(sqlite3.connect(path)) as copy:
            self._connection().backup(copy, pages=_PAGES)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that this thread reads inside is of one state of the file."""
        with self._translated():
            connection = self._connection()
            outermost = not connection.in_transaction
            if outermost:
                connection.execute("BEGIN")
            try:
                yield
            finally:
                if outermost and connection.in_transaction:
                    connection.execute("COMMIT")

    def close(self) -> None:
        with self._lock:
            for connection in self._open.values():
                connection.close()

    def _still_there(self) -> None:
        """Raise ``DataUnwritable`` where the file has been removed or replaced: what is written would be lost."""
        if _file(self._path) != self._opened_file:
            raise DataUnwritable(data=self._path.parent, reason="the catalog was removed while it was in use")

    def _connection(self) -> sqlite3.Connection:
        """This thread's own."""
        thread = current_thread()
        found = self._open.get(thread)
        if found is None:
            found = connect(self._path, writable=self._writable)
            with self._lock:
                for ended in [one for one in self._open if not one.is_alive()]:
                    self._open.pop(ended).close()
                self._open[thread] = found
        return found

    @property
    def path(self) -> Path:
        return self._path

    @contextmanager
    def understood(self) -> Iterator[None]:
        """What is read inside has the shape that was written, or ``DataDamaged`` is raised."""
        try:
            yield
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise DataDamaged(data=self._path.parent, reason=f"{type(error).__name__}: {error}") from error

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise translated(error, self._path, writing=self._writable) from error


def _file(path: Path) -> tuple[int, int] | None:
    """What tells a file from another that comes to have its name; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def copy_database(path: Path, target: Path) -> None:
    """Another SQLite file as it stands, in a file that is made; raises ``OSError`` where it cannot be read."""
    try:
        with closing(sqlite3.connect(path)) as there, closing(sqlite3.connect(target)) as copy:
            there.backup(copy, pages=_PAGES)
    except sqlite3.Error as error:
        raise OSError(f"{path}: {error}") from error
