"""How likely the corpus answers a question, and when to refuse.

A logistic model over what the best sentence and its passage share with the question, fitted to tell "the passage that
answers is there" from "it was taken out" on XQuAD-ar, TyDi-ar and the sample articles' own questions. It judges
likeness and unmet demands, not truth: a passage that has all of the question's words and meets its demands without
answering it looks the same. The weight of an unmet demand is set by hand (``benchmarks/refusal.py``).
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from math import exp

from assistant.demands import alike, unmet
from assistant.evidence import Evidence
from retrieval.arabic import STOP_WORDS, words
from retrieval.search import Found

THRESHOLD = 0.5
"""Below it an answer is refused; the bias is set so that this refuses about 6 % of the answerable."""

_MOST_GAP = 5.0


@dataclass(frozen=True, slots=True)
class Signals:
    """What the model sees."""

    cosine: float
    """Of the best sentence."""
    coverage: float
    """The share (0..1) of the question's weighted n-grams in the best sentence's passage."""
    gap: float
    """By how much the best article's fused score beats the next article's, at most ``_MOST_GAP``."""
    unmet: float
    """1 where the best sentences fail a demand of the question (``assistant.demands``)."""
    strange: float
    """The share (0..1) of the question's meaningful words that resemble no word of the passage."""


_WEIGHTS = Signals(cosine=20.38, coverage=2.18, gap=0.47, unmet=-4.0, strange=-2.15)
_BIAS = -17.34


def confidence(found: Found, ranked: Sequence[Evidence]) -> float:
    """From 0 to 1, monotone in "the corpus answers this"; 0 where nothing quotable was found."""
    if not ranked:
        return 0.0
    values = astuple(signals(found, ranked))
    return 1 / (1 + exp(-_BIAS - sum(weight * value for weight, value in zip(astuple(_WEIGHTS), values, strict=True))))


def signals(found: Found, ranked: Sequence[Evidence]) -> Signals:
    """The features of one search and its sentences, best first."""
    best = ranked[0]
    return Signals(
        cosine=best.features.cosine,
        coverage=best.coverage,
        gap=_gap(found),
        unmet=float(unmet(found.question, ranked)),
        strange=_strange(found.question, best),
    )


def _gap(found: Found) -> float:
    best = found.hits[0]
    others = (hit.fused for hit in found.hits if hit.passage.article != best.passage.article)
    return min(_MOST_GAP, best.fused - max(others, default=best.fused - _MOST_GAP))


def _strange(question: str, best: Evidence) -> float:
    present = best.passage_words
    asked = [word for word in words(question) if word not in STOP_WORDS]
    return sum(not alike(word, present) for word in asked) / max(1, len(asked))
