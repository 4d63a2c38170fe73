"""What a run of digits and separators tells: one number, several, the parts of a date, or a code.

«1.500» and «1,500» have two readings, told apart by what follows; a code (a version, an address) has no value. What it
does not know: which country's separators a text uses.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from retrieval.arabic.letters import fold

_GROUP = r"[1-9]\d{0,2}"
_GROUPED = re.compile(rf"{_GROUP}(?:([.,'’ ])\d{{3}})(?:\1\d{{3}})*")
_WITH_DECIMALS = re.compile(rf"({_GROUP}(?:([.,' ])\d{{3}})(?:\2\d{{3}})*)(?!\2)[.,](\d+)")
_DECIMAL = re.compile(r"(\d+)[.,](\d+)")
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}|\d{4}\.\d{1,2}\.\d{1,2}")
_MOST_DIGITS = 15
_FRACTIONAL = re.compile(r"\s?(?:[%٪]|ب?المئ|في ال|[أا]لف|ملي|ملا|تر?يلي|بلي|دولار|يورو|درج|كم|كيلو|طن|متر)")
_SPACES = re.compile(r"[\u00a0\u202f\u2009]")


@dataclass(frozen=True, slots=True)
class Digits:
    """The reading of a run: ``other`` is the value if the one separator is not what it looks like."""

    value: float | None
    role: Literal["number", "code"]
    other: float | None = None
    bare: bool = False
    """Nothing but digits."""


def parts(raw: str, following: str) -> list[tuple[int, int]]:
    """The spans of the numbers that a run holds: one, or as many as a list or a date has.

    «15،14» are two days, but «6،4» and, by what follows, «12،75 في المئة» one number.
    """
    told = _plain(raw)
    decimal = re.fullmatch(r"\d{1,3}،\d", raw) or (re.fullmatch(r"\d{1,3}،\d\d", raw) and _FRACTIONAL.match(following))
    listed = "،" in raw and not (decimal or _GROUPED.fullmatch(told))
    commas = told.count(",") and not (_GROUPED.fullmatch(told) or _WITH_DECIMALS.fullmatch(told))
    if listed or _DATE.fullmatch(told) or (commas and (told.count(",") > 1 or re.fullmatch(r"\d{4},\d{4}", told))):
        return [match.span() for match in re.finditer(r"\d+", raw)]
    return [(0, len(raw))]


def read_digits(raw: str) -> Digits:
    """One number of any script, with or without separators."""
    told = _plain(raw)
    if raw[-1].isnumeric() and not raw[-1].isdecimal():
        return Digits(float(raw[:-1] or 0) + unicodedata.numeric(raw[-1]), "number")
    if told.isdecimal():
        return _whole(told)
    if "٫" not in raw and _GROUPED.fullmatch(told):
        return _grouped(told)
    if match := _WITH_DECIMALS.fullmatch(told):
        return Digits(float(f"{re.sub('[^0-9]', '', match.group(1))}.{match.group(3)}"), "number")
    if match := _DECIMAL.fullmatch(told):
        return Digits(float(f"{match.group(1)}.{match.group(2)}"), "number")
    return Digits(None, "code")


def _plain(raw: str) -> str:
    return _SPACES.sub(" ", fold(raw))


def _whole(told: str) -> Digits:
    coded = len(told) > _MOST_DIGITS or (told[0] == "0" and len(told) > 2)
    return Digits(None, "code") if coded else Digits(float(told), "number", bare=True)


def _grouped(told: str) -> Digits:
    """Groups of three; a single group behind a point or comma may be decimals."""
    value = float(re.sub("[^0-9]", "", told))
    single = re.fullmatch(r"(\d+)([.,])(\d{3})", told)
    if not single:
        return Digits(value, "number")
    decimal = float(f"{single.group(1)}.{single.group(3)}")
    if single.group(2) == "." and single.group(3) != "000":
        return Digits(decimal, "number", other=value)
    return Digits(value, "number", other=decimal)
