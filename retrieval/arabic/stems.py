"""Light stems of folded words.

What it does not know: morphology beyond affixes (no roots, no broken plurals). A word that the list of
``retrieval.arabic.clitics`` lacks loses a first «و» or «ال» of its own, behind an article too.
"""

from functools import lru_cache

from retrieval.arabic.clitics import bare

_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_LEAST = 2
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
