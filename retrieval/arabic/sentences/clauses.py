"""What the words of a sentence begin: a clause that can be read alone, one that leans on the clause before, a phrase.

What it does not know: grammar. A clause is known by its first two words, from ``lists/clauses.toml`` and the verbs.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Literal

from retrieval.arabic.clitics import owns_beginning
from retrieval.arabic.letters import fold
from retrieval.arabic.verbs import is_listed, is_saying, is_verb, load_verbs

Kind = Literal[
    "saying", "independent", "independent_after_comma", "verb", "noun or verb", "result", "dependent", "participle",
    "adverb", "relative", "and", "preposition", "bare verb", "attribution", "said", "other",
]  # fmt: skip
"""What a word begins. "saying" and "verb" stand behind «و», "result" behind «ف»; "and" is «و» before anything else;
"said" is what a verb of saying asks for, «أن»."""

_LISTED: dict[str, Kind] = {
    "phrases": "dependent",
    "said": "said",
    "independent": "independent",
    "independent_after_comma": "independent_after_comma",
    "attribution": "attribution",
    "dependent": "dependent",
    "relative": "relative",
}
"""What the lists hold; an earlier list goes before a later one."""
_PREPOSITION = re.compile(r"و?(?:في|من|الي|علي|عن|مع|خلال|بعد|قبل|منذ|بين|حول|ضد|عبر|لدي|تحت|امام|نحو|دون)|[بل]\w{3,}")
_ADVERB = re.compile(r"م\w{3,}ا")
_ENDINGS = ("ا", "ه", "ين", "ات")
_RESULTS = frozenset({"فقد", "فان", "فانه", "فانها", "فانهم", "فهو", "فهي", "فهم", "فلا", "فلم", "فلن", "فليس"})

_BEFORE_VERBS = frozenset({"كما", "بل", "ولا"})
"""They begin a clause of its own before a verb."""
_BEHIND_VERBS = frozenset({"ان", "عن"})
"""Behind one of them or a number, what may be a noun or a verb is a verb: «وقتل 5», «وكشف عن»."""

_Starts = dict[str, list[tuple[Kind, frozenset[str]]]]
"""The kinds of each first word, folded, with the second words each asks for; none where any will do."""


@dataclass(frozen=True, slots=True)
class _Clauses:
    starts: _Starts
    after_quotation: _Starts
    participles: frozenset[str]
    leaning: frozenset[str]
    statements: frozenset[str]
    conditions: _Starts
    changing: _Starts
    auxiliaries: frozenset[str]
    subordinators: frozenset[str]


@cache
def _clauses() -> _Clauses:
    listed = tomllib.loads(resources.files("retrieval.arabic").joinpath("lists", "clauses.toml").read_text("utf-8"))
    return _Clauses(
        starts=_starts([(entry, kind) for name, kind in _LISTED.items() for entry in listed[name]]),
        after_quotation=_starts([(entry, "attribution") for entry in listed["after_quotation"]]),
        participles=frozenset(fold(word) + ending for word in listed["participles"] for ending in _ENDINGS),
        leaning=frozenset(fold(word) for name in ("leaning", "before_names", "numbers") for word in listed[name]),
        statements=frozenset(map(fold, listed["statements"])),
        conditions=_starts([(entry, "dependent") for entry in listed["conditions"]]),
        auxiliaries=frozenset(map(fold, listed["auxiliaries"])),
        subordinators=frozenset(map(fold, listed["subordinators"])),
        changing=_starts([(entry, "dependent") for entry in listed["changing"]]),
    )


def _starts(entries: Sequence[tuple[str, Kind]]) -> _Starts:
    found: _Starts = {}
    for entry, kind in entries:
        first, _, rest = fold(entry).partition(" ")
        found.setdefault(first, []).append((kind, frozenset(rest.split("|")) if rest else frozenset()))
    return found


def _listed(starts: _Starts, word: str, following: str) -> Kind | None:
    for kind, asked in starts.get(word, ()):
        if not asked or following in asked:
            return kind
    return None


@lru_cache(maxsize=50_000)
def kind_of(word: str, following: str) -> Kind:
    """What a folded word begins, by itself and the word behind it."""
    known = _clauses()
    kind = _listed(known.starts, word, following)
    if kind is not None:
        return "independent" if word in _BEFORE_VERBS and is_verb(following) else kind
    if word[:1] == "و" and (kind := _kind_after_and(word, following)) is not None:
        return kind
    if word in known.participles:
        return "participle"
    if word == "او":
        return "and"
    if word in _RESULTS or (word[:1] == "ف" and word not in load_verbs().like_nouns and is_verb(word[1:])):
        return "result"
    if _PREPOSITION.fullmatch(word):
        return "preposition"
    if word[:1] == "م" and _ADVERB.fullmatch(word):
        return "adverb"
    return "bare verb" if is_verb(word) else "other"


def _kind_after_and(word: str, following: str) -> Kind | None:
    """What «و» and the word behind it, or written with it, begin; None where «و» is the word's own letter."""
    rest = word[1:] or following
    if is_saying(rest):
        return "saying"
    if is_listed(rest):
        return "verb"
    if len(word) > 1 and owns_beginning(word):
        return None
    if is_verb(rest):
        return "verb"
    if rest in _clauses().participles:
        return "participle"
    if rest not in load_verbs().like_nouns:
        return "and"
    return "verb" if following in _BEHIND_VERBS or following.isdigit() else "noun or verb"


def leans(word: str) -> bool:
    """Whether a folded word asks for the one behind it: a preposition, a particle, a title, a number."""
    return word in _clauses().leaning


def opens_sentence(word: str, following: str = "") -> bool:
    """Whether a folded word, with the one behind it, begins a clause that can be read alone."""
    return kind_of(word, following) in ("saying", "independent", "verb")


def opens_statement(word: str) -> bool:
    """Whether a folded word begins a sentence rather than a heading: a pronoun, a particle."""
    return word in _clauses().statements


def goes_on(word: str, following: str = "") -> bool:
    """Whether a folded word behind a quotation goes on with the sentence that the quotation is in."""
    return _listed(_clauses().after_quotation, word, following) is not None


def opens_condition(word: str, following: str = "") -> bool:
    """Whether a folded word, with the one behind it, opens a clause that says nothing without the next: «عندما»."""
    return _begins(_clauses().conditions, word, following)


def changes(word: str, following: str = "") -> bool:
    """Whether a folded word, with the one behind it, takes back or limits what stands before it: «بل», «إلا إذا»."""
    return _begins(_clauses().changing, word, following)


def _begins(starts: _Starts, word: str, following: str) -> bool:
    """Whether a word is listed, by itself or behind «و»."""
    return any(_listed(starts, form, following) is not None for form in (word, word.removeprefix("و")))


def needs_predicate(word: str) -> bool:
    """Whether a folded word is a verb that says nothing before its predicate: «كان»."""
    return word in _clauses().auxiliaries


def opens_clause(word: str) -> bool:
    """Whether a folded word opens a clause of its own wherever it stands: «حيث»."""
    return word in _clauses().subordinators


def is_participle(word: str) -> bool:
    """Whether a folded word is a participle that goes on with what somebody said or did: «مشيرا»."""
    return word in _clauses().participles
