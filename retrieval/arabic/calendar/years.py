"""Years: behind a head («عام 2024», «سنة 1435 هـ»), by themselves («في 2013»), decades and centuries.

A number without a head is a year where nothing shows that it counts what follows. What is not known: which century a
decade is of where it is not said; it is the twentieth.
"""

from dataclasses import replace

from retrieval.arabic.calendar.numeric import read_years
from retrieval.arabic.calendar.phrases import Match, Phrases
from retrieval.arabic.calendar.spoken import read_cardinal, read_ordinal
from retrieval.arabic.calendar.tokens import Tokens
from retrieval.arabic.calendar.vocabulary import load_date_words
from retrieval.arabic.calendar.written import FIRST_GREGORIAN, Year
from retrieval.arabic.numbers.counted import is_countable, may_be_counted

Read = tuple[Year, int]
"""A year and the place of the token behind it."""
_OF, _DATE_MARKS = ("من", "في"), ("/", "-")
_THIS, _THAT = ("هذا", "هذه"), ("نفس", "ذات", "ذلك", "تلك")
_TYPICAL = range(1800, 2101)
_RECENT = range(1900, 2051)
_POSSIBLE = range(1000, 2200)
_LAST_SPOKEN = 2199
_HIJRI = "الهجري"
_SHORTEST = 3
"""The least digits of a year without an era."""
_LIFE = ("العمر", "عمره", "عمرها", "عمرهم")
_FRACTION = ("الف", "مليون", "مليار", "%")


def read_year(tokens: Tokens, place: int, hijri: bool = False, beside_month: bool = False) -> Read | None:
    """The year that is said behind a month or quarter, or by itself behind a head."""
    marked = beside_month and tokens[place].text in _DATE_MARKS and len(tokens[place + 1].text) == 4
    if marked or (beside_month and tokens[place].text == ","):
        place += 1
    if beside_month and tokens[place].text in _OF:
        place += 1
    words = load_date_words()
    if tokens[place].text in (*_THIS, *_THAT) and (unit := _the_year(tokens, place + 1)):
        return (Year(turn=0) if tokens[place].text in _THIS else Year(problem="told_elsewhere")), unit
    head = words.year_heads.at(tokens, place)
    if head:
        hijri = hijri or _HIJRI in head.value
        numbered = _numbered(tokens, head.next, hijri)
        if numbered and len(tokens[head.next].text) < _SHORTEST and numbered[1] == head.next + 1:
            return None
        if numbered and head.value in words.several_years:
            return _listed(tokens, *numbered)
        return numbered or _spoken(tokens, head.next) or _turned(tokens, place, head.next)
    token = tokens[place]
    if not beside_month or token.number is None or len(token.text) != 4 or measures(tokens, place + 1):
        return None
    if counted(tokens, place + 1) and not is_odd_year(token.number):
        return None
    return _numbered(tokens, place, hijri)


def read_year_alone(tokens: Tokens, place: int, before: str, joined: bool = False) -> Read | None:
    """A year without a head: ``before`` is the word before it; ``joined`` where it ends a span.

    A number of the last century that is not round hardly ever counts anything, any other only tells a year in company.
    """
    token, words = tokens[place], load_date_words()
    if token.number is None or len(token.text) != 4 or token.number not in _POSSIBLE:
        return None
    year = _numbered(tokens, place, hijri=False)
    if year is None or before in words.before_counts or before[1:] in words.before_counts:
        return None
    if year[0].hijri or year[0].problem:
        return year
    announced = before in words.before_years or before[1:] in words.before_years
    if is_odd_year(token.number):
        counts = measures(tokens, year[1]) or (not announced and counted(tokens, year[1]))
        return None if counts else year
    if token.number not in _TYPICAL or measures(tokens, year[1]) or counted(tokens, year[1]):
        return None
    bracketed = before == "(" and tokens[year[1]].text in (")", ",", "-", "–")
    era = year[1] > place + 1 and not year[0].last
    return year if bracketed or era or ((announced or joined) and is_closed(tokens, year[1])) else None


def read_decade(tokens: Tokens, place: int) -> Read | None:
    """«التسعينيات», «ستينيات القرن التاسع عشر»; not the age of a person."""
    decade = load_date_words().decades.at(tokens, place)
    if decade is None:
        return None
    behind = decade.next + (tokens[decade.next].text == _OF[0])
    if tokens[behind].text in _LIFE:
        return None
    century = read_century(tokens, behind)
    if century is None:
        return Year(1900 + decade.value, 1909 + decade.value, scale="decade"), decade.next
    year, following = century
    if year.turn is not None:
        return Year(turn=year.turn, scale="decade", number=decade.value), following
    first = year.number - 1 + decade.value
    return Year(first, first + 9, year.hijri, problem=year.problem, scale="decade"), following


