"""Reordering the passages found by how well their best sentences answer.

A passage of two hundred words can share a question's words in ten places and answer it in none. So beside the fused
score count the cosine of the sentence nearest to the question, and the shares of the question's n-grams and stems,
weighted by rarity, that the best sentence holds; and the cosine of the first sentence, which says what the passage is
about. The weights are a softmax over each question's first ten passages (``python -m benchmarks.fusion``,
``docs/decisions/0005-scale-and-fusion.md``). What it does not know: word order.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import astuple, dataclass

from retrieval.store.keywords import Term, terms
from retrieval.types import Vectors


@dataclass(frozen=True, slots=True)
class Match:
    """What is seen of one passage; coverages are shares (0..1) of the question's terms weighted by rarity."""

    fused: float
    """The score of both sides together (``retrieval.search.fusion``)."""
    nearest: float
    """The cosine of its nearest sentence."""
    grams: float
    """The coverage of n-grams by the sentence that has most of them."""
    stems: float
    opening: float
    """The cosine of its first sentence."""


WEIGHTS = Match(fused=0.35, nearest=44.0, grams=5.2, stems=1.3, opening=9.4)


def match(fused: float, question: Vectors, rarity: Mapping[Term, float], texts: Sequence[str], near: Vectors) -> Match:
    """The match of a passage, given by the ``texts`` of its sentences and their vectors ``near``, one row each."""
    present = [set(terms(text)) for text in texts]
    cosines = (near @ question).tolist()
    grams = [_coverage(rarity, "grams", have) for have in present]
    stems = [_coverage(rarity, "stems", have) for have in present]
    return Match(fused, max(cosines), max(grams), max(stems), cosines[0])


def score(seen: Match) -> float:
    """Higher is better; differences are log odds between two passages of one question."""
    return float(sum(weight * value for weight, value in zip(astuple(WEIGHTS), astuple(seen), strict=True)))


def _coverage(rarity: Mapping[Term, float], field: str, present: Set[Term]) -> float:
    total = sum(weight for term, weight in rarity.items() if term[0] == field)
    return sum(weight for term, weight in rarity.items() if term[0] == field and term in present) / (total or 1.0)
