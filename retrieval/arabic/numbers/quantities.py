"""What a value is the value of: a percentage, money, a measure, a counted noun, a place in an order, a name.

What it does not know: grammar. The noun is the word beside the number that may be one; after a number that may be a
year only a noun of the list.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from retrieval.arabic.numbers.counted import is_countable
from retrieval.arabic.numbers.lists import definite, folded, listed
from retrieval.arabic.numbers.nouns import (
    Place,
    counted_after,
    counted_before,
    has_article,
    is_place_in_order,
    name_before,
    one_of_itself,
    plural_before,
    years_likely,
)
from retrieval.arabic.numbers.readings import Reading, joined, numeral_at, read_part, word_at
from retrieval.arabic.numbers.tokens import Token
from retrieval.arabic.numbers.units import in_thousandths, symbol_at, unit_at

Kind = Literal["count", "ordinal", "percent", "money", "measure", "score", "time", "label", "vague", "plain"]

_PERCENT = ("%", "٪")
_HUNDREDTHS = ("بالميه", "بالمايه", "بالميءه")
_HUNDRED = ("الميه", "المايه", "ميه", "مايه")
_MINUS = ("-", "−", "﹣", "－")
_OPENERS = ("(", "[", "«", '"', "“", ":", "و", "ب", "ل")
_THOUSAND = "الف"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in its place: the tokens that tell its value, and those that it stands with."""

    first: int
    stop: int
    value: float | None
    kind: Kind
    outer: tuple[int, int]
    unit: str = ""
    noun: tuple[int, int] | None = None
    upper: float | None = None
    scale: float = 1
    apart: bool = False
    """It never joins another to a range or score."""


def quantity(line: Sequence[Token], reading: Reading, free: int) -> Quantity | None:
    """What a reading tells, where the tokens from ``free`` on belong to no other number; None where it is none."""
    first, stop = reading.first, reading.stop
    plain = Quantity(first, stop, reading.value, "plain", (first, stop), scale=reading.scale)
    if reading.kind in ("code", "time"):
        return _named(line, replace(plain, kind="label" if reading.kind == "code" else "time", apart=True), free)
    if reading.kind == "date":
        return replace(plain, apart=True)
    signed = _signed(line, plain, reading, free)
    found = _percent(line, signed) or _money(line, signed, reading, free) or _measure(line, signed, reading)
    if found is None:
        found = _counted(line, signed, reading, free)
    if found is None or _is_month(line, found, reading):
        return None
    return _settled(line, _below_zero(line, _halved(line, found, reading), free), reading)


def _signed(line: Sequence[Token], plain: Quantity, reading: Reading, free: int) -> Quantity:
    """The number with a minus before it; a dash after another number, or at the head of a list, is none."""
    before = plain.first - 1
    numeral = numeral_at(line, before)
    if plain.value is None or before < free or _is_item(line, plain, reading):
        return plain
    if numeral and numeral.role == "minus":
        return replace(plain, first=before, outer=(before, plain.stop), value=-plain.value)
    dash = reading.digits and line[before].word in _MINUS and line[plain.first].glued
    if not dash or (before > 0 and line[before].glued and line[before - 1].word not in _OPENERS):
        return plain
    if before > 0 and (line[before - 1].digits or before == free > 0):
        return plain
    return replace(plain, first=before, outer=(before, plain.stop), value=-plain.value)


def _is_item(line: Sequence[Token], plain: Quantity, reading: Reading) -> bool:
    """Whether the dash before a number at the head of a line begins a list's item: it counts something there."""
    return plain.first == 1 and counted_after(line, reading) is not None and unit_at(line, plain.stop) is None


def _percent(line: Sequence[Token], found: Quantity) -> Quantity | None:
    stop = found.stop
    here, following = word_at(line, stop), word_at(line, stop + 1)
    length = 0
    if here in _PERCENT or here in _HUNDREDTHS:
        length = 1
    elif here == "في" and following in _HUNDRED:
        length = 2
    elif (here in ("في", "ب") and following == "ال" and word_at(line, stop + 2) in ("100", *_HUNDRED)) or (
        here == "بال" and following == "100"
    ):
        length = 3 if following == "ال" else 2
    first = found.first
    if not length and word_at(line, first - 1) in _PERCENT and line[first].glued and not _digits_at(line, first - 2):
        first -= 1
    elif not length:
        return None
    span = (first, stop + length)
    return replace(found, kind="percent", unit="%", first=span[0], stop=span[1], outer=span)


def _digits_at(line: Sequence[Token], place: int) -> bool:
    return place >= 0 and line[place].digits is not None