def read_century(tokens: Tokens, place: int) -> Read | None:
    """«القرن الماضي», «القرن التاسع عشر», «القرن الـ21», «القرن الثالث الهجري»."""
    words = load_date_words()
    unit = words.definite_units.at(tokens, place)
    if unit is None or unit.value != "century":
        return None
    if turn := words.turns.at(tokens, unit.next):
        return Year(turn=turn.value, scale="century"), turn.next
    token = tokens[unit.next]
    found = read_ordinal(tokens, unit.next)
    number, behind = (found[0], found[2]) if found else (token.number or 0, unit.next + 1)
    if not 0 < number < 40:
        return None
    era, behind = _era(tokens, behind)
    if era == "before_christ":
        return Year(problem=era, scale="century"), behind
    return Year(100 * number - 99, 100 * number, era == "hijri", scale="century"), behind


def _numbered(tokens: Tokens, place: int, hijri: bool) -> Read | None:
    token = tokens[place]
    if token.number is None:
        return None
    if span := read_years(tokens.text, token.end - len(token.text)):
        following = tokens.behind(place, span[1])
        era, behind = _era(tokens, following)
        year = span[0]
        return Year(year.number, year.last, era == "hijri", problem=_problem(era)), behind
    number = tokens.plain(place)
    if number is None:
        return None
    era, behind = _era(tokens, place + 1)
    of_hijra = era == "hijri" or (hijri and not era and number < FIRST_GREGORIAN)
    problem = _problem(era) or ("out_of_range" if len(token.text) > 4 else "")
    return Year(number, hijri=of_hijra, problem=problem), behind


def _listed(tokens: Tokens, year: Year, place: int) -> Read:
    """«عامي 2011 و2012», «أعوام 2011 و2012 و2013»."""
    last = year.last or year.number
    while tokens[place].joined and len(tokens[place].text) == 4 and (tokens[place].number or 0) > last:
        last, place = tokens[place].number or 0, place + 1
    return replace(year, last=last if last != year.number else 0), place


def _problem(era: str) -> str:
    return era if era == "before_christ" else ""


def _era(tokens: Tokens, place: int) -> tuple[str, int]:
    """ "hijri", "christian", "before_christ" or "", and the place behind it."""
    words = load_date_words()
    eras: tuple[tuple[str, Phrases[str]], ...] = (
        ("before_christ", words.before_christ), ("hijri", words.anno_hegirae), ("christian", words.anno_domini),
    )  # fmt: skip
    for era, phrases in eras:
        found = phrases.at(tokens, place)
        if found and not (found.clitic and found.next == place + 1):
            return era, found.next
    return "", place


def _spoken(tokens: Tokens, place: int) -> Read | None:
    """A year in words."""
    spoken = read_cardinal(tokens, place)
    return (Year(spoken[0]), spoken[1]) if spoken and 100 < spoken[0] <= _LAST_SPOKEN else None


def _the_year(tokens: Tokens, place: int) -> int | None:
    unit = load_date_words().definite_units.at(tokens, place)
    return unit.next if unit and unit.value == "year" else None


def _turned(tokens: Tokens, place: int, behind: int) -> Read | None:
    """«العام الماضي», «العام نفسه»."""
    words = load_date_words()
    if not _the_year(tokens, place) or is_general(tokens, place):
        return None
    turn: Match[int] | None = words.turns.at(tokens, behind)
    if turn:
        return Year(turn=turn.value), turn.next
    return (Year(problem="told_elsewhere"), behind + 1) if tokens[behind].text in words.elsewhere else None


def is_odd_year(number: int) -> bool:
    """Whether a number is of the years that texts tell most, and not round."""
    return number in _RECENT and number % 100 != 0


def measures(tokens: Tokens, place: int) -> bool:
    """Whether the word behind a number is a unit or a scale."""
    following = tokens[place].text
    return following in load_date_words().measures or following in _FRACTION


def counted(tokens: Tokens, place: int) -> bool:
    """Whether the word behind a number is a noun that may be counted."""
    return is_countable(tokens[place].text)


def is_closed(tokens: Tokens, place: int) -> bool:
    """Whether what follows a number cannot be a noun that it counts."""
    word = tokens[place].text
    return not word or not word[0].isalpha() or not may_be_counted(word)


def is_general(tokens: Tokens, place: int) -> bool:
    """Whether «العام» is "general" here: «النائب العام الحالي»."""
    before = tokens.nearest(tokens[place].start)
    return before.removeprefix("و").removeprefix("ل") in load_date_words().general_before
