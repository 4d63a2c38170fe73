"""Which stored articles print the same: signatures, and the families that ``retrieval.indexing.reprints`` finds.

A family is named after its first article by id. Rows go with their article; changes are made inside a transaction of
the catalog's.
"""

import sqlite3
from collections.abc import Mapping


class Copies:
    """Reads and writes through the catalog's own connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def sign(self, identity: str, signature: bytes) -> None:
        self._connection.execute("INSERT OR REPLACE INTO signatures VALUES (?, ?)", (identity, signature))

    def forget_signatures(self) -> None:
        self._connection.execute("DELETE FROM signatures")

    def unsigned(self) -> list[str]:
        """The ids of the articles that have no signature yet."""
        query = "SELECT id FROM articles WHERE id NOT IN (SELECT article FROM signatures) ORDER BY id"
        return [row[0] for row in self._connection.execute(query)]

    def signatures(self) -> list[tuple[str, bytes]]:
        """The articles that have words, by id, with their packed signatures."""
        query = "SELECT article, signature FROM signatures WHERE length(signature) > 0 ORDER BY article"
        return self._connection.execute(query).fetchall()

    def put_families(self, families: Mapping[str, str]) -> None:
        """Every article that has copies, with the first of its family, in place of what was known."""
        self._connection.execute("DELETE FROM families")
        self._connection.executemany("INSERT INTO families VALUES (?, ?)", sorted(families.items()))

    def of(self, identity: str) -> tuple[str, ...]:
        """The other articles of an article's family, by id."""
        query = (
            "SELECT article FROM families WHERE first = (SELECT first FROM families WHERE article = ?) ORDER BY article"
        )
        return tuple(row[0] for row in self._connection.execute(query, (identity,)) if row[0] != identity)

    def all(self) -> dict[str, tuple[str, ...]]:
        """The articles that have copies, each with the other articles of its family."""
        families: dict[str, list[str]] = {}
        for article, first in self._connection.execute("SELECT article, first FROM families ORDER BY article"):
            families.setdefault(first, []).append(article)
        return {
            article: tuple(other for other in family if other != article)
            for family in families.values()
            for article in family
        }
