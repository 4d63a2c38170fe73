"""Arabic letters: folded for matching, plain for a model to read; both with an exact map back to the original.

Folded text is never shown. What it does not know: the meaning of the marks it drops, so that words which differ only in
vowels or hamza become one; how other languages than Arabic tell the letters apart that it unites.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain, compress, repeat

_VARIANTS = {
    "ا": "ٱ\u08ad", "ب": "پٻڀٮ", "ت": "ٹٺٿ", "ج": "چڃڄڇ", "د": "ڈڌڍڎ", "ر": "ڑ", "ز": "ژ", "ف": "ڤڡڦ\u08bb",
    "ق": "ٯ\u08bc", "ك": "کڪگڭڱڳ\u08c8", "ن": "ںڻ\u08bd", "ه": "ةۃہەھ", "و": "ۅۆۇۈۉۋ\u08b1",
    "ي": "ىیېےؠ\u0886\u08ac", "": "ءٴۥۦـ",
}  # fmt: skip
_SIGNS = {
    "٫": ".", "٬": ",", "،": ",", "٪": "%", "؍": "/", "\u200b": " ", "\u06dd": " ", "\u1680": " ",
    "\ufdfd": "بسم الله الرحمن الرحيم",
}  # fmt: skip
_LETTERS = {variant: letter for letter, variants in _VARIANTS.items() for variant in variants} | _SIGNS
_MARKED_LETTER = re.compile("(ARABIC LETTER .+?) WITH ")
_TATWEEL = "ـ"
_SILENT = frozenset("ۥۦ" + _TATWEEL)
_HAMZAS = frozenset("\u0653\u0654\u0655")
_SPACES = frozenset("\u200b\u06dd")
_FORMS = ("\ufb50", "\ufefc")
_MOST_JOINED = 30  # as Unicode's Stream-Safe Text Format has it: ordering marks takes time as the square of them
_FOLLOWING_JAMO = ("\u1160", "\u11ff")


@dataclass(frozen=True, slots=True)
class Mapped:
    """A text made from another and, for each of its characters, the index of the original character it came from."""

    text: str
    origins: tuple[int, ...]
    """Ascending; several characters may come from one."""
    length: int
    """The number of characters of the original."""

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The original span of a non-empty span of this text, with the marks that follow its last letter."""
        last = self.origins[end - 1]
        following = bisect_left(self.origins, last + 1)
        stop = self.origins[following] if following < len(self.origins) else self.length
        return self.origins[start], stop

    def span(self, start: int, end: int) -> tuple[int, int]:
        """What of this text came from an original span; empty where nothing is left of it."""
        return bisect_left(self.origins, start), bisect_left(self.origins, end)


@dataclass(frozen=True, slots=True)
class Folded(Mapped):
    """Text for matching."""


@dataclass(frozen=True, slots=True)
class Plain(Mapped):
    """Text for a model to read."""


class _Table(dict[int, str]):
    """A ``str.translate`` table that learns each character the first time it is met."""

    def __init__(self, change: Callable[[str], str]) -> None:
        super().__init__()
        self._change = change

    def __missing__(self, code: int) -> str:
        changed = self[code] = self._change(chr(code))
        return changed


def _fold_character(character: str) -> str:
    """Compatibility decomposition, then marks and formatting dropped, letters unified, case folded; a fixed point."""
    if _is_enclosed_number(character):
        return " "
    previous, current = "", character
    while current != previous:
        previous = current
        current = "".join(map(_fold_decomposed, unicodedata.normalize("NFKD", current))).casefold()
    return f" {current} " if _is_fraction(character) else _set_apart(character, current)


def _fold_decomposed(character: str) -> str:
    if character in _LETTERS:
        return _LETTERS[character]
    if unicodedata.category(character) in ("Mn", "Me", "Cf") or _is_control(character):
        return ""
    if base := _MARKED_LETTER.match(unicodedata.name(character, "")):
        return unicodedata.lookup(base.group(1))
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)


def _is_enclosed_number(character: str) -> bool:
    """Whether a character numbers a list or a note («❶», «²») and would be part of a number beside a digit."""
    return unicodedata.category(character) == "No" and not _is_fraction(character)


def _is_fraction(character: str) -> bool:
    return unicodedata.name(character, "").startswith("VULGAR FRACTION")


