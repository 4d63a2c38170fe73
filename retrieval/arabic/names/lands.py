"""Which states a text speaks of: by name, by what belongs to them («مصرية») and by their capitals.

What it does not know: whether the state itself is meant or somebody's name («تركي»), and towns that are no capitals.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources

from retrieval.arabic.clitics import bare_forms, without_article
from retrieval.arabic.letters import fold

Lands = frozenset[str]
"""Keys of states: one where the words are clear, several where they are not («عمان», «القدس»)."""

_ENDINGS = ("", "ه", "ين", "ون", "ات", "ا", "تين", "ان")


def lands(words: Sequence[str]) -> list[tuple[int, Lands]]:
    """The states that folded words speak of, each with the place of its first word."""
    found, known, place = [], _load(), 0
    while place < len(words):
        size, told = _at(words, place, known)
        if told:
            found.append((place, told))
        place += max(1, size)
    return found


def land_of(words: Sequence[str]) -> str:
    """The key of the state that folded words name as a whole, not by what belongs to it or its capital; "" for none."""
    return _names().get(tuple(map(without_article, words)), "")


@cache
def _names() -> Mapping[tuple[str, ...], str]:
    """The states by each of their names."""
    text = resources.files("retrieval.arabic").joinpath("lists", "lands.toml").read_text("utf-8")
    return {_phrase(name): fold(land["names"][0]) for land in tomllib.loads(text)["lands"] for name in land["names"]}


def _at(words: Sequence[str], place: int, known: Mapping[tuple[str, ...], Lands]) -> tuple[int, Lands]:
    """The longest phrase that begins at a word, with or without particles, and what it tells."""
    for size in (3, 2, 1):
        rest = tuple(map(without_article, words[place + 1 : place + size]))
        if len(rest) < size - 1:
            continue
        for form in (words[place], *bare_forms(words[place])):
            if told := known.get((without_article(form), *rest)):
                return size, told
    return 0, frozenset()


@cache
def _load() -> Mapping[tuple[str, ...], Lands]:
    """The states by each phrase that tells them, folded and without articles."""
    text = resources.files("retrieval.arabic").joinpath("lists", "lands.toml").read_text("utf-8")
    found: dict[tuple[str, ...], set[str]] = {}
    for number, land in enumerate(tomllib.loads(text)["lands"]):
        key = fold((land["names"] or land["capitals"])[0]) or str(number)
        for phrase in (*map(_phrase, (*land["names"], *land["capitals"])), *_adjectives(land["adjectives"])):
            found.setdefault(phrase, set()).add(key)
    return {phrase: frozenset(keys) for phrase, keys in found.items()}


def _phrase(name: str) -> tuple[str, ...]:
    return tuple(without_article(fold(word)) for word in name.split())


def _adjectives(listed: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """A word in all its forms; of two, the second, which tells which one («كوري شمالي»), in all of its."""
    for adjective in map(_phrase, listed):
        *first, last = adjective
        if not first:
            yield from ((last + ending,) for ending in _ENDINGS)
        else:
            yield from ((first[0] + one, last + other) for one in _ENDINGS for other in _ENDINGS[:2])
            yield from ((last, first[0] + ending) for ending in _ENDINGS)
