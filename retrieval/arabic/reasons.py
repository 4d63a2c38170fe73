"""Whether words tell why: what brings in a cause, verbal nouns of aim, verbs of causing.

What it does not know: «لـ» before a verbal noun («لتحفيز الطلب»), which is spelt as other things are too, and whether
the reason told is the one that is asked for.
"""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources

from retrieval.arabic.clitics import without_conjunction
from retrieval.arabic.letters import fold


def gives_reason(words: Sequence[str]) -> bool:
    """Whether one of some folded words tells of a reason or an aim."""
    known = _known()
    return any(word in known or without_conjunction(word) in known for word in words)


@cache
def _known() -> frozenset[str]:
    text = resources.files("retrieval.arabic").joinpath("lists", "reasons.toml").read_text("utf-8")
    return frozenset(fold(word) for listed in tomllib.loads(text).values() for word in listed)
