"""Quotations and brackets: which words of a line stand inside them.

A straight quotation mark opens or closes by the spaces around it; where they do not tell, it closes what is open. A
mark without a partner is told apart, because a quotation may go on from the line before or into the next. What it does
not know: single quotation marks, which Arabic text uses as apostrophes.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.types import Span

_MARKS = re.compile('["«»“”„()\\[\\]{}]')
_OPENERS = {"«": "»", "“": "”", "„": "”", "(": ")", "[": "]", "{": "}"}
_CLOSERS = {"»": "«", "”": "“", ")": "(", "]": "[", "}": "{"}
_BRACKETS = "([{"
_AFTER_CLOSER = frozenset(".,،؛;:!؟?)]}»”…-–—/")
_BEFORE_OPENER = frozenset("([{«“:،,/-–—ـ")
_CLITICS = frozenset(("و", "ف", "ب", "ل", "ك", "وب", "ول", "ال", "لل", "بال", "وال"))
_LONGEST = 300
"""A bracket that closes later is taken for two marks that have lost their partners; so far a quotation reaches from a
mark that has none."""
_MANY, _THICK = 30, 8
"""A line where more than ``_MANY`` characters, and every eighth, are such marks is no prose."""


@dataclass(frozen=True, slots=True)
class Enclosures:
    """Ascending spans, none inside another; each begins at its opening mark and ends behind its closing one."""

    quotations: tuple[Span, ...]
    """Those with both marks."""
    open_quotations: tuple[Span, ...]
    """Those too, and what stands before a first mark that only closes, or behind a last one that only opens."""
    brackets: tuple[Span, ...]


NOTHING = Enclosures((), (), ())


def find_enclosures(line: str) -> Enclosures:
    """The outermost quotations and brackets of a line."""
    marks = [(match.group(), match.start()) for match in _MARKS.finditer(line)]
    if not marks or len(marks) > max(_MANY, len(line) / _THICK):
        return NOTHING
    quotations: list[Span] = []
    brackets: list[Span] = []
    open_marks: list[tuple[str, int]] = []
    held = dict.fromkeys('"«“([{', 0)
    first_closes = None
    for mark, at in marks:
        mark = "“" if mark == "„" else mark
        if mark in _OPENERS or (mark == '"' and _opens(line, at, is_open=held['"'] > 0)):
            open_marks.append((mark, at))
            held[mark] += 1
        elif held[opener := _CLOSERS.get(mark, mark)]:
            start = _pop(open_marks, held, opener)
            if opener not in _BRACKETS:
                quotations.append((start, at + 1))
            elif at - start <= _LONGEST:
                brackets.append((start, at + 1))
        elif opener not in _BRACKETS and not quotations and not open_marks and first_closes is None:
            first_closes = at
    loose = [] if first_closes is None else [(max(0, first_closes - _LONGEST), first_closes + 1)]
    last = next((at for mark, at in reversed(open_marks) if mark not in _BRACKETS), None)
    if last is not None and (not quotations or quotations[-1][0] < last):
        loose.append((last, min(len(line), last + _LONGEST)))
    return Enclosures(_outermost(quotations), _outermost([*quotations, *loose]), _outermost(brackets))


def _pop(open_marks: list[tuple[str, int]], held: dict[str, int], opener: str) -> int:
    """Take the last open mark of a kind off the stack, and with it those opened since, which have no partner."""
    while True:
        mark, start = open_marks.pop()
        held[mark] -= 1
        if mark == opener:
            return start


def _opens(line: str, at: int, *, is_open: bool) -> bool:
    """Whether a straight mark opens a quotation."""
    before, after = line[at - 1 : at], line[at + 1 : at + 2]
    if before == ":":
        return True
    closes = bool(before) and not before.isspace() and (not after or after.isspace() or after in _AFTER_CLOSER)
    opens = (
        (not before or before.isspace() or before in _BEFORE_OPENER)
        and after not in _AFTER_CLOSER
        and bool(after.strip())
    )
    if opens == closes:
        clitic = line[max(0, at - 4) : at].rsplit(None, 1)[-1:]
        return not is_open if not clitic or clitic[0] not in _CLITICS else not before.isspace()
    return opens


def _outermost(spans: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(_merged(sorted(spans)))


def _merged(spans: Sequence[Span]) -> Iterator[Span]:
    """Ascending spans with those that overlap made one."""
    if not spans:
        return
    start, end = spans[0]
    for next_start, next_end in spans[1:]:
        if next_start < end:
            end = max(end, next_end)
        else:
            yield start, end
            start, end = next_start, next_end
    yield start, end


def around(spans: Sequence[Span], at: int) -> Span | None:
    """The span, of ascending ones, with an offset strictly inside."""
    number = bisect_right(spans, (at, 0)) - 1
    return spans[number] if number >= 0 and spans[number][0] < at < spans[number][1] else None
