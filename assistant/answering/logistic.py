"""A logistic model: a probability from weighted signals and a bias."""

from dataclasses import astuple, dataclass
from math import exp
from typing import Any, Generic, TypeVar

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Logistic(Generic[S]):
    """``weights`` are a dataclass of numbers, of the type of the signals: one for each."""

    weights: S
    bias: float

    def __call__(self, seen: S) -> float:
        pairs = zip(_numbers(self.weights), _numbers(seen), strict=True)
        return 1 / (1 + exp(-self.bias - sum(weight * value for weight, value in pairs)))


def _numbers(one: Any) -> tuple[float, ...]:
    return astuple(one)
