"""Is a folded word the noun of an act: «تنظيم», «إعداد», «مراجعة», «استكمال»?

By the patterns of the derived verbs and a list of the short ones. What it does not know: nouns of the same shape that
are no act («تقرير», «إسلام»).
"""

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources

from retrieval.arabic.letters import fold

_SHAPES = re.compile(
    r"(?:ت\w\w?[^\Wا]ي\w|ا\w\w?ا\w|ا\w\wا|ا\wت\wا|ا[^\Wا]ت\w[^\Wا]?ا\w|است\w+ا\w|ان\w\wا\w|م[^\Wا]ا\w\wه|ت[^\Wا]و?ي?\w\wه|ت\wا\w\w|ت\w\w\w|ا\wا\wه)"
)


@lru_cache(maxsize=50_000)
def is_act(word: str) -> bool:
    """Whether a folded word, with or without the article, has the shape of an act's noun."""
    bare = word.removeprefix("ال")
    if word in _lists()["no_acts"] or bare in _lists()["no_acts"]:
        return False
    return word in _lists()["short"] or bare in _lists()["short"] or bool(_SHAPES.fullmatch(bare))


@cache
def _lists() -> dict[str, frozenset[str]]:
    listed = tomllib.loads(resources.files(__package__).joinpath("lists", "acts.toml").read_text("utf-8"))
    return {name: frozenset(map(fold, words)) for name, words in listed.items()}
