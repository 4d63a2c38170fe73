"""The general words of Arabic news in ``lexicon.toml``, folded, as regular expressions over folded text."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from retrieval.arabic import STOP_WORDS, fold

_SETS = ("measures", "general", "carried", "ending_in_ha", "events")


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


@cache
def load_lexicon() -> Lexicon:
    """The lexicon, read once."""
    lists = {
        name: [fold(word) for word in entries]
        for name, entries in tomllib.loads(
            resources.files(__package__).joinpath("lexicon.toml").read_text("utf-8")
        ).items()
    }
    not_names = STOP_WORDS.union(
        *(lists[name] for name in ("offices", "number_words", "weekdays", "relative_days", "verbs"))
    )
    sets = {name: frozenset(lists.pop(name)) for name in _SETS}
    alternations = {name: _alternation(entries) for name, entries in lists.items() if name != "verbs"}
    return Lexicon(not_names=not_names, **alternations, **sets)  # type: ignore[arg-type]


def _alternation(entries: list[str]) -> str:
    return "(?:" + "|".join(re.escape(entry) for entry in sorted(set(entries), key=len, reverse=True)) + ")"
