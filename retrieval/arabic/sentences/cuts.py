"""Where a sentence that is too long to quote is cut: what a cut costs at each word, and the cuts that cost least.

The cheapest stand before a clause that reads as a sentence of its own («، وأضاف أن …»), the dearest inside a name or a
number, behind a preposition, in a quotation, between a verb of saying and its «أن». What it does not know: whether the
clause before the cut is complete.
"""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import pairwise

from retrieval.arabic.letters import fold
from retrieval.arabic.sentences.clauses import Kind, kind_of, leans
from retrieval.arabic.sentences.enclosures import find_enclosures
from retrieval.arabic.verbs import is_verb, may_say
from retrieval.types import Span

LEAST_WORDS = 8
"""No part has fewer."""

_COSTS: dict[Kind, tuple[int, int]] = {
    "saying": (1, 2),
    "independent": (1, 3),
    "independent_after_comma": (3, 12),
    "verb": (3, 6),
    "result": (7, 11),
    "dependent": (8, 12),
    "participle": (8, 12),
    "adverb": (9, 20),
    "noun or verb": (9, 14),
    "relative": (9, 16),
    "and": (10, 15),
    "preposition": (12, 17),
    "bare verb": (14, 25),
    "attribution": (16, 20),
    "said": (60, 60),
    "other": (11, 40),
}
"""Of a cut before a word of each kind, behind a comma and without one."""

_AFTER_STOP, _LEANING_AFTER_STOP, _COLON, _DASH = 2, 8, 16, 13
_APPOSITION, _SHORT_CLAUSE, _IN_QUOTATION, _UNSAID, _IN_BRACKET, _NEVER = 5, 9, 20, 30, 100, 400
_UNREACHABLE = 10**12
_APPOSED = 4
"""So few words between two commas are an apposition."""
_SAID_WITHIN = 20
"""So many words may stand between a verb of saying and its «أن»."""

_SPACED_WORD = re.compile(r"\S+")
_CLOSERS = "\"'»”’)]}›"
_EDGES = _CLOSERS + "«“‘([{‹،,؛;:.…؟?!۔"
_COMMAS, _STOPS = frozenset("،,"), frozenset("؛;.…؟?!۔")
_DASHES = frozenset("-–—•*")
_NO_START = frozenset("،,؛;.…؟?!۔:%)»")
_LEANING_KINDS = frozenset(
    {"dependent", "attribution", "participle", "adverb", "preposition", "result", "relative", "said"}
)


def costs(text: str, spans: Sequence[Span]) -> list[int]:
    """What a cut costs before each word of a sentence but the first; the words are given as spans, one at least."""
    raw = [text[start:end] for start, end in spans]
    words = [fold(word).strip(_EDGES) for word in raw]
    words.append("")
    found = [
        _cost(before, raw[number], words[number - 1], words[number], words[number + 1])
        for number, before in enumerate(raw[:-1], 1)
    ]
    _add_appositions(raw, found)
    _add_short_clauses(raw, words, found)
    _add_unsaid(raw, words, found)
    _add_inside(text, spans, found)
    return found


def _cost(before: str, raw: str, before_word: str, word: str, following: str) -> int:
    end = before[-1]
    if end in _CLOSERS:
        end = before.rstrip(_CLOSERS)[-1:]
    if raw[0] in _NO_START or before in _DASHES:
        return _NEVER
    if end in _COMMAS:
        return _COSTS[kind_of(word, following)][0]
    if end in _STOPS:
        if len(before_word) < 2:
            return _NEVER
        return _LEANING_AFTER_STOP if kind_of(word, following) in _LEANING_KINDS else _AFTER_STOP
    if end == ":":
        return _COLON
    if raw in _DASHES:
        return _DASH
    if leans(before_word) or before_word.isdigit():
        return _NEVER
    return _COSTS[kind_of(word, following)][1]


def _add_appositions(raw: Sequence[str], found: list[int]) -> None:
    """Make a cut dearer at a comma that another one follows soon."""
    last = -_APPOSED
    for number, word in enumerate(raw[:-1]):
        if word[-1] in _COMMAS:
            if number - last <= _APPOSED and last >= 0:
                found[last] += _APPOSITION
            last = number


def _add_short_clauses(raw: Sequence[str], words: Sequence[str], found: list[int]) -> None:
    """Make a cut dearer where a verb follows a verb («ندفع ونساعد»), or begins but a few words before a comma."""
    for number in range(1, len(raw)):
        if found[number - 1] == _COSTS["verb"][1]:
            soon = any(word[-1] in _COMMAS for word in raw[number : number + _APPOSED])
            if soon or is_verb(words[number - 1]):
                found[number - 1] += _SHORT_CLAUSE


def _add_unsaid(raw: Sequence[str], words: Sequence[str], found: list[int]) -> None:
    """Make the cuts dearer between a verb of saying and its «أن» or colon."""
    saying = -1
    for number, word in enumerate(words[:-1]):
        if may_say(word):
            saying = number
        elif saying >= 0 and (raw[number][-1] == ":" or kind_of(word, "") == "said"):
            if number - saying <= _SAID_WITHIN:
                for between in range(saying, number):
                    found[between] += _UNSAID
            saying = -1


def _add_inside(text: str, spans: Sequence[Span], found: list[int]) -> None:
    """Make the cuts inside quotations and brackets dearer."""
    begin = spans[0][0]
    enclosures = find_enclosures(text[begin : spans[-1][1]])
    for inside, more in ((enclosures.quotations, _IN_QUOTATION), (enclosures.brackets, _IN_BRACKET)):
        number = 1
        for start, end in inside:
            while number < len(spans) and spans[number][0] - begin <= start:
                number += 1
            while number < len(spans) and spans[number][0] - begin < end:
                found[number - 1] += more
                number += 1


def parts(text: str, start: int, end: int, most: int) -> Iterator[Span]:
    """A sentence whole, or in parts of ``LEAST_WORDS`` to ``most`` words if it has more, cut where that costs least
    altogether."""
    spans = [match.span() for match in _SPACED_WORD.finditer(text, start, end)] if end - start > 2 * most else []
    if len(spans) <= most:
        yield start, end
        return
    cuts = [0, *_cheapest(costs(text, spans), len(spans), most), len(spans)]
    yield from ((spans[first][0], spans[last - 1][1]) for first, last in pairwise(cuts))


def _cheapest(costs: Sequence[int], words: int, most: int) -> list[int]:
    """The words, by number, that begin parts, without the first: the shortest way over the boundaries, in one pass.

    ``sums[n]`` is the least that the cuts up to one before word ``n`` cost; the window holds the cuts that may come
    before, ascending in place and in sum.
    """
    sums, previous = [0], [0]
    window: deque[int] = deque()
    for word in range(1, words + 1):
        if (newest := word - LEAST_WORDS) >= 0:
            while window and sums[window[-1]] > sums[newest]:
                window.pop()
            window.append(newest)
            if window[0] < word - most:
                window.popleft()
        before = window[0] if window else -1
        previous.append(before)
        cost = costs[word - 1] if word < words else 0
        sums.append(sums[before] + cost if window else _UNREACHABLE)
    cuts = []
    word = previous[words]
    while word > 0:
        cuts.append(word)
        word = previous[word]
    return cuts[::-1]
