"""Tables of questions, queries or names as spreadsheets save them, answered row by row in a table of the same rows.

What goes out is UTF-8 with a byte-order mark, comma-separated, its lines ended as RFC 4180 has it. A cell that a
spreadsheet could take for a formula has an apostrophe in front: the offsets beside a quote tell its exact words.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from io import StringIO
from pathlib import Path

from assistant import errors
from assistant.cli.render import answer_json
from assistant.service.batch import unforeseen
from assistant.service.finding import Finder
from assistant.service.records import failed, json_line
from assistant.service.router import Router
from assistant.types import Answer, Matches
from assistant.wording import error_text
from retrieval.arabic import fold
from retrieval.errors import IsnadError
from retrieval.files.decoding import decode
from retrieval.files.tables import Row, delimited_rows
from retrieval.types import Filter

SUFFIXES = (".csv", ".tsv")
SHOWN = 5
"""How many citations or articles a row has columns for."""

_QUESTIONS = ("question", "سؤال", "السؤال", "query", "search", "بحث", "البحث", "استعلام", "الاستعلام")
_NAMED = ("name", "names", "اسم", "الاسم", "الأسماء")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BOM = "\ufeff"

_ANSWER = ("status", "answer", "short", "verdict", "confidence", "citations")
_CITED = ("article", "title", "start", "end", "quote")
_SEARCH = ("status", "error", "total", "articles", "first_month", "last_month")
_MATCHED = ("article", "title", "outlet", "date", "start", "end", "quote")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a table without that of its names, which is empty where it has none, and the column that is asked."""

    names: tuple[str, ...]
    rows: tuple[Row, ...]
    column: int
    are_names: bool

    @property
    def column_name(self) -> str:
        """The name of the column that is asked, or its number."""
        return self.names[self.column] if self.names else str(self.column + 1)

    def asked(self, row: Row) -> str:
        return row[self.column].strip() if self.column < len(row) else ""


def is_sheet(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES


def read(path: Path, column: str | None) -> Sheet:
    """The table of a file. The column asked is the one named, else one that is called so, else the first; a table whose
    first row names no such column has no row of names. Raises ``BadSheet`` or ``NoColumn``."""
    decoded = decode(path.read_bytes())
    if decoded is None:
        raise errors.BadSheet(path=path)
    rows = [row for row in delimited_rows(decoded.text) if any(cell.strip() for cell in row)]
    if not rows:
        raise errors.BadSheet(path=path)
    if len(rows[0]) == 1:  # a comma in a table of one column is part of what is asked
        rows = [[",".join(row)] for row in rows]
    first = [cell.strip() for cell in rows[0]]
    named = [column] if column is not None else [*_QUESTIONS, *_NAMED]
    at = _place(first, named)
    if at is None and column is not None:
        raise errors.NoColumn(column=column, columns="، ".join(first))
    if at is None:
        return Sheet((), tuple(rows), 0, are_names=False)
    return Sheet(tuple(first), tuple(rows[1:]), at, are_names=_place([first[at]], _NAMED) == 0)


def answered(sheet: Sheet, assistant: Router, only: Filter, *, written: bool, as_json: bool) -> Iterator[str]:
    """A row for each question, with its answer and the first of its citations."""

    def json_of(row: Row) -> str:
        question = sheet.asked(row)
        try:
            return answer_json(assistant.answer(question, only=only, written=written))
        except IsnadError as error:
            return answer_json(failed(question, error_text(error), assistant.mode))

    def cells(row: Row) -> list[object]:
        return _answer_cells(assistant.answer(sheet.asked(row), only=only, written=written))

    if as_json:
        yield from map(json_of, sheet.rows)
    else:
        yield from _table(sheet, (*_ANSWER, *_numbered(_CITED)), cells, lambda text: ["failed", text])


def searched(sheet: Sheet, finder: Finder, *, as_json: bool) -> Iterator[str]:
    """A row for each query, with how much it finds and the best of it; names are searched as names."""

    def found(row: Row) -> Matches:
        asked = sheet.asked(row)
        return finder.find(_name_query(asked) if sheet.are_names else asked, per_page=SHOWN)

    def json_of(row: Row) -> str:
        try:
            return json_line(asdict(found(row)))
        except IsnadError as error:
            return json_line({"query": sheet.asked(row), "error": error_text(error)})

    def cells(row: Row) -> list[object]:
        return _match_cells(found(row))

    if as_json:
        yield from map(json_of, sheet.rows)
    else:
        yield from _table(sheet, (*_SEARCH, *_numbered(_MATCHED)), cells, lambda text: ["failed", text])


def _table(
    sheet: Sheet, added: Sequence[str], cells: Callable[[Row], list[object]], failed: Callable[[str], list[object]]
) -> Iterator[str]:
    """The lines of the table that goes out: each row as it came, then what was found for it; one that fails alone."""
    width = max(len(sheet.names), *(len(row) for row in sheet.rows), 1) if sheet.rows else len(sheet.names)
    names = sheet.names or tuple(f"column_{number}" for number in range(1, width + 1))
    yield _BOM + _line([*names, *[""] * (width - len(names)), *added])
    for row in sheet.rows:
        try:
            told = cells(row)
        except IsnadError as error:
            told = failed(error_text(error))
        except MemoryError:
            raise
        except Exception as error:
            told = failed(error_text(unforeseen(error)))
        yield _line([*row, *[""] * (width - len(row)), *told, *[""] * (len(added) - len(told))])


def _answer_cells(answer: Answer) -> list[object]:
    short = answer.short.text if answer.short else ""
    shown = [value for cited in answer.citations[:SHOWN] for value in _values(cited, _CITED)]
    return [
        answer.status, answer.text, short, answer.verdict or "", round(answer.confidence, 3), len(answer.citations),
        *shown,
    ]  # fmt: skip


def _match_cells(found: Matches) -> list[object]:
    months = [one.value for one in found.months if one.value]
    shown: list[object] = []
    for match in found.matches:
        place = _values(match.quotes[0], ("start", "end", "quote")) if match.quotes else ["", "", ""]
        shown += [match.article, match.title, match.outlet, match.date, *place]
    status = "found" if found.total else "nothing"
    return [status, "", found.total, found.articles, *((months[0], months[-1]) if months else ("", "")), *shown]


def _values(record: object, names: Sequence[str]) -> list[object]:
    return [getattr(record, name) for name in names]


def _numbered(names: Sequence[str]) -> list[str]:
    return [f"{name}_{number}" for number in range(1, SHOWN + 1) for name in names]


def _line(cells: Sequence[object]) -> str:
    line = StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([safe(cell) for cell in cells])
    return line.getvalue()


def safe(cell: object) -> object:
    """A cell as it can be opened in a spreadsheet, which never takes it for a formula."""
    if isinstance(cell, str) and cell.lstrip(" \u00a0\ufeff").startswith(_FORMULA):
        return f"'{cell}"
    return cell


def _name_query(name: str) -> str:
    quoted = name.replace('"', " ")
    return f'entity:"{quoted}"' if quoted.strip() else ""


def _place(row: Sequence[str], names: Sequence[str]) -> int | None:
    """The first column that is called like one of some names."""
    wanted = [fold(name).split() for name in names]
    return next((at for at, cell in enumerate(row) if fold(cell).split() in wanted), None)
