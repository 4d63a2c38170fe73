"""Arabic text for matching: folding with a map back to the original, tokens, light stems, character n-grams.

Folded text is never shown. What it does not know: morphology beyond affixes (no roots, no broken plurals), and the
meaning of the marks it drops, so that words which differ only in vowels or hamza become one.
"""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

FOLDING_VERSION = "1"
"""Part of the index stamp: raise it whenever the same text would fold, stem or split otherwise."""

_TATWEEL = "\u0640"
_LETTERS = {
    "ٱ": "ا", "ٲ": "ا", "ٳ": "ا", "ٵ": "ا",
    "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي", "ٸ": "ي",
    "ة": "ه", "ۃ": "ه", "ہ": "ه", "ە": "ه", "ھ": "ه",
    "ک": "ك", "ڪ": "ك", "ٶ": "و", "ء": "",
    "٫": ".", "٬": ",", "،": ",",
}  # fmt: skip
_DROPPED_CATEGORIES = ("Mn", "Me", "Cf")
STOP_WORDS = frozenset((
    "من", "في", "علي", "الي", "عن", "مع", "ما", "ماذا", "متي", "اين", "كم", "كيف", "لماذا", "هل", "اي", "ايه",
    "التي", "الذي", "الذين", "اللذين", "اللتين", "اللاتي", "هو", "هي", "هم", "هن", "كان", "كانت", "يكون", "تكون",
    "ان", "انه", "انها", "لم", "لن", "لا", "قد", "و", "او", "ثم", "هذا", "هذه", "ذلك", "تلك", "هناك", "بين", "بعد",
    "قبل", "عند", "كل", "بعض", "غير", "حيث", "كما", "لقد", "اذا", "منذ", "حتي", "وهو", "وهي", "وكان", "وكانت", "فيه",
    "فيها", "منه", "منها", "عليه", "عليها", "له", "لها", "به", "بها", "لدي", "ليس", "ليست", "تم", "يتم", "مدي",
    "عدد", "اسم", "مين", "منو", "فين", "وين", "امتي", "امتا", "ازاي", "كيفاش", "كام", "قداش", "ليه", "ليش", "علاش",
    "شنو", "شن", "ايش", "شو", "اللي", "ده", "دي", "دا", "دول", "هاذي", "هذي", "هادا", "عشان", "علشان", "بتاع",
    "متاع", "هكي", "كده",
))  # fmt: skip
"""Folded words that carry no meaning alone, also of the Egyptian and Libyan dialects; dropped from questions, kept in
texts."""

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")

_PREFIXES = ("وال", "بال", "كال", "فال", "لل", "ال")
_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")


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


def words(text: str) -> list[str]:
    """The words and numbers of a text, folded, in order."""
    return _WORD.findall(fold(text))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The light10 stem of a folded word (Larkey et al., 2007): a conjunction, one prefix, suffixes off."""
    if len(word) > 3 and word[0] == "و":
        word = word[1:]
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 2:
            word = word[len(prefix) :]
            break
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 2:
            word = word[: -len(suffix)]
    return word


def grams(word: str, size: int = 4) -> list[str]:
    """The character n-grams of ``#word#``; a word too short for one is its own only gram."""
    marked = f"#{word}#"
    return [marked[i : i + size] for i in range(max(1, len(marked) - size + 1))]
