"""The hand-written and generated lists of numbers, read once and folded."""

import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from retrieval.arabic.letters import fold

_ARTICLES = ("وال", "فال", "بال", "كال", "ال", "لل", "ولل", "وبال")


@cache
def entries(name: str) -> dict[str, Any]:
    """A list as it is written."""
    text = resources.files("retrieval.arabic").joinpath("lists", f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def folded(name: str, *keys: str) -> frozenset[str]:
    """The folded words under one key of a list."""
    found: Any = entries(name)
    for key in keys:
        found = found[key]
    return frozenset(map(fold, found))


@lru_cache(maxsize=200_000)
def listed(word: str, *keys: str) -> bool:
    """Whether a folded word is under a key of ``quantities``, as it is or behind a particle."""
    known = folded("quantities", *keys)
    return any(form in known for form in variants(word))


@lru_cache(maxsize=50_000)
def variants(word: str) -> tuple[str, ...]:
    """A folded word as it is, without a conjunction or preposition, and without the article."""
    rest = word[1:] if word[:1] and word[0] in "وفبل" and len(word) > 2 else word
    rest = "ا" + rest if rest.startswith("ل") and word.startswith("لل") else rest
    further = rest[1:] if rest[0:1] in ("ب", "ل") and word[:1] in ("و", "ف") and len(rest) > 3 else rest
    return word, rest, further, bare(word)


def bare(word: str) -> str:
    """A folded word without the article and what is before it; any other word as it is."""
    for prefix in _ARTICLES:
        if word.startswith(prefix) and len(word) - len(prefix) > 1:
            return word[len(prefix) :]
    return word


def definite(word: str) -> bool:
    """Whether a folded word has the article."""
    return len(word) > 3 and word.startswith(_ARTICLES)
