"""The general words of Arabic news in ``lexicon.toml``, folded, as regular expressions over folded text."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from retrieval.arabic import STOP_WORDS, fold

_CALENDARS = ("gregorian_months", "hijri_months")
_SETS = ("measures", "general", "carried", "ending_in_ha", "events", "saying", "particles")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Alternations of folded words, longest first, and word sets."""

    months: str
    weekdays: str
    relative_days: str
    number_words: str
    ranks: str
    offices: str
    place_heads: str
    body_heads: str
    not_names: frozenset[str]
    """Words that end a name: function words, offices, numbers, days."""
    measures: frozenset[str]
    general: frozenset[str]
    carried: frozenset[str]
    ending_in_ha: frozenset[str]
    events: frozenset[str]
    saying: frozenset[str]
    particles: frozenset[str]
    gregorian_months: tuple[tuple[str, ...], ...]
    """The names of each month, the first month first."""
    hijri_months: tuple[tuple[str, ...], ...]


@cache
def load_lexicon() -> Lexicon:
    """The lexicon, read once."""
    entries = tomllib.loads(resources.files(__package__).joinpath("lexicon.toml").read_text("utf-8"))
    calendars = {name: tuple(tuple(map(fold, month)) for month in entries.pop(name)) for name in _CALENDARS}
    lists = {name: [fold(word) for word in listed] for name, listed in entries.items()}
    lists["months"] = [name for months in calendars.values() for month in months for name in month]
    not_names = STOP_WORDS.union(
        *(lists[name] for name in ("offices", "number_words", "weekdays", "relative_days", "verbs"))
    )
    sets = {name: frozenset(lists.pop(name)) for name in _SETS}
    alternations = {name: _alternation(listed) for name, listed in lists.items() if name != "verbs"}
    return Lexicon(not_names=not_names, **alternations, **sets, **calendars)  # type: ignore[arg-type]


def _alternation(entries: list[str]) -> str:
    return "(?:" + "|".join(re.escape(entry) for entry in sorted(set(entries), key=len, reverse=True)) + ")"
