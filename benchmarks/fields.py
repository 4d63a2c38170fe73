"""How right a card is, field by field, against what a reader wrote down: shared by the tests and ``benchmarks.cards``.

An entry is right where it holds at least ``FOUND`` of the words of an expected one and, except in ``subject`` and
``decisions``, whose entries are clauses, at least ``CLOSE`` of its own words are among them. A field is right where
every expected entry is found and every entry is right.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retrieval.arabic import words

FIELDS = ("held_by", "attended", "place", "time", "subject", "decisions", "figures")
CLAUSES = ("subject", "decisions")
FOUND, CLOSE = 0.8, 0.5


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of entries and of whole fields; ``invented`` are entries of fields that should be empty."""

    right: int = 0
    entries: int = 0
    found: int = 0
    expected: int = 0
    fields_right: int = 0
    fields: int = 0
    invented: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))

    @property
    def precision(self) -> float:
        return self.right / self.entries if self.entries else 1.0

    @property
    def recall(self) -> float:
        return self.found / self.expected if self.expected else 1.0

    @property
    def field_share(self) -> float:
        return self.fields_right / self.fields if self.fields else 1.0


Texts = Mapping[str, Sequence[str]]


def score_cards(cards: Sequence[Texts], expected: Sequence[Texts]) -> Score:
    """The cards of one article against the expected ones, in order; one too many or too few counts with all fields."""
    total = Score()
    for number in range(max(len(cards), len(expected))):
        card = cards[number] if number < len(cards) else {}
        gold = expected[number] if number < len(expected) else {}
        for name in FIELDS:
            total += score_field(name, card.get(name, ()), gold.get(name, ()))
    return total


def score_field(name: str, entries: Sequence[str], expected: Sequence[str]) -> Score:
    """One field of one card."""
    right = sum(any(matches(name, entry, gold) for gold in expected) for entry in entries)
    found = sum(any(matches(name, entry, gold) for entry in entries) for gold in expected)
    whole = right == len(entries) and found == len(expected)
    return Score(right, len(entries), found, len(expected), int(whole), 1, 0 if expected else len(entries))


def matches(name: str, entry: str, expected: str) -> bool:
    """Whether an entry says what is expected."""
    ours, theirs = Counter(words(entry)), Counter(words(expected))
    shared = (ours & theirs).total()
    close = name in CLAUSES or shared >= CLOSE * ours.total()
    return shared >= FOUND * theirs.total() and close
