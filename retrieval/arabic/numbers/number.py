"""The numbers of a text with their values, kinds, units and nouns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import isclose

from retrieval.arabic.clitics import ARTICLE
from retrieval.arabic.letters import fold
from retrieval.arabic.numbers.cardinals import Reading
from retrieval.arabic.numbers.clock import read_time
from retrieval.arabic.numbers.codes import read_code
from retrieval.arabic.numbers.counted import has_particle, is_many
from retrieval.arabic.numbers.nouns import name_before
from retrieval.arabic.numbers.numerals import folded_numeral
from retrieval.arabic.numbers.pairs import paired
from retrieval.arabic.numbers.quantities import quantity
from retrieval.arabic.numbers.readings import read_number
from retrieval.arabic.numbers.sites import Kind, Quantity, Site
from retrieval.arabic.numbers.tokens import Token, characters, lines, numeral_at
from retrieval.arabic.numbers.units import unit_named


@dataclass(frozen=True, slots=True)
class Number:
    """A number told in a text. All offsets are into that text, ends exclusive."""

    start: int
    end: int
    """The words or digits that tell the value, with sign, scale words, percent and currency sign, without the noun;
    of a range or score both sides."""
    value: float | None
    """None where it is not told («آلاف») or no quantity (a telephone number). Of a time the hours, of a label the
    number."""
    upper: float | None
    """The upper end of a range, the other side of a score; else None."""
    kind: Kind
    unit: str
    """"%", an ISO 4217 code, a unit's symbol ("km", "°C", "year"), or ""; "" also for money of an unnamed country."""
    noun: str
    """What is counted, or the name of the unit, as it stands in the text; of a label the noun before it; or ""."""
    whole: tuple[int, int]
    """The number with its unit and noun, without a word like "about"."""
    words: str
    """The folded words it is told with."""

    @property
    def ordinal(self) -> bool:
        """Whether it is a place in an order."""
        return self.kind == "ordinal"


def find_numbers(text: str) -> list[Number]:
    """All numbers of a text in order, not overlapping. No number goes over the end of a line."""
    return [_number(text, line, one) for line in lines(text) for one in paired(line, list(_quantities(line)))]


def numbers(text: str) -> list[Number]:
    """The same as ``find_numbers``."""
    return find_numbers(text)


def is_number_word(word: str) -> bool:
    """Whether a folded word tells a number or an ordinal, also with a particle or the article."""
    found = folded_numeral(word)
    return found is not None and found.role not in ("head", "ordinal head", "minus")


def same_value(one: Number, other: Number) -> bool:
    """Whether two numbers are equal, however they are told: in words or digits, with or without a noun.

    A percentage, an ordinal and a plain number are never equal; nor are two units, where both are told. Without values
    the words have to be the same.
    """
    if one.ordinal != other.ordinal or (one.kind == "percent") != (other.kind == "percent"):
        return False
    if not _same_unit(one.unit, other.unit):
        return False
    if one.value is None or other.value is None:
        return one.value is other.value and _same_words(one.words, other.words)
    return isclose(one.value, other.value) and _close(one.upper, other.upper)


def _same_words(one: str, other: str) -> bool:
    """Whether words are the same but for an article."""
    return one == other or ARTICLE + one == other or one == ARTICLE + other


def _same_unit(one: str, other: str) -> bool:
    """Whether two units may be one: a degree may be one of any scale."""
    degrees = "°" in (one, other) and one[:1] == other[:1]
    return not one or not other or one == other or degrees


def _close(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return isclose(one, other)


def _quantities(line: Sequence[Token]) -> Iterator[Quantity]:
    """The numbers of a line, one after another; a token belongs to one of them at most."""
    place = free = 0
    while place < len(line):
        if not _may_begin(line[place]):
            place += 1
            continue
        found = [one for reading in _readings(line, place, free) if (one := quantity(line, reading, free))]
        if found:
            yield from found
            free = max(found[-1].stop, found[-1].outer[1])
        place = max(place + 1, free)


def _may_begin(token: Token) -> bool:
    return token.numeral is not None or token.digits is not None or token.kind == "address"


def _readings(line: Sequence[Token], place: int, free: int) -> list[Reading]:
    if codes := read_code(line, place):
        named = len(codes) > 1 and name_before(Site(line, codes[0], free), place) is not None
        return [replace(codes[0], stop=codes[-1].stop, kind="code")] if named else codes
    found = read_time(line, place) or _and_a_half(line, place, free) or read_number(line, place)
    return [found] if found else []


def _and_a_half(line: Sequence[Token], place: int, free: int) -> Reading | None:
    """«ساعة ونصف»: one of a unit and a part of it."""
    numeral = numeral_at(line, place)
    before = place - 1
    if numeral is None or numeral.role != "part" or numeral.article or numeral.conjunction != "و" or before < free:
        return None
    one = unit_named(line[before].word, place) is not None and not is_many(line[before].word)
    return Reading(before, place + 1, 1 + numeral.value, "dual") if one else None


def _number(text: str, line: Sequence[Token], found: Quantity) -> Number:
    start, end = _start(line, found.first), line[found.stop - 1].end
    first, stop = found.outer
    whole = (min(start, _noun_start(text, line[first])), max(end, line[stop - 1].end))
    noun = text[_noun_start(text, line[found.noun[0]]) : line[found.noun[1] - 1].end] if found.noun else ""
    words = " ".join(fold(text[start:end]).split())
    return Number(start, end, found.value, found.upper, found.kind, found.unit, noun, whole, words)


def _noun_start(text: str, token: Token) -> int:
    """Where a noun begins behind the conjunction or preposition it may have."""
    particle = not token.lead and token.word[:1] in tuple("وفبل") and has_particle(token.word)
    return token.start + (characters(text[token.start : token.end], 1) if particle else token.lead)


def _start(line: Sequence[Token], place: int) -> int:
    token = line[place]
    return token.start + token.lead
