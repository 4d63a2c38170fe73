"""Dates: where a text tells them, and which days they mean.

Known are the Gregorian months under their names in all Arab countries and in English, the Hijri months, digits of any
script in every usual order, weekdays, and what is counted from an article's own day. Not known: feasts, seasons by
themselves, hours, and what a date that another place of the text tells is counted from.
"""

from retrieval.arabic.calendar.comparing import months_told, other_days, shared_dates
from retrieval.arabic.calendar.dated import Dated, Precision
from retrieval.arabic.calendar.finding import find_dates
from retrieval.arabic.calendar.naming import Named, named_days
from retrieval.arabic.calendar.reading import day_of, meaning, period, read_date

__all__ = [
    "Dated",
    "Named",
    "Precision",
    "day_of",
    "find_dates",
    "meaning",
    "months_told",
    "named_days",
    "other_days",
    "period",
    "read_date",
    "shared_dates",
]
