"""Tables: CSV, XLSX, XLS, ODS; a row is an article. The one module that knows calamine.

Columns are found by what they are called, in Arabic or English, and how they were read is said. Where no name tells
which column is the text, it is the one with the longest cells, if they are as long as sentences. What it does not
know: tables without a row of names, cells that span others.
"""

import csv
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from io import BytesIO, StringIO
from pathlib import PurePath

from retrieval.files.decoding import decode
from retrieval.files.fields import Columns, make_article, map_columns
from retrieval.files.markup import has_markup, text_of
from retrieval.files.reader import MOST_BYTES, Reading, Remark, Skipped, cut
from retrieval.files.text import damage
from retrieval.types import Article

Row = Sequence[str]

_DELIMITERS = ",;\t|"
_LONG = 60
"""What the cells of a column of texts are long on average, in characters."""

_NAMES_WITHIN = 10
"""How many rows may stand above the names of the columns: a heading, an empty row."""


class Delimited:
    """CSV and its kin; the delimiter is the one that cuts most rows into the same number of cells."""

    name, version = "csv", 1
    suffixes = (".csv", ".tsv")
    most_bytes, isolated, kept = MOST_BYTES, False, False

    def __init__(self, columns: Columns) -> None:
        self._columns = columns

    def knows(self, content: bytes) -> bool:
        return False

    def read(self, name: str, content: bytes) -> Iterator[Reading]:
        decoded = decode(content)
        if decoded is None:
            yield Skipped(name, "binary")
            return
        yield from read_rows(name, delimited_rows(decoded.text), self._columns)
        yield from damage(name, decoded)
        if _is_cut(decoded.text):
            yield cut(name)


class Workbook:
    """Spreadsheets of Excel and OpenDocument, every sheet a table."""

    name, version = "sheets", 2
    suffixes = (".xlsx", ".xls", ".ods", ".xlsm", ".xlsb")
    most_bytes, isolated, kept = MOST_BYTES, True, True

    def __init__(self, columns: Columns) -> None:
        self._columns = columns

    def knows(self, content: bytes) -> bool:
        """Those inside a ZIP are told by ``archives.kind``."""
        return content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") and "Workbook".encode("utf-16-le") in content

    def read(self, name: str, content: bytes) -> Iterator[Reading]:
        from python_calamine import CalamineWorkbook

        book = CalamineWorkbook.from_filelike(BytesIO(content))
        several = len(book.sheet_names) > 1
        found = False
        for sheet in book.sheet_names:
            rows = [[_cell(value) for value in row] for row in book.get_sheet_by_name(sheet).to_python()]
            if any(any(row) for row in rows):
                found = True
                yield from read_rows(name, rows, self._columns, sheet if several else "")
        if not found:
            yield Skipped(name, "empty")


def delimited_rows(text: str) -> list[Row]:
    """The rows of a text, cut at the delimiter that fits it."""
    csv.field_size_limit(MOST_BYTES)
    return list(csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text)))


def _is_cut(text: str) -> bool:
    """Whether a table ends inside quotation marks."""
    try:
        for _ in csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True):
            pass
    except csv.Error as error:
        return "end of data" in str(error)
    return False


def read_rows(name: str, rows: Sequence[Row], columns: Columns, sheet: str = "") -> Iterator[Reading]:
    """The articles of a table, and how its columns were read."""
    where = f"{name}/{sheet}" if sheet else name
    if not any(any(cell.strip() for cell in row) for row in rows):
        yield Skipped(where, "empty")
        return
    top, mapped = _mapping(rows, columns)
    if "text" not in mapped:
        yield Skipped(where, "no_column")
        return
    names = rows[top]
    yield Remark(where, "columns", "، ".join(f"{field}={names[at].strip()}" for field, at in mapped.items()))
    seen: set[str] = set()
    if not any(cell.strip() for row in rows[top + 1 :] for cell in row):
        yield Skipped(where, "empty")
    for number, row in enumerate(rows[top + 1 :], start=top + 2):
        if any(cell.strip() for cell in row):
            article = _article(name, sheet, number, {field: row[at] for field, at in mapped.items() if at < len(row)})
            if isinstance(article, Article) and article.id in seen:
                article = Skipped(f"{where}:{number}", "duplicate_id")
            if isinstance(article, Article):
                seen.add(article.id)
            yield article


def _article(name: str, sheet: str, number: int, fields: dict[str, str]) -> Reading:
    text = fields.get("text", "")
    text = text_of(text) if has_markup(text) else text
    if not text.strip():
        return Skipped(f"{name}/{sheet}:{number}" if sheet else f"{name}:{number}", "empty")
    stem = PurePath(name).stem
    identity = fields.get("id", "").strip() or (f"{stem}__{sheet}__{number}" if sheet else f"{stem}__{number}")
    return make_article(identity, fields, text, name)


def _mapping(rows: Sequence[Row], columns: Columns) -> tuple[int, dict[str, int]]:
    """The row of the columns' names, and the place of each field's column."""
    first = next((number for number, row in enumerate(rows) if any(cell.strip() for cell in row)), 0)
    for top, row in enumerate(rows[:_NAMES_WITHIN]):
        found = map_columns([cell for cell in row if cell.strip()], columns)
        if "text" in found and (top == first or len(found) > 1):  # one alone may be the value of a cell
            return top, {field: list(row).index(name) for field, name in found.items()}
    places = {field: list(rows[first]).index(name) for field, name in map_columns(rows[first], columns).items()}
    longest = _longest(rows[first + 1 :], set(places.values()))
    return first, ({"text": longest} if longest is not None else {}) | places


def _longest(rows: Sequence[Row], taken: set[int]) -> int | None:
    """The column with the longest cells, where they are long."""
    width = max(map(len, rows), default=0)
    lengths = {
        at: sum(len(row[at]) for row in rows if at < len(row)) / len(rows) for at in range(width) if at not in taken
    }
    best = max(lengths, key=lambda at: lengths[at], default=None)
    return best if best is not None and lengths[best] >= _LONG else None


def _delimiter(text: str) -> str:
    """The delimiter under which most of the first rows have as many cells as the first, and more than one."""
    sample = text[:20_000]

    def agreement(delimiter: str) -> tuple[int, int]:
        rows = [row for row in csv.reader(StringIO(sample, newline=""), delimiter=delimiter) if row][:50]
        width = len(rows[0]) if rows else 0
        return (sum(len(row) == width for row in rows), width) if width > 1 else (0, 0)

    return max(_DELIMITERS, key=agreement)


def _cell(value: object) -> str:
    """A cell as text: whole numbers without a fraction, days in ISO 8601."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
