"""The words of a text one after another, with their offsets and with what stands between them.

A word is letters with the marks on them, Arabic or other; digits and punctuation are what stands between. What it does
not know: which letters in front of a word are particles; ``stripped`` gives what would be left without them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from retrieval.arabic.clitics import ARTICLE, readings
from retrieval.arabic.letters import fold

_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7-\u06ed\u08d3-\u08ff"
_JOINERS = "\u00ad\u200c-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_LETTER = r"[^\W\d_]"
_WORD = re.compile(rf"{_LETTER}+(?:[{_MARKS}{_JOINERS}]++{_LETTER}+)*+[{_MARKS}]*")
_BREAKS = re.compile("[\n\r\u2028\u2029\u0085\v\f]")
_RELATION, TANWIN = "يا", "\u064b"
_ALI = "علي"
_LAM = "ل"
_LEAST = 2
_LONGEST = 40
_GAP = 8
_UNSEEN = "#_\u200e\u200f\u0640\ufeff"


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text."""

    start: int
    end: int
    key: str
    """Folded, a hamza at the end kept."""
    gap: str
    """What stands in front of it but white space: "" where it follows the word before, a line break as such."""


def tokens(text: str) -> list[Token]:
    """The words of a text, in order, and an empty one at its end, for what stands behind the last."""
    found, behind = [], 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        key = key_of(match.group()) if end - start <= _LONGEST else ""
        found.append(Token(start, end, key, _gap(text, behind, start)))
        behind = end
    return [*found, Token(len(text), len(text), "", _gap(text, behind, len(text)))]


def _gap(text: str, start: int, end: int) -> str:
    """What stands between two words, but for white space, and no more of it than a few characters."""
    if end - start == 1 and text[start] == " ":
        return ""
    between = text[start:end]
    if _BREAKS.search(between):
        return "\n"
    return "".join(c for c in between if not (c.isspace() or c in _UNSEEN))[:_GAP]


@lru_cache(maxsize=200_000)
def key_of(word: str) -> str:
    """A word folded for matching, but for what alone tells some names from particles.

    That is a hamza at the end ("بهاء" is no "بها"), the last letter of "على", which is no "علي", and the ending of
    "تركياً", which is no "تركيا".
    """
    folded = fold(word)
    if folded.endswith(_RELATION) and TANWIN in word:
        return folded + TANWIN
    if folded.endswith(_ALI) and "ى" in word and folded in (_ALI, f"و{_ALI}", f"ف{_ALI}"):
        return folded.replace(_ALI, "على")
    return f"{folded}ء" if "ء" in word and fold(word[word.rindex("ء") :]) == "" else folded


def stripped(key: str) -> Iterator[str]:
    """What may be left of a word behind particles, the article kept and without it."""
    for reading in readings(key, _LEAST):
        if reading.future or reading.rest == key:
            continue
        if reading.article and reading.preposition == _LAM:
            yield ARTICLE + reading.rest
        yield reading.rest
