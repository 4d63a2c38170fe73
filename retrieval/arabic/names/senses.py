"""What each word may be in or around a name: a given or family name, a place, a head noun, a word that ends names.

The lists in ``lists/`` (their sources in ``lists/README.md``) are read once, when first asked for. A word of no list is
a stranger: it may be a name that no list has. What it does not know: which of its senses a word has where it stands.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from retrieval.arabic.clitics import bare_forms
from retrieval.arabic.letters import fold
from retrieval.arabic.names.wordforms import TANWIN, Token, key_of, stripped
from retrieval.arabic.verbs import is_verb
from retrieval.arabic.wordlists import load_word_lists

Phrases = Mapping[str, tuple[tuple[str, ...], ...]]
"""Sequences of words by their first word, the longest first."""

SERVANT = "عبد"
FATHERS = frozenset(("ابو", "ابا", "ابي", "ام"))
CLAN = "ال"
DESCENT = frozenset(("بن", "ابن", "بنت", "ولد", CLAN, "بو", "بني", "ايت", "سيدي"))
NAME_ENDS = frozenset(("الدين", "الله", "الاسلام", "العابدين", "بالله"))
"""Words that end a part of a name: "نور الدين"."""

_LEAST, _SHORT = 3, 6


@dataclass(frozen=True, slots=True)
class NameWords:
    """The lists, folded by ``key_of``."""

    people: Mapping[str, str]
    """The marks of each name: G given, F family, X foreign; g and f where the word is a frequent one besides."""
    everyday: frozenset[str]
    closers: frozenset[str]
    """Words that end a name."""
    nations: frozenset[str]
    adjectives: frozenset[str]
    no_adjectives: frozenset[str]
    places: frozenset[tuple[str, ...]]
    place_starts: Mapping[str, tuple[int, ...]]
    """How many words the places have that begin with a word, the most first."""
    short_places: frozenset[str]
    """Places of three letters that are no other word, with a particle in front or not."""
    titles: Mapping[str, Phrases]
    bodies: Phrases
    portfolios: Phrases
    """Names of ministries."""
    sides: Phrases
    heads: Mapping[str, frozenset[str]]
    variants: Mapping[str, str]
    """Spellings of a name, by the spelling that stands for all."""

    def opens(self, key: str) -> bool:
        """Whether a mention may begin with this reading of a word."""
        head = key.removeprefix("ال")
        return (
            not {"G", "X", "g"}.isdisjoint(self.people.get(key, ""))
            or key.removesuffix("ء") in self.place_starts
            or any(key in phrases for phrases in (self.bodies, self.sides, *self.titles.values()))
            or any(head in self.heads[kind] for kind in ("place_heads", "state_heads", "body_heads"))
            or key == SERVANT
            or key in FATHERS
        )


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word may be."""

    marks: str
    """Its marks as a name, "" where it is in no list of names."""
    closer: bool
    """A particle, an adverb, a verb of telling, which ends a name, with a conjunction in front or not."""
    verb: bool
    everyday: bool
    """A frequent word that is no name, with particles in front or not."""
    place: bool
    """The name of a place, particles in front or not."""
    begins_place: bool
    """A place of one word or of several begins with it, particles in front or not."""
    article: bool
    adjective: bool
    """With the article, and of the form of an adjective."""
    nation: bool
    latin: bool
    rare: bool
    """In no list, but of a family of common words."""
    opens: bool
    """A mention may begin with it, particles in front or not."""

    @property
    def name(self) -> bool:
        """A name that is hardly another word."""
        return "G" in self.marks or "F" in self.marks

    @property
    def stranger(self) -> bool:
        """In no list."""
        return not (self.marks or self.closer or self.verb or self.everyday or self.place)


@lru_cache(maxsize=200_000)
def sense(key: str) -> Sense:
    """What a word may be, by the lists and by its form."""
    known = load_name_words()
    marks = known.people.get(key, "")
    bare = key[1:] if key[:1] in ("و", "ف") else key
    forms = [key, *(rest for rest in stripped(key) if len(rest) >= _LEAST)]
    everyday = not known.everyday.isdisjoint(forms)
    rare = load_word_lists().is_common(key.removesuffix("ء"))
    article = key.startswith("ال") and len(key) > _LEAST
    nation = key in known.nations
    adjective = (
        article
        and key not in known.no_adjectives
        and (nation or key in known.adjectives or (len(key) > 5 and key.endswith(("ي", "يه")) and (everyday or rare)))
    )
    return Sense(
        marks=marks,
        closer=len(key) < 2 or key.endswith(TANWIN) or key in known.closers or bare in known.closers,
        verb=not marks and not article and (everyday or rare or len(key) <= _SHORT) and (is_verb(key) or is_verb(bare)),
        everyday=everyday,
        place=any((form.removesuffix("ء"),) in known.places for form in forms),
        begins_place=any(form.removesuffix("ء") in known.place_starts for form in forms),
        article=article,
        adjective=adjective,
        nation=nation and article,
        latin=key.isascii(),
        rare=rare,
        opens=any(known.opens(form) for form in (key, *stripped(key))),
    )


def is_nation(word: str) -> bool:
    """Whether a folded word tells what somebody's or something's nation or faith is («يمني», «والأردنية»)."""
    return any(form in load_name_words().nations for form in bare_forms(word))


