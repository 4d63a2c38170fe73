"""What a query means: which articles it is true of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from retrieval.arabic.spellings import Wanted


@dataclass(frozen=True, slots=True)
class Words:
    """Words that follow one another, in the title or in the text; one word is such a phrase too."""

    words: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """Phrases that stand, none in another, in any order with at most ``between`` other words among them."""

    parts: tuple[Words, ...]
    between: int


@dataclass(frozen=True, slots=True)
class Outlet:
    """The article is of this outlet, however its letters are spelt."""

    name: str


@dataclass(frozen=True, slots=True)
class Dated:
    """The article's own day is one of these, the bounds included; one without a day is outside."""

    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Entity:
    """The article names this person, place or body."""

    name: str


@dataclass(frozen=True, slots=True)
class Titled:
    """What is asked of words holds of the title alone."""

    part: "Expression"


@dataclass(frozen=True, slots=True)
class Not:
    part: "Expression"


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one of them."""

    parts: tuple["Expression", ...]


Expression: TypeAlias = Words | Near | Outlet | Dated | Entity | Titled | Not | All | Any


def leaves(expression: Expression) -> Iterator[Expression]:
    """The conditions that an expression is made of."""
    if isinstance(expression, All | Any):
        for part in expression.parts:
            yield from leaves(part)
    elif isinstance(expression, Not | Titled):
        yield from leaves(expression.part)
    else:
        yield expression
