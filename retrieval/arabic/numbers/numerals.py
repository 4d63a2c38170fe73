"""What one Arabic word says of a number: five, ten, hundred, million, half, third; in every gender and case.

What it does not know: which of its meanings a word has where it has several («خمس» is five, and a fifth only with its
vowel written; «ألف» may be a verb).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from retrieval.arabic.letters import fold
from retrieval.arabic.numbers.lists import entries, folded

Role = Literal[
    "unit", "head", "ten", "teen", "tens", "hundred", "hundreds", "scale", "scales", "pair", "part", "parts", "zero",
    "vague", "minus", "ordinal", "ordinal head", "dual",
]  # fmt: skip

_ARTICLE = "ال"
_DAYS = ("الثلاثا", "الاربعا")
_NO_PREFIX = frozenset(("لست", "كست", "فست", *_DAYS, "للثلاثا", "للاربعا", "كميه", "وكميه"))
_FIRST = "اولي"
_MONDAY = "الاثنين"
_ALIKE = frozenset(("ميه", "ميتين", "ميتي", "ميتا", "ميات"))


@dataclass(frozen=True, slots=True)
class Numeral:
    """A word's part in a number: its role, its value or the factor it is multiplied with, and what is joined to it."""

    role: Role
    value: float
    word: str
    """Folded, without what is joined to it."""
    construct: bool = False
    """A dual that stands before its noun (or, where the role is "scale", may be one)."""
    conjunction: str = ""
    preposition: bool = False
    article: bool = False
    weak: bool = False
    """Spelled like another word, so that it is a number only beside others."""

    @property
    def plain(self) -> bool:
        """Nothing is joined to the word."""
        return not (self.conjunction or self.preposition or self.article)

    @property
    def lead(self) -> int:
        """The letters of its conjunction and preposition."""
        return len(self.conjunction) + self.preposition


@lru_cache(maxsize=50_000)
def numeral(word: str) -> Numeral | None:
    """What a word as it is written says of a number; None where nothing."""
    if word in voweled_parts():
        return voweled_parts()[word]
    plain = fold(word)
    if word.endswith("ء"):  # «الثلاثاء»
        return None
    if word[:2] in ("وأ", "وإ"):  # «وأحد»: and one of; not «واحد»
        found = bare_numerals().get(plain[1:])
        return replace(found, conjunction="و") if found else None
    found = folded_numeral(plain)
    if found and found.word == "اول" and found.preposition and not found.article and "أ" not in word:
        return None  # «باول» is a name
    unwritten = found is not None and found.word in _ALIKE and "ئ" not in word
    if found and (unwritten or (found.word == _FIRST and "ي" in word)):
        return replace(found, weak=True)
    return found


@lru_cache(maxsize=50_000)
def folded_numeral(word: str) -> Numeral | None:
    """What a folded word says of a number, with the conjunction, preposition and article it may have."""
    if word in _NO_PREFIX or word[1:] in _DAYS or word.endswith((_MONDAY, "للاثنين")):
        return None
    known = bare_numerals()
    if word in known:
        return known[word]
    for conjunction, preposition, article, rest in _splits(word):
        if rest in known:
            return replace(known[rest], conjunction=conjunction, preposition=preposition, article=article)
    return None


def _splits(word: str) -> Iterator[tuple[str, bool, bool, str]]:
    """Conjunction, preposition, article and rest, the fewest letters taken off first."""
    for conjunction in ("", *(c for c in "وف" if word.startswith(c))):
        inner = word[len(conjunction) :]
        if conjunction:
            yield conjunction, False, False, inner
        if inner.startswith(_ARTICLE):
            yield conjunction, False, True, inner[2:]
        if inner.startswith("لل"):
            yield conjunction, True, True, inner[2:]
        elif inner[:1] in ("ب", "ل", "ك"):
            yield conjunction, True, False, inner[1:]
            if inner[1:].startswith(_ARTICLE):
                yield conjunction, True, True, inner[3:]


@cache
def bare_numerals() -> dict[str, Numeral]:
    """All words that tell numbers, folded; of two readings the first that is listed here."""
    found: dict[str, Numeral] = {}
    for role, value, words, construct in (*_cardinals(), *_scales(), *_parts(), *_others()):
        for word in map(fold, words):
            if word not in found:
                found[word] = Numeral(role, value, word, construct)
            elif found[word].role == "scale" and role == "pair":
                found[word] = replace(found[word], construct=True)
    return found


_Rows = Iterator[tuple[Role, float, Iterable[str], bool]]


def _cardinals() -> _Rows:
    listed = entries("numerals")
    numbered: tuple[tuple[Role, str, int], ...] = (("unit", "units", 1), ("head", "heads", 1), ("teen", "teens", 11))
    for role, key, first in numbered:
        for value, words in enumerate(listed[key], start=first):
            yield role, value, words, False
    yield "ten", 10, listed["ten"], False
    for value, words in enumerate(listed["tens"], start=2):
        yield "tens", 10 * value, words, False
    yield "hundred", 100, listed["hundred"], False
    yield "hundreds", 200, listed["two_hundred"], False
    for value, stems in enumerate(listed["hundred_stems"], start=3):
        yield "hundreds", 100 * value, [stem + hundred for stem in stems for hundred in listed["hundred"]], False


def _scales() -> _Rows:
    for scale in entries("numerals")["scales"]:
        value = scale["value"]
        yield "scale", value, scale["one"], False
        yield "pair", value, scale["two_of"], True
        yield "pair", value, scale["two"], False
        yield "scales", value, scale["many"], False


def _parts() -> _Rows:
    for part in entries("numerals")["parts"]:
        yield "part", 1 / part["of"], part.get("one", ()), False
        yield "part", 2 / part["of"], part.get("two", ()), False
        yield "parts", 1 / part["of"], part["many"], False


def _others() -> _Rows:
    listed = entries("numerals")
    yield "zero", 0, listed["others"]["zero"], False
    yield "vague", 0, listed["others"]["vague"], False
    yield "minus", -1, listed["others"]["minus"], False
    for value, words in enumerate(listed["ordinals"]["units"], start=1):
        yield "ordinal", value, words, False
    yield "ordinal head", 1, listed["ordinals"]["head"], False


@cache
def voweled_parts() -> dict[str, Numeral]:
    """Fractions that only their vowel tells from a number, as they are written."""
    return {
        prefix + word: Numeral("part", 1 / part["of"], fold(word), conjunction=prefix)
        for part in entries("numerals")["parts"]
        for word in part.get("voweled", ())
        for prefix in ("", "و")
    }


@cache
def not_ordinals(place: str) -> frozenset[str]:
    """The folded words before or behind which an ordinal is none."""
    return folded("numerals", "ordinals", place)
