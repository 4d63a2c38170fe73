"""The index itself: BM25 over the stems and n-grams of passages, and over the words of articles.

Text is tokenised by ``retrieval.arabic``; tantivy splits at spaces and counts. Its files survive a kill: a commit
replaces one small file. It cannot be told other BM25 constants than k1 = 1.2 and b = .75. The first passage of an
article carries the words of all of it, so that a key of its own is an article's too.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from retrieval.arabic.spellings import Wanted
from retrieval.errors import IndexDamaged, QueryTooWide
from retrieval.store.keywords import positions
from retrieval.store.keywords.positions import ARTICLE, Field
from retrieval.store.keywords.terms import Term, question_terms, terms
from retrieval.types import Article, Keys, Scored

if TYPE_CHECKING:
    import tantivy

_FIELDS = ("stems", "grams")
_GRAM_WEIGHT = 0.7
_ANALYZER = "spaces"
_WRITER_BYTES = 64_000_000
_EXPANSIONS = "max expansions"
_PANIC = "PanicException"  # what a library in Rust raises where it gives up; no ``Exception``, and importable nowhere
_FEW_KEYS = 2000  # allowed by name; of more, the ranking is read on first, which is faster where it is enough
_READ_ON = 1.4  # times as far as enough of them would come if they stood evenly


class KeywordIndex(Protocol):
    """Indexed passage texts by key."""

    def keys(self) -> set[int]: ...

    def search(self, question: str, count: int, among: Keys | None = None) -> list[Scored]:
        """The ``count`` best passages that share a stem or n-gram with the question, best first.

        Of the keys ``among`` where they are given; a term's weight is that of the whole corpus all the same.
        """

    def frequencies(self, terms: Iterable[Term]) -> dict[Term, int]:
        """In how many passages each term occurs; removed ones may count until tantivy merges them away."""

    def articles(self) -> list[Scored]:
        """All articles, by the key of their first passage, with a score of 0."""

    def phrase(self, field: Field, words: Sequence[Wanted]) -> list[Scored]:
        """The articles in which such words follow one another, by the key of their first passage, with their BM25.

        Raises ``QueryTooWide`` where a pattern among several words fits more than can be compared.
        """

    def near(self, field: Field, one: Wanted, other: Wanted, between: int) -> list[Scored]:
        """The articles in which two words have at most so many others between them, as ``phrase``."""

    def close(self) -> None: ...


class TantivyKeywords:
    """A tantivy index in ``folder`` (made if that is empty) or, with None, in memory; ``IndexDamaged`` if broken."""

    def __init__(self, folder: Path | None) -> None:
        import tantivy

        builder = tantivy.SchemaBuilder().add_unsigned_field("key", stored=False, indexed=True, fast=True)
        for field in _FIELDS:
            builder.add_text_field(field, stored=False, tokenizer_name=_ANALYZER, index_option="freq")
        builder.add_unsigned_field(ARTICLE, stored=False, indexed=True)
        for field in positions.FIELDS:
            builder.add_text_field(field, stored=False, tokenizer_name=_ANALYZER, index_option="position")
        self._schema = builder.build()
        spaces = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        with _damage():
            self._index = tantivy.Index(self._schema, str(folder) if folder else None, reuse=True)
            self._index.register_tokenizer(_ANALYZER, spaces)
            self._searcher = self._index.searcher()

    def count(self) -> int:
        return self._searcher.num_docs

    def keys(self) -> set[int]:
        import tantivy

        searcher = self._searcher
        total = searcher.num_docs
        if not total:
            return set()
        with _damage():
            found = searcher.search(tantivy.Query.all_query(), limit=total, count=False)
        return set(self._keys(searcher, found))

    def change(
        self,
        added: Sequence[tuple[int, str]],
        removed: Sequence[int],
        articles: Mapping[int, Article] = MappingProxyType({}),
    ) -> None:
        """Add texts by key and take keys out, in one commit; ``articles`` by the key of their first passage."""
        import tantivy

        # by query: delete_documents_by_term leaves unsigned keys where they are (tantivy 0.27)
        gone = [tantivy.Query.term_query(self._schema, "key", key) for key in removed]
        new = [_document(key, text, articles.get(key)) for key, text in added]
        with _damage():
            writer = self._index.writer(heap_size=_WRITER_BYTES, num_threads=1)
            for query in gone:
                writer.delete_documents_by_query(query)
            for document in new:
                writer.add_document(document)
            writer.commit()
            writer.wait_merging_threads()
            self._index.reload()
            self._searcher = self._index.searcher()

    def search(self, question: str, count: int, among: Keys | None = None) -> list[Scored]:
        total = self._searcher.num_docs
        if not total or (among is not None and not len(among)):
            return []
        if among is None:
            return self._found(self._query(question), count)
        if len(among) > _FEW_KEYS:
            limit = int(1 + _READ_ON * count * total / len(among))
            found = self._found(self._query(question), limit)
            allowed = set(among.tolist())
            kept = [one for one in found if one.key in allowed]
            if len(kept) >= count or len(found) < limit:
                return kept[:count]
        return self._found(self._within(self._query(question), among), count)

    def _found(self, query: "tantivy.Query", count: int) -> list[Scored]:
        searcher = self._searcher  # one for both calls: another thread may change the index between them
        with _damage():
            found = searcher.search(query, limit=count, count=False)
        keys = self._keys(searcher, found)
        return [Scored(key, float(score)) for key, (score, _) in zip(keys, found.hits, strict=True)]

    def _within(self, query: "tantivy.Query", among: Keys) -> "tantivy.Query":
        import tantivy

        allowed = tantivy.Query.term_set_query(self._schema, "key", among.tolist())
        unscored = tantivy.Query.const_score_query(allowed, 0.0)
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, unscored)])

    def _keys(self, searcher: "tantivy.Searcher", found: "tantivy.SearchResult") -> list[int]:
        with _damage():
            keys = searcher.fast_field_values("key", [address for _, address in found.hits])
        return [int(key or 0) for key in keys]

    def _query(self, question: str) -> "tantivy.Query":
        import tantivy

        clauses = []
        for (field, text), count in Counter(question_terms(question)).items():
            term = tantivy.Query.term_query(self._schema, field, text, "freq")
            weight = count * (_GRAM_WEIGHT if field == "grams" else 1.0)
            clauses.append((tantivy.Occur.Should, tantivy.Query.boost_query(term, weight)))
        return tantivy.Query.boolean_query(clauses)

    def articles(self) -> list[Scored]:
        import tantivy

        every = tantivy.Query.term_query(self._schema, ARTICLE, 1, "basic")
        return self._every(tantivy.Query.const_score_query(every, 0.0))

    def phrase(self, field: Field, words: Sequence[Wanted]) -> list[Scored]:
        return self._every(positions.phrase(self._schema, field, words))

    def near(self, field: Field, one: Wanted, other: Wanted, between: int) -> list[Scored]:
        return self._every(positions.near(self._schema, field, one, other, between))

    def _every(self, query: "tantivy.Query") -> list[Scored]:
        total = self._searcher.num_docs
        try:
            return self._found(query, total) if total else []
        except IndexDamaged as error:
            if _EXPANSIONS in str(error):
                raise QueryTooWide from error
            raise

    def frequencies(self, terms: Iterable[Term]) -> dict[Term, int]:
        wanted = list(terms)
        with _damage():
            return {term: self._searcher.doc_freq(*term) for term in wanted}

    def close(self) -> None:
        """Nothing is held open between calls."""


def _document(key: int, text: str, article: Article | None) -> "tantivy.Document":
    import tantivy

    document = tantivy.Document()
    document.add_unsigned("key", key)
    listed = terms(text)
    for field in _FIELDS:
        document.add_text(field, " ".join(term for name, term in listed if name == field))
    if article is not None:
        positions.add_article(document, article)
    return document


@contextmanager
def _damage() -> Iterator[None]:
    """Whatever tantivy raises over its own files, as ``IndexDamaged``; only calls of tantivy stand inside."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise IndexDamaged(name="keywords", reason=str(error)) from error
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        raise IndexDamaged(name="keywords", reason=str(error)) from error
