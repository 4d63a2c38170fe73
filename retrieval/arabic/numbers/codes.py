"""Digits that count nothing: dates, telephone numbers, versions, names of things («F-16»), addresses.

The parts of a date are numbers each; a code is one whole, with a value only where it is a single number.
"""

import re
from collections.abc import Sequence

from retrieval.arabic.numbers.cardinals import Reading
from retrieval.arabic.numbers.lists import listed
from retrieval.arabic.numbers.tokens import Token, word_at
from retrieval.arabic.numbers.units import symbol_at, unit_at

_JOINS = ("-", "/", ".", "+", "–", "_", "×")
_DATE = re.compile(r"\d{1,2}([-/.])\d{1,2}\1(?:\d{4}|\d{2})|\d{4}([-/.])\d{1,2}\2\d{1,2}|\d{1,2}[-/]\d{4}|\d{4}/\d{4}")
_PHONE_DIGITS = 7
_INTERNATIONAL = 11
_ANNOUNCING = 4
_NAME_VALUE = 1000
PARTICLES = ("و", "ب", "ل", "ف", "ك", "ال", "وال", "بال", "لل", "وب", "ول", "ولل", "وبال", "من", "في", "الي")


def read_code(line: Sequence[Token], place: int) -> list[Reading]:
    """The code, or the parts of the date, that begin at a token; empty where none does."""
    token = line[place]
    if token.kind == "address":
        return [Reading(place, place + 1, None, "code")] if re.search(r"\d", token.word) else []
    if not token.digits:
        return []
    if stop := _phone(line, place):
        plus = word_at(line, place - 1) == "+"
        bracket = plus and word_at(line, place - 2) == "(" and ")" in [token.word for token in line[place:stop]]
        return [Reading(place - plus - bracket, stop, None, "code", digits=True)]
    stop, written = _chain(line, place)
    if _DATE.fullmatch(written):
        parts = [(i, digits) for i in range(place, stop, 2) if (digits := line[i].digits)]
        return [Reading(i, i + 1, digits.value, "date", digits=True) for i, digits in parts]
    if stop - place > 3 or "+" in written or "_" in written:
        return [Reading(place, stop, None, "code", digits=True)]
    if _is_name(line, place):
        return [Reading(place, place + 1, token.digits.value, "code", digits=True)]
    return []


def _chain(line: Sequence[Token], place: int) -> tuple[int, str]:
    """Digits joined by signs without a space: where they end, and as they are written."""
    stop, written = place + 1, line[place].word
    while stop + 1 < len(line) and line[stop].word in _JOINS and line[stop].glued:
        if not (line[stop + 1].digits and line[stop + 1].glued):
            break
        written += line[stop].word + line[stop + 1].word
        stop += 2
    return stop, written


def _phone(line: Sequence[Token], place: int) -> int:
    """The end of a telephone number: behind «+» or zeros, or behind a word that says so; 0 where it is none."""
    announced = any(listed(token.word, "phones") for token in line[max(0, place - _ANNOUNCING) : place])
    zeros = line[place].word.startswith("00")
    plus = word_at(line, place - 1) == "+" and line[place].glued
    if not (announced or plus or zeros):
        return 0
    stop, count, most = place, 0, _INTERNATIONAL if plus or zeros else _PHONE_DIGITS
    while stop < len(line) and count < most and (line[stop].digits or line[stop].word in ("-", "(", ")")):
        count += len(re.sub(r"\D", "", line[stop].word))
        stop += 1
    while stop > place and not line[stop - 1].digits:
        stop -= 1
    return stop if count >= _PHONE_DIGITS else 0


def _is_name(line: Sequence[Token], place: int) -> bool:
    """Digits written to letters, but for a particle or a missing space: «F-16», «5G», «إف-16»."""
    before, after = word_at(line, place - 1), word_at(line, place + 1)
    touching = place > 0 and line[place].glued
    if touching and before == "-" and line[place - 1].glued and place > 1 and line[place - 2].kind == "word":
        digits = line[place].digits
        small = digits is not None and (digits.value or 0) < _NAME_VALUE
        return line[place - 2].word not in PARTICLES and small and not listed(after, "days")
    latin = touching and before.isascii() and before.isalpha()
    letters = place + 1 < len(line) and line[place + 1].glued and after.isascii() and after.isalpha()
    return latin or (letters and not (unit_at(line, place + 1) or symbol_at(line, place + 1)))
