"""Times of day: «10:30», «الساعة الثالثة والنصف», «8 مساء».

A time's value is its hours as they are told, with the minutes as a part of the hour: «8 مساء» is 8, «10:30» is 10.5.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.arabic.numbers.cardinals import Reading
from retrieval.arabic.numbers.lists import listed, variants
from retrieval.arabic.numbers.readings import read_number
from retrieval.arabic.numbers.tokens import Token, joined, numeral_at, word_at

_LAST_HOUR = 24
_LESS = "الا"
_ABOUT = ("ال", "حوالي", "نحو")
_WITH_MINUTES = re.compile(r"(\d{1,2})[.,](\d{2})")


def read_time(line: Sequence[Token], place: int) -> Reading | None:
    """The time that begins at a token; None where it is none."""
    token = line[place]
    if token.digits:
        return _digital(line, place) or _hour(line, place)
    if token.numeral and token.numeral.article and token.numeral.value <= 12:
        return _spoken(line, place)
    return None


def _digital(line: Sequence[Token], place: int) -> Reading | None:
    """Hours, minutes and, it may be, seconds with colons."""
    told, stop = [line[place]], place + 1
    while stop + 1 < len(line) and line[stop].word == ":" and line[stop].glued and line[stop + 1].glued:
        if not re.fullmatch("[0-5][0-9]", line[stop + 1].word):
            break
        told.append(line[stop + 1])
        stop += 2
    if not 2 <= len(told) <= 3 or not told[0].word.isdecimal() or int(told[0].word) > _LAST_HOUR:
        return None
    value = sum(int(part.word) / 60**power for power, part in enumerate(told))
    return Reading(place, stop, value, "time", digits=True)


def _hour(line: Sequence[Token], place: int) -> Reading | None:
    """Digits behind «الساعة» or before «صباحا»."""
    digits = line[place].digits
    announced = _announced(line, place)
    if not digits or not (announced or _is_part_of_day(line, place + 1)):
        return None
    if match := _WITH_MINUTES.fullmatch(line[place].word):
        return Reading(place, place + 1, int(match[1]) + int(match[2]) / 60, "time", digits=True)
    value = digits.value if digits.bare else None
    if value is not None and announced and _LAST_HOUR < value < 2400:
        value = value // 100 + value % 100 / 60
    if value is None or value > _LAST_HOUR or (not announced and "يوم" in variants(word_at(line, place - 1))):
        return None
    return _with_minutes(line, Reading(place, place + 1, value, "time", digits=True))


def _announced(line: Sequence[Token], place: int) -> bool:
    before = place - 2 if word_at(line, place - 1) in _ABOUT else place - 1
    return listed(word_at(line, before), "hours")


def _spoken(line: Sequence[Token], place: int) -> Reading | None:
    """A feminine ordinal, or «الواحدة», behind «الساعة» or before «صباحا» or a part of the hour."""
    numeral = line[place].numeral
    if numeral is None or not numeral.word.endswith(("ه", "ولي")):
        return None
    if numeral.role not in ("ordinal", "ordinal head") and (numeral.role, numeral.value) != ("unit", 1):
        return None
    ten = numeral_at(line, place + 1)
    teen = bool(ten and ten.role == "ten" and ten.plain)
    told = Reading(place, place + 1 + teen, numeral.value + 10 * teen, "time")
    whole = _with_minutes(line, told)
    named = _is_part_of_day(line, whole.stop)
    halved = whole.stop > told.stop and not _announced(line, place)
    return whole if _announced(line, place) or named or (halved and _at(line, place)) else None


def _at(line: Sequence[Token], place: int) -> bool:
    return word_at(line, place - 1) in ("في", "عند", "حتي", "الي", "من")


def _is_part_of_day(line: Sequence[Token], place: int) -> bool:
    """«صباحا», «من صباح», «بعد الظهر», «ت غ»."""
    word, following = word_at(line, place), word_at(line, place + 1)
    if listed(word, "times_of_day") or (word, following) == ("ت", "غ"):
        return True
    if word == "من":
        return listed(following, "parts_of_day")
    return word in ("بعد", "قبل") and following in ("الظهر", "الزوال", "العصر", "الفجر")


def _with_minutes(line: Sequence[Token], told: Reading) -> Reading:
    """A time with «والنصف», «إلا ربعا» or «و20 دقيقة»."""
    less = word_at(line, told.stop) == _LESS
    here = told.stop + 1 if less else joined(line, told.stop)
    numeral = numeral_at(line, here)
    if here < 0 or told.value is None:
        return told
    if numeral and numeral.role == "part":
        return replace(told, stop=here + 1, value=told.value + numeral.value * (-1 if less else 1))
    minutes = read_number(line, here) if here < len(line) and (line[here].digits or numeral) else None
    if minutes and minutes.value and word_at(line, minutes.stop).startswith(("دقيقه", "دقايق")):
        return replace(told, stop=minutes.stop + 1, value=told.value + minutes.value / 60 * (-1 if less else 1))
    return told
