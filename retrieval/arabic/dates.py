"""What day, month or year a date in Arabic words means, as far as its words and the article's own date tell.

Gregorian months under their Egyptian, Levantine and Maghrebi names, Hijri dates (converted by the Umm al-Qura calendar,
``hijridate``), weekdays, and days counted from the article's ("today", "tomorrow"). A date without a year is put where
it is nearest to the article's date. Not known: feasts, seasons, "last week", spans of time.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from retrieval.arabic import fold
from retrieval.arabic.lexicon import load_lexicon

_FROM_TODAY = (
    (r"اول (?:من )?امس|امس الاول", -2), ("امس|البارحه|مبارح", -1), ("بعد (?:يوم )?غد", 2),
    ("(?:يوم )?غدا?|بكره", 1), ("اليوم|الليله|النهارده", 0),
)  # fmt: skip
_WEEKDAYS = ("اثنين", "ثلاثا", "اربعا", "خميس", "جمعه", "سبت", "احد")  # as ``date.weekday`` counts
_PAST, _COMING = re.compile("(?:ال)?(?:ماضي|فائت|منصرم)"), re.compile("(?:ال)?(?:مقبل|قادم|اتي)")
_YEAR = re.compile(r"(?<!\d)(\d{3,4})(?!\d)")
_DAY = re.compile(r"(?<![\d/-])(\d{1,2})(?![\d/-])")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)")
_HIJRI_YEAR = re.compile(r"(?:\d ?)(?:ه|هجري|هجريه)(?![^\W_])")
_BEFORE_CHRIST = re.compile(r"ق ?\.? ?م(?![^\W_])|قبل الميلاد")


def meaning(text: str, published: str = "") -> str:
    """The date in ISO 8601, as exact as it is told ("2013-11-19", "2013-11", "2013"); "" where it is not.

    ``published`` is the date of the article, in ISO 8601 or "".
    """
    words = fold(text)
    today = _iso(published)
    if _BEFORE_CHRIST.search(words):
        return ""
    if match := _NUMERIC.search(words):
        return _shown(*map(int, match.group(3, 2, 1)))
    month, hijri = _month(words)
    if month:
        return _month_date(words, month, hijri, today)
    if year := _YEAR.search(words):
        return "" if _HIJRI_YEAR.search(words) else year.group(1).zfill(4)
    return _counted(words, today) if today else ""


def _month(words: str) -> tuple[int, bool]:
    """The number of the month named, 0 for none, and whether it is of the Hijri calendar."""
    lexicon = load_lexicon()
    for months, hijri in ((lexicon.gregorian_months, False), (lexicon.hijri_months, True)):
        if number := _named(words, months):
            return number, hijri
    return 0, False


def _named(words: str, months: Sequence[Iterable[str]]) -> int:
    return next((n for n, names in enumerate(months, start=1) if any(_stands(name, words) for name in names)), 0)


def _stands(name: str, words: str) -> bool:
    return re.search(rf"(?<![^\W_])[وبل]?{name}(?![^\W_])", words) is not None


def _month_date(words: str, month: int, hijri: bool, today: date | None) -> str:
    day_match, year_match = _DAY.search(words), _YEAR.search(words)
    day = int(day_match.group(1)) if day_match else 0
    if hijri:
        return _from_hijri(int(year_match.group(1)), month, day) if year_match and day else ""
    if year_match:
        return _shown(int(year_match.group(1)), month, day)
    return _shown(_nearest_year(month, day, today), month, day) if today else ""


def _from_hijri(year: int, month: int, day: int) -> str:
    from hijridate import Hijri

    try:
        return Hijri(year, month, day).to_gregorian().isoformat()
    except (ValueError, OverflowError):
        return ""


def _nearest_year(month: int, day: int, today: date) -> int:
    """The year that puts a day of a month nearest to today."""
    distances = {}
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            distances[year] = abs(date(year, month, day or 15) - today)
        except ValueError:
            continue
    return min(distances, key=distances.__getitem__, default=today.year)


def _counted(words: str, today: date) -> str:
    """A day told by its distance from today, or by its weekday: of the week up to today unless said to come."""
    for pattern, days in _FROM_TODAY:
        if re.search(rf"(?<![^\W_])(?:{pattern})(?![^\W_])", words):
            return (today + timedelta(days)).isoformat()
    weekday = next((n for n, name in enumerate(_WEEKDAYS) if re.search(rf"(?<![^\W_])(?:ال|لل)?{name}", words)), None)
    if weekday is None:
        return ""
    ahead = (weekday - today.weekday()) % 7
    if _COMING.search(words):
        return (today + timedelta(ahead or 7)).isoformat()
    if _PAST.search(words) or ahead:
        ahead -= 7
    return (today + timedelta(ahead)).isoformat()


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _shown(year: int, month: int, day: int) -> str:
    if not day:
        return f"{year:04}-{month:02}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
