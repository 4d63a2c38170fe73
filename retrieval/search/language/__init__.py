"""The query language: what is typed to find all articles, as an expression. ``docs/search.md`` is its manual."""

from retrieval.search.language.expressions import (
    All,
    Any,
    Dated,
    Entity,
    Expression,
    Near,
    Not,
    Outlet,
    Titled,
    Words,
    leaves,
)  # fmt: skip
from retrieval.search.language.parser import MOST_CHARACTERS, parse

__all__ = [
    "MOST_CHARACTERS", "All", "Any", "Dated", "Entity", "Expression", "Near", "Not", "Outlet", "Titled", "Words",
    "leaves", "parse",
]  # fmt: skip
