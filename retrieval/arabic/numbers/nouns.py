"""The noun that a number counts, beside it: behind it, before it («الأيام الثلاثة»), or behind «من»."""

from collections.abc import Sequence
from typing import Literal

from retrieval.arabic.numbers.counted import countables, is_countable, is_many, is_one, may_be_counted
from retrieval.arabic.numbers.lists import bare, definite, folded, listed, variants
from retrieval.arabic.numbers.readings import Reading, word_at
from retrieval.arabic.numbers.tokens import Token

Place = tuple[int, int]
_ARTICLES = ("ال", "وال", "بال", "لل", "فال", "كال")
_BETWEEN = (":", "(", "رقم")


def years_likely(line: Sequence[Token], reading: Reading) -> Literal["no", "yes", "surely"]:
    """Whether a value may be a year: four digits, and surely so behind a word that years follow."""
    digits = line[reading.first].digits
    if not (digits and digits.bare and len(line[reading.first].word) == 4 and reading.scale == 1):
        return "no"
    if not 1000 <= (digits.value or 0) <= 2100:
        return "no"
    before = word_at(line, reading.first - 1)
    if listed(before, "dated") or listed(before, "days"):
        return "surely"
    return "yes"


def counted_after(line: Sequence[Token], reading: Reading) -> Place | None:
    """The noun right behind a number, or the plural behind «من»."""
    stop = reading.stop
    if stop >= len(line) or line[stop].kind != "word":
        return None
    year, word = years_likely(line, reading), line[stop].word
    if year != "no" and not _counted_year(line, reading, word):
        return None
    if word == "من":
        return (stop + 1, stop + 2) if year == "no" and _is_group(line, stop + 1) else None
    loose = reading.value is None or reading.kind in ("part", "ordinal")
    if loose and definite(word) and bare(word) not in folded("quantities", "not_counted"):
        return stop, stop + 1
    if _tells_number(line, stop) or not may_be_counted(word):
        return None
    return stop, stop + 1


def _counted_year(line: Sequence[Token], reading: Reading, word: str) -> bool:
    """Whether the word behind what may be a year is surely counted by it."""
    before = word_at(line, reading.first - 1)
    if years_likely(line, reading) == "surely" or not is_countable(word):
        return False
    return not (1900 <= (reading.value or 0) <= 2100 and listed(before, "years_of"))


def _tells_number(line: Sequence[Token], place: int) -> bool:
    found = line[place].numeral
    return found is not None and found.role not in ("dual", "part", "parts")


def _is_group(line: Sequence[Token], place: int) -> bool:
    """A plural that some are counted of."""
    word = word_at(line, place)
    if place >= len(line) or line[place].kind != "word" or _tells_number(line, place):
        return False
    return is_many(word) and (definite(word) or may_be_counted(word))


def counted_before(line: Sequence[Token], reading: Reading, free: int) -> Place | None:
    """The definite noun before a number with the article: «الأيام الثلاثة», «الدول الـ15»."""
    before = article_start(line, reading) - 1
    if before < free or before < 0 or line[before].kind != "word" or line[before].numeral:
        return None
    word = line[before].word
    small = bare(word) in folded("quantities", "not_counted") and not is_countable(bare(word))
    return (before, before + 1) if definite(word) and not small else None


def plural_before(line: Sequence[Token], reading: Reading, free: int) -> Place | None:
    """The plural before a small number in words: «سنوات سبع»."""
    before, numeral = reading.first - 1, line[reading.first].numeral
    small = numeral is not None and numeral.role in ("unit", "ten") and numeral.plain and 3 <= (reading.value or 0) <= 10
    fits = small and before >= free and before >= 0 and any(w in countables().many for w in variants(line[before].word))
    return (before, before + 1) if fits else None


def article_start(line: Sequence[Token], reading: Reading) -> int:
    """Where a number begins with the article that may stand apart before its digits: «الـ15»."""
    before = reading.first - 1
    return before if reading.digits and word_at(line, before) in _ARTICLES else reading.first


def has_article(line: Sequence[Token], reading: Reading) -> bool:
    """Whether a number is definite."""
    return reading.article or article_start(line, reading) < reading.first


def is_place_in_order(line: Sequence[Token], reading: Reading, noun: Place) -> bool:
    """Whether a definite number behind a noun is an ordinal: «القرن العشرين», «المرة الـ15», but «الدول الـ15»."""
    numeral = line[reading.first].numeral
    small = numeral is not None and numeral.role == "unit" and (reading.value or 0) <= 10
    if small or (numeral and numeral.role in ("ten", "hundreds", "scale")):
        return False
    return is_one(line[noun[0]].word)


def one_of_itself(line: Sequence[Token], reading: Reading, free: int) -> Place | None:
    """The noun of which «واحد» tells that it is one: «طفل واحد»."""
    before = reading.first - 1
    if before < free or before < 0 or line[before].kind != "word" or line[before].numeral:
        return None
    word = line[before].word
    if definite(word) or listed(word, "not_one"):
        return None
    return (before, before + 1) if may_be_counted(word) or may_be_counted(bare(word)) else None


def name_before(line: Sequence[Token], first: int, free: int) -> Place | None:
    """The noun that a number is the name of something by: «المادة 33», «رقم 32»."""
    before = first - 1
    if word_at(line, before) in (":", "("):
        before -= 1
    if before < free or before < 0:
        return None
    return (before, before + 1) if listed(line[before].word, "labelled") else None
