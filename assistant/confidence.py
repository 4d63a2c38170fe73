"""How likely the corpus answers a question, and when to refuse.

A logistic model over what the best sentence and its passage share with the question, fitted to tell "the passage that
answers is there" from "it was taken out" on XQuAD-ar, TyDi-ar and the sample articles' own questions. It judges
likeness, not truth: a passage that speaks of all the question's words without answering it looks the same.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import astuple, dataclass
from math import exp

from assistant.entities import find_entities
from assistant.evidence import Evidence
from assistant.questions import counted_noun, head_noun
from retrieval.arabic import STOP_WORDS, grams, stem, words
from retrieval.search import Found

THRESHOLD = 0.5
"""Below it an answer is refused; the bias is set so that this refuses about 6 % of the answerable."""

_MOST_GAP = 5.0
_ALIKE = 0.3
_NEAR_CHARACTERS = 25


@dataclass(frozen=True, slots=True)
class Signals:
    """What the model sees."""

    cosine: float
    """Of the best sentence."""
    coverage: float
    """The share (0..1) of the question's weighted n-grams in the best sentence's passage."""
    gap: float
    """By how much the best article's fused score beats the next article's, at most ``_MOST_GAP``."""
    untyped: float
    """1 where a date or number is asked for and the best sentence has none."""
    counted: float
    """1 where a number stands near the noun that is counted, -1 where not, 0 where nothing is counted."""
    head: float
    """From -1, where no word of the best sentence resembles the word after "who", to 0."""
    strange: float
    """The share (0..1) of the question's meaningful words that resemble no word of the passage."""


_WEIGHTS = Signals(cosine=26.8, coverage=1.8, gap=0.4, untyped=-1.8, counted=2.1, head=0.9, strange=-2.5)
_BIAS = -21.9


def confidence(found: Found, ranked: Sequence[Evidence]) -> float:
    """From 0 to 1, monotone in "the corpus answers this"; 0 where nothing quotable was found."""
    if not ranked:
        return 0.0
    values = astuple(signals(found, ranked[0]))
    return 1 / (1 + exp(-_BIAS - sum(weight * value for weight, value in zip(astuple(_WEIGHTS), values, strict=True))))


def signals(found: Found, best: Evidence) -> Signals:
    """The features of one search and its best sentence."""
    return Signals(
        cosine=best.features.cosine,
        coverage=best.coverage,
        gap=_gap(found),
        untyped=float(best.features.typed < 0),
        counted=_counted(counted_noun(found.question), best.quote),
        head=_head(head_noun(found.question), best.quote),
        strange=_strange(found.question, best),
    )


def _gap(found: Found) -> float:
    best = found.hits[0]
    others = (hit.score for hit in found.hits if hit.passage.article != best.passage.article)
    return min(_MOST_GAP, best.score - next(others, best.score - _MOST_GAP))


def _counted(noun: str | None, quote: str) -> float:
    if noun is None:
        return 0.0
    spans = find_entities(quote, "number")
    near = (quote[max(0, start - _NEAR_CHARACTERS) : end + _NEAR_CHARACTERS] for start, end in spans)
    return 1.0 if stem(noun) in {stem(word) for text in near for word in words(text)} else -1.0


def _head(noun: str | None, quote: str) -> float:
    return 0.0 if noun is None else max(_likenesses([noun], set(words(quote)))) - 1


def _strange(question: str, best: Evidence) -> float:
    passage = best.hit.passage
    present = set(words(f"{best.article.title} {best.article.text[passage.start : passage.end]}"))
    asked = [word for word in words(question) if word not in STOP_WORDS]
    return sum(likeness < _ALIKE for likeness in _likenesses(asked, present)) / max(1, len(asked))


def _likenesses(asked: Sequence[str], present: Collection[str]) -> Iterator[float]:
    """For each word 1 if a word of its stem is present, else its greatest overlap (Jaccard) of n-grams with any."""
    stems = set(map(stem, present))
    pieces = [set(grams(word)) for word in present]
    for word in asked:
        own = set(grams(word))
        alike = (len(own & other) / len(own | other) for other in pieces)
        yield 1.0 if stem(word) in stems else max(alike, default=0.0)
