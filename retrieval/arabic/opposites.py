"""Words that say the opposite of each other («ارتفع», «هبوط»), and where a sentence says so of the same thing.

The list in ``lists/opposites.toml`` in all its forms: a word is known in every person, with every clitic and ending.
What is negated says the opposite («لم يرفض», «وافق»), and a verb of undoing takes back the word that it governs («إلغاء
الضريبة», «الضريبة»). What it does not know: which of its meanings a word has where it has several; opposites that take
more than a word; irony.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import islice, pairwise

from retrieval.arabic.clitics import Reading, owns_beginning, readings, without_pronoun
from retrieval.arabic.letters import fold
from retrieval.arabic.negation import is_denial, negated
from retrieval.arabic.verbs import persons
from retrieval.arabic.wordlists import families
from retrieval.arabic.words import STOP_WORDS

_ENDINGS = ("", "ه", "ات", "ون", "ين", "ان", "تان", "تين", "ا", "ت")
_AFTER_TA = ("ه", "ات", "ت", "تان", "تين")
_LEAST = 3
_REACH = 4
"""Words on either side of an opposite that tell what it is said of."""
_BEFORE_NOUN = 0.4
_SAME_THING = 0.45
"""The least likeness of what two words are said of: one neighbour in common at both, or several further off."""


@dataclass(frozen=True, slots=True)
class Pole:
    """One side of a pair of opposites."""

    pair: int
    side: bool
    kind: str
    """"contrary", "converse" (the two sides of one event) or "places" (a preposition and its like)."""

    @property
    def other(self) -> "Pole":
        return Pole(self.pair, not self.side, self.kind)


@dataclass(frozen=True, slots=True)
class _Said:
    """A word of a sentence that has opposites, negation counted."""

    place: int
    poles: frozenset[Pole]
    verbal: bool
    """Whether it may be a verb, which is said of what stands before it too."""

    def agrees(self, other: "_Said") -> bool:
        return not self.poles.isdisjoint(other.poles)

    def contradicts(self, other: "_Said") -> bool:
        return not self.agrees(other) and any(pole.other in other.poles for pole in self.poles)


@dataclass(frozen=True, slots=True)
class _Forms:
    """All forms of the list, folded; those of verbs apart, which take neither article nor preposition."""

    nouns: dict[str, frozenset[Pole]]
    verbs: dict[str, frozenset[Pole]]
    undoing: tuple[frozenset[str], frozenset[str]]
    """Nouns, verbs."""


@lru_cache(maxsize=50_000)
def poles(word: str) -> frozenset[Pole]:
    """The sides of pairs that a folded word stands on, read as one word if it can be, else behind its clitics."""
    known = _forms()
    for form, verbal, definite in _bare(word):
        found = known.nouns.get(form, frozenset()) | (known.verbs.get(form, frozenset()) if verbal else frozenset())
        if found:
            return frozenset(pole for pole in found if pole.kind != "places" or not definite)
    return frozenset()


@lru_cache(maxsize=50_000)
def is_undoing(word: str) -> bool:
    """Whether a folded word takes back the word that it governs."""
    nouns, verbs = _forms().undoing
    return any(form in nouns or (verbal and form in verbs) for form, verbal, _ in _bare(word))


def opposite(one: str, other: str) -> bool:
    """Whether two folded words are opposites, whatever they are said of."""
    return _Said(0, poles(one), False).contradicts(_Said(0, poles(other), False))


def opposed(said: Sequence[str], quoted: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The words of a sentence and their opposites in a quote, where both are said of the same thing.

    Folded words both. Nothing is yielded where either says the word of the other, or the like, of that thing too.
    """
    ours, theirs = list(_poled(said)), list(_poled(quoted))
    for one in ours:
        if _is_repeated(said, one.place, quoted):
            continue
        for other in theirs:
            if not one.contradicts(other) or not families(said[one.place]).isdisjoint(families(quoted[other.place])):
                continue
            likeness = _likeness(said, one, quoted, other)
            here = (_likeness(said, one, quoted, same) for same in theirs if one.agrees(same))
            there = (_likeness(said, same, quoted, other) for same in ours if same.agrees(other))
            if likeness >= _SAME_THING and likeness > max((*here, *there), default=0.0):
                yield said[one.place], quoted[other.place]
                break


def _is_repeated(said: Sequence[str], place: int, quoted: Sequence[str]) -> bool:
    """Whether the quote has the word before the same word."""
    pair = said[place : place + 2]
    return len(pair) == 2 and any(all(map(_alike, pair, other)) for other in pairwise(quoted))


def undone(said: Sequence[str], quoted: Sequence[str]) -> Iterator[str]:
    """The words that a sentence takes back and a quote says plainly, or a quote takes back wherever it says them.

    Folded words both. A quote's nouns alone take back: behind its verbs stands whoever refused as often as what.
    """
    if not any(map(is_undoing, quoted)) and not negated(quoted):
        yield from (said[at] for at in _taken_back(said) if any(_alike(said[at], word) for word in quoted))
    if not any(map(is_undoing, said)) and not negated(said):
        taken = (quoted[at] for at in _taken_back(quoted, verbs=False))
        alone = (word for word in taken if sum(_alike(word, other) for other in quoted) == 1)
        yield from (word for word in alone if any(_alike(word, other) for other in said))


