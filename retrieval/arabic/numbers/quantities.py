"""What a value is the value of: an amount, a counted noun, a place in an order, a name.

What it does not know: which of two nouns a number belongs to where one stands on either side.
"""

from collections.abc import Sequence
from dataclasses import replace

from retrieval.arabic.numbers.amounts import below_zero, halved, measure, money, of_two_readings, percent, signed
from retrieval.arabic.numbers.cardinals import Reading
from retrieval.arabic.numbers.codes import PARTICLES
from retrieval.arabic.numbers.counted import is_countable
from retrieval.arabic.numbers.lists import listed
from retrieval.arabic.numbers.nouns import (
    counted_after,
    counted_before,
    is_place_in_order,
    name_before,
    one_of_itself,
    ordered_before,
    plural_before,
)
from retrieval.arabic.numbers.sites import Kind, Quantity, Site, Span
from retrieval.arabic.numbers.tokens import Token
from retrieval.arabic.numbers.units import unit_named

_THOUSAND = "الف"
_LIONS = ("ست", "سبع")
_YEARS = ("سنه", "عام", "ه")


def quantity(line: Sequence[Token], reading: Reading, free: int) -> Quantity | None:
    """What a reading tells, where the tokens from ``free`` on belong to no number before it; None where it is none."""
    site = Site(line, reading, free)
    first, stop = reading.first, reading.stop
    plain = Quantity(first, stop, reading.value, "plain", (first, stop), scale=reading.scale)
    if reading.kind == "time":
        return replace(plain, kind="time", apart=True)
    if reading.kind == "date":
        return replace(plain, apart=True)
    if reading.kind == "code":
        return _code(site, replace(plain, kind="label", apart=True))
    found = _found(site, signed(site, plain))
    if found is None or _is_no_number(site, found):
        return None
    return _settled(site, below_zero(site, halved(site, found)))


def _found(site: Site, found: Quantity) -> Quantity | None:
    if site.reading.kind != "ordinal":
        amount = percent(site, found) or money(site, found) or measure(site, found)
        if amount:
            return amount
    return _counted(site, found)


def _code(site: Site, found: Quantity) -> Quantity:
    """A code with the letters that are written to it («F-16»), or the noun before it."""
    letters = found.first - (2 if site.word(found.first - 1) == "-" else 1)
    touching = site.line[found.first].digits is not None and site.line[found.first].glued
    if touching and site.is_free(letters) and site.line[letters].kind == "word" and site.word(letters) not in PARTICLES:
        return replace(found, noun=(letters, letters + 1), outer=(letters, found.stop))
    if (
        found.stop < len(site.line)
        and site.line[found.stop].glued
        and site.word(found.stop).isascii()
        and site.word(found.stop).isalpha()
    ):
        return replace(found, noun=(found.stop, found.stop + 1), outer=(found.first, found.stop + 1))
    name = name_before(site, found.first)
    return replace(found, noun=name, outer=(name[0], found.stop)) if name else found


def _counted(site: Site, found: Quantity) -> Quantity | None:
    """A name, a place in an order, a count, a number for itself; None for a word that tells none here."""
    if site.reading.kind == "dual":
        return replace(found, kind="count", noun=(site.reading.first, site.reading.first + 1))
    if site.reading.kind == "ordinal":
        return _ordered(site, found)
    after = counted_after(site)
    if name := _name(site, found, after):
        closed = site.word(name[1]) == "(" and site.word(found.stop) == ")"
        return replace(found, kind="label", noun=name, outer=(name[0], found.stop + closed))
    if _is_one_word(site):
        return _one(site, found)
    if after:
        kind: Kind = "vague" if found.value is None else "count"
        return replace(found, kind=kind, noun=after, outer=(found.outer[0], after[1]))
    return _behind_noun(site, found)


