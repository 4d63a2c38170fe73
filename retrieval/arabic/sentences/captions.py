"""Which lines of an article are furniture because of the lines around them: captions, subheadings, lists of stories.

A short line that no mark ends, or that stands in quotation marks, is a caption or a subheading where such lines are the
exception, unless it begins as a sentence does or is an item of a list. The short lines under a label that stands alone
(«اقرأ أيضا:») are the headlines of other stories. What it does not know: a caption from a sentence that has lost its
full stop, where neither begins with a verb.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from retrieval.arabic.letters import fold
from retrieval.arabic.sentences.clauses import opens_sentence, opens_statement
from retrieval.arabic.sentences.furniture import stands_alone
from retrieval.arabic.verbs import is_verb, load_verbs

_MOST_WORDS = 14
_MOST_LETTERS = 160
_SHARE = 0.3
_ENDS = frozenset(".؟?!؛:،,…\"'»”’)]}›")
_TITLE_ENDS = frozenset('؟?!"»”)')
_ITEM = re.compile(r"\W*(?:\d{1,4}\s?[-–—.)ـ:/]|[أ-ي]\s?[-)])|[-•*–—●▪]")
_QUOTED = re.compile(r"[\"«“'](?:[^\s\"«»“”]+ ?){1,4}[\"»”']")


@dataclass(frozen=True, slots=True)
class Line:
    """What a line looks like by itself."""

    words: int
    """Zero where it is long or begins as a sentence does."""
    furniture: bool
    """Whether it is furniture wherever it stands."""
    caption: bool
    title: bool
    """Whether it may be the headline of another story."""
    label: bool
    """Whether it is a label that stands alone over what it labels."""
    introduces: bool


def describe(line: str, *, furniture: bool) -> Line:
    """What a line, without the white space around it, looks like; ``furniture`` is known by its own words."""
    introduces = line[-1] == ":"
    if furniture:
        return _line(0, furniture=True, label=len(line) <= _MOST_LETTERS and stands_alone(line))
    if len(line) > _MOST_LETTERS:
        return _line(0, introduces=introduces)
    words = line.split()
    first, second = fold(words[0]), fold(words[1]) if len(words) > 1 else ""
    if len(words) > _MOST_WORDS or opens_sentence(first, second):
        return _line(0, introduces=introduces)
    if _ITEM.match(line):
        return _line(len(words), introduces=introduces)
    heading = not (opens_statement(first) or is_verb(first) or first in load_verbs().like_nouns)
    if line[-1] in _ENDS:
        title = heading and line[-1] in _TITLE_ENDS and first[:1] != "و"
        return _line(len(words), caption=bool(_QUOTED.fullmatch(line)), title=title, introduces=introduces)
    return _line(len(words), caption=heading, title=heading)


@cache
def _line(
    words: int,
    *,
    furniture: bool = False,
    caption: bool = False,
    title: bool = False,
    label: bool = False,
    introduces: bool = False,
) -> Line:
    """The one such line; an article may have a million of them."""
    return Line(words, furniture, caption, title, label, introduces)


def find_captions(lines: Sequence[Line], text: str) -> set[int]:
    """The numbers of the lines of a text that are furniture where they stand."""
    listed = set(_under_labels(lines))
    short = set(_short(lines)) - listed
    if short and sum(lines[number].words for number in short) > _SHARE * len(text.split()):
        short = set()
    return short | listed | set(_beside(lines, short))


def _under_labels(lines: Sequence[Line]) -> Iterator[int]:
    listing = False
    for number, line in enumerate(lines):
        listing = line.label or (listing and line.title)
        if listing and not line.label:
            yield number


def _short(lines: Sequence[Line]) -> Iterator[int]:
    """The captions behind the article's first line, without the items that a colon introduced."""
    begun = introduced = False
    for number, line in enumerate(lines):
        if line.caption and begun and not introduced:
            yield number
        begun = begun or not line.furniture
        introduced = line.introduces or (introduced and line.words > 0)


def _beside(lines: Sequence[Line], captions: set[int]) -> Iterator[int]:
    """Headlines that end in a mark, beside captions: in a list of stories some ask."""
    for number in captions:
        for beside in (number - 1, number + 1):
            if 0 < beside < len(lines) and lines[beside].title:
                yield beside
