"""What stands around a name found by whatever means: the rank or the office of a person, and what is no part of a name.

What it does not know: an office that stands elsewhere in the text.
"""

from bisect import bisect_left, bisect_right
from functools import lru_cache

from retrieval.arabic.names.name import behind
from retrieval.arabic.names.people import title_behind
from retrieval.arabic.names.titles import title_at
from retrieval.arabic.names.wordforms import stripped, tokens

Span = tuple[int, int]

_FARTHEST = 14
_AND, _ARTICLE, _FOR = "و", "ال", "لل"
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
        before = self._before(first)
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


@lru_cache(maxsize=50_000)
def _readings(key: str) -> tuple[str, ...]:
    """A word, and what is left of it behind particles."""
    ends = (form for form in stripped(key) if key.endswith(form) and not key.startswith(_ARTICLE))
    joined = [_ARTICLE + key[len(_FOR) :]] if key.startswith(_FOR) else []
    return (key, *joined, *ends)


def _particles(word: str, key: str) -> int:
    """How many letters in front of a word are not of its reading; «لل», which holds the article, stays."""
    return 0 if word.startswith(_FOR) else len(word) - len(key)
