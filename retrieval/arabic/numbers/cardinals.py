"""Cardinal numbers and fractions, in words, digits or both: «3 ملايين و200 ألف», «ثلاثة أرباع المليون».

What it does not know: numbers told from the small to the large beyond twenty-one to ninety-nine.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Literal

from retrieval.arabic.numbers.counted import is_many
from retrieval.arabic.numbers.lists import definite, listed
from retrieval.arabic.numbers.tokens import Token, is_numeral, joined, numeral_at, word_at

_FIFTH = "خمس"
_HUNDREDS = "ميات"
_DECIMALS = 4
"""Enough of a scaled value: «32.3 مليار» is not 32,299,999,999.999996."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Tokens ``first`` to ``stop`` (exclusive) and the value they tell; None where they tell none."""

    first: int
    stop: int
    value: float | None
    kind: Literal["number", "ordinal", "part", "vague", "dual", "time", "date", "code"]
    scale: float = 1
    """The last of its scale words: one million of «3 ملايين»."""
    construct: bool = False
    """It is a dual if a noun follows («مليونا دولار»), and else may be no number."""
    article: bool = False
    digits: bool = False


@dataclass(frozen=True, slots=True)
class _Group:
    """A number below a thousand, or digits, and the scale words behind it; it ends before the token ``stop``."""

    stop: int
    value: float
    scale: float = 1
    construct: bool = False


def read_cardinal(line: Sequence[Token], place: int) -> Reading | None:
    """Groups of falling scale joined by «و», and a fraction of the last."""
    total, last, limit = 0.0, _Group(place, 0), inf
    here = place
    while here >= 0 and (group := _group(line, here)) and group.value < limit:
        total, last, limit = total + group.value, group, group.scale
        here = joined(line, group.stop) if group.scale > 1 else -1
    if last.stop == place:
        return None
    numeral, digits = line[place].numeral, line[place].digits
    construct = last.construct and last.stop == place + 1
    article = numeral is not None and numeral.article
    whole = Reading(place, last.stop, total, "number", last.scale, construct, article, digits is not None)
    return _with_part(line, whole)


def _group(line: Sequence[Token], place: int) -> _Group | None:
    """«ثلاثمئة ألف», «5 آلاف مليار», «مليونان»."""
    small = _small(line, place) or _scale_alone(line, place)
    while small and is_numeral(line, small.stop, "scale", "scales"):
        numeral = line[small.stop].numeral
        if numeral is None or numeral.value <= small.scale:
            break
        value = round(small.value * numeral.value, _DECIMALS)
        small = _Group(small.stop + 1, value, numeral.value)
    return small


def _scale_alone(line: Sequence[Token], place: int) -> _Group | None:
    found = numeral_at(line, place)
    if found is None or found.role not in ("scale", "pair"):
        return None
    dual = found.role == "pair"
    return _Group(place + 1, found.value * (1 + dual), found.value, found.construct or (dual and found.word[-1] == "ي"))


def _small(line: Sequence[Token], place: int) -> _Group | None:
    """A number below a thousand in words, or any in digits."""
    token = line[place]
    if token.digits:
        return _in_digits(line, place)
    found = token.numeral
    if found is None:
        return None
    if found.role == "zero":
        return _Group(place + 1, 0)
    if found.role in ("hundred", "hundreds"):
        return _with_rest(line, _Group(place + 1, found.value))
    if found.role == "unit" and found.value > 2 and _is_hundred(line, place + 1):
        return _with_rest(line, _Group(place + 2, found.value * 100))
    return _below_hundred(line, place)


def _in_digits(line: Sequence[Token], place: int) -> _Group | None:
    """Digits; a single group of three before a scale word is decimals: «2.646 مليار»."""
    digits = line[place].digits
    if digits is None or digits.value is None:
        return None
    decimals = digits.other is not None and is_numeral(line, place + 1, "scale", "scales")
    return _Group(place + 1, min(digits.value, digits.other or digits.value) if decimals else digits.value)


def _is_hundred(line: Sequence[Token], place: int) -> bool:
    return is_numeral(line, place, "hundred") or (is_numeral(line, place, "vague") and line[place].word == _HUNDREDS)


def _with_rest(line: Sequence[Token], hundreds: _Group) -> _Group:
    """Hundreds and what is joined to them."""
    here = joined(line, hundreds.stop)
    if here < 0:
        return hundreds
    digits = line[here].digits
    rest = _in_digits(line, here) if digits and digits.bare else _below_hundred(line, here)
    if rest is None or not 0 < rest.value < 100:
        return hundreds
    return _Group(rest.stop, hundreds.value + rest.value)


def _below_hundred(line: Sequence[Token], place: int) -> _Group | None:
    found = numeral_at(line, place)
    if found is None or found.role not in ("unit", "head", "ten", "teen", "tens"):
        return None
    if found.role in ("unit", "head") and is_numeral(line, place + 1, "ten"):
        return _Group(place + 2, 10 + found.value)
    if found.role == "unit":
        here = joined(line, place + 1)
        tens = numeral_at(line, here)
        if tens and tens.role == "tens" and not tens.preposition and tens.article <= found.article:
            return _Group(here + 1, found.value + tens.value)
    return None if found.role == "head" else _Group(place + 1, found.value)


def _with_part(line: Sequence[Token], whole: Reading) -> Reading:
    """A number with the half, third or quarter that is joined to it, and the scale that may be said again."""
    part = joined_part(line, whole.stop)
    if part is None or part.scale not in (1, whole.scale) or whole.value is None:
        return whole
    value = whole.value + (part.value or 0) * (1 if part.scale > 1 else whole.scale)
    value = round(value, _DECIMALS) if whole.scale > 1 else value
    return replace(whole, stop=part.stop, value=value, construct=False)


def joined_part(line: Sequence[Token], place: int) -> Reading | None:
    """A fraction without the article that is joined with «و» at a token."""
    here = joined(line, place)
    part = read_part(line, here) if here >= 0 else None
    return None if part is None or part.article else part


def read_part(line: Sequence[Token], place: int) -> Reading | None:
    """A fraction, of a scale or not; none in «نصف النهائي» or «الربع الأول»."""
    found = numeral_at(line, place)
    following = numeral_at(line, place + 1)
    if found is None:
        return None
    if found.role == "part":
        value, stop = found.value, place + 1
    elif found.role == "unit" and following and following.role == "parts" and following.plain:
        value, stop = found.value * following.value, place + 2
    elif found.word == _FIFTH and definite(word_at(line, place + 1)) and not is_many(word_at(line, place + 1)):
        value, stop = 1 / found.value, place + 1
    else:
        return None
    after, scale = word_at(line, stop), numeral_at(line, stop)
    if listed(after, "finals") or (found.article and definite(after)):
        return None
    if scale and scale.role == "scale" and not scale.lead:
        value = round(value * scale.value, _DECIMALS)
        return Reading(place, stop + 1, value, "part", scale.value, article=found.article)
    return Reading(place, stop, value, "part", article=found.article)
