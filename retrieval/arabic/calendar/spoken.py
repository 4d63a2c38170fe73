"""Numbers in words, as far as dates need them: ordinals up to the thirty-ninth, and cardinals by ``numbers``."""

from retrieval.arabic.calendar.tokens import Tokens
from retrieval.arabic.calendar.vocabulary import load_date_words
from retrieval.arabic.numbers import find_numbers

_TEN = ("عشر", "عشره")
_LONGEST = 9
"""The most words of a number of a year or less."""


def read_ordinal(tokens: Tokens, place: int) -> tuple[int, int, int] | None:
    """An ordinal with «ال», the offset where it starts and the place behind it."""
    ordinals = load_date_words().ordinals
    found = ordinals.at(tokens, place)
    if found is None:
        return None
    if tokens[found.next].text in _TEN:
        return found.value + 10, found.start, found.next + 1
    ten = ordinals.at(tokens, found.next)
    if ten and ten.value > 10 > found.value and ten.clitic == "و":
        return found.value + ten.value, found.start, ten.next
    return found.value, found.start, found.next


def read_cardinal(tokens: Tokens, place: int) -> tuple[int, int] | None:
    """A whole number in words that starts at a place, and the place behind it."""
    words: list[str] = []
    while len(words) < _LONGEST and tokens[place + len(words)].text.isalpha():
        words.append(tokens[place + len(words)].text)
    found = next(iter(find_numbers(" ".join(words))), None)
    if found is None or found.start or found.ordinal or found.value is None or found.value != int(found.value):
        return None
    return int(found.value), place + len(found.words.split())
