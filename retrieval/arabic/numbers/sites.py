"""A reading where it stands in its line, and what it is told to be there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from retrieval.arabic.numbers.cardinals import Reading
from retrieval.arabic.numbers.digits import Digits
from retrieval.arabic.numbers.lists import listed
from retrieval.arabic.numbers.numerals import Numeral
from retrieval.arabic.numbers.tokens import Token, word_at

Kind = Literal["count", "ordinal", "percent", "money", "measure", "score", "time", "label", "vague", "plain"]
Span = tuple[int, int]
"""Tokens, half-open."""

_ARTICLES = ("ال", "وال", "بال", "لل", "فال", "كال")
_EARLIEST, _LATEST = 1000, 2100


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in its place: the tokens ``first`` to ``stop`` tell its value, those of ``outer`` all of it."""

    first: int
    stop: int
    value: float | None
    kind: Kind
    outer: Span
    unit: str = ""
    noun: Span | None = None
    upper: float | None = None
    scale: float = 1
    apart: bool = False
    """It never joins another to a range or score."""


@dataclass(frozen=True, slots=True)
class Site:
    """A reading in its line; the tokens from ``free`` on belong to no number before it."""

    line: Sequence[Token]
    reading: Reading
    free: int

    @property
    def numeral(self) -> Numeral | None:
        """The numeral that the reading begins with."""
        return self.line[self.reading.first].numeral

    @property
    def digits(self) -> Digits | None:
        """The digits that the reading begins with."""
        return self.line[self.reading.first].digits

    @property
    def single(self) -> bool:
        """Whether it is one word or run of digits."""
        return self.reading.stop == self.reading.first + 1

    def word(self, place: int) -> str:
        """The folded word at a place of the line; "" outside it."""
        return word_at(self.line, place)

    def is_free(self, place: int) -> bool:
        """Whether there is a token at a place before the reading that is no part of another number."""
        return self.free <= place < len(self.line) and place >= 0

    @property
    def begin(self) -> int:
        """Where the number begins with the article that may stand apart before its digits: «الـ15»."""
        before = self.reading.first - 1
        return before if self.reading.digits and self.word(before) in _ARTICLES else self.reading.first

    @property
    def definite(self) -> bool:
        """Whether the number has the article."""
        return self.reading.article or self.begin < self.reading.first

    @property
    def year(self) -> Literal["no", "maybe", "surely"]:
        """Whether the value may be a year: four digits; surely so behind a word that years follow."""
        digits = self.digits
        four = digits is not None and digits.bare and len(self.line[self.reading.first].word) == 4
        if not four or self.reading.scale > 1 or not _EARLIEST <= (self.reading.value or 0) <= _LATEST:
            return "no"
        before = self.word(self.reading.first - 1)
        return "surely" if listed(before, "dated") or listed(before, "days") else "maybe"
