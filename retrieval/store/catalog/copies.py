"""Which stored articles print the same: signatures, and the families that ``retrieval.indexing.reprints`` finds.

A family is named after its first article by id. Rows go with their article; changes are made inside a transaction of
the catalog's.
"""

from collections.abc import Mapping, Sequence

from retrieval.store.catalog.connections import Connections
from retrieval.store.catalog.passages import batches


class Copies:
    """Reads and writes through the catalog's connections."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def sign(self, identity: str, signature: bytes) -> None:
        self._connections.change("INSERT OR REPLACE INTO signatures VALUES (?, ?)", (identity, signature))

    def forget_signatures(self) -> None:
        self._connections.change("DELETE FROM signatures")

    def unsigned(self) -> list[str]:
        """The ids of the articles that have no signature yet."""
        query = "SELECT id FROM articles WHERE id NOT IN (SELECT article FROM signatures) ORDER BY id"
        return [row[0] for row in self._connections.rows(query)]

    def signatures(self) -> list[tuple[str, bytes]]:
        """The articles that have words, by id, with their packed signatures."""
        query = "SELECT article, signature FROM signatures WHERE length(signature) > 0 ORDER BY article"
        return [(article, signature) for article, signature in self._connections.rows(query)]

    def put_families(self, families: Mapping[str, str]) -> None:
        """Every article that has copies, with the first of its family, in place of what was known."""
        self._connections.change("DELETE FROM families")
        self._connections.change_many("INSERT INTO families VALUES (?, ?)", sorted(families.items()))

    def of(self, identity: str) -> tuple[str, ...]:
        """The other articles of an article's family, by id."""
        return self.among([identity]).get(identity, ())

    def among(self, identities: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Those of these articles that have copies, each with the other articles of its family."""
        families: dict[str, list[str]] = {}
        for marks, batch in batches(identities):
            query = (
                "SELECT first, article FROM families WHERE first IN "
                f"(SELECT first FROM families WHERE article IN ({marks})) ORDER BY article"
            )
            for first, article in self._connections.rows(query, batch):
                families.setdefault(first, []).append(article)
        wanted = frozenset(identities)
        return {article: others for article, others in _others(families).items() if article in wanted}

    def all(self) -> dict[str, tuple[str, ...]]:
        """The articles that have copies, each with the other articles of its family."""
        families: dict[str, list[str]] = {}
        for first, article in self._connections.rows("SELECT first, article FROM families ORDER BY article"):
            families.setdefault(first, []).append(article)
        return _others(families)


def _others(families: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    return {
        article: tuple(dict.fromkeys(other for other in family if other != article))
        for family in families.values()
        for article in family
    }
