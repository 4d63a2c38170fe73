"""How much of a text is Arabic as it is written: the share of its words that are frequent ones.

Of news .72 of the words are (.50 of the least familiar of 100 articles), of the same text with its letters in reverse
.04 (.10 at most), read in a wrong encoding .10 to .19: so text can be told from what only has Arabic letters. What it
does not know: whether the words make sense together, and any other language.
"""

import re
from functools import cache
from importlib import resources

from retrieval.arabic.clitics import bare_forms
from retrieval.arabic.letters import fold

_WORD = re.compile("[\u0621-\u064a]{3,}")
_LETTER = re.compile("[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")


def familiar(text: str, most: int = 2_000) -> tuple[int, int]:
    """How many of the first ``most`` words of three letters or more are frequent ones, and how many they are."""
    found = [match.group() for match, _ in zip(_WORD.finditer(fold(text)), range(most), strict=False)]
    return sum(map(_is_frequent, found)), len(found)


def familiarity(text: str) -> float:
    """The share of frequent words, 0 to 1; 0 where there is no word."""
    known, words = familiar(text)
    return known / words if words else 0.0


def arabic_share(text: str) -> float:
    """The share of a text's letters that are Arabic, 0 to 1; presentation forms are."""
    letters = sum(map(str.isalpha, text))
    return min(1.0, len(_LETTER.findall(text)) / letters) if letters else 0.0


def _is_frequent(word: str) -> bool:
    return not _frequent().isdisjoint(bare_forms(word))


@cache
def _frequent() -> frozenset[str]:
    listed = resources.files(__package__).joinpath("lists", "everyday.txt").read_text("utf-8")
    return frozenset(listed.split())
