"""What a value is measured in: signs, percent, money and units on either side of it, and temperatures below zero."""

from dataclasses import replace

from retrieval.arabic.numbers.cardinals import joined_part
from retrieval.arabic.numbers.lists import definite, listed
from retrieval.arabic.numbers.nouns import counted_after, name_before
from retrieval.arabic.numbers.sites import Kind, Quantity, Site
from retrieval.arabic.numbers.tokens import numeral_at
from retrieval.arabic.numbers.units import Unit, in_thousandths, symbol_at, unit_at

_PERCENT = "%"
_HUNDREDTHS = ("بالميه", "بالمايه")
_HUNDRED = ("الميه", "المايه", "ميه", "مايه")
_MINUS = ("-", "−", "﹣", "－")
_BEFORE_MINUS = ("(", "[", "«", '"', "“", ":", "و", "ب", "ل")
_ZERO = "الصفر"
_ERA = ("م", "ه")
_SPANS_OF_TIME = ("day", "week", "month", "year", "h", "night")


def signed(site: Site, plain: Quantity) -> Quantity:
    """The number with a minus before it; a dash after another number, or at the head of a list, is none."""
    before = plain.first - 1
    if plain.value is None or not site.is_free(before) or site.year != "no" or name_before(site, before):
        return plain
    numeral = numeral_at(site.line, before)
    if (numeral is None or numeral.role != "minus") and not _is_minus(site, before):
        return plain
    return replace(plain, first=before, outer=(before, plain.stop), value=-plain.value)


def _is_minus(site: Site, place: int) -> bool:
    line = site.line
    if line[place].word not in _MINUS or not site.reading.digits or not line[place + 1].glued:
        return False
    if place == 0:
        return counted_after(site) is None or unit_at(line, site.reading.stop) is not None
    if line[place].glued and line[place - 1].word not in _BEFORE_MINUS:
        return False
    return line[place - 1].digits is None and not place == site.free > 0


def percent(site: Site, found: Quantity) -> Quantity | None:
    """«12%», «%12», «12 في المئة», «12 بالـ100»."""
    length = _percent_length([site.word(place) for place in range(found.stop, found.stop + 3)])
    first = found.first
    if not length:
        if not _before(site, first, (_PERCENT,)) or not site.line[first].glued:
            return None
        first -= 1
    span = (first, found.stop + length)
    return replace(found, kind="percent", unit="%", first=span[0], stop=span[1], outer=span)


def _percent_length(words: list[str]) -> int:
    """How many of the words behind a number say that it is a percentage."""
    here, following, last = words
    if here == _PERCENT or here in _HUNDREDTHS:
        return 1
    if (here == "في" and following in _HUNDRED) or (here == "بال" and following == "100"):
        return 2
    return 3 if here in ("في", "ب") and following == "ال" and last in ("100", *_HUNDRED) else 0


def _before(site: Site, first: int, signs: tuple[str, ...]) -> bool:
    """Whether a sign before a number is its own."""
    place = first - 1
    taken = place > 0 and site.line[place - 1].digits is not None
    return site.is_free(place) and site.word(place) in signs and not taken


def money(site: Site, found: Quantity) -> Quantity | None:
    """Money by a sign or code on either side, which belongs to the value."""
    if sign := symbol_at(site.line, found.stop):
        span = (found.first, sign.stop)
    elif (sign := symbol_at(site.line, found.first - 1)) and _before(site, found.first, (site.word(found.first - 1),)):
        span = (found.first - 1, found.stop)
    else:
        return None
    return replace(found, kind="money", unit=sign.code, first=span[0], stop=span[1], outer=span)


def measure(site: Site, found: Quantity) -> Quantity | None:
    """Money or a measure by the name of its unit, which may be behind «من» where the value is large or vague."""
    reading = site.reading
    start = reading.first if reading.kind == "dual" else found.stop
    loose = found.value is None or reading.kind == "part" or reading.scale > 1
    begin = start + 1 if loose and site.word(start) == "من" else start
    following = numeral_at(site.line, begin)
    if reading.kind != "dual" and following and following.role == "dual":
        return None  # «2019 لعامين»
    unit = unit_at(site.line, begin, definite=loose)
    if unit is None or site.year == "surely" or (site.year == "maybe" and _is_of_date(site, begin, unit)):
        return None
    kind: Kind = "vague" if found.value is None else unit.kind
    outer = (min(found.outer[0], start), max(unit.stop, found.stop))
    return replace(found, kind=kind, unit=unit.code, noun=(begin, unit.stop), outer=outer)


def _is_of_date(site: Site, place: int, unit: Unit) -> bool:
    """Whether the unit behind what may be a year is no unit: «2017 م», «2017 يوم الخميس»."""
    named = unit.code in _SPANS_OF_TIME and definite(site.word(unit.stop))
    return named or site.word(place) in _ERA


def halved(site: Site, found: Quantity) -> Quantity:
    """«3 سنوات ونصف السنة»: the half is of the noun."""
    if site.reading.kind != "number" or found.noun is None or found.value is None or found.outer[1] == found.stop:
        return found
    part = joined_part(site.line, found.outer[1])
    if part is None or part.scale > 1:
        return found
    again = site.word(part.stop)
    repeated = definite(again) and again.removeprefix("ال")[:2] == site.word(found.noun[0])[:2]
    value = found.value + (part.value or 0) * found.scale
    return replace(found, value=value, stop=part.stop, outer=(found.outer[0], part.stop + repeated))


def below_zero(site: Site, found: Quantity) -> Quantity:
    """«5 درجات تحت الصفر»."""
    stop = found.outer[1]
    below = listed(site.word(stop), "below_zero") and site.word(stop + 1) == _ZERO
    if not below or found.kind not in ("plain", "measure") or found.value is None or found.value < 0:
        return found
    value_stop = stop + 2 if found.stop == stop else found.stop
    return replace(found, value=-found.value, stop=value_stop, outer=(found.outer[0], stop + 2))


def of_two_readings(site: Site, found: Quantity) -> float | None:
    """The value of «1.500»: decimals in percentages and fine money, thousands in counts."""
    digits = site.digits
    if digits is None or digits.value is None or digits.other is None or site.reading.scale > 1 or found.value is None:
        return found.value
    whole, decimal = max(digits.value, digits.other), min(digits.value, digits.other)
    sign = -1 if found.value < 0 else 1
    if found.kind == "percent":
        return sign * decimal
    if found.kind == "count" or (found.kind == "money" and not in_thousandths(found.unit)):
        return sign * whole
    return found.value
