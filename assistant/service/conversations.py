"""Conversations, kept in a file of the data folder until they are removed: nothing that was said is lost.

Each belongs to its owner's token, who lists, searches, names and removes it; who knows its address reads it. What is
asked again from an earlier question goes on in a conversation of its own, and the one before stays. A removed one can
be put back for a day. What was said is JSON values, whose shape this module does not know.
"""

import json
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import SystemFailure, UnknownConversation
from retrieval.arabic import fold

_FILE = "conversations.sqlite3"
_KEPT_REMOVED = 24 * 3600
"""Seconds for which a removed conversation can be put back."""
_NAME = 80
_TABLES = """
CREATE TABLE IF NOT EXISTS conversation (
  id TEXT PRIMARY KEY, owner TEXT NOT NULL, name TEXT NOT NULL, changed REAL NOT NULL, removed REAL);
CREATE INDEX IF NOT EXISTS conversation_owner ON conversation (owner, changed);
CREATE TABLE IF NOT EXISTS turn (
  conversation TEXT NOT NULL, number INTEGER NOT NULL, value TEXT NOT NULL, folded TEXT NOT NULL,
  PRIMARY KEY (conversation, number)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Conversation:
    """One of a list; ``changed`` is in seconds since 1970."""

    id: str
    name: str
    changed: float
    turns: int


class Conversations:
    """Those of one data folder. Every call opens the file anew, so that any thread may call."""

    def __init__(self, folder: Path, now: Callable[[], float] = time.time) -> None:
        self._path = folder / _FILE
        self._now = now

    def begin(self, owner: str, name: str) -> str:
        """A new conversation's id."""
        identity = secrets.token_urlsafe(9)
        with self._changing() as file:
            gone = "SELECT id FROM conversation WHERE removed < ?"
            too_old = (self._now() - _KEPT_REMOVED,)
            file.execute(f"DELETE FROM turn WHERE conversation IN ({gone})", too_old)
            file.execute("DELETE FROM conversation WHERE removed < ?", too_old)
            row = (identity, owner, _one_line(name), self._now())
            file.execute("INSERT INTO conversation (id, owner, name, changed) VALUES (?, ?, ?, ?)", row)
        return identity

    def listed(self, owner: str, words: str = "") -> list[Conversation]:
        """Those of an owner, the last changed first; with ``words``, those in whose name or turns they all stand."""
        conditions = ["owner = ?", "removed IS NULL"]
        values = [owner]
        for word in fold(words).split():
            conditions.append(
                "EXISTS (SELECT 1 FROM turn WHERE conversation = id AND instr(folded, ?)) OR instr(folded_name, ?)"
            )
            values += [word, word]
        where = " AND ".join(f"({one})" for one in conditions)
        query = (
            "SELECT id, name, changed, (SELECT count(*) FROM turn WHERE conversation = id) "
            f"FROM (SELECT *, fold(name) AS folded_name FROM conversation) WHERE {where} ORDER BY changed DESC"
        )
        with self._reading() as file:
            return [Conversation(*row) for row in file.execute(query, values)]

    def owner(self, identity: str) -> str:
        """Whose it is; raises ``UnknownConversation``."""
        with self._reading() as file:
            return str(self._row(file, identity)[0])

    def said(self, identity: str) -> list[Any]:
        """The values of its turns; raises ``UnknownConversation``."""
        with self._reading() as file:
            self._row(file, identity)
            query = "SELECT value FROM turn WHERE conversation = ? ORDER BY number"
            return [json.loads(value) for (value,) in file.execute(query, (identity,))]

    def put(self, identity: str, number: int, value: Any, text: str) -> None:
        """Keep a turn's value at its number; ``text`` is what it can be found by. Raises ``UnknownConversation``."""
        with self._changing() as file:
            self._row(file, identity)
            row = (identity, number, json.dumps(value, ensure_ascii=False), fold(text))
            file.execute("INSERT OR REPLACE INTO turn VALUES (?, ?, ?, ?)", row)
            file.execute("UPDATE conversation SET changed = ? WHERE id = ?", (self._now(), identity))

    def add(self, identity: str, value: Any, text: str) -> int:
        """As ``put``, behind the last turn, whoever added that; its number."""
        with self._changing() as file:
            self._row(file, identity)
            (number,) = file.execute(
                "INSERT INTO turn SELECT ?, coalesce(max(number) + 1, 0), ?, ? FROM turn WHERE conversation = ? "
                "RETURNING number",
                (identity, json.dumps(value, ensure_ascii=False), fold(text), identity),
            ).fetchone()
            file.execute("UPDATE conversation SET changed = ? WHERE id = ?", (self._now(), identity))
        return int(number)

    def fork(self, identity: str, before: int, owner: str) -> str:
        """A new conversation of an owner with the turns before a number; the old one stays. Its id."""
        with self._reading() as file:
            name = str(self._row(file, identity)[1])
        new = self.begin(owner, name)
        with self._changing() as file:
            file.execute(
                "INSERT INTO turn SELECT ?, number, value, folded FROM turn WHERE conversation = ? AND number < ?",
                (new, identity, before),
            )
        return new

    def rename(self, identity: str, owner: str, name: str) -> None:
        """Raises ``UnknownConversation`` where the owner has none of this id; an empty name changes nothing."""
        if _one_line(name):
            self._change("name = ?", _one_line(name), identity, owner)

    def remove(self, identity: str, owner: str) -> str:
        """Take it out of the list; its name. ``restore`` puts it back, for a day."""
        with self._reading() as file:
            name = str(self._row(file, identity)[1])
        self._change("removed = ?", self._now(), identity, owner)
        return name

    def restore(self, identity: str, owner: str) -> None:
        self._change("removed = ?", None, identity, owner)

    def _change(self, what: str, value: object, identity: str, owner: str) -> None:
        with self._changing() as file:
            changed = file.execute(
                f"UPDATE conversation SET {what} WHERE id = ? AND owner = ?", (value, identity, owner)
            )
            if not changed.rowcount:
                raise UnknownConversation(conversation=identity)

    def _row(self, file: sqlite3.Connection, identity: str) -> Sequence[Any]:
        query = "SELECT owner, name FROM conversation WHERE id = ? AND removed IS NULL"
        row = file.execute(query, (identity,)).fetchone()
        if row is None:
            raise UnknownConversation(conversation=identity)
        return tuple(row)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """The file, its tables made where they are not there yet."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            file = sqlite3.connect(self._path, timeout=10)
            try:
                file.create_function("fold", 1, fold, deterministic=True)
                file.execute("PRAGMA journal_mode = WAL")
                file.execute("PRAGMA secure_delete = ON")
                file.executescript(_TABLES)
                yield file
            finally:
                file.close()
        except (OSError, sqlite3.Error) as error:
            raise SystemFailure(reason=f"{self._path}: {error}") from error

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        with self._reading() as file, file:
            yield file


def _one_line(name: str) -> str:
    return " ".join(name.split())[:_NAME]
