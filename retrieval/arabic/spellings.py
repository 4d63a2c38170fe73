"""Under which spellings a word of a text is found: as it is written, without what is written together with it, by stem.

«وبنغازي» is found by «بنغازي», by all that begins with «بنغ», and by its exact letters. A word is taken apart in every
way that the list of own first letters allows (``retrieval.arabic.clitics``). What it does not know: inflection beyond
light stems, so that a broken plural is not found by its singular.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from retrieval.arabic.clitics import owns_beginning, readings
from retrieval.arabic.letters import plain
from retrieval.arabic.stems import stem
from retrieval.arabic.words import Word, tokens

Kind = Literal["form", "exact"]
"""A word folded, as it stands or with something taken off, its stem too; or its letters as they are written."""

Spelling = tuple[Kind, str]

SPELLINGS_VERSION = "1"
"""Part of the index stamp: raise it whenever the same word would be found under others."""

_LONGEST = 60
"""Letters that count; what goes on without a space behind so many is no word."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word that is looked for: one spelling or, as a ``pattern``, the source of a regular expression over forms."""

    kind: Kind
    value: str
    pattern: bool = False

    def fits(self, word: Word) -> bool:
        """Whether a word of a text is one of those looked for."""
        if not self.pattern:
            return (self.kind, self.value) in spellings(word.typed, word.folded)
        fullmatch = _compiled(self.value).fullmatch
        return any(kind == self.kind and fullmatch(value) for kind, value in spellings(word.typed, word.folded))


def wanted(word: Word) -> Wanted:
    """What finds a word whatever is written together with it, by its stem."""
    return Wanted("form", stem(word.folded[:_LONGEST]))


def wanted_exactly(word: Word) -> Wanted:
    """What finds a word only as it is written, hamza and all; vowel marks and tatweel do not count."""
    return Wanted("exact", plain(word.typed).text[:_LONGEST])


def wanted_beginning(word: Word) -> Wanted:
    """What finds all words that begin with this, behind clitics too."""
    return Wanted("form", re.escape(word.folded[:_LONGEST]) + ".*", pattern=True)


def wanted_like(word: Word) -> Wanted:
    """What finds a word and all that differ from it by one letter: another, one more, one less, two neighbours in each
    other's place."""
    letters = [re.escape(letter) for letter in word.folded[:_LONGEST]]
    ways = {"".join(letters)}
    for at in range(len(letters) + 1):
        before, behind = "".join(letters[:at]), letters[at:]
        ways.add(f"{before}.{''.join(behind)}")
        if behind:
            ways.add(f"{before}.?{''.join(behind[1:])}")
        if len(behind) > 1:
            ways.add(before + behind[1] + behind[0] + "".join(behind[2:]))
    return Wanted("form", "|".join(sorted(ways)), pattern=True)


@lru_cache(maxsize=50_000)
def spellings(typed: str, folded: str) -> tuple[Spelling, ...]:
    """All under which a word of a text is found, given as it is written and folded; each once, in order."""
    found = {spelt for form in forms(folded) for spelt in (form, stem(form))}
    return (*(("form", one) for one in sorted(found)), ("exact", plain(typed).text[:_LONGEST]))


def forms(folded: str) -> Iterator[str]:
    """A folded word, and what is left of it behind clitics, its own first letters never taken for one."""
    folded = folded[:_LONGEST]
    for reading in readings(folded):
        taken = folded.removesuffix(reading.rest)
        if not (taken and owns_beginning(folded)) and not (len(taken) > 1 and owns_beginning(folded[1:])):
            yield reading.rest


def single(text: str) -> Word | None:
    """The one word that a text is, punctuation aside; None where it is none or several."""
    found = tokens(text)
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=500)
def _compiled(pattern: str) -> "re.Pattern[str]":
    return re.compile(pattern)
