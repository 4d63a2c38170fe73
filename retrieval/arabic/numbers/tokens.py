"""A line of text as words, runs of digits, addresses and signs, each with its place in the text."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from retrieval.arabic.letters import fold
from retrieval.arabic.numbers.counted import countables, may_be_dual
from retrieval.arabic.numbers.digits import Digits, parts, read_digits
from retrieval.arabic.numbers.numerals import Numeral, numeral

_NO_LETTERS = "²³¹¼-¾⁰-₟⅐-↋①-⓿❶-➓㈠-㋿ـ"
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06edـ"
_FORMATTING = "\u00ad\u061c\u200c-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_SPACE = " \u00a0\u202f\u2009"
_TOKEN = re.compile(
    rf"(?P<address>(?:https?://|www\.)[^\s،؛«»()]+|@\w+)"
    rf"|(?P<word>[^\W\d_{_NO_LETTERS}](?:[{_MARKS}{_FORMATTING}]*[^\W\d_{_NO_LETTERS}])*[{_MARKS}]*)"
    rf"|(?P<digits>(?<![\d.,:/+-])(?<!\d[{_SPACE}])[1-9١-٩۱-۹]\d{{0,2}}(?:[{_SPACE}]\d{{3}})+(?![\d/:])(?:[.,٫]\d+)?"
    rf"|\d{{0,3}}[¼-¾⅐-⅞]|\d+(?:[.,٫٬،'’]\d+)*)"
    rf"|(?P<sign>[^\s{_FORMATTING}\u200b])"
)
_AND = "و"
_AHEAD = 8
_LINE = re.compile(r"[^\n\r\u2028\u2029\u0085\v\f]+")
_ONLY_FORMATTING = re.compile(rf"[{_FORMATTING}]*")
_DURATIONS = ("يوم", "ساعه", "دقيقه", "ثانيه", "اسبوع", "شهر", "سنه", "عام", "عقد", "قرن", "موسم")


class Token(NamedTuple):
    """One token; ``word`` is folded, and ``glued`` means that no space is before it."""

    start: int
    end: int
    kind: str
    word: str
    glued: bool
    numeral: Numeral | None
    digits: Digits | None
    lead: int
    """The characters of the conjunction and preposition of a numeral."""


def lines(text: str) -> Iterator[list[Token]]:
    """The tokens of each line."""
    for line in _LINE.finditer(text):
        yield list(_tokens(text, line.start(), line.end()))


def tokens(text: str) -> list[Token]:
    """The tokens of a text of one line."""
    return list(_tokens(text, 0, len(text)))


def word_at(line: Sequence[Token], place: int) -> str:
    """The folded word at a place; "" outside the line."""
    return line[place].word if 0 <= place < len(line) else ""


def numeral_at(line: Sequence[Token], place: int) -> Numeral | None:
    """The numeral at a place, if the line has one there."""
    return line[place].numeral if 0 <= place < len(line) else None


def is_numeral(line: Sequence[Token], place: int, *roles: str, plain: bool = True) -> bool:
    """Whether a numeral of one of the roles is at a place; with nothing joined to it, unless ``plain`` is False."""
    found = numeral_at(line, place)
    return found is not None and found.role in roles and (found.plain or not plain)


def joined(line: Sequence[Token], place: int) -> int:
    """The place of the number that is joined with «و» at a token; -1 where none is."""
    token = numeral_at(line, place)
    if token and token.conjunction == _AND:
        return place
    if place + 1 < len(line) and line[place].word == _AND:
        following = line[place + 1]
        if following.digits or (following.numeral and not following.numeral.conjunction):
            return place + 1
    return -1


def _tokens(text: str, start: int, end: int) -> Iterator[Token]:
    last = start
    for match in _TOKEN.finditer(text, start, end):
        first, kind, raw = match.start(), match.lastgroup or "", match.group()
        glued = first == last or (text[last] != " " and _ONLY_FORMATTING.fullmatch(text, last, first) is not None)
        last = match.end()
        if kind == "word":
            word, found, lead = _meaning(raw)
            yield Token(first, last, kind, word, glued, found, None, lead)
        elif kind == "digits":
            for begin, stop in parts(raw, text[last : last + _AHEAD]):
                one = raw[begin:stop]
                told = read_digits(one)
                yield Token(first + begin, first + stop, kind, fold(one), glued or begin > 0, None, told, 0)
        else:
            yield Token(first, last, kind, fold(raw).strip() or raw, glued, None, None, 0)


@lru_cache(maxsize=100_000)
def _meaning(raw: str) -> tuple[str, Numeral | None, int]:
    word = fold(raw)
    found = numeral(raw) or _dual(word)
    return word, found, characters(raw, found.lead) if found else 0


def characters(raw: str, letters: int) -> int:
    """The characters that the first letters of a word take, with their marks."""
    place = 0
    while letters and place < len(raw):
        letters -= bool(fold(raw[place]))
        place += 1
    while place < len(raw) and not fold(raw[place]):
        place += 1
    return place


def _dual(word: str) -> Numeral | None:
    """The dual of a noun, as a numeral of the value two, a weak one where it is in no list; with the article only spans
    of time."""
    for conjunction in ("", *(c for c in "وف" if word.startswith(c))):
        inner = word[len(conjunction) :]
        for preposition in ("", *(p for p in "بل" if inner.startswith(p) and not inner.startswith("لل"))):
            noun = inner[len(preposition) :]
            one = countables().duals.get(noun)
            unlisted = not one and not preposition and may_be_dual(noun)
            timed = countables().duals.get(noun.removeprefix("ال"))
            if one or unlisted or timed in _DURATIONS:
                return Numeral("dual", 2, noun, False, conjunction, bool(preposition), not (one or unlisted), unlisted)
    return None
