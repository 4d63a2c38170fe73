"""People in a text: a name behind a rank or an office, or a given and a family name of the lists.

What it does not know: who is meant, and names of one word that nothing announces.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.arabic.names.ends import ends_there
from retrieval.arabic.names.parts import Part, Trust, parts_of
from retrieval.arabic.names.senses import load_name_words, sense
from retrieval.arabic.names.titles import Title, title_at
from retrieval.arabic.names.wordforms import Token

_COMMAS = frozenset(("،", ",", "(", "/", "-", "–", "—"))
_BEFORE_NAME = frozenset(("،", ",", "/", ":"))
_PARTICLES = ("و", "ف", "ب", "ل")
_ABBREVIATING = frozenset((".", "/", "./"))


@dataclass(frozen=True, slots=True)
class Person:
    """A mention, as half-open ranges of words: the whole ends at ``end``, the name in it, the title."""

    end: int
    core: tuple[int, int]
    title: tuple[int, int] | None
    sure: bool
    last: int = 0
    """Where the last part of the name begins, 0 where it has one."""


def person_at(words: Sequence[Token], start: int, key: str) -> Person | None:
    """The person whose mention begins with this reading of the word at ``start``, by a rank or an office."""
    title = title_at(words, start, key)
    if title is None or title.end >= len(words):
        return None
    gap = words[title.end].gap
    if not gap or (title.abbreviated and gap in _ABBREVIATING):
        return _announced(words, start, title, key)
    return _apart(words, start, title) if title.office and gap in _BEFORE_NAME else None


def _announced(words: Sequence[Token], start: int, title: Title, key: str) -> Person | None:
    """A name right behind a title."""
    at = title.end
    if words[at].key in load_name_words().titles["links"]:
        return None
    parts = parts_of(
        words, at, words[at].key, announced=True, strict=title.strict or (title.office and not title.addressed)
    )
    if not parts or (title.bare and all(part.trust < Trust.SURE for part in parts)):
        return None
    end = parts[-1].end
    unlisted = title.strict and parts[0].trust < Trust.SURE and not sense(words[at].key).marks
    sure = not unlisted and all(part.trust > Trust.WEAK for part in parts) and not (title.bare and len(parts) < 2)
    sure = sure and not _follows_given_name(words, start, key)
    behind = title_behind(words, end)
    if behind is not None and parts[-1].trust == Trust.WEAK:
        sure = True
    shown = behind if behind is not None and not title.office else (start, at)
    return Person(
        behind[1] if behind else end,
        (at, end),
        shown,
        sure and ends_there(words, end, alone=len(parts) == 1),
        _last(parts),
    )


def _apart(words: Sequence[Token], start: int, title: Title) -> Person | None:
    """A name behind an office and a comma, with a rank or by the lists."""
    inner = title_at(words, title.end, words[title.end].key)
    if inner is not None and inner.end < len(words) and not words[inner.end].gap:
        person = _announced(words, title.end, inner, words[title.end].key)
        return person and Person(person.end, person.core, (start, person.core[0]), person.sure, person.last)
    person = bare_person_at(words, title.end, words[title.end].key)
    return person and Person(person.core[1], person.core, (start, title.end), person.sure, person.last)


def bare_person_at(words: Sequence[Token], start: int, key: str) -> Person | None:
    """The person whose name begins with this reading of the word at ``start``, by the lists alone."""
    parts = parts_of(words, start, key, announced=False)
    if len(parts) < 2:
        return None
    end = parts[-1].end
    behind = title_behind(words, end)
    sure = all(part.trust == Trust.SURE for part in parts) and begins_there(words, start, key)
    return Person(
        behind[1] if behind else end, (start, end), behind, sure and ends_there(words, end, alone=False), _last(parts)
    )


def _follows_given_name(words: Sequence[Token], start: int, key: str) -> bool:
    """Whether what looks like a title may be part of a name: "عادل الحاج سالم"."""
    joined = start > 0 and not words[start].gap and words[start].key == key
    return joined and "G" in sense(words[start - 1].key).marks


def _last(parts: Sequence[Part]) -> int:
    return parts[-2].end if len(parts) > 1 else 0


def begins_there(words: Sequence[Token], start: int, key: str) -> bool:
    """Whether the word before a name that no title announces is surely no part of it."""
    if not start or words[start].gap or words[start].key != key:
        return True
    before = sense(words[start - 1].key)
    if before.closer or before.verb:
        return True
    bare = sense(words[start - 1].key[1:]) if words[start - 1].key[:1] in _PARTICLES else before
    return not (before.marks or before.stranger or bare.marks)


def title_behind(words: Sequence[Token], end: int) -> tuple[int, int] | None:
    """An office behind a name, joined by a comma or by nothing, and no other's name behind it."""
    if end >= len(words) or (words[end].gap and words[end].gap not in _COMMAS):
        return None
    title = title_at(words, end, words[end].key)
    if title is None or not title.office:
        return None
    another = title.end < len(words) and not words[title.end].gap
    if another and parts_of(words, title.end, words[title.end].key, announced=False):
        return None
    return end, title.end
