"""Dense search: Chroma over the catalog's vectors, and an exact scorer for where Chroma cannot serve.

The one module that knows chromadb. Chroma holds ids and vectors alone. It is not safe for two processes and its files
do not survive every kill (see docs/decisions), so it is derived: rebuilt from the catalog whenever in doubt.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from retrieval.errors import IndexDamaged
from retrieval.types import Keys, Scored, Vectors

_TABLES, _SAVED = "chroma.sqlite3", "index_metadata.pickle"
_GRAPH = ("data_level0.bin", "header.bin", "length.bin", "link_lists.bin")

_COLLECTION = "passages"
_ROWS_A_CALL = 5000
_PANIC = "PanicException"  # what a library in Rust raises where it gives up; no ``Exception``, and importable nowhere
_GATHERED = 0.1  # of a larger share it is cheaper to score all than to gather them
# Questions lie outside the cloud of passages, so a graph of passages is searched widely (docs/decisions/0005).
_CONFIGURATION: Any = {"hnsw": {"space": "cosine", "ef_construction": 200, "ef_search": 1600, "max_neighbors": 32}}


class VectorIndex(Protocol):
    """Passage vectors by key; scores are cosines."""

    def keys(self) -> set[int]: ...

    def search(self, vector: Vectors, count: int) -> list[Scored]:
        """The ``count`` nearest passages, best first."""

    def close(self) -> None: ...


class ExactVectors:
    """Every cosine computed: no files, no second truth, 8 ms for 100,000 passages."""

    def __init__(self, keys: Sequence[int], vectors: Vectors) -> None:
        self._keys = np.asarray(keys, np.int64)
        self._vectors = vectors

    def keys(self) -> set[int]:
        return set(self._keys.tolist())

    def search(self, vector: Vectors, count: int, among: Keys | None = None) -> list[Scored]:
        """The ``count`` nearest passages, best first; of the keys ``among`` (ascending) where they are given."""
        keys, vectors = self._keys, self._vectors
        if not len(keys):
            return []
        if among is None:
            scores = vectors @ vector
        else:
            rows = np.searchsorted(keys, among)
            few = len(rows) < len(keys) * _GATHERED
            scores, keys = vectors[rows] @ vector if few else (vectors @ vector)[rows], among
        count = min(count, len(scores))
        if not count:
            return []
        best = np.argpartition(-scores, count - 1)[:count]
        best = best[np.argsort(-scores[best], kind="stable")]
        return [Scored(int(keys[i]), float(scores[i])) for i in best]

    def close(self) -> None:
        return None


class ChromaVectors:
    """A Chroma collection in ``folder``; where Chroma cannot use its files, every method raises ``IndexDamaged``."""

    def __init__(self, folder: Path) -> None:
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        with _damage():
            client: Any = chromadb.PersistentClient(str(folder), settings=settings)
            self._collection = client.get_or_create_collection(
                _COLLECTION, configuration=_CONFIGURATION, embedding_function=None
            )
            space = self._collection.configuration_json["hnsw"]["space"]
        self._client = client
        if space != "cosine":
            client.close()
            raise IndexDamaged(name="vectors", reason=f"the collection was made with another distance: {space}")

    def keys(self) -> set[int]:
        with _damage():
            identities = self._collection.get(include=[])["ids"]
        return {int(identity) for identity in identities}

    def count(self) -> int:
        with _damage():
            return int(self._collection.count())

    def change(self, added: Sequence[int], vectors: Vectors, removed: Sequence[int]) -> None:
        """Take keys out, and add keys with their vectors, shape (added, dimensions)."""
        for rows in _slices(len(removed)):
            gone = [str(key) for key in removed[rows]]
            with _damage():
                self._collection.delete(ids=gone)
        for rows in _slices(len(added)):
            new = [str(key) for key in added[rows]]
            with _damage():
                self._collection.add(ids=new, embeddings=vectors[rows])

    def search(self, vector: Vectors, count: int) -> list[Scored]:
        count = min(count, self.count())
        if not count:
            return []
        with _damage():
            found: Any = self._collection.query(query_embeddings=vector[None], n_results=count, include=["distances"])
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return [Scored(int(identity), 1.0 - float(distance)) for identity, distance in pairs]

    def close(self) -> None:
        self._client.close()


def changed_by_reading(folder: Path) -> tuple[str, ...]:
    """The names of the files of a collection that Chroma writes anew whenever it is only read.

    It notes in its tables that it was opened. The graph it makes in empty files, until it saves it for the first time.
    """
    return (_TABLES,) if any(folder.glob(f"*/{_SAVED}")) else (_TABLES, *_GRAPH)


@contextmanager
def _damage() -> Iterator[None]:
    """Whatever Chroma raises over its own files, as ``IndexDamaged``; only calls of Chroma stand inside."""
    from chromadb.errors import ChromaError

    try:
        yield
    except (ChromaError, ValueError, KeyError, AttributeError, OSError, RuntimeError) as error:
        raise IndexDamaged(name="vectors", reason=str(error)) from error
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        raise IndexDamaged(name="vectors", reason=str(error)) from error


def _slices(length: int) -> Iterator[slice]:
    return (slice(i, i + _ROWS_A_CALL) for i in range(0, length, _ROWS_A_CALL))
