"""The words of reports on meetings, from ``lists/gatherings.toml``: nouns by kind, phrases, verbs in their persons.

Words are folded. What it does not know: whether a meeting took place; who reads a sentence finds that out.
"""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, cast

from retrieval.arabic.clitics import THIRD_PERSON, readings, without_conjunction
from retrieval.arabic.letters import fold
from retrieval.arabic.verbs import persons

Kind = Literal["meeting", "visit", "call", "reception", "conference", "session", "signing"]

_JOINED = ("ل", "ب")
_TAKING = frozenset({"holding", "joining", "leading"})
"""The lists whose verbs are looked for with a pronoun too."""
_LEAST = 2
_PLURAL = ("ين", "ون")
_PAST = 5
"""So many of a verb's persons are of the past, the first of them."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases of one list by their first word."""

    by_first: dict[str, tuple[tuple[str, ...], ...]]

    def end(self, words: Sequence[str], at: int) -> int:
        """Behind the longest phrase that begins with the word at ``at``, with or without «و»; ``at`` for none.

        One that ends in «ل» or «ب» ends before the word that this letter is written with.
        """
        if at >= len(words):
            return at
        for first in dict.fromkeys((words[at], without_conjunction(words[at]))):
            for phrase in self.by_first.get(first, ()):
                if (end := _matched(words, at, phrase)) > at:
                    return end
        return at

    def before(self, words: Sequence[str], at: int) -> bool:
        """Whether one of the phrases ends right before the word at ``at``."""
        return any(self.end(words, start) == at for start in range(max(0, at - 3), at))


def _matched(words: Sequence[str], at: int, phrase: tuple[str, ...]) -> int:
    joined = phrase[-1] in _JOINED and len(phrase) > 1
    whole = phrase[:-1] if joined else phrase
    end = at + len(whole)
    if tuple(words[at + 1 : end]) != whole[1:]:
        return at
    if joined and not (end < len(words) and words[end].startswith(phrase[-1])):
        return at
    return end


@dataclass(frozen=True, slots=True)
class Gatherings:
    """The lists, folded."""

    nouns: dict[str, Kind]
    """Their forms with pronouns and in the accusative, without the article."""
    owned: frozenset[str]
    """Those of the forms that have a pronoun."""
    phrases: dict[str, Phrases]
    verbs: dict[str, frozenset[str]]
    """Past forms, with a pronoun and without."""
    coming: dict[str, frozenset[str]]
    """Present and future forms."""
    single: dict[str, frozenset[str]]
    """The phrases of one word, for words that may have clitics."""

    def noun(self, word: str) -> Kind | None:
        """The kind of a meeting's noun, behind whatever is written together with it."""
        return next((self.nouns[one.rest] for one in readings(word, _LEAST) if one.rest in self.nouns), None)

    def is_owned(self, word: str) -> bool:
        """Whether a meeting's noun ends in a pronoun: «لقائه»."""
        return any(one.rest in self.owned for one in readings(word, _LEAST))

    def verb(self, word: str, name: str) -> bool:
        """Whether a word, behind «و» or not, is a past form of a list."""
        return word in self.verbs[name] or without_conjunction(word) in self.verbs[name]

    def coming_verb(self, word: str, name: str) -> bool:
        """Whether it is a form of the present or the future."""
        return word in self.coming[name] or without_conjunction(word) in self.coming[name]

    def has(self, word: str, name: str) -> bool:
        """Whether a word, behind any clitics, is one of a list's single words."""
        return any(one.rest in self.single[name] for one in readings(word, _LEAST))


@cache
def load_gatherings() -> Gatherings:
    """The lists, read once."""
    text = resources.files(__package__).joinpath("lists", "gatherings.toml").read_text("utf-8")
    listed = tomllib.loads(text)
    nouns = {form: cast(Kind, kind) for kind, some in listed["nouns"].items() for noun in some for form in _forms(noun)}
    bare = {form for some in listed["nouns"].values() for noun in some for form in _forms(noun)[:2]}
    forms = {name: [list(persons(pair)) for pair in pairs] for name, pairs in listed["verbs"].items()}
    coming = {
        name: frozenset(other for one in some for form in one[_PAST:] for other in _taken(form, name))
        for name, some in forms.items()
    }
    past = {
        name: frozenset(other for one in some for form in one[:_PAST] for other in _taken(form, name))
        for name, some in forms.items()
    }
    phrases = {name: _phrases(some) for name, some in listed["phrases"].items()}
    single = {name: frozenset(fold(one) for one in some if " " not in one) for name, some in listed["phrases"].items()}
    return Gatherings(nouns, frozenset(nouns) - bare, phrases, past, coming, single)


def _forms(noun: str) -> list[str]:
    """A noun and its accusative, then those with a pronoun: «لقاء» «لقاءا» «لقائه» «لقاءها»."""
    word = fold(noun)
    stem = f"{word[:-1]}ت" if word.endswith("ه") else word
    hamza = [f"{word}ي{ending}" for ending in THIRD_PERSON] if noun.endswith("اء") else []
    accusative = word if word.endswith("ه") else f"{word}ا"
    return [word, accusative, *(f"{stem}{ending}" for ending in THIRD_PERSON), *hamza]


def _taken(form: str, name: str) -> Iterator[str]:
    """A form of a verb, and those with a pronoun where its list takes one: «عقده», «أجراها»."""
    yield form
    if name in _TAKING:
        stem = form.removesuffix("ا") if form.endswith("وا") else form
        yield from (f"{stem}{ending}" for ending in THIRD_PERSON)
        if form.endswith("ي"):
            yield from (f"{form[:-1]}ا{ending}" for ending in THIRD_PERSON)


def _phrases(entries: Iterable[str]) -> Phrases:
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for entry in entries:
        phrase = tuple(fold(entry).split())
        by_first.setdefault(phrase[0], []).append(phrase)
    return Phrases({first: tuple(sorted(some, key=len, reverse=True)) for first, some in by_first.items()})


def is_plural(word: str) -> bool:
    """Whether a folded noun or adjective ends as the sound masculine plural does: «المديرين»."""
    return word.endswith(_PLURAL)


def is_oblique(word: str) -> bool:
    """Whether a folded noun in the sound plural or dual cannot be the subject of a verb before it: «المشاركين»."""
    return word.endswith(_PLURAL[0])


def is_nominative(word: str) -> bool:
    """Whether a folded noun in the sound plural is a subject: «المشاركون»."""
    return word.endswith(_PLURAL[1])
