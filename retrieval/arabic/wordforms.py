"""The words of a text one after another, with their offsets and with what stands between them.

A word is letters with the marks on them, Arabic or other; digits and punctuation are what stands between. What it does
not know: which letters in front of a word are particles; ``stripped`` gives what would be left without them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from retrieval.arabic.letters import fold

_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7-\u06ed\u08d3-\u08ff"
_JOINERS = "\u00ad\u200c-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_LETTER = r"[^\W\d_]"
_WORD = re.compile(rf"{_LETTER}+(?:[{_MARKS}{_JOINERS}]++{_LETTER}+)*+[{_MARKS}]*")
_BREAKS = re.compile("[\n\r\u2028\u2029\u0085\v\f]")
_ALI = "علي"
_LEAST = 2
_LONGEST = 40
_GAP = 8


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
    """The words of a text, in order."""
    found, behind = [], 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        gap = "" if start - behind == 1 and text[behind] == " " else _gap(text[behind : min(start, behind + _GAP)])
        if start - behind > _GAP:
            gap = gap or _gap(text[behind:start]) or ""
        found.append(Token(start, end, key_of(match.group()) if end - start <= _LONGEST else "", gap))
        behind = end
    return found


def _gap(between: str) -> str:
    if _BREAKS.search(between):
        return "\n"
    return "".join(c for c in between if not c.isspace() and c not in "#_\u200e\u200f\u0640\ufeff")[:_GAP]


@lru_cache(maxsize=200_000)
def key_of(word: str) -> str:
    """A word folded for matching, but for what alone tells some names from particles.

    That is a hamza at the end ("بهاء" is no "بها"), and the last letter of "على", which is no "علي".
    """
    folded = fold(word)
    if folded.endswith(_ALI) and "ى" in word and folded in (_ALI, f"و{_ALI}", f"ف{_ALI}"):
        return folded.replace(_ALI, "على")
    return f"{folded}ء" if "ء" in word and fold(word[word.rindex("ء") :]) == "" else folded


def stripped(key: str) -> Iterator[str]:
    """What may be left of a word without the particles written together with it, the least taken off first."""
    if key.startswith("لل"):
        yield f"ال{key[2:]}"
    for letters in (1, 2):
        rest = key[letters:]
        if len(rest) < _LEAST or not set(key[:letters]) <= set("وفبلكس") or (letters == 2 and key[0] not in "وف"):
            continue
        yield rest
        if rest.startswith("لل"):
            yield f"ال{rest[2:]}"
            yield rest[2:]
        elif rest.startswith("ال"):
            yield rest[2:]
    if key.startswith(("ال", "لل")):
        yield key[2:]
