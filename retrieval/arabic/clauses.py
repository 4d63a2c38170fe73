"""Where a sentence that is too long to quote is cut: the boundaries between its words and what a cut there costs.

The cheapest cuts stand before a clause that reads as a sentence of its own («، وأضاف أن …»), the dearest inside a name,
behind a preposition, in a quotation. What it does not know: grammar. A clause is known by the word that begins it and
by the comma before it.
"""

import re
import tomllib
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise

from retrieval.arabic.enclosures import find_enclosures
from retrieval.arabic.letters import fold
from retrieval.arabic.verbs import is_saying, is_verb, load_verbs
from retrieval.types import Span

LEAST_WORDS = 8
"""No part has fewer."""

ALONE, CLAUSE, LEANING, PHRASE = 3, 6, 13, 18
"""What a cut costs at most before a clause that can be read alone; one that may share its subject with the clause
before; one that leans on it; a phrase. What costs more breaks a phrase, a quotation or a name."""

_SPACED_WORD = re.compile(r"\S+")
_COMMAS, _STOPS = "،,", "؛;.…؟?!۔"
_CLOSERS = "\"'»”’)]}›"
_OPENERS = "\"'«“‘([{‹"
_EDGES = _CLOSERS + _OPENERS + _COMMAS + _STOPS + ":"
_DASHES = frozenset("-–—•*")
_PREPOSITION = re.compile(r"و?(?:في|من|الي|علي|عن|مع|خلال|بعد|قبل|منذ|بين|حول|ضد|عبر|لدي|تحت|امام|نحو|دون)|[بل]\w{3,}")
_PARTICIPLE = re.compile(r"و?م\w{2,}(?:ا|[^\Wا]ه|ين)")

# What a cut before a word of each kind costs, behind a comma and without one.
_COSTS = {
    "saying": (1, 2),
    "independent": (1, 3),
    "independent_after_comma": (3, 12),
    "verb": (3, 6),
    "noun or verb": (5, 14),
    "result": (9, 11),
    "dependent": (8, 11),
    "participle": (8, 11),
    "and": (11, 15),
    "preposition": (12, 17),
    "bare verb": (14, 25),
    "attribution": (16, 20),
    "that": (60, 60),
    "other": (11, 40),
}
_AFTER_STOP, _COLON, _DASH = 2, 16, 8
_IN_QUOTATION, _IN_BRACKET, _NAME, _NEVER = 20, 100, 60, 400
_UNREACHABLE = 10**12


@dataclass(frozen=True, slots=True)
class _Starts:
    """The words that begin clauses, folded: the first word, and for some what the second must be."""

    kinds: tuple[tuple[str, dict[str, frozenset[str]]], ...]
    after_quotation: dict[str, frozenset[str]]
    leaning: frozenset[str]
    before_names: frozenset[str]
    numbers: frozenset[str]


@cache
def _starts() -> _Starts:
    listed = tomllib.loads(resources.files(__package__).joinpath("lists", "clauses.toml").read_text("utf-8"))
    kinds = ("independent", "independent_after_comma", "attribution", "dependent")
    return _Starts(
        kinds=tuple((kind, _pairs(listed[kind])) for kind in kinds),
        after_quotation=_pairs(listed["after_quotation"]),
        leaning=frozenset(map(fold, listed["leaning"])),
        before_names=frozenset(map(fold, listed["before_names"])),
        numbers=frozenset(map(fold, listed["numbers"])),
    )


def _pairs(entries: Sequence[str]) -> dict[str, frozenset[str]]:
    """The second words that each first word asks for; none where any will do."""
    found: dict[str, frozenset[str]] = {}
    for entry in entries:
        first, _, rest = fold(entry).partition(" ")
        asked = frozenset(rest.split("|")) if rest else frozenset()
        found[first] = found[first] | asked if asked and found.get(first) else asked
    return found


def _begins(pairs: dict[str, frozenset[str]], word: str, following: str) -> bool:
    asked = pairs.get(word)
    return asked is not None and (not asked or following in asked)


