"""Arabic letters for matching: folding, with a map back to the original.

Folded text is never shown. What it does not know: the meaning of the marks it drops, so that words which differ only in
vowels or hamza become one.
"""

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass

_TATWEEL = "\u0640"
_LETTERS = {
    "ٱ": "ا", "ٲ": "ا", "ٳ": "ا", "ٵ": "ا",
    "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي", "ٸ": "ي",
    "ة": "ه", "ۃ": "ه", "ہ": "ه", "ە": "ه", "ھ": "ه",
    "ک": "ك", "ڪ": "ك", "ٶ": "و", "ء": "",
    "٫": ".", "٬": ",", "،": ",",
}  # fmt: skip
_DROPPED_CATEGORIES = ("Mn", "Me", "Cf")


def _fold_character(character: str) -> str:
    """Compatibility decomposition, then marks and formatting dropped, letters unified, case folded; a fixed point."""
    previous, current = "", character
    while current != previous:
        previous = current
        kept = (c for c in unicodedata.normalize("NFKD", current) if unicodedata.category(c) not in _DROPPED_CATEGORIES)
        current = "".join(_LETTERS.get(c, _digit(c)) for c in kept if c != _TATWEEL).casefold()
    return current


def _digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)


class _FoldTable(dict[int, str]):
    """A ``str.translate`` table that learns each character the first time it is met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


_TABLE = _FoldTable()


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text and, for each of its characters, the index of the original character it came from."""

    text: str
    origins: tuple[int, ...]
    length: int
    """The number of characters of the original."""

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The original span of a non-empty folded span, with the marks that follow its last letter."""
        last = self.origins[end - 1]
        following = bisect_left(self.origins, last + 1)
        stop = self.origins[following] if following < len(self.origins) else self.length
        return self.origins[start], stop


def fold(text: str) -> str:
    """Text for matching: no tashkeel, tatweel or formatting marks; one alef, ya, ha and kaf; ASCII digits; one case."""
    return text.translate(_TABLE)


def fold_with_origins(text: str) -> Folded:
    """Like ``fold``, with the exact map back to the original."""
    pieces = [_TABLE[ord(character)] for character in text]
    origins = tuple(index for index, piece in enumerate(pieces) for _ in piece)
    return Folded("".join(pieces), origins, len(text))
