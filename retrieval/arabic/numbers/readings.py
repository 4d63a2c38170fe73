"""What a run of tokens tells: a value, before it is known what it is the value of.

Cardinals in words, digits or both («3 ملايين و200 ألف»), ordinals, fractions, duals, and numbers without a value
(«عشرات الآلاف»). What it does not know: numbers told from the small to the large beyond twenty-one to ninety-nine, and
ordinals beyond the hundredth.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Literal

from retrieval.arabic.numbers.counted import is_many
from retrieval.arabic.numbers.lists import bare, definite, folded
from retrieval.arabic.numbers.numerals import Numeral, not_ordinals
from retrieval.arabic.numbers.tokens import Token

_AND = "و"
_SCALES = ("scale", "scales")
_FIFTH = "خمس"


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


def read_number(line: Sequence[Token], place: int) -> Reading | None:
    """The number that begins at a token; None where none does."""
    token = line[place]
    if token.digits:
        if token.digits.value is None:
            return Reading(place, place + 1, None, "code", digits=True)
        return _cardinal(line, place)
    if token.numeral is None:
        return None
    role = token.numeral.role
    if role in ("ordinal", "ordinal head"):
        return _ordinal(line, place, token.numeral)
    if role in ("vague", "scales"):
        return _vague(line, place)
    if role == "dual":
        return _dual(line, place)
    return read_part(line, place) or _cardinal(line, place)


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


def numeral_at(line: Sequence[Token], place: int) -> Numeral | None:
    """The numeral at a place, if the line has one there."""
    return line[place].numeral if 0 <= place < len(line) else None


def word_at(line: Sequence[Token], place: int) -> str:
    """The folded word at a place; "" outside the line."""
    return line[place].word if 0 <= place < len(line) else ""


def _is(line: Sequence[Token], place: int, *roles: str, plain: bool = True) -> bool:
    found = numeral_at(line, place)
    return found is not None and found.role in roles and (found.plain or not plain)


def _cardinal(line: Sequence[Token], place: int) -> Reading | None:
    """Groups of falling scale joined by «و», and a fraction of the last."""
    total, stop, limit, construct = 0.0, place, inf, False
    here = place
    while here >= 0 and (group := _group(line, here)) and group.value < limit:
        total, stop, limit, construct = total + group.value, group.stop, group.scale, group.construct
        here = joined(line, stop) if group.scale > 1 else -1
    if stop == place:
        return None
    first = line[place]
    whole = Reading(
        place, stop, total, "number", limit, construct and stop == place + 1,
        bool(first.numeral and first.numeral.article), first.digits is not None,
    )  # fmt: skip
    return None if _is_weak(line, whole) else _with_part(line, whole)


def _is_weak(line: Sequence[Token], reading: Reading) -> bool:
    numeral = line[reading.first].numeral
    return numeral is not None and numeral.weak and reading.stop == reading.first + 1


@dataclass(frozen=True, slots=True)
class _Group:
    stop: int
    value: float
    scale: float
    construct: bool = False


def _group(line: Sequence[Token], place: int) -> _Group | None:
    """A number below a thousand, or digits, and the scale words behind it: «ثلاثمئة ألف», «5 آلاف مليار»."""
    small = _small(line, place)
    if small is None:
        return _scale_alone(line, place)
    stop, value = small
    return _scaled(line, _Group(stop, value, 1))


def _scale_alone(line: Sequence[Token], place: int) -> _Group | None:
    found = numeral_at(line, place)
    if found is None or found.role not in ("scale", "pair"):
        return None
    value = found.value * (2 if found.role == "pair" else 1)
    construct = found.construct or (found.role == "pair" and found.word.endswith("ي"))
    return _scaled(line, _Group(place + 1, value, found.value, construct))


def _scaled(line: Sequence[Token], group: _Group) -> _Group:
    while _is(line, group.stop, *_SCALES):
        factor = line[group.stop].numeral.value  # type: ignore[union-attr]
        if factor <= group.scale:
            break
        group = _Group(group.stop + 1, group.value * factor, factor)
    return group


def _small(line: Sequence[Token], place: int) -> tuple[int, float] | None:
    """Where a number below a thousand in words, or one in digits, ends, and its value."""
    token = line[place]
    if token.digits:
        value = token.digits.value
        if value is not None and token.digits.other is not None and _is(line, place + 1, *_SCALES):
            value = min(value, token.digits.other)
        return None if value is None else (place + 1, value)
    found = token.numeral
    if found is None:
        return None
    if found.role == "zero":
        return place + 1, 0
    if found.role in ("hundred", "hundreds"):
        return _with_rest(line, place + 1, found.value)
    if found.role == "unit" and found.value > 2 and _is_hundred(line, place + 1):
        return _with_rest(line, place + 2, found.value * 100)
    return _below_hundred(line, place)


def _is_hundred(line: Sequence[Token], place: int) -> bool:
    return _is(line, place, "hundred") or (_is(line, place, "vague") and line[place].word == "ميات")


def _with_rest(line: Sequence[Token], stop: int, value: float) -> tuple[int, float]:
    """Hundreds and what is joined to them."""
    here = joined(line, stop)
    if here < 0:
        return stop, value
    digits = line[here].digits
    if digits:
        return (here + 1, value + digits.value) if digits.bare and 0 < (digits.value or 0) < 100 else (stop, value)
    rest = _below_hundred(line, here)
    return (rest[0], value + rest[1]) if rest else (stop, value)


def _below_hundred(line: Sequence[Token], place: int) -> tuple[int, float] | None:
    found = numeral_at(line, place)
    if found is None or found.role not in ("unit", "head", "ten", "teen", "tens"):
        return None
    if found.role in ("unit", "head") and _is(line, place + 1, "ten"):
        return place + 2, 10 + found.value
    if found.role == "unit":
        here = joined(line, place + 1)
        tens = numeral_at(line, here)
        if tens and tens.role == "tens" and not tens.preposition and tens.article <= found.article:
            return here + 1, found.value + tens.value
    return None if found.role == "head" else (place + 1, found.value)


def _with_part(line: Sequence[Token], whole: Reading) -> Reading:
    """A number with the half, third or quarter that is joined to it, and the scale that may be said again."""
    here = joined(line, whole.stop)
    part = read_part(line, here) if here >= 0 else None
    if part is None or part.article or part.scale > 1 and part.scale != whole.scale or whole.value is None:
        return whole
    value = whole.value + (part.value or 0) * (1 if part.scale > 1 else whole.scale)
    return replace(whole, stop=part.stop, value=value, construct=False)


def read_part(line: Sequence[Token], place: int) -> Reading | None:
    """A fraction, of a scale or not: «نصف», «ثلاثة أرباع المليون»; none in «نصف النهائي» or «الربع الأول»."""
    found = numeral_at(line, place)
    if found is None:
        return None
    if found.role == "part":
        value, stop = found.value, place + 1
    elif found.role == "unit" and _is(line, place + 1, "parts"):
        value, stop = found.value * line[place + 1].numeral.value, place + 2  # type: ignore[union-attr]
    elif found.word == _FIFTH and definite(word_at(line, place + 1)) and not is_many(word_at(line, place + 1)):
        value, stop = 1 / found.value, place + 1
    else:
        return None
    following = word_at(line, stop)
    if following in folded("quantities", "finals") or bare(following) in folded("quantities", "finals"):
        return None
    if found.article and definite(following):
        return None
    scale = numeral_at(line, stop)
    if scale and scale.role == "scale" and not scale.conjunction and not scale.preposition:
        return Reading(place, stop + 1, value * scale.value, "part", scale.value, article=found.article)
    return Reading(place, stop, value, "part", article=found.article)


def _vague(line: Sequence[Token], place: int) -> Reading:
    """Tens, hundreds, thousands of something: as many words as say so."""
    stop = place + 1
    while _is(line, stop, "vague", "scale", "scales", plain=False):
        found = line[stop].numeral
        if found and (found.conjunction or found.preposition):
            break
        stop += 1
    article = line[place].numeral
    return Reading(place, stop, None, "vague", article=bool(article and article.article))


def _dual(line: Sequence[Token], place: int) -> Reading | None:
    if _is(line, place, "dual") and _is(line, place - 1, "dual", plain=False):
        return None  # «طائرتين مقاتلتين»
    two = numeral_at(line, place + 1)
    stop = place + 2 if two and two.role == "unit" and two.value == 2 and two.plain else place + 1
    here = joined(line, stop)
    part = read_part(line, here) if here >= 0 else None
    if part and not part.article and part.scale == 1:
        return Reading(place, part.stop, 2 + (part.value or 0), "dual")
    return Reading(place, stop, 2, "dual")


def _ordinal(line: Sequence[Token], place: int, found: Numeral) -> Reading | None:
    before, after = word_at(line, place - 1), word_at(line, place + 1)
    value, stop = found.value, place + 1
    if found.article and bare(before) in not_ordinals("months_before"):
        return None
    if not found.article and bare(before) in not_ordinals("not_after") or bare(after) in not_ordinals("not_before"):
        return None
    if _is(line, stop, "ten"):
        value, stop = value + 10, stop + 1
    elif (here := joined(line, stop)) >= 0 and _is(line, here, "tens", plain=False):
        tens = line[here].numeral
        if tens and tens.article and not tens.preposition:
            value, stop = value + tens.value, here + 1
    if found.role == "ordinal head" and stop == place + 1:
        return None
    return Reading(place, stop, value, "ordinal", article=found.article)