def phrase_end(phrases: Phrases, words: Sequence[Token], start: int, key: str) -> int:
    """Where the longest phrase ends that begins with this reading of the word at ``start``; ``start`` for none."""
    for phrase in phrases.get(key, ()):
        end = start + len(phrase)
        rest = words[start + 1 : end]
        if len(rest) == len(phrase) - 1 and all(
            w.key == p and not w.gap for w, p in zip(rest, phrase[1:], strict=True)
        ):
            return end
    return start


def may_be_name(word: str) -> bool:
    """Whether a word as typed may be part of a person's name: of the lists, or no frequent word, verb or particle."""
    known = sense(key_of(word))
    plain = known.everyday or known.closer or known.verb or known.nation or known.adjective
    return not known.closer and (bool({"G", "F", "X"} & set(known.marks)) or not plain)


def is_name(key: str) -> bool:
    """Whether a word without particles begins a place of the lists or is a name that is hardly another word."""
    known = load_name_words()
    return key.removesuffix("ء") in known.place_starts or not {"G", "F", "X"}.isdisjoint(known.people.get(key, ""))


def is_portfolio(word: str) -> bool:
    """Whether a folded word is what a ministry is for, the first word of it at least: «الخارجيه»."""
    return word in load_name_words().portfolios


@cache
def load_name_words() -> NameWords:
    """The lists, read once."""
    titles, heads = _table("titles"), _table("heads")
    places = _places(heads)
    nations = {
        f"{article}{n}{ending}" for n in _keys(heads["nations"]) for article in ("", "ال") for ending in ("", "ه")
    }
    return NameWords(
        people=dict(line.split(" ") for line in _lines("people")),
        everyday=frozenset(_lines("everyday")),
        closers=frozenset(_keys(heads["closers"])),
        nations=frozenset(nations),
        adjectives=frozenset(_keys(heads["adjectives"])),
        no_adjectives=frozenset(_keys(heads["no_adjectives"])),
        places=places,
        place_starts={first: tuple(dict.fromkeys(map(len, some))) for first, some in _by_first(places).items()},
        short_places=frozenset(fold(place) for place in heads["places"] if len(fold(place)) == _LEAST),
        titles=_titles(titles),
        bodies=_phrases(heads["bodies"]),
        portfolios=_phrases(heads["portfolios"]),
        sides=_phrases(heads["sides"]),
        variants={
            key_of(other): key_of(one) for one, *others in map(str.split, titles["variants"]) for other in others
        },
        heads={name: frozenset(_keys(heads[name])) for name in _HEADS},
    )


_ADDRESSES = ("addresses", "callings")
_HEADS = (
    "place_heads",
    "wide_place_heads",
    "state_heads",
    "body_heads",
    "purposeful",
    "quoted",
    "chain",
    "office_chain",
    "acts",
    "act_heads",
    "act_only",
    "toponyms",
    "place_adjectives",
    "named_after",
    "bare_places",
    "bare_bodies",
    "delegations",
)


def _titles(listed: Mapping[str, list[str]]) -> dict[str, Phrases]:
    ranks = [form for rank in listed["ranks"] for form in (rank, _definite(rank))]
    addresses, callings = ([f for c in listed[n] for f in (_definite(c), _definite(_feminine(c)))] for n in _ADDRESSES)
    heads = [form for office in (*listed["offices"], *listed["roles"]) for form in (office, _feminine(office))]
    return {
        "ranks": _phrases([*ranks, *addresses]),
        "callings": _phrases(callings),
        "honours": _phrases(listed["honours"]),
        "offices": _phrases(heads),
        "posts": _phrases(form for office in listed["offices"] for form in (office, _feminine(office))),
        "definite_offices": _phrases(map(_definite, heads)),
        "whole_offices": _phrases(listed["whole_offices"]),
        "qualifiers": _phrases(listed["qualifiers"]),
        "abbreviations": _phrases(listed["abbreviations"]),
        "links": _phrases(listed["links"]),
        "lessening": _phrases(form for word in listed["lessening"] for form in (word, _feminine(word))),
    }


def _definite(phrase: str) -> str:
    return "ال" + phrase


def _feminine(phrase: str) -> str:
    first, *rest = phrase.split()
    return " ".join([first if first[-1] in "ةاىه" else first + "ة", *rest])


def _places(heads: Mapping[str, list[str]]) -> frozenset[tuple[str, ...]]:
    doubtful = {tuple(fold(p).split()) for p in heads["doubtful_places"]}
    own = {tuple(fold(p).split()) for p in heads["places"]}
    towns = {tuple(line.split()) for line in _lines("towns")}
    return frozenset((load_word_lists().places | towns) - doubtful | own)


def _phrases(listed: Iterable[str]) -> Phrases:
    return _by_first(tuple(map(key_of, entry.split())) for entry in listed)


def _by_first(listed: Iterable[tuple[str, ...]]) -> Phrases:
    found: dict[str, set[tuple[str, ...]]] = {}
    for words in listed:
        found.setdefault(words[0], set()).add(words)
    return {first: tuple(sorted(phrases, key=lambda p: (-len(p), p))) for first, phrases in found.items()}


def _keys(listed: Iterable[str]) -> Iterator[str]:
    return map(key_of, listed)


def _table(name: str) -> dict[str, list[str]]:
    return tomllib.loads(resources.files("retrieval.arabic").joinpath("lists", f"{name}.toml").read_text("utf-8"))


def _lines(name: str) -> list[str]:
    text = resources.files("retrieval.arabic").joinpath("lists", f"{name}.txt").read_text("utf-8")
    return [line for line in text.split("\n") if line]
