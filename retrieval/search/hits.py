"""What a search finds: passages, and each of their sentences seen once, as the question compares with it."""

from dataclasses import dataclass
from functools import cached_property

from retrieval.arabic import words
from retrieval.arabic.calendar import day_of
from retrieval.arabic.text import Text
from retrieval.search.query import Query
from retrieval.store.catalog import Stored
from retrieval.store.keywords import Term, word_terms
from retrieval.types import Article, Passage, Sentence


@dataclass(frozen=True, slots=True)
class SeenSentence:
    """A sentence of a passage found; coverages are shares (0..1) of the question's terms weighted by rarity."""

    sentence: Sentence
    told: Text
    """Its words, analysed when they are asked for; dates are counted from the article's."""
    words: tuple[str, ...]
    """Folded, in order."""
    terms: frozenset[Term]
    cosine: float
    stems: float
    grams: float

    @property
    def text(self) -> str:
        return self.told.text


@dataclass(frozen=True)  # no slots: what is derived is kept
class Hit:
    """A passage found, with its article, its sentences and its scores; ``score`` ranks the hits of one search only.

    ``fused`` is the score of both sides of the search together, ``dense`` the cosine, ``keyword`` BM25.
    """

    article: Article
    passage: Passage
    sentences: tuple[SeenSentence, ...]
    score: float
    fused: float
    dense: float
    keyword: float
    copies: tuple[str, ...] = ()
    """Other articles that print the same (``retrieval.indexing.reprints``)."""

    @cached_property
    def words(self) -> frozenset[str]:
        """The folded words of the passage."""
        return frozenset(word for seen in self.sentences for word in seen.words)

    @cached_property
    def title_words(self) -> frozenset[str]:
        """The folded words of the article's title."""
        return frozenset(words(self.article.title))

    @cached_property
    def terms(self) -> frozenset[Term]:
        """The terms of the passage."""
        return frozenset().union(*(seen.terms for seen in self.sentences))


@dataclass(frozen=True, slots=True)
class Found:
    """The answer of one search: the question as searched, and the hits, best first.

    ``left_out`` counts the articles that a range of dates left out because they have no date.
    """

    query: Query
    hits: tuple[Hit, ...]
    left_out: int = 0


def seen_sentences(stored: Stored, query: Query) -> tuple[SeenSentence, ...]:
    """The sentences of a passage in reading order, compared with a question."""
    cosines = (stored.sentence_vectors @ query.vector).tolist()
    published = day_of(stored.article.date) if stored.article.date else None
    return tuple(
        _seen(sentence, Text(stored.article.text[sentence.start : sentence.end], published), cosine, query)
        for sentence, cosine in zip(stored.passage.sentences, cosines, strict=True)
    )


def _seen(sentence: Sentence, told: Text, cosine: float, query: Query) -> SeenSentence:
    own = words(told.text)
    terms = frozenset(word_terms(own))
    stems, grams = query.coverage("stems", terms), query.coverage("grams", terms)
    return SeenSentence(sentence, told, tuple(own), terms, cosine, stems, grams)
