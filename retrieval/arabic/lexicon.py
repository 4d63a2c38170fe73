"""The general words of Arabic news in ``lexicon.toml``, folded: what is measured, what is said, what events are called.

Numbers, days, titles and the heads of names are not here: ``numbers``, ``calendar`` and ``names`` know them.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from retrieval.arabic.letters import fold


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Sets of folded words; ``lexicon.toml`` says what each is."""

    measures: frozenset[str]
    general: frozenset[str]
    carried: frozenset[str]
    ending_in_ha: frozenset[str]
    events: frozenset[str]
    saying: frozenset[str]
    particles: frozenset[str]
    deciding: frozenset[str]
    pointing: frozenset[str]


@cache
def load_lexicon() -> Lexicon:
    """The lexicon, read once."""
    entries = tomllib.loads(resources.files(__package__).joinpath("lexicon.toml").read_text("utf-8"))
    return Lexicon(**{name: frozenset(map(fold, words)) for name, words in entries.items()})
