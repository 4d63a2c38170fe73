"""The tables of the catalog's SQLite file: made, brought up from an earlier layout, or found unreadable.

Layout 2 adds copies (``retrieval.store.catalog.copies``) and what lists articles without reading their texts; layout 3
what read a file, and where the pages of an article begin; layout 4 a checksum of what hangs on an article; layout 5 the
names (``retrieval.store.catalog.names``). Deleted rows are overwritten.
"""

import sqlite3
from contextlib import ExitStack, suppress
from pathlib import Path

from retrieval.errors import DataDamaged, DataOutdated, DataUnreadable, DataUnwritable, NothingIndexed

_FIRST = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE articles (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, text TEXT NOT NULL, source TEXT NOT NULL, local_id TEXT NOT NULL,
    outlet TEXT NOT NULL, date TEXT NOT NULL, url TEXT NOT NULL, digest TEXT NOT NULL, stamp TEXT NOT NULL
);
CREATE INDEX articles_by_source ON articles (source);
CREATE TABLE sentences (
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE, number INTEGER NOT NULL,
    start INTEGER NOT NULL, end INTEGER NOT NULL, boilerplate INTEGER NOT NULL, vector BLOB NOT NULL,
    PRIMARY KEY (article, number)
) WITHOUT ROWID;
CREATE TABLE passages (
    key INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    number INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, vector BLOB NOT NULL
);
CREATE INDEX passages_by_article ON passages (article, number);
"""
_SECOND = """
CREATE TABLE signatures (
    article TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE, signature BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE families (
    article TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE, first TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX families_by_first ON families (first);
CREATE INDEX articles_listed ON articles (id, title, outlet, date);
CREATE INDEX articles_by_stamp ON articles (stamp);
"""
_THIRD = """
ALTER TABLE files ADD COLUMN digest TEXT NOT NULL DEFAULT '';
ALTER TABLE files ADD COLUMN reader TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN pages TEXT NOT NULL DEFAULT '';
"""
_FOURTH = """
CREATE TABLE checksums (
    article TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE, rows BLOB NOT NULL
) WITHOUT ROWID;
"""
_FIFTH = """
CREATE TABLE named (
    article TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE, version TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE mentions (
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE, number INTEGER NOT NULL, kind TEXT NOT NULL,
    start INTEGER NOT NULL, end INTEGER NOT NULL, core_start INTEGER NOT NULL, core_end INTEGER NOT NULL,
    role_start INTEGER NOT NULL, role_end INTEGER NOT NULL, value TEXT NOT NULL, key TEXT NOT NULL,
    text TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, entity INTEGER NOT NULL,
    PRIMARY KEY (article, number)
) WITHOUT ROWID;
CREATE INDEX mentions_by_entity ON mentions (entity, article);
CREATE TABLE entities (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, variants TEXT NOT NULL, first TEXT NOT NULL,
    last TEXT NOT NULL, count INTEGER NOT NULL, articles INTEGER NOT NULL, reasons TEXT NOT NULL
);
CREATE TABLE called (key TEXT NOT NULL, entity INTEGER NOT NULL, PRIMARY KEY (key, entity)) WITHOUT ROWID;
CREATE TABLE corrections (
    number INTEGER PRIMARY KEY AUTOINCREMENT, deed TEXT NOT NULL, kind TEXT NOT NULL, one TEXT NOT NULL,
    other TEXT NOT NULL
);
"""
_STEPS = {
    "1": _SECOND + _THIRD + _FOURTH + _FIFTH,
    "2": _THIRD + _FOURTH + _FIFTH,
    "3": _FOURTH + _FIFTH,
    "4": _FIFTH,
}
"""What brings up an earlier layout."""

_LAYOUT = "5"
_UNDECODED = "decode to UTF-8"
"""Said of a text whose bytes are not one: damage, though it comes as an operation that failed."""


def connect(path: Path, *, writable: bool) -> sqlite3.Connection:
    """The file opened, in this layout. Where it is ``writable`` it is made or brought up, else not even locked.

    Raises ``DataOutdated``, ``DataDamaged`` or ``DataUnwritable``.
    """
    try:
        with ExitStack() as undo:
            connection = _opened(path) if writable else _opened_to_read(path)
            undo.callback(connection.close)
            if writable:
                _bring_up(connection)
            _check(connection, path)
            undo.pop_all()
        return connection
    except sqlite3.DatabaseError as error:
        raise translated(error, path, writing=writable) from error


def translated(error: sqlite3.DatabaseError, path: Path, *, writing: bool) -> Exception:
    """Our error for SQLite's: an operation that failed is told by whether the file is open for writing."""
    if isinstance(error, sqlite3.OperationalError) and _UNDECODED not in str(error):
        failed = DataUnwritable if writing else DataUnreadable
        return failed(data=path.parent, reason=str(error))
    return DataDamaged(data=path.parent, reason=str(error))


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None, timeout=10, check_same_thread=False)


def _opened_to_read(path: Path) -> sqlite3.Connection:
    for query in ("mode=ro", "mode=ro&immutable=1"):
        location = f"{path.absolute().as_uri()}?{query}"
        connection = sqlite3.connect(location, uri=True, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("SELECT 1 FROM sqlite_master").fetchone()
            return connection
        except sqlite3.DatabaseError as error:
            connection.close()
            if not isinstance(error, sqlite3.OperationalError):
                raise
    raise DataUnreadable(data=path.parent, reason="unable to open the catalog")


def _bring_up(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA secure_delete=ON")
    if not _has_tables(connection):
        named = f"INSERT INTO meta VALUES ('layout', '{_LAYOUT}'), ('revision', '1');"
        connection.executescript(f"BEGIN; {_FIRST} {_SECOND} {_THIRD} {_FOURTH} {_FIFTH} {named} COMMIT;")
    elif steps := _STEPS.get(_layout(connection)):
        named = f"UPDATE meta SET value='{_LAYOUT}' WHERE name='layout';"
        connection.executescript(f"BEGIN; {steps} {named} COMMIT;")
        with suppress(sqlite3.OperationalError):  # a full disk: what was deleted before then stays where it was
            connection.execute("VACUUM")


def _check(connection: sqlite3.Connection, path: Path) -> None:
    if not _has_tables(connection):
        raise NothingIndexed(data=path.parent)  # another process is just making them
    found = _layout(connection)
    if found in _STEPS:
        raise DataOutdated(data=path.parent)
    if found != _LAYOUT:
        raise DataDamaged(data=path.parent, reason="layout")


def _has_tables(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master WHERE name='meta'").fetchone() is not None


def _layout(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT value FROM meta WHERE name = 'layout'").fetchone()
    return str(row[0]) if row else ""
