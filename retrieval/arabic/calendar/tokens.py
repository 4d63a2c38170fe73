"""Folded text as words, numbers and marks from one place onwards, read only as far as it is looked at.

What they do not know: sentences. A blank line is a mark of its own, so that nothing is read across it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?<![^\W_])(?:(?P<joined>و) ?|ف)?(?:[بلك]?(?P<the>ال) ?|لل|[بلك])?(?P<digits>\d+)"
    r"|(?<=[\u0621-\u064a]{2})(?P<behind>\d{1,4})(?!\d)|[^\W\d_]+|\d+|[\n\u2029]\s*[\n\u2029]|[^\s\w]|_"
)
_GLUED_BEFORE = re.compile(r"\d[.,:/%-]$")
_GLUED_AFTER = re.compile(r"[.,:/%-]\d|[^\W\d_\u0600-\u06ff]")
_NEAR, _BACK = 20, 160
_LONG = 10
_BEFORE = re.compile(r"[^\W\d_]+|\d+|[^\s\w]|\n")


class Token(NamedTuple):
    """A word, number or mark of folded text; past the end of the text it is empty."""

    text: str
    start: int
    end: int
    number: int | None = None
    """Of digits that no single letter stands before but «و», «ب» and the like."""
    joined: bool = False
    """Whether «و» stands before the digits."""


class Tokens:
    """What is read of a folded text from ``start`` on, by its place."""

    def __init__(self, text: str, start: int = 0) -> None:
        self.text, self.start = text, start
        self._matches = _TOKEN.finditer(text, start)
        self._seen: list[Token] = []

    def __getitem__(self, place: int) -> Token:
        if place < len(self._seen):
            return self._seen[place]
        while len(self._seen) <= place:
            match = next(self._matches, None)
            if match is None:
                return Token("", len(self.text), len(self.text))
            self._seen.append(_token(match))
        return self._seen[place]

    def plain(self, place: int) -> int | None:
        """The number that stands here for itself: no part of a longer one, of a time, a score or a code."""
        token = self[place]
        return token.number if self.apart(place) and not _GLUED_AFTER.match(self.text, token.end) else None

    def apart(self, place: int) -> bool:
        """Whether no digits and a mark stand right before the number here."""
        token = self[place]
        digits = token.end - len(token.text)
        return not _GLUED_BEFORE.search(self.text[max(0, digits - 2) : digits])

    def behind(self, place: int, offset: int) -> int:
        """The first place, from this one on, whose token starts at an offset or behind it."""
        while self[place].text and self[place].start < offset:
            place += 1
        return place

    def nearest(self, start: int) -> str:
        """The word or mark right before an offset; "" where none is near."""
        for back in (_NEAR, _BACK):
            found = _BEFORE.findall(self.text, max(0, start - back), start)
            if len(found) > 1:  # the last of them is whole
                return str(found[-1])
        return str(found[-1]) if found else ""

    def before(self, start: int) -> list[str]:
        """The words and marks right before an offset, the nearest first, as far as they are worth looking at."""
        return _BEFORE.findall(self.text[max(0, start - _BACK) : start])[::-1]


def starting(text: str, words: frozenset[str]) -> Iterator[int]:
    """The offsets of the numbers of a folded text, and of those of its words that are given."""
    for match in _TOKEN.finditer(text):
        if match["digits"] or match["behind"] or match.group() in words:
            yield match.start()


def _token(match: re.Match[str]) -> Token:
    digits = match["digits"] or match["behind"]
    if not digits:
        return Token(match.group(), match.start(), match.end())
    start = match.start("the") if match["the"] else match.end() - len(digits)
    return Token(digits, start, match.end(), int(digits) if len(digits) < _LONG else None, match["joined"] is not None)
