"""Which runs of text a full stop shortens: «د.», «إلخ.», "Mr.", the letters of «سي.إن.إن».

What it does not know: an abbreviation in no list (``lists/abbreviations.toml``) that is longer than a letter, and a
letter that is a word («و»).
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from retrieval.arabic.letters import fold

_LETTER = re.compile(r"(?<![\w\u064b-\u0652\u0670\u0640])(?:و|و?[بلك]\u0640)?([^\W\d_])\u0640?$")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_WORDS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Abbreviations:
    """Folded words."""

    shortened: frozenset[str]
    lettered: frozenset[str]
    domains: frozenset[str]
    letter_names: frozenset[str]


@cache
def _abbreviations() -> _Abbreviations:
    listed = tomllib.loads(
        resources.files("retrieval.arabic").joinpath("lists", "abbreviations.toml").read_text("utf-8")
    )
    return _Abbreviations(**{name: frozenset(map(fold, words)) for name, words in listed.items()})


@lru_cache(maxsize=20_000)
def is_shortened(run: str) -> bool:
    """Whether a full stop behind a run without white space shortens its last word, perhaps behind a clitic («ود.»)."""
    word = _LAST_WORD.search(run)
    return is_letter(run) or (word is not None and fold(word.group()) in _abbreviations().shortened)


@lru_cache(maxsize=20_000)
def is_letter(run: str) -> bool:
    """Whether a run ends with a single letter, which a clitic may stand before."""
    return _LETTER.search(run) is not None


@lru_cache(maxsize=20_000)
def is_letter_name(run: str) -> bool:
    """Whether the last word of a run is the Arabic name of a Latin letter."""
    words = _WORDS.findall(fold(run))
    return bool(words) and words[-1] in _abbreviations().letter_names


@lru_cache(maxsize=20_000)
def names_by_letter(run: str) -> bool:
    """Whether a letter behind a word is a name of its own: «فيتامين د»."""
    words = _WORDS.findall(fold(run))
    return bool(words) and words[-1] in _abbreviations().lettered


def is_domain(word: str) -> bool:
    """Whether a word ends the names of sites: «نت»."""
    return fold(word) in _abbreviations().domains
