"""What stands around a name found by whatever means: the rank or the office of a person, and what is no part of a name.

What it does not know: an office that stands elsewhere in the text.
"""

from bisect import bisect_left, bisect_right
from functools import lru_cache

from retrieval.arabic.clitics import CONJUNCTIONS, PREPOSITIONS
from retrieval.arabic.names.name import behind
from retrieval.arabic.names.people import title_behind
from retrieval.arabic.names.senses import load_name_words, sense
from retrieval.arabic.names.titles import title_at
from retrieval.arabic.names.wordforms import stripped, tokens

Span = tuple[int, int]

_FARTHEST = 14
_AND, _ARTICLE, _FOR = "و", "ال", "لل"
_IN = "في"
_LINKS = frozenset((_IN, "عن", "الي", "لدى", "لدي", "باسم"))
_WITHIN = frozenset(("", "«", "»", '"', "#"))
_OFFICES = ("offices", "definite_offices", "whole_offices")
_PARTICLES = frozenset((*CONJUNCTIONS, *PREPOSITIONS))
_LEAST = 4
_COMMAS_BETWEEN = frozenset(("،", ","))
_COMMAS = frozenset(("،", ",", "", "(", "-", ":"))


class Titles:
    """The titles that stand beside spans of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words = tokens(text)
        self._starts = [word.start for word in self._words]

    def of(self, start: int, end: int) -> Span | None:
        """The title right before the name at these offsets, else the office right behind it."""
        first = bisect_right(self._starts, start) - 1
        last = bisect_left(self._starts, end)
        before = self._before(first) or self._office_before(first)
        if before is not None:
            return before
        behind = title_behind(self._words, last)
        return (self._words[behind[0]].start, self._words[behind[1] - 1].end) if behind else None

    def _before(self, at: int) -> Span | None:
        """The longest title that ends where a word begins, with one comma between at most."""
        words = self._words
        if at <= 0 or words[at].gap not in _COMMAS:
            return None
        for begin in range(max(0, at - _FARTHEST), at):
            for key in _readings(words[begin].key):
                if self._ends(begin, key) == at:
                    return behind(self._text, words[begin], _particles(words[begin].key, key)), words[at - 1].end
        return None

    def _office_before(self, at: int) -> Span | None:
        """An office whose words reach up to a name, whatever it is of: «مبعوث الأمم المتحدة إلى سوريا»."""
        words, begin, inside = self._words, -1, False
        if at <= 0 or words[at].gap not in _COMMAS:
            return None
        for place in range(at - 1, max(-1, at - _FARTHEST), -1):
            if _heads_office(words[place].key):
                begin = place
            elif not _is_part_of_office(words[place].key):
                break
            inside = inside or words[place].key == _IN
            if words[place].gap not in _WITHIN:
                break
        if begin < 0 or (inside and words[at].gap not in _COMMAS_BETWEEN):
            return None
        particles = next(letters for letters, key in _office_readings(words[begin].key) if key)
        return behind(self._text, words[begin], particles), words[at - 1].end

    def _ends(self, begin: int, key: str) -> int:
        """Where the titles end that begin at a word, commas between them or not; -1 for none."""
        words, title = self._words, title_at(self._words, begin, key)
        end = -1
        while title is not None:
            end = title.end
            if end >= len(words):
                break
            if words[end].gap in _COMMAS_BETWEEN:
                title = title_at(words, end, words[end].key)
            elif not words[end].gap and words[end].key.startswith(_AND):
                title = title_at(words, end, words[end].key[1:])
            else:
                break
        return end


def _heads_office(key: str) -> bool:
    return any(reading for _, reading in _office_readings(key))


@lru_cache(maxsize=50_000)
def _office_readings(key: str) -> tuple[tuple[int, str], ...]:
    """A word and what is left of it behind a particle, with the particle's letters; "" for what heads no office."""
    titles = load_name_words().titles
    readings = [(0, key), *((1, key[1:]) for first in key[:1] if first in _PARTICLES and len(key) > _LEAST)]
    if key.startswith(_FOR):
        readings.append((0, _ARTICLE + key[len(_FOR) :]))
    return tuple(
        (letters, one if any((one,) in titles[kind].get(one, ()) for kind in _OFFICES) else "")
        for letters, one in readings
    )


@lru_cache(maxsize=50_000)
def _is_part_of_office(key: str) -> bool:
    """Whether a word may stand between the head of an office and the name of who holds it."""
    word = sense(key)
    if key in _LINKS:
        return True
    return not (word.closer or word.verb or ("G" in word.marks and not word.everyday))


@lru_cache(maxsize=50_000)
def _readings(key: str) -> tuple[str, ...]:
    """A word, and what is left of it behind particles."""
    ends = (form for form in stripped(key) if key.endswith(form) and not key.startswith(_ARTICLE))
    joined = [_ARTICLE + key[len(_FOR) :]] if key.startswith(_FOR) else []
    return (key, *joined, *ends)


def _particles(word: str, key: str) -> int:
    """How many letters in front of a word are not of its reading; «لل», which holds the article, stays."""
    return 0 if word.startswith(_FOR) else len(word) - len(key)
