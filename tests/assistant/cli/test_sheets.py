"""Tables of questions, queries and names: which column is asked, what comes back, and that it is safe to open."""

import csv
import re
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.cli import sheets
from assistant.errors import BadSheet, NoColumn
from tests.assistant.cli.conftest import Command


def sheet(tmp_path: Path, content: str | bytes, column: str | None = None) -> sheets.Sheet:
    path = tmp_path / "table.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return sheets.read(path, column)


@pytest.mark.parametrize(
    ("content", "asked"),
    [
        ("question\nمتى؟\nأين؟\n", ["متى؟", "أين؟"]),
        ("رقم,السؤال\n1,متى؟\n2,أين؟\n", ["متى؟", "أين؟"]),
        ("رقم;سؤال\n1;متى؟\n2;أين، ومتى؟\n", ["متى؟", "أين، ومتى؟"]),
        ("\ufeffSearch\tn\nحلب\t1\nحمص\t2\n", ["حلب", "حمص"]),
        ("متى؟\nأين؟\n", ["متى؟", "أين؟"]),
        ("question\nمن حضر, ومتى؟\n", ["من حضر, ومتى؟"]),
        ('question\n"""عبارة كاملة"" حلب"\n', ['"عبارة كاملة" حلب']),
        ("a,b\nحلب,1\n", ["a", "حلب"]),
        ("question\n\n\nمتى؟\n", ["متى؟"]),
        ("n,question\n1\n", [""]),
    ],
)
def test_which_cells_are_asked(tmp_path: Path, content: str, asked: list[str]) -> None:
    read = sheet(tmp_path, content)
    assert [read.asked(row) for row in read.rows] == asked


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1256", "utf-16"])
def test_the_encodings_that_spreadsheets_save(tmp_path: Path, encoding: str) -> None:
    text = "السؤال,ملاحظة\nمن هو وزير الداخلية في الحكومة؟,مهم\nمتى انعقد الاجتماع في المدينة؟,عادي\n"
    read = sheet(tmp_path, text.encode(encoding))
    assert read.asked(read.rows[0]) == "من هو وزير الداخلية في الحكومة؟"


def test_a_column_can_be_named(tmp_path: Path) -> None:
    read = sheet(tmp_path, "question,أخرى\nمتى؟,حلب\n", "اخرى")
    assert (read.asked(read.rows[0]), read.column_name, read.are_names) == ("حلب", "أخرى", False)
    assert sheet(tmp_path, "الاسم\nسامر\n").are_names
    with pytest.raises(NoColumn) as raised:
        sheet(tmp_path, "question\nمتى؟\n", "other")
    assert raised.value.details == {"column": "other", "columns": "question"}


@pytest.mark.parametrize("content", [b"", b"\n\n", bytes(range(256)) * 40])
def test_what_is_no_table_is_told(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(BadSheet):
        sheet(tmp_path, content)


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+3", "'+3"),
        ("-حلب", "'-حلب"),
        ("@sum", "'@sum"),
        ("\t=1", "'\t=1"),
        (" =1", "' =1"),
        ("＝1", "'＝1"),
        ("حلب = حمص", "حلب = حمص"),
        ("", ""),
        (5, 5),
    ],
)
def test_no_cell_is_taken_for_a_formula(cell: object, written: object) -> None:
    assert sheets.safe(cell) == written


@given(st.text())
def test_no_text_becomes_a_formula(text: str) -> None:
    assert not re.match(r"[\s\ufeff]*[=+\-@＝＋－＠]", str(sheets.safe(text))) or str(sheets.safe(text)).strip() == ""


def table(out: str) -> list[dict[str, str]]:
    assert out.startswith("\ufeff")
    assert "\r\n" in out
    return list(csv.DictReader(StringIO(out.removeprefix("\ufeff"), newline="")))


def test_questions_come_back_with_answers_and_citations(indexed: Command, tmp_path: Path, corpus: Path) -> None:
    (tmp_path / "q.csv").write_text("رقم,السؤال\n=1+1,من افتتح مكتبة جديدة في مدينة دمشق؟\n2,\n", "utf-8")
    told = indexed("ask", "--batch", str(tmp_path / "q.csv"))
    first, second = table(told.out)
    assert told.err == "قُرئ العمود: السؤال\n"
    assert (first["رقم"], first["status"], second["status"]) == ("'=1+1", "answered", "failed")
    assert "السؤال فارغ" in second["answer"]
    text = (corpus / f"{first['article_1']}.txt").read_text("utf-8")
    assert first["quote_1"] == text[int(first["start_1"]) : int(first["end_1"])]
    assert int(first["citations"]) >= 1


def test_queries_come_back_with_what_they_find(indexed: Command, tmp_path: Path, corpus: Path) -> None:
    (tmp_path / "q.csv").write_text('بحث\n"""مجلس المدينة"""\nزرافة\n(حلب\n-مدينة\n', "utf-8")
    rows = table(indexed("search", "--batch", str(tmp_path / "q.csv")).out)
    assert [row["status"] for row in rows] == ["found", "nothing", "failed", "found"]
    assert (rows[0]["article_1"], rows[0]["total"], rows[3]["بحث"]) == ("sanaa", "1", "'-مدينة")
    assert "‸" in rows[2]["error"]
    text = (corpus / "sanaa.txt").read_text("utf-8")
    assert "مجلس المدينة" in rows[0]["quote_1"] == text[int(rows[0]["start_1"]) : int(rows[0]["end_1"])]


def test_names_are_searched_as_names(indexed: Command, tmp_path: Path) -> None:
    (tmp_path / "names.csv").write_text("الاسم,صفة\nياسر قاسم,عميد\nقاسم ياسر,-\n", "utf-8")
    rows = table(indexed("search", "--batch", str(tmp_path / "names.csv")).out)
    assert [(row["status"], row["article_1"]) for row in rows] == [("found", "sanaa"), ("nothing", "")]
    records = indexed("search", "--batch", str(tmp_path / "names.csv"), "--json").records
    assert [record["total"] for record in records] == [1, 0]
