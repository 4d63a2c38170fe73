"""The words that dates are told with, from ``lists/months.toml`` (CLDR) and ``lists/dates.toml`` (by hand), folded."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from retrieval.arabic.calendar.phrases import Phrases, T
from retrieval.arabic.letters import fold

_SETS = (
    "before_months", "before_years", "before_counts", "measures", "named_after", "not_today_before", "media",
    "not_today_after", "general_before", "coming_verbs", "past_verbs", "not_coming", "elsewhere", "several_years",
    "beside_dates", "first", "last",
)  # fmt: skip
_PHRASES = (
    "year_heads", "month_heads", "parts", "first_day", "until", "anno_domini", "anno_hegirae",
    "before_christ", "equal", "about", "some", "weekend",
)  # fmt: skip
_TABLES = (
    "counted", "counted_after_lead", "turns", "duals", "plural_units", "parts_of_year", "span_heads", "distances",
)  # fmt: skip
_STARTING = (
    "leads", "counted", "counted_after_lead", "weekdays", "months", "month_heads", "year_heads", "parts", "first_day",
    "ordinals", "span_heads", "parts_of_year", "decades", "definite_units", "definite_plurals", "definite_duals",
    "distances", "weekend",
)  # fmt: skip
_POINTING = ("هذا", "هذه")


@dataclass(frozen=True, slots=True)
class Month:
    """A month that a name stands for."""

    number: int
    hijri: bool
    certainty: int
    """0 for a name that is nothing else, 1 where «في» before it is enough, 2 where it must stand by a number, 3 where
    that is not enough."""
    regions: frozenset[int]
    """The lists of names that it is in: two names of one list are two months."""


@dataclass(frozen=True, slots=True)
class DateWords:
    """Phrases with their values, folded where they are no more than themselves, and sets of folded words.

    ``dates.toml`` says what each is."""

    months: Phrases[Month]
    weekdays: Phrases[int]
    """Monday is 0, as ``date.weekday`` counts."""
    weekdays_after_lead: Phrases[int]
    ordinals: Phrases[int]
    """With «ال»; "twenty" and "thirty" join with the first nine."""
    leads: Phrases[str]
    year_heads: Phrases[str]
    month_heads: Phrases[str]
    parts: Phrases[str]
    first_day: Phrases[str]
    until: Phrases[str]
    anno_domini: Phrases[str]
    anno_hegirae: Phrases[str]
    before_christ: Phrases[str]
    equal: Phrases[str]
    about: Phrases[str]
    some: Phrases[str]
    weekend: Phrases[str]
    counted: Phrases[int]
    counted_after_lead: Phrases[int]
    turns: Phrases[int]
    duals: Phrases[str]
    units: Phrases[str]
    """Singular and plural, without «ال»."""
    plural_units: Phrases[str]
    definite_units: Phrases[str]
    definite_plurals: Phrases[str]
    definite_duals: Phrases[str]
    decades: Phrases[int]
    parts_of_year: Phrases[int]
    """In months."""
    span_heads: Phrases[str]
    distances: Phrases[int]
    before_months: frozenset[str]
    before_years: frozenset[str]
    before_counts: frozenset[str]
    measures: frozenset[str]
    named_after: frozenset[str]
    not_today_before: frozenset[str]
    not_today_after: frozenset[str]
    media: frozenset[str]
    general_before: frozenset[str]
    coming_verbs: frozenset[str]
    past_verbs: frozenset[str]
    not_coming: frozenset[str]
    elsewhere: frozenset[str]
    several_years: frozenset[str]
    beside_dates: frozenset[str]
    first: frozenset[str]
    last: frozenset[str]
    starts: frozenset[str]
    """Words that a date may start with."""


@cache
def load_date_words() -> DateWords:
    """The words, read once."""
    names, words = _read("months"), _read("dates")
    weekdays = [*_each(names["weekdays"]), *_numbered(words["weekdays"])]
    phrases: dict[str, Any] = {
        "months": Phrases(_months(names, words)),
        "weekdays": Phrases(weekdays),
        "weekdays_after_lead": Phrases(_numbered(words["weekdays_after_lead"])),
        "leads": Phrases((phrase, fold(phrase)) for phrase in (*words["leads"], *_english_weekdays(names))),
        "ordinals": Phrases(_definite(words["ordinals"])),
        "units": Phrases([*words["units"].items(), *words["plural_units"].items()]),
        "definite_units": Phrases(_definite(words["units"])),
        "definite_plurals": Phrases(_definite(words["plural_units"])),
        "definite_duals": Phrases(_definite(words["duals"])),
        "decades": Phrases([*words["decades"].items(), *_definite(words["decades"])]),
        **{name: Phrases((phrase, fold(phrase)) for phrase in words[name]) for name in _PHRASES},
        **{name: Phrases(words[name].items()) for name in _TABLES},
    }
    sets: dict[str, Any] = {name: frozenset(map(fold, words[name])) for name in _SETS}
    starts = frozenset(_POINTING).union(*(phrases[name].firsts for name in _STARTING))
    return DateWords(**phrases, **sets, starts=starts)


def _read(name: str) -> dict[str, Any]:
    lists = resources.files("retrieval.arabic").joinpath("lists")
    return tomllib.loads(lists.joinpath(f"{name}.toml").read_text("utf-8"))


def _each(names: Iterable[str]) -> Iterator[tuple[str, int]]:
    yield from ((name, number) for number, name in enumerate(names))


def _numbered(rows: Iterable[Iterable[str]]) -> Iterator[tuple[str, int]]:
    yield from ((name, number) for number, listed in enumerate(rows) for name in listed)


def _definite(table: Mapping[str, T]) -> Iterator[tuple[str, T]]:
    yield from ((f"ال{word}", value) for word, value in table.items())


def _english_weekdays(names: Mapping[str, Any]) -> Iterator[str]:
    yield from (*names["english_weekdays_wide"], *names["english_weekdays_abbreviated"])


def _months(names: Mapping[str, Any], words: Mapping[str, Any]) -> Iterator[tuple[str, Month]]:
    """Every name once, with all the lists it stands in; a name that only ``dates.toml`` has stands in none."""
    lists = [one["names"] for one in names["gregorian"]]
    lists += [names["english_wide"], names["english_abbreviated"], names["hijri"]]
    found: defaultdict[tuple[str, int, bool], set[int]] = defaultdict(set)
    for region, listed in enumerate(lists):
        for number, name in enumerate(listed):
            found[fold(name), number, region == len(lists) - 1].add(region)
    for calendar, hijri in (("gregorian_months", False), ("hijri_months", True)):
        for name, number in _numbered(words[calendar]):
            found[fold(name), number, hijri].update(())
    ratings = ("uncertain_months", "ambiguous_months", "number_months")
    certainty = {fold(name): rating for rating, key in enumerate(ratings, start=1) for name in words[key]}
    for (name, number, hijri), regions in found.items():
        yield name, Month(number + 1, hijri, certainty.get(name, 0), frozenset(regions))
