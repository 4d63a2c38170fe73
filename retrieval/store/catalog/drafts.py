"""Vectors of an article that is not stored yet: a large one is embedded in slices, and what was embedded is kept.

They are looked up by what was embedded, so that work that was cut short goes on where it stopped, and are dropped when
the article's file has been read. Keeping them changes no article, so it is no revision of the catalog.
"""

from collections.abc import Sequence

import numpy as np

from retrieval.store.catalog.connections import Connections
from retrieval.store.catalog.passages import pack, unpack
from retrieval.types import Embedded


class Drafts:
    """Reads and writes through the catalog's connections; ``digests`` are of what was embedded, by which model."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def put(self, source: str, digests: Sequence[bytes], embedded: Sequence[Embedded]) -> None:
        """Keep the vectors of some passages of a file's, from now on."""
        rows = [
            (source, digest, pack(one.vector), pack(one.spans)) for digest, one in zip(digests, embedded, strict=True)
        ]
        with self._connections.transaction():
            self._connections.change_many("INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?)", rows)

    def held(self, source: str) -> set[bytes]:
        """The digests of what is kept of a file's."""
        return {row[0] for row in self._connections.rows("SELECT digest FROM drafts WHERE source = ?", (source,))}

    def of(self, source: str, digests: Sequence[bytes]) -> dict[bytes, Embedded]:
        """What is kept under these digests, fewer than SQLite takes at once; of half precision, as stored vectors."""
        marks = ",".join("?" * len(digests))
        query = f"SELECT digest, vector, spans FROM drafts WHERE source = ? AND digest IN ({marks})"
        return {digest: _embedded(*rest) for digest, *rest in self._connections.rows(query, (source, *digests))}

    def drop(self, source: str) -> None:
        """Forget what is kept of a file's, in a transaction or by itself."""
        self._connections.change("DELETE FROM drafts WHERE source = ?", (source,))


def _embedded(vector: bytes, spans: bytes) -> Embedded:
    one = unpack([vector])[0]
    return Embedded(one, np.frombuffer(spans, np.float16).reshape(-1, len(one)).astype(np.float32))
