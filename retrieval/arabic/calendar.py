"""Calendar days as newspapers write them, to compare articles by date.

Known are year-month-day and day-month-year in digits of any script, and a day with the Gregorian month's name in Arabic
(the names of Egypt, the Levant and Iraq, and the Maghreb). Not known: the Hijri calendar, and days told in words.
"""

import calendar
import re
from datetime import date
from functools import lru_cache

from retrieval.arabic import fold

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("يناير", "كانون الثاني", "جانفي", "ينير"),
            ("فبراير", "شباط", "فيفري"),
            ("مارس", "اذار"),
            ("ابريل", "نيسان", "افريل"),
            ("مايو", "ايار", "ماي", "مي"),
            ("يونيو", "يونيه", "حزيران", "جوان"),
            ("يوليو", "يوليه", "تموز", "جويليه", "يوليوز"),
            ("اغسطس", "اب", "اوت", "غشت"),
            ("سبتمبر", "ايلول", "شتنبر"),
            ("اكتوبر", "تشرين الاول"),
            ("نوفمبر", "تشرين الثاني", "نونبر"),
            ("ديسمبر", "كانون الاول", "دجنبر"),
        ),
        start=1,
    )
    for name in names
}
_YEAR_FIRST = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?!\d)")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
_NAMED = re.compile(
    rf"(?:(\d{{1,2}}) )?\b({'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b[ ,/]*(?:عام |سنه )?(\d{{4}})"
)


@lru_cache(maxsize=20_000)
def period(text: str) -> tuple[date, date] | None:
    """The first and last day of a written day, month or year; None where the text is none of them."""
    folded = " ".join(fold(text).split())
    if match := _YEAR_FIRST.match(folded):
        year, month, day = match.groups()
    elif match := _DAY_FIRST.match(folded):
        day, month, year = match.groups()
    elif match := _NAMED.search(folded):
        day, month, year = match.group(1), str(_MONTHS[match.group(2)]), match.group(3)
    else:
        return None
    return _days(int(year), int(month or 0), int(day or 0))


def day_of(text: str) -> date | None:
    """The day an article's date names; None where it names none, or only a month or year."""
    found = period(text)
    return found[0] if found and found[0] == found[1] else None


def _days(year: int, month: int, day: int) -> tuple[date, date] | None:
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    if day:
        return first, first
    last_month = month or 12
    return first, date(year, last_month, calendar.monthrange(year, last_month)[1])
