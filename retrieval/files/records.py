"""JSON: lines or files of objects, Isnad's own (``id text title outlet date url``) or of other makers.

A record's ``text`` is taken byte for byte; what another field holds (``content``, ``articleBody``) is taken without its
markup. Decoding and reading go line by line, so that a bad line is skipped alone. What it does not know: records that
lie deeper than in a list or two.
"""

import json
from collections.abc import Iterator
from html import unescape
from pathlib import PurePath
from typing import Any

from retrieval.files.decoding import decode
from retrieval.files.fields import Columns, make_article, map_columns
from retrieval.files.markup import has_markup, text_of
from retrieval.files.reader import MOST_BYTES, Reading, Skipped
from retrieval.files.text import damage
from retrieval.types import Article

_INNER = ("rendered", "name", "value", "text", "#text", "_text", "$")
"""Where the value of a field that is an object lies."""

_LINES = (".jsonl", ".ndjson")
_DEEPEST = 4


class Records:
    """``columns`` says which fields hold what, where their names do not tell."""

    name, version = "json", 2
    suffixes = (".jsonl", ".ndjson", ".json")
    most_bytes, isolated, kept = MOST_BYTES, False, False

    def __init__(self, columns: Columns) -> None:
        self._columns = columns

    def knows(self, content: bytes) -> bool:
        return content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"

    def read(self, name: str, content: bytes) -> Iterator[Reading]:
        decoded = decode(content)
        if decoded is None:
            yield Skipped(name, "binary")
        elif not decoded.text.strip():
            yield Skipped(name, "empty")
        else:
            yield from self._read_text(name, decoded.text)
            yield from damage(name, decoded)

    def _read_text(self, name: str, text: str) -> Iterator[Reading]:
        lines = PurePath(name).suffix.lower() in _LINES
        whole = None if lines else _loaded(text)
        if lines or (whole is None and _loaded(text.strip().partition("\n")[0]) is not None):
            yield from self._read_lines(name, text)
            return
        records = _records(whole)
        if not records:
            yield Skipped(name, "bad_json" if whole is None else "no_text")
        seen: set[str] = set()
        for number, record in enumerate(records, start=1):
            yield self._unless_seen(self._article(name, number, record), f"{name}:{number}", seen)

    def _read_lines(self, name: str, text: str) -> Iterator[Reading]:
        seen: set[str] = set()
        for number, line in enumerate(text.split("\n"), start=1):
            if line.strip():
                yield self._unless_seen(self._line(name, number, line), f"{name}:{number}", seen)

    def _unless_seen(self, article: Reading, where: str, seen: set[str]) -> Reading:
        if isinstance(article, Article):
            if article.id in seen:
                return Skipped(where, "duplicate_id")
            seen.add(article.id)
        return article

    def _line(self, name: str, number: int, line: str) -> Reading:
        record = _loaded(line)
        if record is None:
            return Skipped(f"{name}:{number}", "bad_json")
        return self._article(name, number, record)

    def _article(self, name: str, number: int, record: Any) -> Reading:
        where = f"{name}:{number}"
        if not isinstance(record, dict):
            return Skipped(where, "no_text")
        values = {str(key): value for key, value in record.items() if value is not None}
        found = map_columns((key for key, value in values.items() if value != ""), self._columns)
        key = found.get("text") or map_columns(values, self._columns).get("text", "")
        if not isinstance(values.get(key), str | dict | list):
            return Skipped(where, "no_text")
        fields = {field: _value(values[column]) for field, column in found.items()}
        text = fields.get("text", "")
        if key != "text":
            text = text_of(text) if has_markup(text) else text
            fields["title"] = unescape(fields.get("title", ""))
        if not text.strip():
            return Skipped(where, "empty")
        return make_article(fields.get("id") or f"{PurePath(name).stem}__{number}", fields, text, name)


def _loaded(text: str) -> Any:
    """The value of some JSON; None where it is none, null included."""
    try:
        value = json.loads(text)
        if "\\u" in text:
            json.dumps(value, ensure_ascii=False).encode()  # half a character can be written so, and is none
    except (ValueError, RecursionError):
        return None
    return value


def _records(value: Any, depth: int = 0) -> list[Any]:
    """The objects that are articles: those of the list, or of the longest list inside; else the object itself."""
    if isinstance(value, list):
        return value if any(isinstance(one, dict) for one in value) else []
    if not isinstance(value, dict) or depth == _DEEPEST:
        return []
    inside = max((_records(one, depth + 1) for one in value.values()), key=len, default=[])
    return inside if len(inside) > 1 or "text" not in map_columns(map(str, value), {}) else [value]


def _value(value: Any, depth: int = 0) -> str:
    """A field as text: of an object what it renders or names, of a list its texts a paragraph each."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict) and depth < _DEEPEST:
        return next((_value(value[key], depth + 1) for key in _INNER if value.get(key)), "")
    if isinstance(value, list) and depth < _DEEPEST:
        return "\n\n".join(filter(None, (_value(one, depth + 1) for one in value)))
    return "" if value is None or isinstance(value, dict | list) else str(value)
