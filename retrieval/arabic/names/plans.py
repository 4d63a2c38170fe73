"""Plans in a text: operations, projects, laws, agreements, by the noun that heads their name and what it is of.

What it does not know: a plan that is told without such a noun, and whether two names are of one plan.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from retrieval.arabic.names.phrases import Grammar, complete, place_end
from retrieval.arabic.names.senses import sense
from retrieval.arabic.names.wordforms import Token, key_of, tokens

_OPENERS, _CLOSERS = "«\"“'‘", "»\"”'’"
_MOST_QUOTED = 6
_ARTICLE = "ال"
_GRAMMAR = Grammar(purposeful=True, office=True)
_LIST = "plans.toml"


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan named in a text: offsets of the whole, and of its name without the head."""

    start: int
    end: int
    core: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Heads:
    heads: frozenset[tuple[str, ...]]
    named: frozenset[str]
    acts: frozenset[str]
    lands: frozenset[str]
    acting: frozenset[str]


def find_plans(text: str) -> list[Plan]:
    """The plans in a text, in order, not overlapping."""
    words = tokens(text)
    return [Plan(words[at].start + letters, end, core) for at, letters, end, core in _read(text, words)]


def _read(text: str, words: Sequence[Token]) -> Iterator[tuple[int, int, int, tuple[int, int]]]:
    at = 0
    while at < len(words):
        found = next((one for one in _readings(text, words, at) if one), None)
        if found is None:
            at += 1
            continue
        letters, end, core = found
        yield at, letters, end, core
        while at < len(words) - 1 and words[at].start < end:
            at += 1


def _readings(text: str, words: Sequence[Token], at: int) -> Iterator[tuple[int, int, tuple[int, int]] | None]:
    """The word itself, and what is behind one particle in front of it."""
    key = words[at].key
    for letters in (0, 1):
        if letters and (key[:1] not in ("و", "ف", "ب", "ل", "ك") or text[words[at].start] != key[:1]):
            return
        found = _plan_at(text, words, at, key[letters:])
        yield (letters, *found) if found else None


def _plan_at(text: str, words: Sequence[Token], at: int, key: str) -> tuple[int, tuple[int, int]] | None:
    known = _load()
    if (end := _of_a_land(words, at + 1, key)) > at + 1:
        return words[end - 1].end, (words[at].start, words[end - 1].end)
    for size in (2, 1):
        phrase = (key, *(word.key for word in words[at + 1 : at + size]))
        if phrase not in known.heads or any(word.gap for word in words[at + 1 : at + size]):
            continue
        acting = size == 1 and key in known.acting
        if not acting and (quoted := _quoted(text, words, at + size)) is not None:
            return quoted
        if (end := _told(words, at + size, head=key if size == 1 else "")) > at + size:
            return words[end - 1].end, (words[at + size].start, words[end - 1].end)
    return None


def _quoted(text: str, words: Sequence[Token], at: int) -> tuple[int, tuple[int, int]] | None:
    """A name in quotation marks right behind a head, the marks taken along."""
    if at >= len(words) - 1 or len(words[at].gap) != 1 or words[at].gap not in _OPENERS:
        return None
    for end in range(at + 1, min(at + 1 + _MOST_QUOTED, len(words))):
        gap = words[end].gap
        if gap[:1] and gap[0] in _CLOSERS:
            last = words[end - 1].end
            return text.index(gap[0], last) + 1, (words[at].start, last)
        if gap:
            return None
    return None


def _of_a_land(words: Sequence[Token], at: int, key: str) -> int:
    """Behind a law with the article and the adjective of a land: «الدستور الجزائري»; ``at`` where it is none."""
    article = key.startswith(_ARTICLE) and key[len(_ARTICLE) :] in _load().lands
    return at + 1 if article and at < len(words) and not words[at].gap and sense(words[at].key).nation else at


def _told(words: Sequence[Token], at: int, *, head: str) -> int:
    """Where the phrase ends that tells what a plan is; ``at`` where it tells none."""
    if at >= len(words) - 1 or words[at].gap:
        return at
    key = words[at].key
    if key in _load().acts:
        phrase = complete(words, at + 1, _GRAMMAR, definite=False)
        return at if phrase.open else phrase.end
    if head in _load().acting:
        return at
    if head in _load().named:
        return _named(words, at)
    phrase = complete(words, at, _GRAMMAR, definite=False)
    return phrase.end if not phrase.open and phrase.end > at else at


def _named(words: Sequence[Token], at: int) -> int:
    """Where a proper name ends: a place, or a noun with the article and an adjective of a nation behind it."""
    if (end := place_end(words, at, words[at].key)) > at:
        return end
    word = sense(words[at].key)
    proper = not (word.everyday or word.adjective or word.rare or word.closer or word.verb or word.latin)
    return at + 1 if proper else at


@cache
def _load() -> _Heads:
    text = resources.files("retrieval.arabic").joinpath("lists", _LIST).read_text("utf-8")
    listed = tomllib.loads(text)
    phrases = [tuple(map(key_of, one.split())) for one in listed["heads"]]
    others = (frozenset(map(key_of, listed[name])) for name in ("named", "acts", "of_lands", "acting"))
    return _Heads(frozenset(phrases), *others)
