"""Phrases of folded words that each mean something, looked up at a place of a text.

A phrase may have «و», «ف», «ب», «ل» or «ك» before it, which is no part of its span; «لل» stands for «ال» behind «ل».
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

from retrieval.arabic.calendar.tokens import Tokens
from retrieval.arabic.letters import fold

_PROCLITICS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل")
T = TypeVar("T")


class Match(NamedTuple, Generic[T]):
    """What was found: its meaning, the offset where it starts, the place of the token behind it."""

    value: T
    start: int
    next: int
    clitic: str


class Phrases(Generic[T]):
    """A table from phrases to values; the longest phrase at a place wins."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        found: defaultdict[str, dict[tuple[str, ...], tuple[str, int, T]]] = defaultdict(dict)
        entries = list(entries)
        for phrase, value in entries:
            first, *rest = fold(phrase).split()
            for clitic in _PROCLITICS:
                joined = clitic.endswith("ل") and first.startswith("ال")
                word, skip = (clitic + first[1:], len(clitic) - 1) if joined else (clitic + first, len(clitic))
                found[word].setdefault(tuple(rest), (clitic, skip, value))
        self._by_first = {
            word: tuple(sorted(listed.items(), key=lambda one: -len(one[0]))) for word, listed in found.items()
        }
        self.firsts = frozenset(self._by_first)
        """The first words, with all that may stand before them."""
        self.phrases = frozenset(fold(phrase) for phrase, _ in entries)
        """The phrases, folded, with nothing before them."""

    def at(self, tokens: Tokens, place: int) -> Match[T] | None:
        """The longest phrase that starts at a place."""
        token = tokens[place]
        if token.text not in self._by_first:
            return None
        for rest, (clitic, skip, value) in self._by_first[token.text]:
            if all(tokens[place + n].text == word for n, word in enumerate(rest, start=1)):
                return Match(value, token.start + skip, place + 1 + len(rest), clitic)
        return None
