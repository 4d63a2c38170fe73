"""From a question to ranked passages: dense and keyword search, fused."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from retrieval.errors import DataStale, NothingIndexed
from retrieval.fusion import Fused, fuse
from retrieval.keywords import Term
from retrieval.passages import stamp
from retrieval.store import Store
from retrieval.types import Article, Embedder, Passage, Scored, Sentence, Vectors

_CANDIDATES = 100


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found: ``score`` fused (ranks hits of one search only), ``dense`` its cosine, ``keyword`` its BM25."""

    passage: Passage
    score: float
    dense: float
    keyword: float
    sentence_vectors: Vectors


@dataclass(frozen=True, slots=True)
class Found:
    """The answer of one search: the question as searched, its vector, and the hits, best first."""

    question: str
    vector: Vectors
    hits: tuple[Hit, ...]


class Search:
    """Searches one open store. Not for use after the store has been closed."""

    def __init__(self, store: Store, embedder: Embedder) -> None:
        self._store = store
        self._embedder = embedder

    def search(self, question: str, count: int = 10) -> Found:
        """The ``count`` best passages; ``NothingIndexed`` or ``DataStale`` where the store cannot be searched."""
        catalog = self._store.catalog
        if not catalog.count_passages():
            raise NothingIndexed(data=self._store.folder)
        if catalog.stale(stamp(self._embedder)):
            raise DataStale(data=self._store.folder)
        vector = self._embedder.query(question)
        dense = _by_key(self._store.vectors.search(vector, _CANDIDATES))
        keyword = self._store.keywords.search(question, _CANDIDATES)
        floor = keyword[-1].score if len(keyword) == _CANDIDATES else 0.0
        dense |= self._missing(vector, [scored.key for scored in keyword if scored.key not in dense])
        best = fuse(dense, _by_key(keyword), keyword_floor=floor)[:count]
        return Found(question, vector, tuple(self._hits(best)))

    def article(self, identity: str) -> Article:
        return self._store.catalog.article(identity)

    def sentences(self, article: str) -> list[tuple[Sentence, Vectors]]:
        """The sentences of an article in reading order, with their vectors."""
        return self._store.catalog.sentences(article)

    def rarity(self, terms: Iterable[Term]) -> dict[Term, float]:
        """The inverse document frequency of each term, in nats; one that occurs nowhere weighs most."""
        total = self._store.catalog.count_passages()
        frequencies = self._store.keywords.frequencies(terms)
        return {term: log(1 + (total - n + 0.5) / (n + 0.5)) for term, n in frequencies.items()}

    def _missing(self, vector: Vectors, keys: list[int]) -> dict[int, float]:
        """The cosines of passages that only the keyword side returned."""
        found, vectors = self._store.catalog.vectors(keys)
        return dict(zip(found, (vectors @ vector).tolist(), strict=True)) if found else {}

    def _hits(self, best: list[Fused]) -> list[Hit]:
        stored = self._store.catalog.stored([fused.key for fused in best])
        return [
            Hit(stored[f.key].passage, f.score, f.dense, f.keyword, stored[f.key].sentence_vectors)
            for f in best
            if f.key in stored
        ]


def _by_key(scored: list[Scored]) -> dict[int, float]:
    return {one.key: one.score for one in scored}
