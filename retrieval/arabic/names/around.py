"""What stands around a name found by whatever means: the rank or the office of a person, and what is no part of a name.

What it does not know: an office that stands elsewhere in the text.
"""

from bisect import bisect_left, bisect_right
from functools import lru_cache

from retrieval.arabic.names.people import title_behind
from retrieval.arabic.names.titles import title_at
from retrieval.arabic.names.wordforms import stripped, tokens

Span = tuple[int, int]

_FARTHEST = 14
_COMMAS = frozenset(("،", ",", "", "(", "-", ":"))


class Titles:
    """The titles that stand beside spans of one text."""

    def __init__(self, text: str) -> None:
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
                    cut = len(words[begin].key) - len(key)
                    return words[begin].start + cut, words[at - 1].end
        return None

    def _ends(self, begin: int, key: str) -> int:
        """Where the titles end that begin at a word, commas between them or not; -1 for none."""
        words, title = self._words, title_at(self._words, begin, key)
        while title is not None:
            end = title.end
            if end >= len(words) or words[end].gap not in ("،", ","):
                return end
            title = title_at(words, end, words[end].key)
            if title is None:
                return end
        return -1


@lru_cache(maxsize=50_000)
def _readings(key: str) -> tuple[str, ...]:
    """A word, and what is left of it behind particles."""
    ends = (form for form in stripped(key) if key.endswith(form) and not key.startswith("ال"))
    return (key, *ends)