def _behind_noun(site: Site, found: Quantity) -> Quantity | None:
    """A number behind its noun, or for itself."""
    if site.definite and (before := counted_before(site)):
        kind: Kind = "ordinal" if is_place_in_order(site, before) else "count"
        return replace(found, kind=kind, noun=before, outer=(before[0], found.stop))
    if before := plural_before(site):
        return replace(found, kind="count", noun=before, outer=(before[0], found.stop))
    if _needs_noun(site):
        return None
    return replace(found, kind="vague" if found.value is None else "plain")


def _name(site: Site, found: Quantity, after: Span | None) -> Span | None:
    """The noun that the number is the name of something by, where it counts nothing («عدد 2 مناظير» does)."""
    name = name_before(site, found.first) if found.value is not None else None
    if name is None or (after and not site.reading.digits):
        return None
    counts = after is not None and after[0] == found.stop
    if counts and after and (is_countable(site.word(after[0])) or site.word(name[0]).endswith("عدد")):
        return None
    return name


def _ordered(site: Site, found: Quantity) -> Quantity | None:
    """An ordinal and its noun: before it, or behind it where it has no article («ثالث مرة»)."""
    numeral = site.numeral
    if numeral is None:
        return None
    if site.reading.article:
        noun = counted_before(site)
        if numeral.weak and not (noun and site.word(noun[0]).endswith("ه")):
            return None  # «الأولي» is preliminary, unless it stands for «الأولى»
    else:
        follows = numeral.word.endswith("ه") or numeral.word == "ثان"
        noun = None if follows else counted_after(site)
        noun = noun or ordered_before(site)
        if follows and noun is None:
            return None
    outer = (min(noun[0], found.first), max(noun[1], found.stop)) if noun else found.outer
    return replace(found, kind="ordinal", noun=noun, outer=outer)


def _is_one_word(site: Site) -> bool:
    numeral = site.numeral
    return site.single and numeral is not None and (numeral.role, numeral.value) == ("unit", 1)


def _one(site: Site, found: Quantity) -> Quantity | None:
    """«واحد» counts behind its noun, or before «من كل» and a number; else it is a pronoun."""
    if site.reading.article:
        return None
    if noun := one_of_itself(site):
        unit = unit_named(site.word(noun[0]), noun[1])
        whole = replace(found, kind="count", noun=noun, outer=(noun[0], found.stop))
        return replace(whole, kind=unit.kind, unit=unit.code) if unit else whole
    following = site.line[found.stop : found.stop + 4]
    number = any(token.digits or token.numeral for token in following)
    of = [token.word for token in following[:2]]
    return found if number and of in (["من", "كل"], ["من", "اصل"], ["من", "بين"]) else None


def _needs_noun(site: Site) -> bool:
    """Words that are numbers only before or behind what they count."""
    numeral = site.numeral
    if numeral is None or not site.single:
        return False
    dual = site.reading.construct and numeral.word.endswith("ي")
    return numeral.weak or dual or numeral.word == "بضع" or (numeral.word in _LIONS and numeral.article)


def _is_no_number(site: Site, found: Quantity) -> bool:
    """«صفر» the month (behind «شهر» or a day, or before a year), and «ألّف كتابا»."""
    numeral = site.numeral
    if numeral is None or not site.single:
        return False
    if numeral.word == _THOUSAND:
        return found.noun is not None and found.noun[0] == found.stop and site.word(found.noun[0]).endswith("ا")
    if numeral.role != "zero":
        return False
    before, after = site.word(site.reading.first - 1), site.word(site.reading.stop)
    if numeral.article:
        return listed(before, "no_zero_after")
    year = after in _YEARS or (len(after) == 4 and after.isdecimal())
    return before.endswith("شهر") or before.isdecimal() or year or found.noun is not None


def _settled(site: Site, found: Quantity) -> Quantity:
    """The value, where what follows decides between two readings."""
    numeral = site.numeral
    behind = found.noun is not None and found.noun[0] == found.stop
    if site.reading.construct and behind and found.noun and numeral and numeral.role == "scale" and found.value:
        accusative = site.word(found.noun[0]).endswith("ا")
        return found if accusative else replace(found, value=found.value * 2)
    return replace(found, value=of_two_readings(site, found))
