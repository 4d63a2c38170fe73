"""Keyword search: BM25 over light stems and character n-grams. The one module that knows tantivy.

Text is tokenised here, by ``retrieval.arabic``; tantivy splits at spaces and counts. Its files survive a kill: a commit
replaces one small file. It cannot be told other BM25 constants than k1 = 1.2 and b = .75.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from retrieval.arabic import grams, stem, words
from retrieval.arabic.stopwords import meaningful
from retrieval.arabic.words import tokens
from retrieval.errors import IndexDamaged
from retrieval.types import Keys, Scored

if TYPE_CHECKING:
    import tantivy

Term = tuple[Literal["stems", "grams"], str]
"""A stem or an n-gram, as it is indexed."""

_FIELDS = ("stems", "grams")
_GRAM_WEIGHT = 0.7
_ANALYZER = "spaces"
_WRITER_BYTES = 64_000_000
_MOST_WORDS = 100
_PANIC = "PanicException"  # what a library in Rust raises where it gives up; no ``Exception``, and importable nowhere
_FEW_KEYS = 2000  # allowed by name; of more, the ranking is read on first, which is faster where it is enough
_READ_ON = 1.4  # times as far as enough of them would come if they stood evenly


def terms(text: str) -> list[Term]:
    """Every stem and n-gram of a text, in order, repetitions kept."""
    return word_terms(words(text))


def question_terms(question: str) -> list[Term]:
    """The terms of a question's meaningful words, at most ``_MOST_WORDS``; of all words where none is meaningful."""
    said = tokens(question)
    return word_terms([word.folded for word in meaningful(said) or said][:_MOST_WORDS])


def word_terms(tokens: Sequence[str]) -> list[Term]:
    """The terms of folded words."""
    stems: list[Term] = [("stems", stem(token)) for token in tokens]
    return stems + [("grams", gram) for token in tokens for gram in grams(token)]


class KeywordIndex(Protocol):
    """Indexed passage texts by key."""

    def keys(self) -> set[int]: ...

    def search(self, question: str, count: int, among: Keys | None = None) -> list[Scored]:
        """The ``count`` best passages that share a stem or n-gram with the question, best first.

        Of the keys ``among`` where they are given; a term's weight is that of the whole corpus all the same.
        """

    def frequencies(self, terms: Iterable[Term]) -> dict[Term, int]:
        """In how many passages each term occurs; removed ones may count until tantivy merges them away."""

    def close(self) -> None: ...


class TantivyKeywords:
    """A tantivy index in ``folder`` (made if that is empty) or, with None, in memory; ``IndexDamaged`` if broken."""

    def __init__(self, folder: Path | None) -> None:
        import tantivy

        builder = tantivy.SchemaBuilder().add_unsigned_field("key", stored=False, indexed=True, fast=True)
        for field in _FIELDS:
            builder.add_text_field(field, stored=False, tokenizer_name=_ANALYZER, index_option="freq")
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

    def change(self, added: Sequence[tuple[int, str]], removed: Sequence[int]) -> None:
        """Add texts by key and take keys out, in one commit."""
        import tantivy

        # by query: delete_documents_by_term leaves unsigned keys where they are (tantivy 0.27)
        gone = [tantivy.Query.term_query(self._schema, "key", key) for key in removed]
        new = [_document(key, text) for key, text in added]
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

    def frequencies(self, terms: Iterable[Term]) -> dict[Term, int]:
        wanted = list(terms)
        with _damage():
            return {term: self._searcher.doc_freq(*term) for term in wanted}

    def close(self) -> None:
        """Nothing is held open between calls."""


def _document(key: int, text: str) -> "tantivy.Document":
    import tantivy

    document = tantivy.Document()
    document.add_unsigned("key", key)
    listed = terms(text)
    for field in _FIELDS:
        document.add_text(field, " ".join(term for name, term in listed if name == field))
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
