"""Joining the dense and the keyword ranking into one score.

Each score is divided by its side's temperature and the two are added: the log of a product of two softmaxes, up to a
constant of the question. Unlike ranks or z-scores this keeps how sharply a side prefers its best, so the surer side
decides (compare Bruch, Gai and Ingber, 2023, on convex combinations). A passage that one side did not return gets that
side's floor.
"""

from collections.abc import Mapping
from dataclasses import dataclass

DENSE_TEMPERATURE = 0.02
KEYWORD_TEMPERATURE = 6.0


@dataclass(frozen=True, slots=True)
class Fused:
    """A passage key with its fused score (higher is better) and the two scores behind it."""

    key: int
    score: float
    dense: float
    keyword: float


def fuse(dense: Mapping[int, float], keyword: Mapping[int, float], *, keyword_floor: float) -> list[Fused]:
    """All passages either side returned, best first; ``keyword_floor`` scores those the keyword side left out."""
    dense_floor = min(dense.values(), default=0.0)
    sides = (
        (key, dense.get(key, dense_floor), keyword.get(key, keyword_floor)) for key in dense.keys() | keyword.keys()
    )
    fused = [Fused(key, d / DENSE_TEMPERATURE + k / KEYWORD_TEMPERATURE, d, k) for key, d, k in sides]
    return sorted(fused, key=lambda one: (-one.score, one.key))
