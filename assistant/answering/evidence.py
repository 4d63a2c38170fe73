"""Ranking the sentences of the passages found by how well each answers the question.

A linear scorer over a dozen features, its weights fitted as a softmax over the candidates of each question of XQuAD-ar
(``docs/decisions/0002-retrieval.md``). It knows words, word forms, vectors and positions; it does not read.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from math import log
from operator import attrgetter

from assistant.answering.questions import ENTITY_OF, QuestionKind, asks_order, question_kind
from retrieval.arabic.entities import ordinals, typed_spans
from retrieval.arabic.reasons import gives_reason
from retrieval.arabic.sentences import word_count
from retrieval.arabic.text import Text
from retrieval.search.hits import Found, Hit
from retrieval.search.query import Query
from retrieval.types import Article, Candidate, Reading, Sentence


@dataclass(frozen=True, slots=True)
class Features:
    """What the scorer sees of one sentence; coverages are shares (0..1) of the question's weighted terms."""

    passage: float
    """The passage's fused score, less the best passage's."""
    cosine: float
    cosine_below_best: float
    """The cosine less that of the passage's best sentence."""
    stems: float
    grams: float
    grams_below_best: float
    grams_before: float
    """The coverage of the sentence before."""
    grams_after: float
    lead: float
    """1 for the first sentence of an article, falling to 0."""
    length: float
    """The logarithm of the number of words."""
    typed: float
    """1 where it holds a span of the kind asked for, -1 where it lacks a date or number asked for, else 0."""
    news: float
    """The logarithm of the number of stems the question does not have."""
    nothing_new: float


_values: Callable[[Features], tuple[float, ...]] = attrgetter(*(field.name for field in fields(Features)))
_WEIGHTS = Features(
    passage=0.84, cosine=31.8, cosine_below_best=58.2, stems=2.11, grams=2.31, grams_below_best=0.97, grams_before=0.59,
    grams_after=0.26, lead=0.8, length=0.2, typed=1.0, news=-0.27, nothing_new=-0.43,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence at ``place`` of a hit, with its score; ``reading`` is what the reader made of it, if it was read."""

    hit: Hit
    place: int
    score: float
    features: Features
    reading: Reading | None = None

    @property
    def article(self) -> Article:
        return self.hit.article

    @property
    def sentence(self) -> Sentence:
        return self.hit.sentences[self.place].sentence

    @property
    def told(self) -> Text:
        """The sentence, analysed when it is asked for."""
        return self.hit.sentences[self.place].told

    @property
    def quote(self) -> str:
        return self.hit.sentences[self.place].text

    @property
    def where(self) -> tuple[str, int, int]:
        """The article and the offsets in it."""
        return self.article.id, self.sentence.start, self.sentence.end

    @property
    def candidate(self) -> Candidate:
        """The sentence as a reader takes it, with the one before it in its passage."""
        before = self.hit.sentences[self.place - 1].text if self.place else ""
        return Candidate(self.quote, before)

    @property
    def near_words(self) -> set[str]:
        """The folded words of the sentence and its neighbours in the passage."""
        return {word for seen in self.hit.sentences[max(0, self.place - 1) : self.place + 2] for word in seen.words}

    @property
    def passage_words(self) -> frozenset[str]:
        """The folded words of the title and the passage."""
        return self.hit.title_words | self.hit.words


def rank_sentences(found: Found) -> list[Evidence]:
    """The quotable sentences of the passages found, best first, each once."""
    kind = question_kind(found.query.text)
    most = max((hit.fused for hit in found.hits), default=0.0)
    ranked: dict[tuple[str, int, int], Evidence] = {}
    for hit in found.hits:
        for evidence in _score_passage(hit, found.query, hit.fused - most, kind):
            ranked.setdefault(evidence.where, evidence)
    return sorted(ranked.values(), key=lambda evidence: -evidence.score)


def _score_passage(hit: Hit, query: Query, passage: float, kind: QuestionKind) -> Iterable[Evidence]:
    seen = hit.sentences
    order = kind == "how_many" and asks_order(query.text)
    nearest, most_grams = max(one.cosine for one in seen), max(one.grams for one in seen)
    for place, one in enumerate(seen):
        if one.sentence.boilerplate:
            continue
        new = sum(term[0] == "stems" and term not in query.rarity for term in one.terms)
        features = Features(
            passage=passage,
            cosine=one.cosine,
            cosine_below_best=one.cosine - nearest,
            stems=one.stems,
            grams=one.grams,
            grams_below_best=one.grams - most_grams,
            grams_before=seen[place - 1].grams if place else 0.0,
            grams_after=seen[place + 1].grams if place + 1 < len(seen) else 0.0,
            lead=1 / (1 + place) if hit.passage.number == 0 else 0.0,
            length=log(1 + word_count(one.text)),
            typed=_typed(one.told, kind, order),
            news=log(1 + new),
            nothing_new=float(new < 3),
        )
        yield Evidence(hit, place, _score(features), features)


def _typed(told: Text, kind: QuestionKind, order: bool) -> float:
    """Dates and numbers are told from other words surely enough that their absence counts; names, reasons are not."""
    if kind == "why":
        return float(gives_reason([word.folded for word in told.words]))
    if kind not in ENTITY_OF:
        return 0.0
    absent = -1.0 if kind in ("when", "how_many") else 0.0
    found = ordinals(told) if order else typed_spans(told, ENTITY_OF[kind])
    return 1.0 if found else absent


def _score(features: Features) -> float:
    return sum(weight * value for weight, value in zip(_values(_WEIGHTS), _values(features), strict=True))
