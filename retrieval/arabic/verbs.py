"""Is a folded word a verb in the third person?

The list in ``lists/verbs.toml`` in its persons, and patterns that verbs hardly share with nouns: «استقبل» beside the
noun «استقبال», a feminine past in «ت», a present in «ي». What it does not know: which a word is that is spelt like a
noun, and verbs in no list that look like nothing in particular.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from retrieval.arabic.clitics import CONJUNCTIONS
from retrieval.arabic.letters import fold

_DERIVED = re.compile(r"(?:است\w|ان[^\Wا]\w|ا[^\Wل]ت)\w+")
_DERIVED_NOUN = re.compile(r"\w+ا\w(?:ات|ا|ي|ها|هم|ين)?|\w+(?:ات|ين|ون|(?<!و)ا|ه)")
_FEMININE_PAST = re.compile(r"(?!ال)\w{2,}[^\Wاويل]ت|(?!ال)\w{3,}لت")
_LEAST = 4
"""Letters of a word that its pattern makes a verb."""
_ROOT = 3
_PRESENT = re.compile(r"ي\w{3,}|س[يت]\w{3,}")
_MASCULINE_PRESENT = re.compile(r"س?ي\w{3,}")


@dataclass(frozen=True, slots=True)
class Verbs:
    """Folded forms; ``saying`` tell what somebody says, ``like_nouns`` may as well be nouns."""

    saying: frozenset[str]
    may_say: frozenset[str]
    """Those that tell what somebody says, and those of them that may as well be nouns."""
    plain: frozenset[str]
    like_nouns: frozenset[str]
    not_verbs: re.Pattern[str]


@cache
def load_verbs() -> Verbs:
    """The list in its persons, read once."""
    listed = tomllib.loads(resources.files(__package__).joinpath("lists", "verbs.toml").read_text("utf-8"))
    others = "|".join(fold(word).replace("*", r"\w*") for word in listed.pop("not_verbs"))
    nouns = frozenset(map(fold, listed.pop("also_nouns"))) | {fold(pair.split()[0]) for pair in listed["like_nouns"]}
    forms = {name: frozenset(form for pair in pairs for form in persons(pair)) for name, pairs in listed.items()}
    plain = forms["plain"] | forms["like_nouns"]
    return Verbs(forms["saying"] - nouns, forms["saying"], plain - nouns, nouns, re.compile(others))


def persons(pair: str) -> Iterator[str]:
    """The third persons and the first of the plural, folded, of a verb given as past and present; the future too.

    "قال يقول" gives قال قالت قالوا قالا قالتا, يقول تقول نقول يقولون يقولوا, and these with «س» in front.
    """
    past, present = map(fold, pair.split())
    weak = pair.split()[0][-1] in "اىي" and len(past) > 2
    stem = past[:-1] if weak else past
    yield from (past, f"{stem}ت", f"{stem}وا", f"{stem}{'ي' if weak else ''}ا", f"{stem}تا")
    rest = present[1:]
    plural = rest[:-1] if rest[-1] in "يو" else rest
    for form in (present, f"ت{rest}", f"ن{rest}", f"ي{plural}ون", f"ي{plural}وا"):
        yield form
        yield f"س{form}"


def is_listed(word: str) -> bool:
    """Whether a folded word of three letters or more is a verb of the list that no noun is spelt like."""
    known = load_verbs()
    return len(word) > 2 and (word in known.saying or word in known.plain)


def is_verb(word: str) -> bool:
    """Whether a folded word without «و» or «ف» is a verb, by the list or by its pattern; what may be a noun is none."""
    known = load_verbs()
    if word in known.saying or word in known.plain:
        return True
    return len(word) >= _LEAST and word not in known.like_nouns and _looks_like_verb(word)


def may_be_present(word: str) -> bool:
    """Whether a folded word is spelt as a verb of "he" or "they" in the present or the future; a noun may be too."""
    return bool(_MASCULINE_PRESENT.fullmatch(word))


def may_be_verb(word: str) -> bool:
    """Whether a folded word, with or without «و» or «ف», is a verb, or has the letters of one: three are enough."""
    forms = (word, word[1:]) if word[:1] and word[0] in CONJUNCTIONS else (word,)
    return any(len(form) == _ROOT or is_verb(form) or form in load_verbs().like_nouns for form in forms)


def is_saying(word: str) -> bool:
    """Whether a folded word is a verb that tells what somebody says."""
    return word in load_verbs().saying


def may_say(word: str) -> bool:
    """Whether a folded word, with or without «و» or «ف», may be such a verb, or is spelt like one."""
    known = load_verbs().may_say
    return word in known or (word[:1] in CONJUNCTIONS and word[1:] in known)


@lru_cache(maxsize=50_000)
def _looks_like_verb(word: str) -> bool:
    shaped = (
        (_DERIVED.fullmatch(word) and not _DERIVED_NOUN.fullmatch(word))
        or _PRESENT.fullmatch(word)
        or _FEMININE_PAST.fullmatch(word)
    )
    return bool(shaped) and not load_verbs().not_verbs.fullmatch(word)
