"""Which parts of an Arabic text are read from left to right.

A run is a Latin phrase with the digits, signs and blanks inside it, as the Unicode bidirectional algorithm would order
it, and, which that algorithm would not, with the signs at its ends («C++», «.NET»); or a number with its signs («$500»,
«12.5%», «+218 91 234»). Set apart as a whole, its words keep their order and its signs their place. What it does not
know: scripts other than Arabic and those of Europe.
"""

import re
from collections.abc import Iterator

from retrieval.types import Span

_LETTER = r"A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff"
_DIGIT = r"0-9٠-٩۰-۹"
_SIGN = r"$€£¥₪₹+\-−#@&~"
_INSIDE = r"[ \u00a0!-/:-@\[-`{-~°–—‘’“”•…€£¥₪₹]"
_LINK = rf"[A-Za-z][A-Za-z0-9+.\-]*://[{_LETTER}{_DIGIT}!#$%&'()*+,./:;=?@\[\]_~\-]*[{_LETTER}{_DIGIT}/#=]"
_PHRASE = (
    rf"(?:(?<!\S)(?:--?|[.@#$~]|\.{{0,2}}/))?[{_LETTER}](?:{_INSIDE}{{0,4}}[{_LETTER}{_DIGIT}\u0300-\u036f])*"
    r"(?:\+\+?|#|%|°)?"
)
_PHONE = rf"\+[{_DIGIT}](?:[ ()\-]{{0,2}}[{_DIGIT}])+"
_NUMBER = rf"(?<![{_DIGIT}])(?:[{_SIGN}](?=[{_DIGIT}]))?[{_DIGIT}](?:[.,:/\-–_٫٬]?[{_DIGIT}{_LETTER}])*(?:[%٪°€$£])?"
_LEFT_TO_RIGHT = re.compile("|".join((_LINK, _PHRASE, _PHONE, _NUMBER)))
_CLOSED_BY = {"(": ")", "[": "]", "{": "}", "“": "”", "‘": "’"}
_CLOSING = frozenset(_CLOSED_BY.values())
_QUOTE = '"'


def left_to_right(text: str) -> Iterator[Span]:
    """The runs in a text, in order, not overlapping."""
    end = 0
    while match := _LEFT_TO_RIGHT.search(text, end):
        end = _balanced(text, *match.span())
        yield match.start(), end


def _balanced(text: str, start: int, end: int) -> int:
    """Where a run ends: before a bracket that was opened outside it, behind those that it opened itself."""
    awaited: list[str] = []
    for at in range(start, end):
        mark = text[at]
        if awaited and mark == awaited[-1]:
            awaited.pop()
        elif mark in _CLOSING - {"’"}:
            return start + len(text[start:at].rstrip())
        elif mark == _QUOTE or mark in _CLOSED_BY:
            awaited.append(_CLOSED_BY.get(mark, mark))
    while awaited and text[end : end + 1] == awaited.pop():
        end += 1
    return end