def _money(line: Sequence[Token], found: Quantity, reading: Reading, free: int) -> Quantity | None:
    """Money by a sign or code on either side, which belongs to the value, or by a name behind it."""
    first, stop = found.first, found.stop
    if (sign := symbol_at(line, stop)) is not None:
        span = (first, sign.stop)
        return replace(found, kind="money", unit=sign.code, first=first, stop=sign.stop, outer=span)
    if first > free - 1 and (sign := symbol_at(line, first - 1)) is not None and not _digits_at(line, first - 2):
        return replace(found, kind="money", unit=sign.code, first=first - 1, outer=(first - 1, stop))
    return None


def _measure(line: Sequence[Token], found: Quantity, reading: Reading) -> Quantity | None:
    """Money or a measure by the name of its unit, which may be behind «من» where the value is vague."""
    start = reading.first if reading.kind == "dual" else found.stop
    loose = found.value is None or reading.kind == "part" or reading.scale > 1
    begin = start + 1 if loose and word_at(line, start) == "من" else start
    unit = unit_at(line, begin, definite=loose)
    if unit is None or (years_likely(line, reading) != "no" and word_at(line, begin) in ("م", "ه")):
        return None
    stop = max(unit.stop, found.stop)
    kind: Kind = "vague" if found.value is None else unit.kind
    noun = (begin, unit.stop)
    outer = (min(found.outer[0], start), stop)
    return replace(found, kind=kind, unit=unit.code, noun=noun, outer=outer)


def _counted(line: Sequence[Token], found: Quantity, reading: Reading, free: int) -> Quantity | None:
    """A name, a place in an order, a count, a number for itself; None for a word that tells none here."""
    if reading.kind == "dual":
        return replace(found, kind="count", noun=(reading.first, reading.first + 1))
    if reading.kind == "ordinal":
        return _ordered(line, found, reading, free)
    after = counted_after(line, reading)
    name = name_before(line, found.first, free) if reading.digits or not after else None
    if name and not (after and is_countable(line[after[0]].word)) and found.value is not None:
        return replace(found, kind="label", noun=name, outer=(name[0], found.stop), apart=False)
    if _is_one_word(line, reading):
        return _one(line, found, reading, free)
    if after is None and has_article(line, reading) and (before := counted_before(line, reading, free)):
        kind: Kind = "ordinal" if is_place_in_order(line, reading, before) else "count"
        return replace(found, kind=kind, noun=before, outer=(before[0], found.stop))
    if after is None and (before := plural_before(line, reading, free)):
        return replace(found, kind="count", noun=before, outer=(before[0], found.stop))
    if after is None:
        return None if _needs_noun(line, reading) else replace(found, kind=_without_noun(found))
    return replace(found, kind=_with_noun(found), noun=after, outer=(found.outer[0], after[1]))


def _with_noun(found: Quantity) -> Kind:
    return "vague" if found.value is None else "count"


def _without_noun(found: Quantity) -> Kind:
    return "vague" if found.value is None else "plain"


def _ordered(line: Sequence[Token], found: Quantity, reading: Reading, free: int) -> Quantity | None:
    """An ordinal and its noun: before it, or behind it where it has no article («ثالث مرة»)."""
    numeral = numeral_at(line, reading.first)
    if reading.article:
        noun = counted_before(line, reading, free)
        if numeral and numeral.weak and not (noun and line[noun[0]].word.endswith("ه")):
            return None  # «الأولي» is preliminary, unless it stands for «الأولى»
    else:
        feminine = numeral is not None and (numeral.word.endswith("ه"))
        noun = _indefinite_before(line, reading, free) if feminine else counted_after(line, reading)
        if feminine and noun is None:
            return None
    outer = (min(noun[0], found.first), max(noun[1], found.stop)) if noun else found.outer
    return replace(found, kind="ordinal", noun=noun, outer=outer)


def _indefinite_before(line: Sequence[Token], reading: Reading, free: int) -> Place | None:
    before = reading.first - 1
    fits = before >= free and before >= 0 and line[before].word.endswith("ه") and not definite(line[before].word)
    return (before, before + 1) if fits else None


def _is_one_word(line: Sequence[Token], reading: Reading) -> bool:
    numeral = numeral_at(line, reading.first)
    return reading.stop == reading.first + 1 and numeral is not None and (numeral.role, numeral.value) == ("unit", 1)