def _is_control(character: str) -> bool:
    return unicodedata.category(character) == "Cc" and not character.isspace()


def _is_form(character: str) -> bool:
    return _FORMS[0] <= character <= _FORMS[1]


def _set_apart(form: str, letters: str) -> str:
    """A presentation form of several words stands apart from its neighbours; one of a mark alone is no space."""
    if not _is_form(form) or " " not in letters:
        return letters
    return f" {letters} " if letters.strip() else ""


def _readable(character: str) -> str:
    """A character as a model should read it, before what is part of its letter is composed with it."""
    if character in _SPACES:
        return " "
    if character in _SILENT or unicodedata.category(character) == "Cf" or _is_control(character):
        return ""
    if character not in _HAMZAS and _is_arabic_mark(character):
        return ""
    if not _is_form(character):
        return character
    letters = _LETTERS.get(character) or unicodedata.normalize("NFKC", character)
    return _set_apart(character, "".join(c for c in letters if c != _TATWEEL and not _is_arabic_mark(c)))


def _without_mark(character: str) -> str:
    return "" if _is_arabic_mark(character) else character


def _is_arabic_mark(character: str) -> bool:
    return unicodedata.category(character) == "Mn" and unicodedata.name(character, "").startswith("ARABIC")


_FOLDED, _READABLE, _BARE = _Table(_fold_character), _Table(_readable), _Table(_without_mark)


def fold(text: str) -> str:
    """Text for matching: no vowel marks, tatweel or formatting; one letter for all that Arabic texts print for it
    («ڤ» «ف», «گ» «ك», «أ» «ا», «ى» «ي», «ة» «ه»), hamza alone dropped; ASCII digits; one kind of space; one case."""
    return text.translate(_FOLDED)


def fold_with_origins(text: str) -> Folded:
    """Like ``fold``, with the exact map back to the original."""
    return Folded(fold(text), _origins(text, _FOLDED), len(text))


def plain(text: str) -> Plain:
    """A text as a model should read it: composed (NFC), presentation forms as letters, without vowel marks, tatweel,
    controls and formatting; all else, hamza, «ة» and «ى» too, as it was."""
    made, origins = text, tuple(range(len(text)))
    for table in (_READABLE, _BARE):
        if (changed := made.translate(table)) != made:
            origins = tuple(map(origins.__getitem__, _origins(made, table)))
            made = changed
        if not unicodedata.is_normalized("NFC", made):
            made, places = _composed(made)
            origins = tuple(map(origins.__getitem__, places))
    return Plain(made, origins, len(text))


def _origins(text: str, table: _Table) -> tuple[int, ...]:
    """The index of each character of a text in the original that a table translates to it."""
    lengths = bytes(map(len, map(table.__getitem__, map(ord, text))))
    if max(lengths, default=0) > 1:
        return tuple(chain.from_iterable(map(repeat, range(len(text)), lengths)))
    return tuple(compress(range(len(text)), lengths))


def _composed(text: str) -> tuple[str, tuple[int, ...]]:
    """A text in NFC and its origins: a letter and its marks that change come from the letter."""
    characters = sorted(set(text))
    joined = re.escape("".join(filter(_joins, characters)))
    alone = re.escape("".join(c for c in characters if not unicodedata.is_normalized("NFC", c)))
    patterns = [f".[{joined}]{{1,{_MOST_JOINED}}}"] * bool(joined) + [f"[{alone}]"] * bool(alone)
    pieces: list[str] = []
    origins: list[int] = []
    behind = 0
    for match in re.finditer("|".join(patterns), text, re.DOTALL):
        start, end = match.span()
        piece = unicodedata.normalize("NFC", match.group())
        pieces += (text[behind:start], piece)
        origins.extend(range(behind, start))
        origins.extend(range(start, end) if piece == match.group() else repeat(start, len(piece)))
        behind = end
    pieces.append(text[behind:])
    origins.extend(range(behind, len(text)))
    return "".join(pieces), tuple(origins)


def _joins(character: str) -> bool:
    """Whether a character may be composed with those before it: a mark, or a following part of a Hangul syllable."""
    return unicodedata.category(character)[0] == "M" or _FOLLOWING_JAMO[0] <= character <= _FOLLOWING_JAMO[1]
