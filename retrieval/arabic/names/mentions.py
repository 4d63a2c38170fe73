"""The mentions of people, places and bodies among the words of a text, read once from its first word to its last.

A person whom the text names in full is known again by the last part of the name alone. What it does not know: who is
meant, and whether a word that ends one name begins the next.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from retrieval.arabic.names.bodies import body_at
from retrieval.arabic.names.people import Person, bare_person_at, begins_there, person_at
from retrieval.arabic.names.places import headed_place_at, listed_place_at
from retrieval.arabic.names.senses import NAME_ENDS, load_name_words, sense
from retrieval.arabic.names.wordforms import Token, stripped

NameKind = Literal["person", "place", "body"]

_PARTICLES = frozenset("وفبلك")
_ARTICLE = "لل"
_LEAST, _LEAST_PLACE, _LEAST_SHORT = 2, 4, 4


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention, as half-open ranges of words."""

    start: int
    end: int
    kind: NameKind
    core: tuple[int, int]
    title: tuple[int, int] | None
    sure: bool
    letters: int = 0
    """Folded letters of the first word that are particles."""
    quoted: bool = False
    """A quotation mark behind the last word belongs to it."""
    last: int = 0
    """Where the last part of a person's name begins, 0 where the name has one part."""


def mentions(words: Sequence[Token]) -> list[Mention]:
    """The mentions in order, not overlapping."""
    found = list(_read(words))
    lasts = {_keys(words, (whole.last, whole.core[1])) for whole in found if whole.sure and whole.last}
    found = [_confirmed(words, mention, lasts) for mention in found]
    short = {_keys(words, (whole.last, whole.core[1])): whole.sure for whole in found if _has_short_form(words, whole)}
    return sorted([*found, *_met_again(words, found, short)], key=lambda mention: mention.start)


def _read(words: Sequence[Token]) -> Iterator[Mention]:
    at = 0
    while at < len(words):
        mention = _mention_at(words, at) if _may_open(words, at) else None
        if mention is not None:
            yield mention
        at = mention.end if mention else at + 1


def _may_open(words: Sequence[Token], at: int) -> bool:
    return sense(words[at].key).opens or (at + 1 < len(words) and words[at + 1].key in NAME_ENDS)


def _mention_at(words: Sequence[Token], at: int) -> Mention | None:
    for reading, letters in _readings(words[at].key):
        mention = _reading_at(words, at, reading, letters)
        if mention is not None:
            return mention
    return None


@lru_cache(maxsize=100_000)
def _readings(key: str) -> tuple[tuple[str, int], ...]:
    """A word, and what it may be behind particles, with the number of their letters."""
    others = ((reading, len(key) - len(reading)) for reading in stripped(key))
    return ((key, 0), *((reading, letters) for reading, letters in others if not letters or _may_lead(key, letters)))


def _may_lead(key: str, letters: int) -> bool:
    """Whether the first letters of a word may be particles."""
    particles = key[:letters]
    return (
        set(particles) <= _PARTICLES
        and particles != _ARTICLE
        and len(key) - letters >= _LEAST
        and not sense(key).closer
    )


def _reading_at(words: Sequence[Token], at: int, key: str, letters: int) -> Mention | None:
    """The mention that begins with one reading of a word: announced, then headed, then of the lists."""
    if (person := person_at(words, at, key)) is not None:
        return _of_person(at, person, letters)
    if (body := body_at(words, at, key)) is not None:
        return Mention(at, body.end, "body", (at, body.end), None, body.sure, letters, body.quoted)
    if (place := headed_place_at(words, at, key)) is not None:
        return Mention(at, place.end, "place", place.proper, None, place.sure, letters)
    if (person := bare_person_at(words, at, key)) is not None:
        return _of_person(at, person, letters)
    if letters and not _may_be_place(words[at].key, key):
        return None
    if (place := listed_place_at(words, at, key)) is not None:
        return Mention(at, place.end, "place", place.proper, None, place.sure, letters)
    return None


def _may_be_place(word: str, key: str) -> bool:
    """Whether what a word is behind particles may be a place."""
    return not sense(word).marks and (len(key) >= _LEAST_PLACE or key in load_name_words().short_places)


def _of_person(at: int, person: Person, letters: int) -> Mention:
    return Mention(at, person.end, "person", person.core, person.title, person.sure, letters, last=person.last)


def _keys(words: Sequence[Token], span: tuple[int, int]) -> tuple[str, ...]:
    return tuple(word.key for word in words[slice(*span)])


def _confirmed(words: Sequence[Token], mention: Mention, lasts: set[tuple[str, ...]]) -> Mention:
    """A title and the last part of a name that the text holds in full are sure: "اللواء الرفاعي"."""
    if mention.sure or not mention.title or _keys(words, mention.core) not in lasts:
        return mention
    return replace(mention, sure=True)


def _has_short_form(words: Sequence[Token], mention: Mention) -> bool:
    """Whether the last part of a person's full name is no common word."""
    if not mention.last:
        return False
    keys = _keys(words, (mention.last, mention.core[1]))
    known = sense(keys[-1])
    common = known.everyday or known.place or known.nation or bool({"G", "g"} & set(known.marks))
    return len(keys) > 1 or (len(keys[0]) >= _LEAST_SHORT and not common)


def _met_again(
    words: Sequence[Token], found: Sequence[Mention], short: dict[tuple[str, ...], bool]
) -> Iterator[Mention]:
    """The mentions by such a part alone, between those found."""
    longest = max(map(len, short), default=0)
    firsts = {keys[0] for keys in short}
    ends = [*(mention.start for mention in found), len(words)]
    starts = [0, *(mention.end for mention in found)]
    for start, end in zip(starts, ends, strict=True):
        at = start
        while at < end and firsts:
            known = not firsts.isdisjoint(reading for reading, _ in _readings(words[at].key))
            mention = _short_at(words, at, end, short, longest) if known else None
            if mention is not None:
                yield mention
            at = mention.end if mention else at + 1


def _short_at(
    words: Sequence[Token], at: int, end: int, short: dict[tuple[str, ...], bool], longest: int
) -> Mention | None:
    for reading, letters in _readings(words[at].key):
        for length in range(min(longest, end - at), 0, -1):
            rest = words[at + 1 : at + length]
            keys = (reading, *(word.key for word in rest))
            if keys in short and not any(word.gap for word in rest):
                sure = short[keys] and begins_there(words, at, reading)
                return Mention(at, at + length, "person", (at, at + length), None, sure, letters)
    return None
