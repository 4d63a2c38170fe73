"""From a question to ranked passages: dense and keyword search, fused, then reordered by their best sentences."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import log

from retrieval.arabic import words
from retrieval.errors import DataStale, NothingIndexed
from retrieval.search.fusion import Fused, fuse
from retrieval.search.reranking import Match, match, score
from retrieval.store.folder import Store
from retrieval.store.keywords import Term, question_terms
from retrieval.store.passages import stamp
from retrieval.types import EVERYTHING, Article, Embedder, Filter, Keys, Passage, Scored, Sentence, Vectors

_CANDIDATES = 100
_MORE = 10  # times as many, where copies fill the ranking
_SHARED = 0.7  # of the words of the shorter of two passages


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with its scores; ``score`` ranks the hits of one search only.

    ``fused`` is the score of both sides of the search together, ``dense`` the cosine, ``keyword`` BM25.
    """

    passage: Passage
    score: float
    fused: float
    dense: float
    keyword: float
    sentence_vectors: Vectors
    copies: tuple[str, ...] = ()
    """Other articles that print the same (``retrieval.indexing.reprints``)."""


@dataclass(frozen=True, slots=True)
class Found:
    """The answer of one search: the question as searched, its vector, and the hits, best first.

    ``left_out`` counts the articles that a range of dates left out because they have no date.
    """

    question: str
    vector: Vectors
    hits: tuple[Hit, ...]
    left_out: int = 0


class Search:
    """Searches one open store. Not for use after the store has been closed."""

    def __init__(self, store: Store, embedder: Embedder) -> None:
        self._store = store
        self._embedder = embedder
        self._counted = (-1, 0)

    def search(self, question: str, count: int = 10, only: Filter = EVERYTHING) -> Found:
        """The ``count`` best passages that ``only`` lets through, one of each passage that copies print.

        Raises ``NothingIndexed`` or ``DataStale`` where the store cannot be searched, ``UnknownArticle`` or
        ``UnknownOutlet`` where the filter names what is not there.
        """
        if not self._passages():
            raise NothingIndexed(data=self._store.folder)
        selected = self._store.select(only)
        vector = self._embedder.query(question)
        hits = self._distinct(question, vector, count, selected.keys if selected else None)
        matches = self.matches(question, vector, hits)
        ranked = [replace(hit, score=score(seen)) for hit, seen in zip(hits, matches, strict=True)]
        ranked.sort(key=lambda hit: -hit.score)
        return Found(question, vector, tuple(ranked), selected.left_out if selected else 0)

    def article(self, identity: str) -> Article:
        return self._store.catalog.article(identity)

    def sentences(self, article: str) -> list[tuple[Sentence, Vectors]]:
        """The sentences of an article in reading order, with their vectors."""
        return self._store.catalog.sentences(article)

    def rarity(self, terms: Iterable[Term]) -> dict[Term, float]:
        """The inverse document frequency of each term, in nats; one that occurs nowhere weighs most."""
        total = self._passages()
        frequencies = self._store.keywords.frequencies(terms)
        return {term: log(1 + (total - n + 0.5) / (n + 0.5)) for term, n in frequencies.items()}

    def _passages(self) -> int:
        """How many passages there are, counted and checked once for each state of the catalog; raises ``DataStale``."""
        catalog = self._store.catalog
        revision, total = self._counted
        if revision != catalog.revision:
            if catalog.stale(stamp(self._embedder)):
                raise DataStale(data=self._store.folder)
            revision, total = self._counted = catalog.revision, catalog.count_passages()
        return total

    def _distinct(self, question: str, vector: Vectors, count: int, among: Keys | None) -> list[Hit]:
        """The first ``count`` passages of the fused ranking, without those that copies of an earlier one print."""
        total = self._passages() if among is None else len(among)
        candidates, hits = _CANDIDATES, list[Hit]()
        while True:
            fused = self._fused(question, vector, candidates, among)
            hits = []
            for start in range(0, len(fused), count):
                for hit in self._hits(fused[start : start + count]):
                    if len(hits) < count and not any(self._same(hit, other) for other in hits):
                        hits.append(hit)
                if len(hits) == count:
                    return hits
            if candidates >= total:
                return hits
            candidates *= _MORE

    def _fused(self, question: str, vector: Vectors, count: int, among: Keys | None) -> list[Fused]:
        """Every passage that is among the best ``count`` of one side, best first."""
        dense = _by_key(self._store.nearest(vector, count, among))
        keyword = self._store.keywords.search(question, count, among)
        floor = keyword[-1].score if len(keyword) == count else 0.0
        dense |= self._missing(vector, [scored.key for scored in keyword if scored.key not in dense])
        return fuse(dense, _by_key(keyword), keyword_floor=floor)

    def _missing(self, vector: Vectors, keys: list[int]) -> dict[int, float]:
        """The cosines of passages that only the keyword side returned."""
        found, vectors = self._store.catalog.vectors(keys)
        return dict(zip(found, (vectors @ vector).tolist(), strict=True)) if found else {}

    def _hits(self, best: list[Fused]) -> list[Hit]:
        catalog = self._store.catalog
        stored = catalog.stored([fused.key for fused in best])
        return [
            Hit(
                one.passage,
                f.score,
                f.score,
                f.dense,
                f.keyword,
                one.sentence_vectors,
                catalog.copies.of(one.passage.article),
            )
            for f in best
            if (one := stored.get(f.key))
        ]

    def _same(self, hit: Hit, other: Hit) -> bool:
        """Does another article, a copy, print this passage too?"""
        if hit.passage.article not in other.copies:
            return False
        mine, others = self._words(hit), self._words(other)
        return len(mine & others) >= _SHARED * min(len(mine), len(others))

    def _words(self, hit: Hit) -> set[str]:
        return set(words(self.article(hit.passage.article).text[hit.passage.start : hit.passage.end]))

    def matches(self, question: str, vector: Vectors, hits: Iterable[Hit]) -> list[Match]:
        """How well each hit's sentences meet a question."""
        rarity = self.rarity(set(question_terms(question)))
        return [match(hit.fused, vector, rarity, self._sentences(hit), hit.sentence_vectors) for hit in hits]

    def _sentences(self, hit: Hit) -> list[str]:
        text = self.article(hit.passage.article).text
        return [text[sentence.start : sentence.end] for sentence in hit.passage.sentences]


def _by_key(scored: list[Scored]) -> dict[int, float]:
    return {one.key: one.score for one in scored}
