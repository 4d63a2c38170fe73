"""Reordering the passages found by how well their best sentences answer.

A passage of two hundred words can share a question's words in ten places and answer it in none. So beside the fused
score count the cosine of the sentence nearest to the question, and the shares of the question's n-grams and stems,
weighted by rarity, that the best sentence holds; and the cosine of the first sentence, which says what the passage is
about. The weights are a softmax over each question's first ten passages (``python -m benchmarks.fusion``,
``docs/decisions/0005-scale-and-fusion.md``). What it does not know: word order.
"""

from dataclasses import astuple, dataclass

from retrieval.search.hits import Hit


@dataclass(frozen=True, slots=True)
class Match:
    """What is seen of one passage."""

    fused: float
    """The score of both sides together (``retrieval.search.fusion``)."""
    nearest: float
    """The cosine of its nearest sentence."""
    grams: float
    """The coverage of n-grams by the sentence that has most of them."""
    stems: float
    opening: float
    """The cosine of its first sentence."""


WEIGHTS = Match(fused=0.6, nearest=44.0, grams=5.2, stems=1.3, opening=9.4)


def match(hit: Hit) -> Match:
    """What counts of a hit."""
    seen = hit.sentences
    return Match(
        fused=hit.fused,
        nearest=max(one.cosine for one in seen),
        grams=max(one.grams for one in seen),
        stems=max(one.stems for one in seen),
        opening=seen[0].cosine,
    )


def score(seen: Match) -> float:
    """Higher is better; differences are log odds between two passages of one question."""
    return float(sum(weight * value for weight, value in zip(astuple(WEIGHTS), astuple(seen), strict=True)))
