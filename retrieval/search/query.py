"""A question as search compares it with texts: its vector, and its terms with what each of them weighs."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cached_property

from retrieval.store.keywords import Term
from retrieval.types import Vectors


@dataclass(frozen=True)  # no slots: what is derived is kept
class Query:
    """``rarity`` has every term of the question with its inverse document frequency, in nats."""

    text: str
    vector: Vectors
    rarity: Mapping[Term, float]

    def coverage(self, field: str, present: Set[Term]) -> float:
        """The share (0..1) of the question's terms of one field, weighted by rarity, that are present."""
        own, total = self._fields.get(field, ({}, 0.0))
        return sum(weight for term, weight in own.items() if term in present) / (total or 1.0)

    @cached_property
    def _fields(self) -> dict[str, tuple[dict[Term, float], float]]:
        fields: dict[str, dict[Term, float]] = {}
        for term, weight in self.rarity.items():
            fields.setdefault(term[0], {})[term] = weight
        return {field: (own, sum(own.values())) for field, own in fields.items()}
