"""Which words of a text mean something of their own, where some stop words are spelt like names and nouns.

Two things tell them apart. The letters: folding makes «ما» of «ماء», «انها» of «إنهاء», «ايه» of «آية», and no stop
word has «ء» or «آ». And the neighbours: «علي» is a man beside another name, behind a title and where nothing follows
that a preposition needs; before a noun («علي الأرض») it is «على» as Egypt spells it.

What it does not know: grammar. A common noun that is a family name besides makes a man of a preposition; one that
settles nothing leaves a stop word.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from retrieval.arabic.clitics import is_definite, owns_beginning, without_conjunction
from retrieval.arabic.letters import fold, plain
from retrieval.arabic.names.senses import Sense, load_name_words, sense
from retrieval.arabic.names.wordforms import key_of
from retrieval.arabic.wordlists import load_word_lists
from retrieval.arabic.words import STOP_WORDS, Word

_AND, _WHO = "و", "من"
_SERVANT = "عبدال"


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The lists of ``lists/homographs.toml``, folded."""

    with_own_and: frozenset[str]
    kin: frozenset[str]
    after_a_name: frozenset[str]
    after_on: frozenset[str]
    interrogatives: frozenset[str]
    asked_with_on: frozenset[str]
    after_who: frozenset[str]
    before_matthew: frozenset[str]
    attacks: frozenset[str]


@cache
def load_neighbours() -> Neighbours:
    """The lists, read once."""
    entries = tomllib.loads(resources.files(__package__).joinpath("lists", "homographs.toml").read_text("utf-8"))
    return Neighbours(**{name: frozenset(map(fold, words)) for name, words in entries.items()})


def meaningful(tokens: Sequence[Word]) -> list[Word]:
    """The words of a text without its stop words, with or without «و» in front of them; neighbours as in the text."""
    kept, asked = [], False
    for at, word in enumerate(tokens):
        before = tokens[at - 1] if at and not tokens[at - 1].closed else None
        after = tokens[at + 1] if at + 1 < len(tokens) and not word.closed else None
        then = tokens[at + 2] if after is not None and at + 2 < len(tokens) and not after.closed else None
        stop = _stop_word(word)
        if not stop or _is_content(stop, _Place(word, before, after, asked, then)):
            kept.append(word)
        asked = asked or word.folded in load_neighbours().interrogatives
    return kept


@dataclass(frozen=True, slots=True)
class _Place:
    """A word that is spelt like a stop word, and its neighbours, None where punctuation parts them."""

    word: Word
    before: Word | None
    after: Word | None
    asked: bool
    """Whether an interrogative stands before it."""
    then: Word | None
    """The word behind the one after."""

    @property
    def letters(self) -> str:
        return plain(self.word.typed).text


def _stop_word(word: Word) -> str:
    """The stop word that a word is spelt like, without «و»; or ""."""
    folded = word.folded
    if folded in STOP_WORDS:
        return folded
    if folded == "والي":  # a governor, or «والى»
        return "" if plain(word.typed).text == "والي" else "الي"
    joined = folded[0] == _AND and folded[1:] in STOP_WORDS and folded not in load_neighbours().with_own_and
    return folded[1:] if joined else ""


def _is_content(stop: str, place: _Place) -> bool:
    if {"ء", "آ"} & set(place.letters):
        return True
    rule = _homographs().get(stop)
    return rule is not None and rule(place)


@cache
def _homographs() -> Mapping[str, Callable[[_Place], bool]]:
    """For each stop word that is spelt like another word: whether it is that word at a place."""
    return {
        "علي": _is_man,
        "حتي": _is_family,
        "متي": lambda place: place.before is not None and place.before.folded in load_neighbours().before_matthew,
        "مدي": lambda place: _names(place.after) or _announces(place.before),
        "دول": _are_states,
        "كان": lambda place: (
            place.before is not None and place.before.folded.endswith("مهرجان") and not _definite(place.before)
        ),
        "كم": lambda place: place.before is not None and place.before.folded[0].isdigit(),
        "شن": _is_launched,
        **dict.fromkeys(("دي", "دا"), _is_particle_of_name),
        **dict.fromkeys(("وين", "فين", "شو", "كام", "ليه"), lambda p: p.asked and _is_particle_of_name(p)),
        **dict.fromkeys(
            ("عليه", "منه", "ايه"), lambda p: p.letters.endswith("ة") and (_names(p.after) or _names(p.before))
        ),
    }


