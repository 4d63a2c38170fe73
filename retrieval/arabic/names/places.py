"""Places in a text: countries and towns of the lists, and proper names behind a noun such as "city" or "street".

What it does not know: small places that nothing announces.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.arabic.clitics import is_definite
from retrieval.arabic.names.phrases import place_end
from retrieval.arabic.names.senses import load_name_words, phrase_end, sense
from retrieval.arabic.names.wordforms import Token

_MOST_PARTS = 4
_COUNTED = frozenset(("اولي", "ثانيه", "ثالثه", "رابعه", "خامسه", "سادسه", "جديده", "واحده", "اخري"))
_PRISON = "سجن"
"""Before a person's name it is the act."""
_KINGDOM = "السعوديه"


@dataclass(frozen=True, slots=True)
class Place:
    """A mention, as half-open ranges of words; ``proper`` is the name without the head noun."""

    end: int
    proper: tuple[int, int]
    sure: bool


def headed_place_at(words: Sequence[Token], start: int, key: str) -> Place | None:
    """The place that a head noun or a side announces at this reading of the word at ``start``."""
    known = load_name_words()
    if place_end(words, start, key) > start:
        return None
    if key in known.heads["place_heads"]:
        return _headed(words, start, key)
    side = phrase_end(known.sides, words, start, key)
    if side > start and side < len(words) and not words[side].gap:
        end = place_end(words, side, words[side].key)
        if end > side:
            return Place(end, (side, end), sure=True)
    return None


def listed_place_at(words: Sequence[Token], start: int, key: str) -> Place | None:
    """The place of the lists that begins with this reading of the word at ``start``."""
    end = place_end(words, start, key)
    if end > start:
        if key == _KINGDOM and start and not words[start].gap and is_definite(words[start - 1].key):
            return None
        end = _told_apart(words, end)
        return Place(end, (start, end), sure=True)
    return None


def _told_apart(words: Sequence[Token], end: int) -> int:
    """Behind an adjective that belongs to the name of a place: "القديمة", "الشمالية"."""
    if end < len(words) and not words[end].gap and words[end].key in load_name_words().heads["place_adjectives"]:
        return end + 1
    return end


def _headed(words: Sequence[Token], start: int, key: str, *, inner: bool = False) -> Place | None:
    at = start + 1
    if at >= len(words) or words[at].gap:
        return None
    known = load_name_words()
    end = place_end(words, at, words[at].key)
    if end > at:
        end = _told_apart(words, end)
        return Place(end, (at, end), sure=True)
    a_head = words[at].key in known.heads["place_heads"] and words[at].key not in known.heads["toponyms"]
    if a_head and not inner and (place := _headed(words, at, words[at].key, inner=True)):
        return place
    wide = key in known.heads["wide_place_heads"]
    end, trust = at, 2
    while end < len(words) and end - at < _MOST_PARTS and not (words[end].gap and end > at):
        part = _part(words, end, key, first=end == at, wide=wide)
        if part is None:
            break
        end, trust = end + part[0], min(trust, part[1])
    if end == at:
        return None
    end = _told_apart(words, end)
    return Place(end, (at, end), trust > 0)


def _part(words: Sequence[Token], at: int, head: str, *, first: bool, wide: bool) -> tuple[int, int] | None:
    """How many words are the next part of the proper name, and how surely; ``None`` if none is."""
    key = words[at].key
    word = sense(key)
    if key in load_name_words().heads["toponyms"] and at + 1 < len(words) and not words[at + 1].gap:
        following = sense(words[at + 1].key)
        if not (following.closer or following.verb or following.adjective):
            return 2, 1 if following.everyday else 2
    if word.closer or word.verb:
        return None
    if first:
        if key in _COUNTED or (head == _PRISON and "G" in word.marks):
            return None
        if word.everyday:
            return None if wide or not word.article or word.nation else (1, 0)
        if word.stranger and word.rare and not word.article:
            return None
        return (1, 2) if word.name or word.stranger or "X" in word.marks else (1, 1) if word.marks else None
    if word.name or (word.stranger and not word.article and not word.rare and not key.startswith(("و", "ب", "ل"))):
        return 1, 1
    return None
