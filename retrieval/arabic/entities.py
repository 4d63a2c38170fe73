"""What in a text can answer who, when, where, which body and how many: spans by kind, offsets into the text.

A number is one that tells how many or how much; places in an order, times of day, scores, labels, and numbers that are
part of a date are none.
"""

from retrieval.arabic.numbers import Number
from retrieval.arabic.text import Text
from retrieval.types import Kind, Span

_AMOUNTS = frozenset({"count", "percent", "money", "measure", "plain", "vague"})


def typed_spans(told: Text, kind: Kind) -> list[Span]:
    """The spans of one kind, in order, not overlapping; of a number with its unit and what it counts."""
    if kind == "date":
        return [(dated.start, dated.end) for dated in told.dates]
    if kind == "number":
        return [number.whole for number in amounts(told)]
    return [(name.start, name.end) for name in told.names if name.kind == kind]


def amounts(told: Text) -> list[Number]:
    """The numbers that tell how many or how much."""
    dates = [(dated.start, dated.end) for dated in told.dates]
    return [
        number
        for number in told.numbers
        if number.kind in _AMOUNTS and not any(start < number.end and number.start < end for start, end in dates)
    ]


def ordinals(told: Text) -> list[Number]:
    """The numbers that tell a place in an order, but not those of a date: «المركز الثالث»."""
    dates = [(dated.start, dated.end) for dated in told.dates]
    return [
        number
        for number in told.numbers
        if number.ordinal and not any(start < number.end and number.start < end for start, end in dates)
    ]


def find_entities(text: str, kind: Kind) -> list[Span]:
    """The spans of one kind in a text that is looked at once."""
    return typed_spans(Text(text), kind)