def _is_man(place: _Place) -> bool:
    """«علي»; «على» only between what makes a name of it («محمد على باشا»)."""
    after, announced, dotted = place.after, _announces(place.before), place.letters.endswith("ي")
    if after is None or _follows_name(after):
        return announced or dotted
    if _names(after):
        return announced or (dotted and not _sense(after).place)
    if not dotted or _is_surname(after):
        return dotted
    if place.before is None and _asked_of_man(after, place.then):
        return True
    if announced:
        return not (_titled(place.before) and _is_definite_noun(after))
    return not after.folded[0].isdigit() and after.folded not in load_neighbours().after_on and _may_be_name(after)


def _asked_of_man(after: Word, then: Word | None) -> bool:
    """«علي متى ولد؟», «علي من أي بلد؟»: an interrogative that «على» does not go with, behind the first word."""
    known = load_neighbours()
    if after.folded in known.interrogatives - known.asked_with_on:
        return True
    return after.folded == _WHO and then is not None and then.folded in known.after_who


def _is_family(place: _Place) -> bool:
    return place.letters.endswith("ي") and _names(place.before) and (place.after is None or _follows_name(place.after))


def _are_states(place: _Place) -> bool:
    """«دول» but for "these" of Egypt, which stands behind what it points at."""
    if place.after is not None and (_definite(place.after) or _names(place.after)):
        return True
    return place.before is None or not (
        _definite(place.before) or place.before.folded in load_neighbours().interrogatives
    )


def _is_launched(place: _Place) -> bool:
    """«شن» but for "what" of Libya, which opens a question."""
    if place.before is not None or place.asked:
        return True
    return place.after is not None and (place.after.folded in load_neighbours().attacks or _definite(place.after))


def _is_particle_of_name(place: _Place) -> bool:
    """«دي ماريا», «وين روني»: before a name, and not behind what a demonstrative would point at."""
    if place.after is None or (place.before is not None and _definite(place.before)):
        return False
    return bool(_sense(place.after).marks) or (not _definite(place.after) and _may_be_name(place.after))


def _announces(word: Word | None) -> bool:
    """Whether a name may be expected behind a word: kin, a title, a given or family name."""
    return word is not None and (
        without_conjunction(word.folded) in load_neighbours().kin or _names(word) or _titled(word)
    )


def _titled(word: Word | None) -> bool:
    titles = load_name_words().titles
    return word is not None and any(key_of(word.typed) in titles[kind] for kind in ("ranks", "callings", "honours"))


def _names(word: Word | None) -> bool:
    """Whether a word is a name that is hardly another word."""
    return word is not None and (_sense(word).name or word.folded.startswith(_SERVANT))


def _is_surname(word: Word) -> bool:
    """Whether a definite word has the form of most family names: an adjective in «ي», of no nation."""
    here = _sense(word)
    listed = word.folded in load_neighbours().after_on
    return here.adjective and word.folded.endswith("ي") and not here.nation and not listed


def _is_definite_noun(word: Word) -> bool:
    return _sense(word).article and _sense(word).everyday


def _may_be_name(word: Word) -> bool:
    """Whether a word is a name besides, or of no list."""
    here = _sense(word)
    return not here.everyday and (bool(here.marks) or (here.stranger and not _is_common(word)))


def _follows_name(word: Word) -> bool:
    """Whether a word begins what follows a name and no preposition: "and", a verb, another preposition."""
    known, here, folded = load_neighbours(), _sense(word), word.folded
    if folded in known.after_on:
        return False
    conjoined = folded[0] == _AND and len(folded) > 2 and not owns_beginning(folded)
    return folded in known.after_a_name or conjoined or (here.verb and not here.everyday)


def _sense(word: Word) -> Sense:
    return sense(without_conjunction(key_of(word.typed)))


def _definite(word: Word) -> bool:
    return is_definite(word.folded)


def _is_common(word: Word) -> bool:
    return load_word_lists().is_common(word.folded)
