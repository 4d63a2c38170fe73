"""The ranks, forms of address, callings and offices that announce a person: "وزير الداخلية", "اللواء الركن", "د."."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from retrieval.arabic.letters import fold
from retrieval.arabic.names.ends import begins_name
from retrieval.arabic.names.phrases import Grammar, complete
from retrieval.arabic.names.senses import NAME_ENDS, Phrases, load_name_words, phrase_end, sense
from retrieval.arabic.names.wordforms import Token

_MOST = 6
_ARTICLE = "ال"
_OFFICE = Grammar(office=True, purposeful=True)
_STOPS = frozenset((".", "/", "./"))


@dataclass(frozen=True, slots=True)
class Title:
    """Words that announce a person, up to ``end``."""

    end: int
    office: bool = False
    bare: bool = False
    """A rank without the article, which may be another word."""
    strict: bool = False
    """A calling, which may be an adjective."""
    addressed: bool = False
    """A rank or a form of address is the last of it."""
    abbreviated: bool = False


@cache
def rank_names() -> frozenset[str]:
    """Ranks and forms of address that stand right before a name, folded: «لواء», «السيده», «د»."""
    titles = load_name_words().titles
    return _joined(titles["ranks"]) | _joined(titles["abbreviations"])


@cache
def office_names() -> frozenset[str]:
    """What an office is called, folded and without the article, before what it is an office of: «وزير», «رييس»."""
    return _joined(load_name_words().titles["posts"])


def is_office(word: str) -> bool:
    """Whether a folded word, with or without the article, is what an office is called."""
    return word.removeprefix(_ARTICLE) in office_names()


def lessens(word: str) -> bool:
    """Whether a folded word beside an office says that it is held no more, or by another: «نائب», «السابق»."""
    return word.removeprefix(_ARTICLE) in _lessening()


@cache
def _lessening() -> frozenset[str]:
    return _joined(load_name_words().titles["lessening"])


def _joined(phrases: Phrases) -> frozenset[str]:
    return frozenset(fold(" ".join(phrase)) for listed in phrases.values() for phrase in listed)


def title_at(words: Sequence[Token], start: int, key: str) -> Title | None:
    """The title that begins with this reading of the word at ``start``: ranks and offices, one behind the other."""
    title = _one_title(words, start, key)
    for _ in range(_MOST):
        if title is None or title.end >= len(words) or (words[title.end].gap and not title.abbreviated):
            break
        following = _one_title(words, title.end, words[title.end].key)
        if following is None:
            break
        office, bare = title.office or following.office, title.bare and following.bare
        same = (office, bare) == (following.office, following.bare)
        title = following if same else replace(following, office=office, bare=bare)
    return title


def _one_title(words: Sequence[Token], at: int, key: str) -> Title | None:
    titles = load_name_words().titles
    if key in titles["abbreviations"] and at + 1 < len(words) and words[at + 1].gap in _STOPS:
        return Title(at + 1, abbreviated=True)
    if (end := phrase_end(titles["honours"], words, at, key)) > at:
        return Title(end)
    office = _office(words, at, key)
    for kind in ("ranks", "callings"):
        end = phrase_end(titles[kind], words, at, key)
        if end > at and (office is None or office.end <= end):
            return Title(
                _qualified(words, end),
                bare=not key.startswith("ال"),
                strict=kind == "callings",
                addressed=kind == "ranks",
            )
    return office


def _office(words: Sequence[Token], at: int, key: str) -> Title | None:
    titles = load_name_words().titles
    if (end := phrase_end(titles["whole_offices"], words, at, key)) > at:
        return Title(_office_end(words, end, definite=True), office=True)
    for kind, definite in (("offices", False), ("definite_offices", True)):
        head = phrase_end(titles[kind], words, at, key)
        if head == at or (_may_name(words, at) and not _is_complement(words, head)):
            continue
        if (end := _office_end(words, head, definite=definite)) > head:
            return Title(end, office=True)
    return None


def _may_name(words: Sequence[Token], at: int) -> bool:
    """Whether the head of an office is a given name besides: "أمين"."""
    return bool(sense(words[at].key).marks)


def _is_complement(words: Sequence[Token], at: int) -> bool:
    """Whether a word is what an office is of, rather than a family name."""
    if at >= len(words) or words[at].gap:
        return False
    word, heads = sense(words[at].key), load_name_words().heads
    if words[at].key in NAME_ENDS:
        return False
    return word.everyday or word.begins_place or words[at].key in heads["chain"] or word.nation


def _office_end(words: Sequence[Token], head: int, *, definite: bool) -> int:
    qualified = _qualified(words, head) if definite else head
    phrase = complete(words, qualified, _OFFICE, definite=definite)
    return qualified if phrase.open else _qualified(words, phrase.end)


def _qualified(words: Sequence[Token], at: int) -> int:
    """Behind the words that tell more of a rank or an office: "المتقاعد", "الأمريكي السابق"."""
    qualifiers = load_name_words().titles["qualifiers"]
    for _ in range(_MOST):
        if at >= len(words) or words[at].gap:
            break
        end = phrase_end(qualifiers, words, at, words[at].key)
        word = sense(words[at].key)
        if end == at and (word.nation or (word.adjective and begins_name(words, at + 1))):
            end = at + 1
        if end == at:
            break
        at = end
    return at
