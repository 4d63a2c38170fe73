"""The items of a list that stands in one line: bullets, numbers, letters, dashes behind a colon.

Numbers and letters count as markers only where one follows the other («1- … 2- …», «أ) … ب) …»). What it does not
know: items without a marker, and ordinals («أولا: …»).
"""

import re
from collections.abc import Iterator, Sequence

_MARKER = re.compile("[•●▪■◦‣⁃∙◾◼➤►▶✔✓❖*)–—-]|\\d[./ـ]")
_BULLET = re.compile(r"(?<!\S)[•●▪■◦‣⁃∙◾◼➤►▶✔✓❖](?=\s*[^\W_])")
_NUMBER = re.compile(
    r"(?:(?<!\S)\(?(\d{1,2})\s?[-–ـ)/]{1,2}|(?:(?<=[.:؟!؛)»\"]\s)|^)(\d{1,2})\.-?)\s*(?=[\"«“(]?[^\W\d_])"
)
_LETTER = re.compile(r"(?<!\S)\(?([أابجدهوزحطي])ـ?\s?[-–)]\s*(?=[\"«“(]?[^\W\d_])")
_DASH = re.compile(r"(?<!\S)[-–—*](?=\s*[^\W\d_])")
_INTRODUCED_DASH = re.compile(r":\s*[-–—*]\s*[^\W\d_]")
_ABJAD = "ابجدهوزحطي"
_LEAST = 2


def find_items(line: str) -> list[int]:
    """The offsets at which items begin inside a line, ascending."""
    if _MARKER.search(line) is None:
        return []
    starts = {match.start() for match in _BULLET.finditer(line)}
    starts.update(_counted([(int(match[1] or match[2]), match.start()) for match in _NUMBER.finditer(line)], first=1))
    letters = [(_ABJAD.index(match[1].replace("أ", "ا")), match.start()) for match in _LETTER.finditer(line)]
    starts.update(_counted(letters, first=0))
    introduced = _INTRODUCED_DASH.search(line)
    if introduced:
        dashes = [match.start() for match in _DASH.finditer(line, introduced.start())]
        starts.update(dashes if len(dashes) >= _LEAST else ())
    return sorted(starts)


def _counted(markers: Sequence[tuple[int, int]], *, first: int) -> Iterator[int]:
    """The offsets of markers that count on from each other, from ``first`` or from the marker that the line begins
    with."""
    run: list[int] = []
    expected = first
    for number, start in markers:
        if number == expected or (not run and start == 0):
            run.append(start)
            expected = number + 1
    return iter(run if len(run) >= _LEAST else ())
