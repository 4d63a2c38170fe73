"""How likely the corpus answers a question, and when to refuse.

A logistic model of five features of the best sentence and the passages found, fitted by ``benchmarks/refusal.py`` to
tell "the passage that answers is there" from "it was taken out". It judges likeness, not truth: a passage that speaks
of all the question's words without answering it looks the same.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from math import exp

from assistant.evidence import Evidence
from retrieval.search import Found

THRESHOLD = 0.5
"""Below it an answer is refused; the bias is set so that this refuses about 8 % of the answerable."""

_MOST_GAP = 5.0


@dataclass(frozen=True, slots=True)
class Signals:
    """What the model sees; coverages are shares (0..1) of the question's weighted terms."""

    cosine: float
    """Of the best sentence."""
    stems: float
    grams: float
    """Of the best sentence, as ``stems``."""
    passage_grams: float
    """Of the best sentence's passage."""
    gap: float
    """By how much the best article's fused score beats the next article's, at most ``_MOST_GAP``."""


_WEIGHTS = Signals(cosine=30.0, stems=0.5, grams=0.0, passage_grams=4.5, gap=0.45)
_BIAS = -28.0


def signals(found: Found, best: Evidence) -> Signals:
    """The features of one search and its best sentence."""
    features = best.features
    return Signals(features.cosine, features.stems, features.grams, best.coverage, _gap(found))


def confidence(found: Found, ranked: Sequence[Evidence]) -> float:
    """From 0 to 1, monotone in "the corpus answers this"; 0 where nothing quotable was found."""
    if not ranked:
        return 0.0
    values = astuple(signals(found, ranked[0]))
    logit = _BIAS + sum(weight * value for weight, value in zip(astuple(_WEIGHTS), values, strict=True))
    return 1 / (1 + exp(-logit))


def _gap(found: Found) -> float:
    best = found.hits[0]
    others = (hit.score for hit in found.hits if hit.passage.article != best.passage.article)
    return min(_MOST_GAP, best.score - next(others, best.score - _MOST_GAP))