def _one(line: Sequence[Token], found: Quantity, reading: Reading, free: int) -> Quantity | None:
    """«واحد» counts behind its noun, or before «من كل»; else it is a pronoun."""
    if reading.article:
        return None
    if noun := one_of_itself(line, reading, free):
        return replace(found, kind="count", noun=noun, outer=(noun[0], found.stop))
    of = word_at(line, found.stop), word_at(line, found.stop + 1)
    return found if of[0] == "من" and of[1] in ("كل", "اصل") else None


def _needs_noun(line: Sequence[Token], reading: Reading) -> bool:
    """Words that are numbers only before or behind what they count."""
    numeral = numeral_at(line, reading.first)
    if numeral is None or reading.stop > reading.first + 1:
        return False
    dual = reading.construct and numeral.word.endswith("ي")
    return dual or numeral.word == "بضع" or (numeral.word == "ست" and numeral.article)


def _halved(line: Sequence[Token], found: Quantity, reading: Reading) -> Quantity:
    """«3 سنوات ونصف السنة»: the half is of the noun."""
    here = joined(line, found.outer[1]) if found.noun and found.value is not None else -1
    part = read_part(line, here) if here >= 0 and reading.kind == "number" else None
    if part is None or part.article or part.scale > 1 or found.value is None or found.outer[1] == found.stop:
        return found
    stop = part.stop
    noun = line[found.noun[0]].word if found.noun else ""
    if definite(word_at(line, stop)) and line[stop].word.removeprefix("ال")[:2] == noun[:2]:
        stop += 1
    return replace(
        found, value=found.value + (part.value or 0) * found.scale, stop=part.stop, outer=(found.outer[0], stop)
    )


def _is_month(line: Sequence[Token], found: Quantity, reading: Reading) -> bool:
    """«صفر» behind «شهر» or before a year is the month."""
    numeral = numeral_at(line, reading.first)
    if numeral is None or numeral.role != "zero" or reading.stop > reading.first + 1:
        return False
    if numeral.article:
        return listed(word_at(line, reading.first - 1), "no_zero_after")
    before, after = word_at(line, reading.first - 1), word_at(line, reading.stop)
    if reading.first and line[reading.first - 1].digits:
        return True  # «12 صفر»
    return before.endswith("شهر") or after in ("سنه", "عام", "ه") or (len(after) == 4 and after.isdecimal()) or found.noun is not None


def _below_zero(line: Sequence[Token], found: Quantity, free: int) -> Quantity:
    """«5 درجات تحت الصفر»."""
    stop = found.outer[1]
    below = word_at(line, stop) in folded("quantities", "below_zero") and word_at(line, stop + 1) == "الصفر"
    if not below or found.kind not in ("plain", "measure") or found.value is None or found.value < 0:
        return found
    value_stop = stop + 2 if found.stop == stop else found.stop
    return replace(found, value=-found.value, stop=value_stop, outer=(found.outer[0], stop + 2))


def _settled(line: Sequence[Token], found: Quantity, reading: Reading) -> Quantity | None:
    """The value, where what follows decides between two readings."""
    digits = line[reading.first].digits
    noun = line[found.noun[0]] if found.noun and found.noun[0] >= found.stop else None
    numeral = numeral_at(line, reading.first)
    alone = numeral is not None and reading.stop == reading.first + 1
    if alone and numeral and numeral.word == _THOUSAND and noun and noun.word.endswith("ا"):
        return None  # «ألّف كتابا»
    if reading.construct and noun and numeral and numeral.role == "scale" and found.value is not None:
        return replace(found, value=found.value * 2) if not noun.word.endswith("ا") else found
    if digits is None or digits.other is None or reading.scale > 1 or found.value is None:
        return found
    return replace(found, value=_of_two(found, digits.value or 0, digits.other))


def _of_two(found: Quantity, likely: float, other: float) -> float:
    """A single group of three is decimals in percentages and fine money, thousands in counts."""
    whole, decimal = max(likely, other), min(likely, other)
    sign = -1 if (found.value or 0) < 0 else 1
    if found.kind == "percent":
        return sign * decimal
    if found.kind == "count" or (found.kind == "money" and not in_thousandths(found.unit)):
        return sign * whole
    return found.value or 0


def _named(line: Sequence[Token], found: Quantity, free: int) -> Quantity:
    """A code or time, with the noun before it."""
    if found.kind == "label" and line[found.first].digits and line[found.first].glued and found.first:
        letters = found.first - 2 if word_at(line, found.first - 1) == "-" else found.first - 1
        if letters >= free and line[letters].kind == "word" and word_at(line, letters).isalpha():
            return replace(found, noun=(letters, letters + 1), outer=(letters, found.stop))
    name = name_before(line, found.first, free) if found.kind == "label" else None
    return replace(found, noun=name, outer=(name[0], found.stop)) if name else found