def _taken_back(words: Sequence[str], *, verbs: bool = True) -> Iterator[int]:
    """The places of the words that an undoing word governs: the first behind it that tells something."""
    denied = negated(words)
    for place, word in enumerate(words):
        if is_undoing(word) and place not in denied and (verbs or _undoes_as_noun(word)):
            behind = (at for at in range(place + 1, min(len(words), place + 3)) if words[at] not in STOP_WORDS)
            yield from (at for at in islice(behind, 1) if not words[at][0].isdigit())


@lru_cache(maxsize=50_000)
def _undoes_as_noun(word: str) -> bool:
    """Whether a word takes back as a noun, and no verb is spelt like it."""
    nouns, verbs = _forms().undoing
    return any(form in nouns and not (verbal and form in verbs) for form, verbal, _ in _bare(word))


def _likeness(said: Sequence[str], one: _Said, quoted: Sequence[str], other: _Said) -> float:
    """How like what two words are said of is: the sum of their neighbours in common, less for those further off."""
    kinds = {ours.kind for ours in one.poles for theirs in other.poles if ours.pair == theirs.pair}
    if "contrary" not in kinds:
        behind = _following(said, one.place), _following(quoted, other.place)
        return float(all(behind) and _alike(*behind))
    pairs = {pole.pair for pole in one.poles}
    ours, theirs = _around(said, one, pairs), _around(quoted, other, pairs)
    return sum(max((min(near, far) for word, far in theirs if _alike(mine, word)), default=0.0) for mine, near in ours)


def _around(words: Sequence[str], said: _Said, pairs: Set[int]) -> list[tuple[str, float]]:
    """The telling words that one may be said of, each with how near it is: 1 beside it, less further off.

    What stands before a noun is hardly what it is said of.
    """
    found: list[tuple[str, float]] = []
    before = 1.0 if said.verbal else _BEFORE_NOUN
    for side, weight in ((words[said.place + 1 :], 1.0), (words[: said.place][::-1], before)):
        telling = [word for word in side if word not in STOP_WORDS and len(word) >= _LEAST][:_REACH]
        found += ((word, weight / distance) for distance, word in enumerate(telling, start=1))
    return [(word, near) for word, near in found if pairs.isdisjoint(pole.pair for pole in poles(word))]


def _following(words: Sequence[str], place: int) -> str:
    return next((word for word in words[place + 1 :] if word not in STOP_WORDS), "")


def _alike(one: str, other: str) -> bool:
    return not families(one).isdisjoint(families(other))


def _poled(said: Sequence[str]) -> Iterator[_Said]:
    """The words with opposites; what is negated stands on the other side, what is denied or taken back on none."""
    denied, taken = negated(said), set(_taken_back(said))
    for place, word in enumerate(said):
        found = poles(word)
        if not found or place in taken or (place in denied and is_denial(said[place - 1])):
            continue
        meant = frozenset(pole.other for pole in found) if place in denied else found
        yield _Said(place, meant, _is_verbal(word))


@lru_cache(maxsize=50_000)
def _is_verbal(word: str) -> bool:
    return any(verbal and form in _forms().verbs for form, verbal, _ in _bare(word))


def _bare(word: str) -> Iterator[tuple[str, bool, bool]]:
    """The forms a word may be of, whether it may be a verb, and whether it has the article; first those that are it."""
    for reading in (Reading(word),) if owns_beginning(word) else readings(word, _LEAST):
        verbal = not (reading.article or reading.preposition)
        for form in (reading.rest, without_pronoun(reading.rest)):
            yield form, verbal, reading.article


@cache
def _forms() -> _Forms:
    """The list in all its forms, read once."""
    listed = tomllib.loads(resources.files(__package__).joinpath("lists", "opposites.toml").read_text("utf-8"))
    undoing = [entry for entries in listed.pop("undoing") for entry in entries.split()]
    verbs, nouns = defaultdict[str, set[Pole]](set), defaultdict[str, set[Pole]](set)
    for number, (kind, pair) in enumerate((kind, pair) for kind, some in listed.items() for pair in some):
        for side, entries in enumerate(pair):
            for entry in entries.split():
                for form in _inflected(entry):
                    (verbs if "/" in entry else nouns)[form].add(Pole(number, bool(side), kind))
    return _Forms(_frozen(nouns), _frozen(verbs), (_all_forms(undoing, verbs=False), _all_forms(undoing, verbs=True)))


def _frozen(forms: Mapping[str, Set[Pole]]) -> dict[str, frozenset[Pole]]:
    return {form: frozenset(found) for form, found in forms.items()}


def _all_forms(entries: Iterable[str], *, verbs: bool) -> frozenset[str]:
    return frozenset(form for entry in entries if ("/" in entry) == verbs for form in _inflected(entry))


def _inflected(entry: str) -> Iterator[str]:
    past, verb, present = map(fold, entry.partition("/"))
    if verb:
        yield from _conjugated(past, present)
    elif past.startswith("="):
        bare = past.removeprefix("=")
        yield bare
        yield f"{bare[:-1]}ت" if bare.endswith("ه") else f"{bare}ا"
    else:
        endings = _AFTER_TA if past.endswith("ه") else _ENDINGS
        yield from (past.removesuffix("ه") + ending for ending in endings)


def _conjugated(past: str, present: str) -> Iterator[str]:
    """The third persons, the duals of the present too; none of a past that is spelt like another word."""
    own = set(persons(f"{present if past == '-' else past} {present}"))
    yield from own if past != "-" else (form for form in own if form.startswith(tuple("يتنس")))
    yield from (f"{person}{present[1:]}ان" for person in "يت")
