"""Which lines of an article are furniture because of the lines around them: captions, subheadings, lists of stories.

A short line that no mark ends is a caption or a subheading where such lines are the exception, unless it begins as a
sentence does or is an item that a colon introduced. The short lines under a label that stands alone («اقرأ أيضا:») are
the headlines of other stories. What it does not know: a caption from a sentence that has lost its full stop, where
neither begins with a verb.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from retrieval.arabic.clauses import opens_sentence
from retrieval.arabic.furniture import stands_alone
from retrieval.arabic.letters import fold
from retrieval.arabic.verbs import is_verb, load_verbs

_MOST_WORDS = 14
_MOST_LETTERS = 160
_SHARE = 0.3
_ENDS = frozenset(".؟?!؛:،,…\"'»”’)]}›")
_TITLE_ENDS = frozenset("؟?!\"»”)")
_BULLETS = frozenset("-•*–—●▪")


@dataclass(frozen=True, slots=True)
class Line:
    """What a line looks like by itself."""

    words: int
    """Zero where it is no caption and no title."""
    caption: bool
    title: bool
    """Whether it may be the headline of another story."""
    label: bool
    """Whether it is a label that stands alone over what it labels."""
    introduces: bool


def describe(line: str, rule: str | None) -> Line:
    """What a line, without the white space around it, looks like; ``rule`` is that of the label it begins with."""
    last = line[-1]
    if len(line) > _MOST_LETTERS:
        return _line(0, introduces=last == ":")
    if rule is not None and stands_alone(line, rule):
        return _line(0, label=True)
    if (last in _ENDS and last not in _TITLE_ENDS) or line[0] in _BULLETS:
        return _line(0, introduces=last == ":")
    words = line.split()
    first, second = fold(words[0]), fold(words[1]) if len(words) > 1 else ""
    if len(words) > _MOST_WORDS or opens_sentence(first, second):
        return _line(0)
    caption = last not in _ENDS and not is_verb(first) and first not in load_verbs().like_nouns
    return _line(len(words), caption=caption, title=caption or last in _ENDS)


@cache
def _line(words: int, *, caption: bool = False, title: bool = False, label: bool = False, introduces: bool = False) -> Line:
    """The one such line; an article may have a million of them."""
    return Line(words, caption, title, label, introduces)


def find_captions(lines: Sequence[Line], text: str) -> set[int]:
    """The numbers of the lines of a text that are furniture where they stand."""
    listed = set(_under_labels(lines))
    short = set(_short(lines)) - listed
    if short and sum(lines[number].words for number in short) > _SHARE * len(text.split()):
        short = set()
    return short | listed


def _under_labels(lines: Sequence[Line]) -> Iterator[int]:
    listing = False
    for number, line in enumerate(lines):
        listing = line.label or (listing and line.title)
        if listing and not line.label:
            yield number


def _short(lines: Sequence[Line]) -> Iterator[int]:
    """The short lines behind the first that no colon introduced."""
    introduced = False
    for number, line in enumerate(lines):
        if not line.caption:
            introduced = line.introduces
        elif number and not introduced:
            yield number
