"""Numbers in words, as far as dates need them: ordinals up to the thirty-ninth, and cardinals by ``numbers``."""

from retrieval.arabic.calendar.tokens import Tokens
from retrieval.arabic.calendar.vocabulary import load_date_words
from retrieval.arabic.numbers import find_numbers, is_number_word

_TEN, _TWENTY, _AND = ("عشر", "عشره"), 20, "و"
_LONGEST = 9
"""The most words of a number of a year or less."""


def read_ordinal(tokens: Tokens, place: int) -> tuple[int, int, int] | None:
    """An ordinal with «ال», the offset where it starts and the place behind it."""
    ordinals = load_date_words().ordinals
    found = ordinals.at(tokens, place)
    if found is None or (found.value >= _TWENTY and found.clitic == _AND):
        return None
    if tokens[found.next].text in _TEN:
        return found.value + 10, found.start, found.next + 1
    ten = ordinals.at(tokens, found.next)
    if ten and ten.value >= _TWENTY and found.value < 10 and ten.clitic == _AND:
        return found.value + ten.value, found.start, ten.next
    return found.value, found.start, found.next


def read_cardinal(tokens: Tokens, place: int) -> tuple[int, int] | None:
    """A whole number in words that starts at a place, and the place behind it."""
    words: list[str] = []
    while len(words) < _LONGEST and is_number_word(tokens[place + len(words)].text):
        words.append(tokens[place + len(words)].text)
    found = next(iter(find_numbers(" ".join(words))), None)
    if found is None or found.start or found.ordinal or found.value is None or found.value != int(found.value):
        return None
    return int(found.value), place + len(found.words.split())
