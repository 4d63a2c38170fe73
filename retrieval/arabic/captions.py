"""Which lines of an article are furniture because of the lines around them: captions, subheadings, lists of stories.

A short line that no mark ends is a caption or a subheading where such lines are the exception, unless it begins as a
sentence does or is an item that a colon introduced. What it does not know: a caption from a sentence that has lost its
full stop, where neither begins with a verb.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from retrieval.arabic.clauses import opens_sentence
from retrieval.arabic.furniture import opens_list
from retrieval.arabic.letters import fold
from retrieval.arabic.verbs import is_verb, load_verbs

_MOST_WORDS = 14
_SHARE = 0.3
_MOST_LETTERS = 160
_ENDS = frozenset(".؟?!؛:،,…\"'»”’)]}›")
_BULLETS = frozenset("-•*–—●▪")


def find_captions(lines: Sequence[str]) -> set[int]:
    """The numbers of the lines, given without the white space around them, that are furniture where they stand."""
    listed = set(_under_labels(lines))
    short = {n for n in _short(lines) if n not in listed}
    total = sum(len(line.split()) for line in lines)
    if sum(len(lines[n].split()) for n in short) > _SHARE * total:
        short = set()
    return short | listed


def _under_labels(lines: Sequence[str]) -> Iterator[int]:
    """The short lines right behind a label that stands alone."""
    listing = False
    for number, line in enumerate(lines):
        if len(line) <= _MOST_LETTERS and opens_list(line):
            listing = True
        elif listing:
            listing = _is_title(line)
            if listing:
                yield number


def _short(lines: Sequence[str]) -> Iterator[int]:
    """The short lines behind the first that no colon introduced."""
    introduced = False
    for number, line in enumerate(lines):
        if len(line) <= _MOST_LETTERS and _looks_like_caption(line):
            if number and not introduced:
                yield number
        else:
            introduced = line.endswith(":") and not (len(line) <= _MOST_LETTERS and opens_list(line))


@lru_cache(maxsize=20_000)
def _looks_like_caption(line: str) -> bool:
    words = line.split()
    if not 0 < len(words) <= _MOST_WORDS or line[-1] in _ENDS or line[0] in _BULLETS:
        return False
    first, second = (fold(word) for word in (*words, "")[:2])
    return not (opens_sentence(first, second) or is_verb(first) or first in load_verbs().like_nouns)


def _is_title(line: str) -> bool:
    return len(line) <= _MOST_LETTERS and (
        _looks_like_caption(line) or (len(line.split()) <= _MOST_WORDS and line[-1] in "؟?!\"»”)" and not _continues(line))
    )


def _continues(line: str) -> bool:
    first, second = (fold(word) for word in (*line.split(), "")[:2])
    return opens_sentence(first, second)
