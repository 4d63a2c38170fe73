"""Weeks, months and years counted from the article's day: «الشهر الماضي», «قبل يومين», «الأيام القليلة القادمة».

A week is from Monday to Sunday, as in ISO 8601, a weekend from Friday to Sunday. Not known: hours, seasons by
themselves, school years.
"""

from datetime import date, timedelta

from retrieval.arabic.calendar.dated import Found, Outcome, Precision
from retrieval.arabic.calendar.days import moved
from retrieval.arabic.calendar.spoken import read_cardinal
from retrieval.arabic.calendar.tense import tense_before
from retrieval.arabic.calendar.tokens import Tokens
from retrieval.arabic.calendar.vocabulary import load_date_words
from retrieval.arabic.calendar.written import joined
from retrieval.arabic.calendar.years import is_general

_NO_DAY = "no_article_day"
_THIS = ("هذا", "هذه")
_FROM_THERE = ("من", "علي", "عن", "لل")
_FROM_NOW = ("الان", "اليوم", "الاقل", "الاكثر", "الاقصي")
_MORE = ("تقريبا", "فقط", "كاملا", "كامله", "كاملين")
_SINCE = "منذ"
_LATEST = "الاخيره"
_FRIDAY = 4
_PRECISIONS: dict[str, Precision] = {
    "day": "day", "week": "range", "month": "month", "year": "year", "decade": "decade", "century": "century",
}  # fmt: skip


def read_unit(tokens: Tokens, place: int, day: date | None) -> Found | None:
    """«الشهر الماضي», «هذا الأسبوع»."""
    words = load_date_words()
    this = tokens[place].text in _THIS
    unit = words.definite_units.at(tokens, place + this)
    if unit is None or unit.value == "day" or (unit.value == "year" and is_general(tokens, place)):
        return None
    if this and not unit.clitic:
        return _moved(tokens[place].start, tokens[unit.next - 1].end, unit.value, 0, day)
    turn = words.turns.at(tokens, unit.next)
    if turn is None or turn.clitic:
        return None
    return _moved(unit.start, tokens[turn.next - 1].end, unit.value, turn.value, day)


def read_units(tokens: Tokens, place: int, day: date | None) -> Found | None:
    """«الأيام الثلاثة المقبلة», «الـ10 سنوات الماضية»; vague without a number."""
    words = load_date_words()
    number = tokens.plain(place)
    dual = words.definite_duals.at(tokens, place)
    unit = dual or (words.units if number else words.definite_plurals).at(tokens, place + bool(number))
    if unit is None:
        return None
    start, behind = (unit.start, unit.next) if number is None else (tokens[place].start, unit.next)
    if dual:
        number = 2
    elif number is None and (some := words.some.at(tokens, behind)):
        behind = some.next
    elif number is None and (counted := read_cardinal(tokens, behind)):
        number, behind = counted
    turn = words.turns.at(tokens, behind)
    if turn is None and tokens[behind].text != _LATEST:
        return None
    step, end = (turn.value, tokens[turn.next - 1].end) if turn else (-1, tokens[behind].end)
    if number is None:
        return Found(start, end, "vague", "vague", relative=True)
    return Found(start, end, "range", _since(unit.value, number * (step or 1), day), relative=True)


def read_distance(tokens: Tokens, place: int, day: date | None) -> Found | None:
    """«قبل يومين», «منذ ثلاثة أيام», «بعد أسبوعين», «قبل نحو 10 سنوات»; "told_elsewhere" for «بعد يومين من …»."""
    words = load_date_words()
    head = words.distances.at(tokens, place)
    if head is None:
        return None
    about = words.about.at(tokens, head.next)
    counted = _amount(tokens, about.next if about else head.next)
    if counted is None:
        return None
    number, unit, behind = counted
    end = tokens[behind - 1].end
    behind += tokens[behind].text in _MORE
    if _from_elsewhere(tokens, place, behind, head.value):
        return Found(head.start, end, "vague", "told_elsewhere")
    if number is None:
        return Found(head.start, end, "vague", "vague", relative=True)
    return _moved(head.start, end, unit, number * head.value, day)


def _from_elsewhere(tokens: Tokens, place: int, behind: int, direction: int) -> bool:
    """Whether a distance is counted from what follows («بعد يومين من التوقيع») or from what was told before: what
    happened "after two days" did so after something else."""
    if tokens[place].text.endswith(_SINCE):
        return False
    follows = tokens[behind].text in _FROM_THERE and tokens[behind + 1].text not in _FROM_NOW
    return follows or (direction > 0 and tense_before(tokens, tokens[place].start) == "past")


def _amount(tokens: Tokens, place: int) -> tuple[int | None, str, int] | None:
    """How many of which unit, ``None`` for an untold number, and the place behind them."""
    words = load_date_words()
    if dual := words.duals.at(tokens, place):
        return 2, dual.value, dual.next
    if some := words.some.at(tokens, place):
        unit = words.units.at(tokens, some.next)
        return (None, unit.value, unit.next) if unit else None
    number = tokens.plain(place)
    counted = (number, place + 1) if number else read_cardinal(tokens, place)
    if counted:
        unit = words.units.at(tokens, counted[1])
        return (counted[0], unit.value, unit.next) if unit and not unit.clitic else None
    unit = words.units.at(tokens, place)
    if unit is None or unit.clitic:
        return None
    if words.plural_units.at(tokens, place):
        return None, unit.value, unit.next
    return _single(tokens, unit.value, unit.next)


def _single(tokens: Tokens, unit: str, place: int) -> tuple[int, str, int] | None:
    """«شهر», «عام واحد»; not «عام 2017», «شهر رمضان»; «يوم» only with "one" or where something is counted from."""
    one = tokens[place].text.startswith("واحد")
    named = tokens[place].number is not None or load_date_words().months.at(tokens, place)
    if named or (unit == "day" and not one and tokens[place].text not in _FROM_THERE):
        return None
    return 1, unit, place + one


def _moved(start: int, end: int, unit: str, count: int, day: date | None) -> Found:
    outcome = moved(day, unit, count) if day else _NO_DAY
    return Found(start, end, _PRECISIONS[unit], outcome, relative=True)


def _since(unit: str, count: int, day: date | None) -> Outcome:
    """From so many units ago to the article's day, or from it to so many units ahead."""
    if day is None:
        return _NO_DAY
    there = moved(day, unit, count)
    return joined(there, (day, day)) if count < 0 else joined((day, day), there)


def read_weekend(tokens: Tokens, place: int, day: date | None) -> Found | None:
    """«نهاية الأسبوع», «عطلة نهاية الأسبوع المقبل»."""
    words = load_date_words()
    weekend = words.weekend.at(tokens, place)
    if weekend is None:
        return None
    start, turn = weekend.start, words.turns.at(tokens, weekend.next)
    end = tokens[(turn.next if turn else weekend.next) - 1].end
    if day is None:
        return Found(start, end, "range", _NO_DAY, relative=True)
    weeks = turn.value if turn else -(day.weekday() < _FRIDAY and tense_before(tokens, start) != "coming")
    week = moved(day, "week", weeks)
    outcome = week if isinstance(week, str) else (week[0] + timedelta(_FRIDAY), week[1])
    return Found(start, end, "range", outcome, relative=True)
