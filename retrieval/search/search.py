"""From a question to ranked passages: dense and keyword search, fused, then reordered by their best sentences."""

from collections.abc import Iterable
from dataclasses import replace
from math import log

from retrieval.errors import DataStale, NothingIndexed
from retrieval.search.fusion import Fused, fuse
from retrieval.search.hits import Found, Hit, seen_sentences
from retrieval.search.query import Query
from retrieval.search.reranking import match, score
from retrieval.store.catalog import Catalog
from retrieval.store.folder import Store
from retrieval.store.keywords import Term, question_terms
from retrieval.store.passages import stamp
from retrieval.types import EVERYTHING, Article, Embedder, Filter, Keys, Scored, Sentence, Vectors

_CANDIDATES = 100
_MORE = 10  # times as many, where copies fill the ranking
_SHARED = 0.7  # of the words of the shorter of two passages


class Search:
    """Searches one open store, from any number of threads. Not for use after the store has been closed."""

    def __init__(self, store: Store, embedder: Embedder) -> None:
        self._store = store
        self._embedder = embedder
        self._counted = (-1, 0)

    def search(self, question: str | Query, count: int = 10, only: Filter = EVERYTHING) -> Found:
        """The ``count`` best passages that ``only`` lets through, one of each passage that copies print.

        A question that was searched before can be given as the query it was, and is not embedded again. Raises
        ``NothingIndexed`` or ``DataStale`` where the store cannot be searched, ``UnknownArticle`` or ``UnknownOutlet``
        where the filter names what is not there.
        """
        total = self._passages()
        if not total:
            raise NothingIndexed(data=self._store.folder)
        selected = self._store.select(only)
        query = question if isinstance(question, Query) else self._query(question, total)
        among = selected.keys if selected else None
        hits = self._distinct(query, count, among, total if among is None else len(among))
        ranked = sorted((replace(hit, score=score(match(hit))) for hit in hits), key=lambda hit: -hit.score)
        return Found(query, tuple(ranked), selected.left_out if selected else 0)

    @property
    def catalog(self) -> Catalog:
        """The catalog of the store that is searched."""
        return self._store.catalog

    def places(self, about: str, most: int, only: Filter = EVERYTHING) -> list[tuple[str, int, int]]:
        """The best passages on a topic as article, start and end."""
        found = self.search(about, most, only)
        return [(hit.article.id, hit.passage.start, hit.passage.end) for hit in found.hits]

    def article(self, identity: str) -> Article:
        return self._store.catalog.article(identity)

    def count_articles(self) -> int:
        return self._store.catalog.count_articles()

    def sentences(self, article: str) -> list[tuple[Sentence, Vectors]]:
        """The sentences of an article in reading order, with their vectors."""
        return self._store.catalog.sentences(article)

    def _query(self, question: str, total: int) -> Query:
        return Query(question, self._embedder.query(question), self._rarity(set(question_terms(question)), total))

    def _rarity(self, terms: Iterable[Term], total: int) -> dict[Term, float]:
        """The inverse document frequency of each term, in nats; one that occurs nowhere weighs most."""
        frequencies = self._store.frequencies(terms)
        return {term: log(1 + (total - n + 0.5) / (n + 0.5)) for term, n in frequencies.items()}

    def _passages(self) -> int:
        """How many passages there are, counted and checked once for each state of the catalog; raises ``DataStale``."""
        catalog = self._store.catalog
        known, total = self._counted
        revision = catalog.revision
        if known != revision:
            if catalog.stale(stamp(self._embedder)):
                raise DataStale(data=self._store.folder)
            total = catalog.passages.count()
            self._counted = revision, total
        return total

    def _distinct(self, query: Query, count: int, among: Keys | None, total: int) -> list[Hit]:
        """The first ``count`` passages of the fused ranking, without those that copies of an earlier one print."""
        candidates = _CANDIDATES
        while True:
            fused = self._fused(query, candidates, among)
            hits: list[Hit] = []
            for start in range(0, len(fused), count):
                for hit in self._hits(query, fused[start : start + count]):
                    if len(hits) < count and not any(_same(hit, other) for other in hits):
                        hits.append(hit)
                if len(hits) == count:
                    return hits
            if candidates >= total:
                return hits
            candidates *= _MORE

    def _fused(self, query: Query, count: int, among: Keys | None) -> list[Fused]:
        """Every passage that is among the best ``count`` of one side, best first."""
        dense = _by_key(self._store.nearest(query.vector, count, among))
        keyword = self._store.matching(query.text, count, among)
        floor = keyword[-1].score if len(keyword) == count else 0.0
        dense |= self._missing(query.vector, [scored.key for scored in keyword if scored.key not in dense])
        return fuse(dense, _by_key(keyword), keyword_floor=floor)

    def _missing(self, vector: Vectors, keys: list[int]) -> dict[int, float]:
        """The cosines of passages that only the keyword side returned."""
        found, vectors = self._store.catalog.passages.vectors(keys)
        return dict(zip(found, (vectors @ vector).tolist(), strict=True)) if found else {}

    def _hits(self, query: Query, best: list[Fused]) -> list[Hit]:
        catalog = self._store.catalog
        stored = catalog.passages.stored([fused.key for fused in best])
        copies = catalog.copies.among(list({one.article.id for one in stored.values()}))
        return [
            Hit(
                one.article, one.passage, seen_sentences(one, query), f.score, f.score, f.dense, f.keyword,
                copies.get(one.article.id, ()),
            )
            for f in best
            if (one := stored.get(f.key))
        ]  # fmt: skip


def _same(hit: Hit, other: Hit) -> bool:
    """Does another article, a copy, print this passage too?"""
    if hit.article.id not in other.copies:
        return False
    return len(hit.words & other.words) >= _SHARED * min(len(hit.words), len(other.words))


def _by_key(scored: list[Scored]) -> dict[int, float]:
    return {one.key: one.score for one in scored}
