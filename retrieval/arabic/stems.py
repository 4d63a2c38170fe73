"""Light stems of folded words, and the consonants that a noun shares with its plural, a broken one too.

What it does not know: morphology beyond affixes (no roots, and of broken plurals no more than their consonants). A word
that the list of ``retrieval.arabic.clitics`` lacks loses a first «و» or «ال» of its own, behind an article too.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from retrieval.arabic.clitics import CONJUNCTIONS, PREPOSITIONS, SHORT_ARTICLES, bare

_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_PREFIXES = (*SHORT_ARTICLES, *CONJUNCTIONS, *PREPOSITIONS)
_LEAST = 2
_LEAST_BEHIND_PREFIX = 3
_ACCUSATIVE, _LEAST_BEFORE_ACCUSATIVE = "ا", 4
_DUAL_OR_PLURAL = re.compile(r"(?<=\S{3})(?:تين|تان|ات|ين|ان|ون)$")
_WEAK = str.maketrans("", "", "اويءئؤ")
_FEMININE = "هت"


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The light10 stem of a folded word (Larkey et al., 2007): conjunction, article and suffixes off.

    Other than there, what a word begins with of its own stays («وزير»), the «ا» of the accusative goes, and a word has
    the same stem with and without an article.
    """
    word = bare(word, _LEAST)
    if word.endswith(_ACCUSATIVE) and len(word) > _LEAST_BEFORE_ACCUSATIVE:
        word = word.removesuffix(_ACCUSATIVE)
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _LEAST:
            word = word.removesuffix(suffix)
    return word


def stems(word: str) -> Iterator[str]:
    """A folded word, its stem, and its stem behind each prefix that it may have."""
    yield word
    yield stem(word)
    for prefix in _PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) >= _LEAST_BEHIND_PREFIX:
            yield stem(rest)


def same_noun(one: str, other: str) -> bool:
    """Whether two folded words may be forms of one noun: of one stem, or of the same two or more strong consonants.

    A noun of place, time or person has «م» in front of the consonants of its verb: «مقتل» is of «قتيل».
    """
    if stem(one) == stem(other):
        return True
    ours, theirs = _consonants(one), _consonants(other)
    return len(ours) > 1 and (ours == theirs or (max(ours, theirs, key=len) == f"م{min(ours, theirs, key=len)}"))


@lru_cache(maxsize=20_000)
def _consonants(word: str) -> str:
    """What a broken plural keeps of its singular: «مدرسه» and «مدارس» are «مدرس»."""
    return _DUAL_OR_PLURAL.sub("", stem(word)).translate(_WEAK).rstrip(_FEMININE)