@lru_cache(maxsize=50_000)
def _kind(word: str, following: str) -> str:
    """What a folded word begins, by the word itself and the one behind it."""
    if word in ("ان", "انه", "انها", "انهم", "بان", "بانه", "بانها"):
        return "that"
    for kind, pairs in _starts().kinds:
        if kind != "dependent" and _begins(pairs, word, following):
            return kind
    if word[:1] == "و" and (bare := word[1:] or following):
        if is_saying(bare):
            return "saying"
        if is_verb(bare):
            return "verb"
    if word in ("فيما", "كما") and is_verb(following):
        return "independent"
    return _weak_kind(word, following)


def _weak_kind(word: str, following: str) -> str:
    if _begins(dict(_starts().kinds)["dependent"], word, following):
        return "dependent"
    if _PARTICIPLE.fullmatch(word):
        return "participle"
    if word[:1] == "و" and len(word) != 2:
        return "noun or verb" if word[1:] in load_verbs().like_nouns else "and"
    if word[:1] == "ف" and (word in ("فقد", "فان", "فانه", "فانها", "فهو", "فهي", "فلا", "فلم", "فلن") or is_verb(word[1:])):
        return "result"
    if _PREPOSITION.fullmatch(word):
        return "preposition"
    return "bare verb" if is_verb(word) else "other"


def opens_sentence(word: str, following: str = "") -> bool:
    """Whether a folded word, with the one behind it, begins a clause that can be read alone."""
    return _kind(word, following) in ("saying", "independent", "verb")


def goes_on(word: str, following: str = "") -> bool:
    """Whether a folded word behind a quotation goes on with the sentence that the quotation is in."""
    return _begins(_starts().after_quotation, word, following)


def costs(text: str, spans: Sequence[Span]) -> list[int]:
    """What a cut costs before each word but the first of a sentence, given as the spans of its words."""
    raw = [text[start:end] for start, end in spans]
    words = [fold(word).strip(_EDGES) for word in raw]
    words.append("")
    found = [_cost(raw[i - 1], words[i - 1], raw[i], words[i], words[i + 1]) for i in range(1, len(raw))]
    _add_inside(text, spans, found)
    return found


def _cost(before: str, before_word: str, raw: str, word: str, following: str) -> int:
    end = before.rstrip(_CLOSERS)[-1:]
    if raw[0] in _COMMAS or raw[0] in _STOPS or raw[0] in ":%)»" or before in _DASHES:
        return _NEVER
    if end == ":":
        return _COLON
    if end in _STOPS and end:
        return _NEVER if len(before_word) < 2 else _AFTER_STOP
    if raw in _DASHES:
        return _DASH
    comma = end in _COMMAS and bool(end)
    kind = _kind(word, following)
    if comma:
        return _COSTS[kind][0]
    if before_word in _starts().leaning or before_word in _starts().numbers or before_word.isdigit():
        return _NEVER
    return _COSTS[kind][1] + (_NAME if before_word in _starts().before_names else 0)


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
    """A sentence whole, or, if it has more than ``most`` words, in parts of ``LEAST_WORDS`` to ``most`` words, cut where
    that costs least altogether."""
    spans = [match.span() for match in _SPACED_WORD.finditer(text, start, end)]
    if len(spans) <= most:
        yield start, end
        return
    cuts = [0, *_cheapest(costs(text, spans), len(spans), most), len(spans)]
    yield from ((spans[first][0], spans[last - 1][1]) for first, last in pairwise(cuts))


def _cheapest(costs: Sequence[int], words: int, most: int) -> list[int]:
    """The words that begin parts, without the first: the shortest way over the boundaries, in one pass.

    ``sums[n]`` is the least that the cuts up to one before word ``n`` cost; the window holds those that may come
    before, ascending in place and sum.
    """
    sums, previous = [0], [0]
    window: deque[int] = deque()
    for word in range(1, words + 1):
        if (newest := word - LEAST_WORDS) >= 0:
            while window and sums[window[-1]] > sums[newest]:
                window.pop()
            window.append(newest)
        while window and window[0] < word - most:
            window.popleft()
        before = window[0] if window else -1
        previous.append(before)
        reached = sums[before] if window else _UNREACHABLE
        sums.append(reached + (costs[word - 1] if word < words else 0))
    cuts = []
    word = previous[words]
    while word > 0:
        cuts.append(word)
        word = previous[word]
    return cuts[::-1]
