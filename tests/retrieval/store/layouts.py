"""Catalogs as earlier versions made them: what each layout added is taken out again."""

import sqlite3
from contextlib import closing
from pathlib import Path

_ADDED = {
    "5": "DROP TABLE named; DROP TABLE mentions; DROP TABLE entities; DROP TABLE called; DROP TABLE corrections;"
    "DROP INDEX files_by_digest; DROP INDEX articles_by_url; DROP TABLE replaced; DROP TABLE columns;"
    "DROP TABLE drafts; ALTER TABLE files DROP COLUMN changed; DROP INDEX articles_by_arrival; DROP TABLE arrivals;"
    "ALTER TABLE articles DROP COLUMN arrived; DROP INDEX articles_by_original;"
    "ALTER TABLE articles DROP COLUMN original_name; ALTER TABLE articles DROP COLUMN original;"
    "ALTER TABLE articles DROP COLUMN scanned; DELETE FROM meta WHERE name IN ('identity', 'entries');",
    "4": "DROP TABLE checksums;",
    "3": "ALTER TABLE files DROP COLUMN digest; ALTER TABLE files DROP COLUMN reader;"
    "ALTER TABLE articles DROP COLUMN pages;",
    "2": "DROP TABLE families; DROP TABLE signatures; DROP INDEX articles_listed; DROP INDEX articles_by_stamp;"
    "UPDATE meta SET value = '' WHERE name = 'families';",
}


def as_of(layout: str, path: Path) -> None:
    """Make a catalog's file, which nobody uses, one of an earlier layout."""
    undone = "".join(sql for added, sql in _ADDED.items() if added > layout)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(f"{undone} UPDATE meta SET value = '{layout}' WHERE name = 'layout';")
