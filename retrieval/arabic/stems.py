"""Light stems of folded words.

What it does not know: morphology beyond affixes (no roots, no broken plurals). A word that the list of
``retrieval.arabic.clitics`` lacks loses a first «و» or «ال» of its own, behind an article too.
"""

from collections.abc import Iterator
from functools import lru_cache

from retrieval.arabic.clitics import CONJUNCTIONS, PREPOSITIONS, SHORT_ARTICLES, bare

_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_PREFIXES = (*SHORT_ARTICLES, *CONJUNCTIONS, *PREPOSITIONS)
_LEAST = 2
_LEAST_BEHIND_PREFIX = 3
_ACCUSATIVE, _LEAST_BEFORE_ACCUSATIVE = "ا", 4


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
