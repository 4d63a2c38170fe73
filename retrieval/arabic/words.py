"""The words of Arabic text for matching: tokens, light stems, character n-grams.

What it does not know: morphology beyond affixes (no roots, no broken plurals).
"""

import re
from functools import lru_cache

from retrieval.arabic.letters import fold

FOLDING_VERSION = "1"
"""Part of the index stamp: raise it whenever the same text would fold, stem or split otherwise."""

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
