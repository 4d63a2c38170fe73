"""The words of meeting reports in ``patterns.toml`` as regular expressions over folded text."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from retrieval.arabic import fold
from retrieval.arabic.calendar import month_names, weekday_names
from retrieval.arabic.clitics import AND, proclitics
from retrieval.arabic.names import body_heads, office_names, rank_names
from retrieval.arabic.words import alternation

EDGE, END = r"(?<![^\W_])", r"(?![^\W_])"
WORD = r"[^\W\d_]+"
_AND = f"{AND}?"


@dataclass(frozen=True, slots=True)
class Patterns:
    """One expression for each list, and those made of several."""

    noun: re.Pattern[str]
    not_meeting: re.Pattern[str]
    holding: re.Pattern[str]
    meeting: re.Pattern[str]
    passive: re.Pattern[str]
    presiding: re.Pattern[str]
    setting: re.Pattern[str]
    passing_before: re.Pattern[str]
    passing_after: re.Pattern[str]
    background: re.Pattern[str]
    elsewhere: re.Pattern[str]
    attending: re.Pattern[str]
    joining: re.Pattern[str]
    group: re.Pattern[str]
    purpose: re.Pattern[str]
    discussing: re.Pattern[str]
    assembled: re.Pattern[str]
    deciding: re.Pattern[str]
    insisting: re.Pattern[str]
    insisted: re.Pattern[str]
    issuing: re.Pattern[str]
    issued: re.Pattern[str]
    announcing: re.Pattern[str]
    besides: re.Pattern[str]
    protest: re.Pattern[str]
    came: re.Pattern[str]
    afar: re.Pattern[str]
    venue: re.Pattern[str]
    place: re.Pattern[str]
    time: re.Pattern[str]
    head: re.Pattern[str]
    office: re.Pattern[str]
    rank: re.Pattern[str]


def _either(entries: Sequence[str]) -> str:
    """An alternation of folded entries, longest first; what ends in "ل" or "ب" alone joins the word after it."""
    folded = sorted({fold(entry) for entry in entries}, key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, entry.split())) + _after(entry) for entry in folded)


def _after(entry: str) -> str:
    return "" if entry.endswith((" ل", " ب")) else END


@cache
def patterns() -> Patterns:
    """The patterns, compiled once."""
    lists = tomllib.loads(resources.files(__package__).joinpath("patterns.toml").read_text("utf-8"))
    x = {name: f"(?:{_either(entries)})" for name, entries in lists.items()}
    rank, office = rf"{alternation(rank_names())}{END}", rf"(?:ال)?{alternation(office_names())}{END}"
    time = _time(alternation(month_names()), alternation(weekday_names()), x["afterwards"])

    def word(name: str, prefix: str = _AND) -> re.Pattern[str]:
        return re.compile(rf"{EDGE}{prefix}{x[name]}")

    called = rf"(?:ال)?{x['nouns']}(?:\s+(?:{WORD}ا|ال{WORD}){END}){{0,2}}"
    gathering = rf"(?:{x['holding']}|{x['passive']}|{x['meeting']}|{time}|{called})"
    return Patterns(
        noun=word("nouns", proclitics()),
        not_meeting=word("not_meetings", proclitics(article=False)),
        holding=word("holding"),
        meeting=word("meeting"),
        passive=word("passive"),
        presiding=word("presiding", "و?"),
        setting=re.compile(rf"{EDGE}{_AND}{x['settings']}(?:\s+{WORD})?\s*$"),
        passing_before=word("passing_before"),
        passing_after=word("passing_after", ""),
        background=word("background"),
        elsewhere=word("elsewhere"),
        attending=word("attending", ""),
        joining=word("joining"),
        group=word("groups", _AND),
        purpose=word("purposes", ""),
        discussing=word("discussing"),
        assembled=word("assembled", ""),
        deciding=word("deciding"),
        insisting=word("insisting"),
        insisted=word("insisted", ""),
        issuing=word("issuing"),
        issued=word("issued", ""),
        announcing=word("announcing"),
        besides=word("besides"),
        protest=word("protests", ""),
        came=word("came", _AND),
        afar=word("afar", ""),
        venue=re.compile(rf"{EDGE}(?:في\s+|داخل\s+|ب)(?P<name>(?:ال)?{x['venues']})"),
        place=re.compile(rf"{EDGE}{gathering}\s*,?\s*(?:في\s+|ب(?=ال))(?P<name>(?!{x['not_places']}){WORD})"),
        time=re.compile(rf"{EDGE}{time}"),
        head=re.compile(rf"{_AND}(?:{rank}|{office}|(?:ال)?{x['groups']}|{alternation(body_heads())}{END})"),
        office=re.compile(rf"{EDGE}{office}"),
        rank=re.compile(rf"{EDGE}{rank}"),
    )  # fmt: skip


def _time(months: str, weekdays: str, afterwards: str) -> str:
    """When something took place: parts of the day, days, dates, in any order, at least one day or date."""
    part = r"(?:صباح|مسا|ظهر|عصر|فجر|ليله|بعد\s+ظهر)"
    month = rf"(?:شهر\s+)?{months}(?:\s*/\s*{months})?"
    year = r"(?:\s*,?\s*(?:(?:من\s+)?(?:عام|سنه|لعام)\s+)?[0-9]{4}(?:\s*(?:ه|م|هجري|هجريه|ميلادي|ميلاديه)(?![^\W_]))?)"
    date = rf"[0-9]{{1,2}}\s*(?:من\s+)?{month}{year}?|[0-9]{{1,2}}[/-][0-9]{{1,2}}[/-][0-9]{{2,4}}"
    day = rf"(?:(?:يوم\s+)?(?:{weekdays}|امس|البارحه)|اليوم|{date})(?![^\W_])"
    more = rf"(?:\s*[,(]?\s*(?:{afterwards}|(?:يوم\s+)?{day}|و?الساعه\s+{WORD}))"
    return rf"(?:{part}\s+)?(?:يوم\s+)?{day}{more}*"
