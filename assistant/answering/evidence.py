"""Ranking the sentences of the passages found by how well each answers the question.

A linear scorer over a dozen features, its weights fitted as a softmax over the candidates of each question of XQuAD-ar
(``docs/decisions/0002-retrieval.md``). It knows words, word forms, vectors and positions; it does not read.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from math import log
from operator import attrgetter

from assistant.answering.questions import ENTITY_OF, QuestionKind, question_kind
from retrieval.arabic import words
from retrieval.arabic.entities import has_entity
from retrieval.arabic.sentences import word_count
from retrieval.search.search import Found, Hit, Search
from retrieval.store.keywords import Term, question_terms, terms
from retrieval.types import Article, Candidate, Passage, Reading, Sentence


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
    """A sentence with its score; ``coverage`` is that of its whole passage, from the question's n-grams."""

    article: Article
    sentence: Sentence
    score: float
    features: Features
    hit: Hit
    coverage: float
    reading: Reading | None = None
    """What the reader made of it; only the best are read."""

    @property
    def quote(self) -> str:
        return self.article.text[self.sentence.start : self.sentence.end]

    @property
    def place(self) -> tuple[str, int, int]:
        """The article and the offsets in it."""
        return self.article.id, self.sentence.start, self.sentence.end

    @property
    def candidate(self) -> Candidate:
        """The sentence as a reader takes it."""
        return candidate(self.article, self.hit.passage, self.sentence)

    @property
    def near_words(self) -> set[str]:
        """The folded words of the sentence and its neighbours in the passage."""
        sentences = self.hit.passage.sentences
        place = sentences.index(self.sentence)
        around = sentences[max(0, place - 1) : place + 2]
        return set(words(self.article.text[around[0].start : around[-1].end]))

    @property
    def passage_words(self) -> set[str]:
        """The folded words of the title and the passage."""
        passage = self.hit.passage
        return set(words(f"{self.article.title} {self.article.text[passage.start : passage.end]}"))


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question prepared for comparison: its terms weighted by rarity, its kind."""

    weights: Mapping[Term, float]
    kind: QuestionKind

    def coverage(self, name: str, present: set[Term]) -> float:
        relevant = {term: weight for term, weight in self.weights.items() if term[0] == name}
        total = sum(relevant.values())
        return sum(weight for term, weight in relevant.items() if term in present) / total if total else 0.0


def candidate(article: Article, passage: Passage, sentence: Sentence) -> Candidate:
    """A sentence with the one before it in its passage."""
    place = passage.sentences.index(sentence)
    before = passage.sentences[place - 1] if place else None
    return Candidate(
        article.text[sentence.start : sentence.end], article.text[before.start : before.end] if before else ""
    )


def rank_sentences(found: Found, search: Search) -> list[Evidence]:
    """The quotable sentences of the passages found, best first, each once."""
    asked = _Asked(search.rarity(set(question_terms(found.question))), question_kind(found.question))
    ranked: dict[tuple[str, int], Evidence] = {}
    for hit in found.hits:
        article = search.article(hit.passage.article)
        for evidence in _score_passage(found, hit, article, asked):
            ranked.setdefault((article.id, evidence.sentence.start), evidence)
    return sorted(ranked.values(), key=lambda evidence: -evidence.score)


def _score_passage(found: Found, hit: Hit, article: Article, asked: _Asked) -> Iterable[Evidence]:
    sentences = hit.passage.sentences
    texts = [article.text[s.start : s.end] for s in sentences]
    present = [set(terms(text)) for text in texts]
    cosines = (hit.sentence_vectors @ found.vector).tolist()
    most = max(other.fused for other in found.hits)
    grams = [asked.coverage("grams", have) for have in present]
    coverage = asked.coverage("grams", set().union(*present))
    for number, sentence in enumerate(sentences):
        if sentence.boilerplate:
            continue
        new = sum(1 for name, term in present[number] if name == "stems" and (name, term) not in asked.weights)
        features = Features(
            passage=hit.fused - most,
            cosine=cosines[number],
            cosine_below_best=cosines[number] - max(cosines),
            stems=asked.coverage("stems", present[number]),
            grams=grams[number],
            grams_below_best=grams[number] - max(grams),
            grams_before=grams[number - 1] if number else 0.0,
            grams_after=grams[number + 1] if number + 1 < len(grams) else 0.0,
            lead=1 / (1 + number) if hit.passage.number == 0 else 0.0,
            length=log(1 + word_count(texts[number])),
            typed=_typed(texts[number], asked.kind),
            news=log(1 + new),
            nothing_new=float(new < 3),
        )
        yield Evidence(article, sentence, _score(features), features, hit, coverage)


def _typed(text: str, kind: QuestionKind) -> float:
    """Dates and numbers are told from other words surely enough that their absence counts, names are not."""
    if kind not in ENTITY_OF:
        return 0.0
    absent = -1.0 if kind in ("when", "how_many") else 0.0
    return 1.0 if has_entity(text, ENTITY_OF[kind]) else absent


def _score(features: Features) -> float:
    return sum(weight * value for weight, value in zip(_values(_WEIGHTS), _values(features), strict=True))
