"""Who did what to whom: two names of a quote that stand in each other's place in a sentence.

Seen are a verb whose subject and object are exchanged, whether the subject stands before it or behind it, and names
that have exchanged their prepositions («من أ إلى ب»). What it does not know: whom a pronoun means, verbs in the passive
(nothing is said of a text with «من قبل» or the like), and which of two names that no verb and no preposition tells
apart did something.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import combinations, pairwise

from retrieval.arabic.clitics import ARTICLE, CONJUNCTIONS, PREPOSITIONS, without_conjunction
from retrieval.arabic.negation import negated
from retrieval.arabic.verbs import is_verb, load_verbs
from retrieval.arabic.wordlists import families, load_word_lists
from retrieval.arabic.words import STOP_WORDS, words

_PREPOSITIONS = frozenset(words("من الى على عن مع ضد في لدى أمام نحو تجاه بين دون عند بحق لصالح ضمن"))
_BY = frozenset(pairwise(words("من قبل"))) | frozenset((*pairwise(words("على يد")), *pairwise(words("على أيدي"))))
_BY_ONE = frozenset(words("بواسطة طرف جانب"))
_MUTUAL = (
    "التقى يلتقي لقاء تلاقى اجتمع يجتمع اجتماع اتفق يتفق اتفاق تحالف يتحالف تعاون يتعاون تبادل يتبادل تصافح يتصافح "
    "صافح يصافح تحاور يتحاور تفاوض يتفاوض تعادل يتعادل تزوج يتزوج تقاسم يتقاسم تنافس يتنافس قابل يقابل "
    "واجه يواجه مواجهة خالط حارب يحارب تقاتل يتقاتل جاور يجاور"
)
_WITH = "مع"
_FEMININE_PRESENT = re.compile(r"ت\w{3}")
_COMMON = 0.8
"""The least share of the words of each text that the other has."""
_IN_ORDER = 0.6
"""The least share of a sentence that stands as in the quote once two names have changed places."""
_REACH = 5
_LEAST = 3


@dataclass(frozen=True, slots=True)
class _Named:
    """A name of two texts: where it stands in each, with what preposition, and whether a conjunction joins it on."""

    word: str
    places: tuple[int, int]
    prepositions: tuple[str, str]
    joined: bool


def exchanged(said: Sequence[str], quoted: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The pairs of names that a sentence and a quote, both of folded words, tell in each other's place."""
    if _passive(said) or _passive(quoted) or min(_shared(said, quoted), _shared(quoted, said)) < _COMMON:
        return
    names = [name for name in _names(said, quoted) if not name.joined]
    verbs = list(_verbs(said, quoted, {place for name in names for place in name.places[:1]}))
    for one, other in combinations(names, 2):
        gained = _gained(said, quoted, one, other)
        cases = gained > 0 and _cases_exchanged(one, other)
        if cases or (gained >= 0 and any(_subjects_exchanged(one, other, *places) for places in verbs)):
            yield one.word, other.word


def _gained(said: Sequence[str], quoted: Sequence[str], one: _Named, other: _Named) -> int:
    """How many more words stand as in the quote once the two names have changed places; -1 where most still do not."""
    as_quoted = [next((word for word in quoted if _same(mine, word)), mine) for mine in said]
    changed = list(as_quoted)
    changed[one.places[0]], changed[other.places[0]] = as_quoted[other.places[0]], as_quoted[one.places[0]]
    before, after = (_in_order(some, quoted) for some in (as_quoted, changed))
    return after - before if after >= _IN_ORDER * len(said) else -1


def _in_order(said: Sequence[str], quoted: Sequence[str]) -> int:
    return sum(block.size for block in SequenceMatcher(None, said, quoted, autojunk=False).get_matching_blocks())


def _cases_exchanged(one: _Named, other: _Named) -> bool:
    """Whether each of two names has the preposition here that the other has there."""
    if _WITH in one.prepositions:
        return False
    return one.prepositions[0] != one.prepositions[1] and one.prepositions == other.prepositions[::-1]


