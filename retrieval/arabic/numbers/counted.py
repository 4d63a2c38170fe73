"""Nouns that are counted: is a word one, what is its dual, and which words beside a number are none.

Any word may be counted; known are common nouns by their forms, and the words that never are: particles, verbs, months
and weekdays. What it does not know: nouns that look like verbs and are in no list; the dual in «ين» of such a noun, and
that in «ان» of one with three letters, which is as often something else («فيضان», «قطعان»).
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from retrieval.arabic.letters import fold
from retrieval.arabic.names.senses import load_name_words
from retrieval.arabic.numbers.lists import bare, definite, entries, folded, variants
from retrieval.arabic.verbs import is_verb, load_verbs

_BROKEN = re.compile(r"ا\w\wا\w|ا\w{2,3}ا")
PRONOUNS = ("ها", "هم", "هن", "ه", "نا")
_ACCUSATIVE = "ا"
_MANY = ("ين", "ون", "ات")
_DUAL, _FEMININE_DUAL, _FEMININE = "ان", "تان", "ه"
_LEAST_BEFORE_DUAL = 4
_PRESENT = re.compile(r"س?ي\w+|ست\w+|ت(?!\w\wي\w)\w+")
"""Verbs in the dual («يصلان», «تتبعان»), but no noun like «تدريب»."""


@dataclass(frozen=True, slots=True)
class Countables:
    """The forms of common nouns, folded."""

    one: frozenset[str]
    many: frozenset[str]
    duals: dict[str, str]
    """Each form of a dual with its singular."""


@cache
def countables() -> Countables:
    """The nouns of the list, in all their forms."""
    listed = entries("counted")
    pairs = [(one, many) for one, many in (*listed["broken"], *listed["feminine_broken"])]
    pairs += [(one, one[:-1] + "ات") for one in listed["feminine"]]
    pairs += [(one, one + end) for one in listed["sound"] for end in ("ين", "ون")]
    one = {fold(form) for one, _ in pairs for form in (one, one + "ا")} | {fold(word) for word in listed["others"]}
    many = {fold(many) for _, many in pairs} | {fold(word) for word in listed["others"]}
    many |= {fold(one) + "ي" for one in listed["sound"]}
    return Countables(frozenset(one), frozenset(many), _duals(listed))


def _duals(listed: dict[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one, _ in listed["broken"]:
        found |= {fold(one + end): fold(one) for end in ("ان", "ين")}
    for one in (*listed["feminine"], *(one for one, _ in listed["feminine_broken"])):
        found |= {fold(one[:-1]) + end: fold(one) for end in ("تان", "تين")}
    found |= {fold(one + "ان"): fold(one) for one in listed["sound"]}
    for word in map(fold, listed["no_dual"]):
        found.pop(word, None)
    return found


@lru_cache(maxsize=50_000)
def may_be_dual(word: str) -> bool:
    """Whether a folded word may be the dual of a frequent noun that is in no list of those that are counted often.

    «زورقان», but no word in «ان» that is frequent itself («رمضان», «ميدان»), a name, or a verb («يصلان»).
    """
    if not word.endswith(_DUAL) or _PRESENT.fullmatch(word):
        return False
    feminine = word.endswith(_FEMININE_DUAL)
    one = word.removesuffix(_FEMININE_DUAL) + _FEMININE if feminine else word.removesuffix(_DUAL)
    known = load_name_words()
    itself = word in known.everyday or word in known.people or (word,) in known.places
    if len(one) < _LEAST_BEFORE_DUAL or itself or one not in known.everyday:
        return False
    return may_be_noun(one) and (one not in known.people or one.endswith("ي"))


def is_countable(word: str) -> bool:
    """Whether a folded word is a form of a common noun."""
    known = countables()
    return word in known.one or word in known.many


def is_many(word: str) -> bool:
    """Whether a folded word looks like a plural."""
    rest = bare(word)
    if rest in countables().many:
        return True
    shaped = (word.endswith(_MANY) and (definite(word) or word.endswith("ات"))) or _BROKEN.fullmatch(rest)
    return rest not in countables().one and bool(shaped)


def is_known(word: str) -> bool:
    """Whether a folded word, behind a particle or the article or not, is a common noun or one that is ordered."""
    ordered = folded("quantities", "ordered")
    return any(is_countable(form) or form in ordered for form in variants(word))


def is_one(word: str) -> bool:
    """Whether a folded word with the article is a common noun in the singular."""
    rest = bare(word)
    if rest in folded("quantities", "ordered"):
        return True
    if rest in countables().many:
        return False
    return rest in countables().one or (rest.endswith("ه") and not (rest.startswith("ا") and len(rest) == 5))


def has_particle(word: str) -> bool:
    """Whether the first letter of a folded noun is a conjunction or preposition."""
    if word[1:].startswith("ال"):
        return True
    named = folded("quantities", "labelled")
    return not (is_countable(word) or word in named) and (is_countable(word[1:]) or word[1:] in named)


@lru_cache(maxsize=50_000)
def may_be_counted(word: str) -> bool:
    """Whether a folded word behind a number may be the noun it counts; one in «ب» or «ل» has to be known."""
    if is_countable(word) or word in folded("quantities", "counted_too"):
        return True
    return may_be_noun(word) and (word[0] not in "بل" or word.endswith(_ACCUSATIVE))


@lru_cache(maxsize=50_000)
def may_be_noun(word: str) -> bool:
    """Whether a folded word may be an indefinite noun: it is no particle, and no verb."""
    if is_countable(word):
        return True
    if len(word) < 2 or not "ا" <= word[0] <= "ي" or word.startswith(("ال", "و")) or _is_small(word):
        return False
    accusative = word.endswith(_ACCUSATIVE) and not word.endswith(("ها", "وا"))
    return accusative or not (is_verb(word) or _is_verb_with_pronoun(word))


def _is_verb_with_pronoun(word: str) -> bool:
    """«نفذتها», of a verb in the list: of another word the shape does not tell («قيمتها»)."""
    stems = (word.removesuffix(ending) for ending in PRONOUNS if word.endswith(ending))
    return any(stem in load_verbs().plain or stem in load_verbs().saying for stem in stems)


def _is_small(word: str) -> bool:
    """Particles, verbs of the news, months and weekdays, with one letter before them or none."""
    words = folded("quantities", "not_counted")
    if word in words or (word[0] in "وفبل" and word[1:] in words):
        return True
    days = folded("quantities", "days")
    return word in days or bare(word) in days
