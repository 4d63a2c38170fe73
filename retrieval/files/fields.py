"""From the fields of a record, however they are called, to an article.

The names are in ``columns.toml``; a caller may say which column is which. What it does not know: what a column holds
whose name tells nothing.
"""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources

from retrieval.arabic import fold
from retrieval.types import Article

FIELDS = ("text", "title", "outlet", "date", "url", "id")

Columns = Mapping[str, str]
"""The column of a field, by the field's name: {"text": "المتن"}."""

_TITLE_LINE_WORDS = 20
_TITLE_WORDS = 10


def map_columns(names: Iterable[str], given: Columns) -> dict[str, str]:
    """Which of some columns holds which field; ``given`` goes before what the names tell.

    A column that ``given`` names may be another table's. Fields that no column holds are left out.
    """
    columns = {_key(name): name for name in reversed(list(names))}
    wanted = {field: (*((_key(given[field]),) if field in given else ()), *_known()[field]) for field in FIELDS}
    found = {field: next((columns[key] for key in keys if key in columns), None) for field, keys in wanted.items()}
    return {field: name for field, name in found.items() if name is not None}


def make_article(name: str, fields: Mapping[str, str], text: str, source: str) -> Article:
    """An article of these fields, each on one line; a title that is missing is made of the text's beginning."""
    whole = {key: value.encode("utf-8", "replace").decode() for key, value in fields.items()}
    title, outlet, date, url = (" ".join(whole.get(key, "").split()) for key in ("title", "outlet", "date", "url"))
    return Article(name, title or derived_title(text), text, source, outlet, date, url)


def derived_title(text: str) -> str:
    """A short first line that is followed by more, else the first words."""
    first, _, rest = text.strip().partition("\n")
    words = first.split()
    if rest.strip() and len(words) <= _TITLE_LINE_WORDS:
        return " ".join(words)
    return " ".join(words[:_TITLE_WORDS]) + ("…" if len(words) > _TITLE_WORDS else "")


def _key(name: str) -> str:
    """A column's name without what its writers differ in: case, marks, spaces ("publishedAt", "published_at")."""
    return "".join(character for character in fold(name) if character.isalnum())


@cache
def _known() -> dict[str, tuple[str, ...]]:
    listed = tomllib.loads(resources.files(__package__).joinpath("columns.toml").read_text("utf-8"))
    return {field: tuple(map(_key, listed[field])) for field in FIELDS}