def _subjects_exchanged(one: _Named, other: _Named, here: int, there: int) -> bool:
    """Whether of two names without prepositions the one is subject of a verb here, the other there."""
    far = any(abs(name.places[text] - verb) > _REACH for name in (one, other) for text, verb in ((0, here), (1, there)))
    if far or any((*one.prepositions, *other.prepositions)):
        return False
    first, second = (_subject(one, other, text, verb) for text, verb in enumerate((here, there)))
    return first is not None and second is not None and first is not second


def _subject(one: _Named, other: _Named, text: int, verb: int) -> _Named | None:
    """The only name before the verb, or the first behind it; None where both stand before it."""
    before = [name for name in (one, other) if name.places[text] < verb]
    if len(before) == 2:
        return None
    return before[0] if before else min(one, other, key=lambda name: name.places[text])


def _names(said: Sequence[str], quoted: Sequence[str]) -> Iterator[_Named]:
    """The names that stand once in each text."""
    for here, word in enumerate(said):
        places = [there for there, other in enumerate(quoted) if _same(word, other)]
        alone = sum(_same(word, other) for other in said) == 1
        if len(places) == 1 and alone and (_is_name(word) or _is_name(quoted[places[0]])):
            (there,) = places
            bare = min(families(word) & families(quoted[there]), key=len)
            prepositions = _preposition(said, here, bare), _preposition(quoted, there, bare)
            joined = any(_joined(text, at) for text, at in ((said, here), (quoted, there)))
            yield _Named(word, (here, there), prepositions, joined)


def _preposition(text: Sequence[str], place: int, bare: str) -> str:
    """What stands before a name whose family is known, as a letter or a word."""
    word = text[place]
    if word[0] in PREPOSITIONS and word[1:].removeprefix("ل").removeprefix(ARTICLE).startswith(bare):
        return word[0]
    before = text[place - 1] if place else ""
    return before if before in _PREPOSITIONS else ""


def _joined(text: Sequence[str], place: int) -> bool:
    """Whether a conjunction joins a name to what stands beside it, so that its place in the list means nothing."""
    around = text[place : place + 2]
    return "و" in around[1:] or any(
        word[0] in CONJUNCTIONS and not _is_listed(word) and _is_name(word[1:]) for word in around
    )


def _same(one: str, other: str) -> bool:
    return not families(one).isdisjoint(families(other))


def _is_name(word: str) -> bool:
    """Whether a word is a listed name or place, or no common word."""
    if word in STOP_WORDS or len(word) < _LEAST or word[0].isdigit():
        return False
    return _is_listed(word) or bool(load_word_lists().places_in([word])) or not load_word_lists().is_common(word)


def _is_listed(word: str) -> bool:
    return word in load_word_lists().names or (word,) in load_word_lists().places


def _verbs(said: Sequence[str], quoted: Sequence[str], names: set[int]) -> Iterator[tuple[int, int]]:
    """Where a verb that both texts have once stands in each; none that says the same of both, and none negated."""
    denied = negated(said) | frozenset(names)
    for here, word in enumerate(said):
        there = [place for place, other in enumerate(quoted) if _same(word, other)]
        if here not in denied and len(there) == 1 and _is_deed(word) and _is_deed(quoted[there[0]]):
            yield here, there[0]


def _is_deed(word: str) -> bool:
    bare = without_conjunction(word)
    verb = is_verb(bare) or bare in load_verbs().like_nouns or _FEMININE_PRESENT.fullmatch(bare)
    return bool(verb) and word not in STOP_WORDS and families(word).isdisjoint(_mutual())


@cache
def _mutual() -> frozenset[str]:
    return frozenset(one for word in words(_MUTUAL) for one in families(word))


def _passive(text: Sequence[str]) -> bool:
    return any(pair in _BY for pair in pairwise(text)) or not _BY_ONE.isdisjoint(text)


def _shared(said: Sequence[str], quoted: Sequence[str]) -> float:
    telling = [word for word in said if word not in STOP_WORDS and len(word) >= _LEAST]
    return sum(any(_same(word, other) for other in quoted) for word in telling) / max(1, len(telling))
