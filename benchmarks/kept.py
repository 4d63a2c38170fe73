"""An embedder that keeps every vector it makes in a file, so that a corpus is embedded once for all benchmarks."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

import numpy as np

from retrieval.types import Embedded, Embedder, Vectors

Span = tuple[int, int]


class KeptEmbedder:
    """``embedder`` with its passage vectors kept in ``path``, as float16; questions are embedded anew.

    They are found by the model's stamp and the text; a folder from before a change of runtime is best thrown away.
    ``made`` counts the texts embedded by this object, ``seconds`` how long that took.
    """

    def __init__(self, embedder: Embedder, path: Path) -> None:
        self._embedder = embedder
        self.stamp, self.dimensions = embedder.stamp, embedder.dimensions
        self.made, self.seconds = 0, 0.0
        path.parent.mkdir(parents=True, exist_ok=True)
        self._kept = sqlite3.connect(path, isolation_level=None)
        self._kept.execute("PRAGMA journal_mode=WAL")
        self._kept.execute("CREATE TABLE IF NOT EXISTS vectors (digest BLOB PRIMARY KEY, vectors BLOB) WITHOUT ROWID")
        self._kept.execute("CREATE TABLE IF NOT EXISTS spent (texts INTEGER, characters INTEGER, seconds REAL)")

    @property
    def marks(self) -> str:
        """Vectors alone are kept: names are read by the rules."""
        return ""

    def warm(self) -> None:
        self._embedder.warm()

    def query(self, text: str) -> Vectors:
        return self._embedder.query(text)

    def rate(self) -> float:
        """Texts a second over all that is kept, at the times when it was made."""
        texts, seconds = self._kept.execute("SELECT sum(texts), sum(seconds) FROM spent").fetchone()
        return float(texts / seconds) if seconds else 0.0

    def passages(self, texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> Iterator[Embedded]:
        digests = [self._digest(text, pairs) for text, pairs in zip(texts, spans, strict=True)]
        missing = [number for number, digest in enumerate(digests) if self._find(digest) is None]
        if missing:
            self._make([texts[n] for n in missing], [spans[n] for n in missing], [digests[n] for n in missing])
        for digest in digests:
            vectors = self._find(digest)
            assert vectors is not None
            yield Embedded(vectors[0], vectors[1:])

    def _make(self, texts: Sequence[str], spans: Sequence[Sequence[Span]], digests: Sequence[bytes]) -> None:
        started = perf_counter()
        made = list(self._embedder.passages(texts, spans))
        seconds = perf_counter() - started
        self.made, self.seconds = self.made + len(made), self.seconds + seconds
        self._kept.execute("BEGIN")
        for digest, one in zip(digests, made, strict=True):
            packed = np.vstack([one.vector[None], one.spans]).astype(np.float16).tobytes()
            self._kept.execute("INSERT OR REPLACE INTO vectors VALUES (?, ?)", (digest, packed))
        self._kept.execute("INSERT INTO spent VALUES (?, ?, ?)", (len(texts), sum(map(len, texts)), seconds))
        self._kept.execute("COMMIT")

    def _find(self, digest: bytes) -> Vectors | None:
        row = self._kept.execute("SELECT vectors FROM vectors WHERE digest = ?", (digest,)).fetchone()
        if row is None:
            return None
        return np.frombuffer(row[0], np.float16).astype(np.float32).reshape(-1, self.dimensions)

    def _digest(self, text: str, spans: Sequence[Span]) -> bytes:
        return hashlib.sha256(json.dumps([self.stamp, text, list(spans)]).encode()).digest()
