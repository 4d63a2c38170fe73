"""Every command in both its forms: what it prints, for whom, and with which exit code."""

import errno
import re
import shutil
import sys
from pathlib import Path

import pytest

from assistant import __version__, build
from assistant.cli.main import front_door, main
from assistant.wording import error_text
from benchmarks import made_files
from retrieval.errors import NothingIndexed
from tests.assistant.cli.conftest import Command

QUESTION = "من افتتح مكتبة جديدة في مدينة دمشق؟"


def test_index_tells_what_it_did_and_what_it_skipped(command: Command, corpus: Path) -> None:
    (corpus / "empty.txt").write_text("", "utf-8")
    (corpus / "bad.jsonl").write_text("{\n", "utf-8")
    told = command("index", str(corpus))
    assert (told.code, told.err) == (3, "")
    assert f"لم يُفهرس {corpus / 'empty.txt'}: فارغ." in told.out
    assert f"لم يُفهرس {corpus / 'bad.jsonl'}:1: سطر JSON غير صحيح." in told.out
    assert "أُضيف 3" in told.out
    again = command("index", str(corpus), "--json")
    assert [again.records[0][name] for name in ("articles", "unchanged", "embedded")] == [3, 3, 0]
    assert {skipped["reason"] for skipped in again.records[0]["skipped"]} == {"فارغ", "سطر JSON غير صحيح"}


def test_index_tells_of_damage_and_of_columns_which_can_be_named(command: Command, corpus: Path) -> None:
    (corpus / "damaged.txt").write_bytes("افتتح المهندس \nمكتبة".encode() + b"\x92")
    (corpus / "table.csv").write_text("أ,ب\nخبر,نص الخبر كله\n", "utf-8")
    told = command("index", str(corpus))
    assert told.code == 3
    assert f"{corpus / 'damaged.txt'}: بايتات لا تُقرأ، مكانها \ufffd في السطر: 2." in told.out
    assert "سمِّه: \u200e--columns" in told.out
    named = command("index", str(corpus / "table.csv"), "--columns", "text=ب,title=أ", "--json")
    assert (named.code, named.records[0]["added"]) == (0, 1)
    assert named.records[0]["remarks"][0]["note"].endswith("text=ب، title=أ")
    assert command("show", "table__2").out == "نص الخبر كله"
    assert command("index", str(corpus), "--columns", "أ").code == 2


def test_a_citation_tells_its_page(command: Command, corpus: Path) -> None:
    pages = [["افتتح المهندس مكتبة في مدينة حلب."], ["حضر الطبيب سامر حفل مدينة حمص."]]
    (corpus / "paged.pdf").write_bytes(made_files.pdf(pages))
    command("index", str(corpus / "paged.pdf"))
    question = "من حضر حفل مدينة حمص؟"
    assert re.search(r"\[1\] .*، صفحة 2$", command("ask", question).out, re.MULTILINE)
    assert command("ask", question, "--json").records[0]["citations"][0]["page"] == 2


def test_list_and_show(indexed: Command, corpus: Path) -> None:
    assert indexed("list").out.splitlines()[0].startswith("damascus\tافتتح المهندس")
    assert [one["article"] for one in indexed("list", "--json").records] == ["damascus", "sanaa", "tunis"]
    assert indexed("show", "tunis").out == (corpus / "tunis.txt").read_text("utf-8")
    assert indexed("show", "tunis", "--json").records[0]["text"] == (corpus / "tunis.txt").read_text("utf-8")


def test_a_copy_is_listed_with_its_original(command: Command, corpus: Path) -> None:
    shutil.copy(corpus / "tunis.txt", corpus / "reprint.txt")
    command("index", str(corpus))
    assert [one["copies"] for one in command("list", "--json").records] == [[], ["tunis"], [], ["reprint"]]
    assert "ومنشورة أيضًا، فهي مصدر واحد: reprint" in command("list").out


def test_ask_cites_what_it_says_and_says_where_it_stands(indexed: Command) -> None:
    (answer,) = indexed("ask", QUESTION, "--json").records
    first = answer["citations"][0]
    assert answer["status"] == "answered"
    assert (
        f"\n[1] {first['title']} ({first['article']}، {first['start']}–{first['end']})" in indexed("ask", QUESTION).out
    )


def test_what_a_range_of_days_leaves_out_is_told_beside_the_answer(indexed: Command) -> None:
    told = indexed("ask", QUESTION, "--since", "2024", "--json")
    assert (told.records[0]["left_out"], "3 من المقالات" in told.err) == (3, True)


def test_summarize(indexed: Command) -> None:
    (summary,) = indexed("summarize", "sanaa", "--json").records
    assert indexed("summarize", "sanaa").out.startswith(f"{summary['title']}\n\n• {summary['points'][0]['text']} [1]")


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [("حضر 12 طالبا.", "تؤيدها الاقتباسات"), ("حضر 13 طالبا.", "لا تؤيدها الاقتباسات: عدد ليس فيها «13»")],
)
def test_verify(command: Command, tmp_path: Path, sentence: str, verdict: str) -> None:
    file = tmp_path / "claims.jsonl"
    file.write_text(f'{{"sentence": "{sentence}", "quotes": ["حضر الافتتاح 12 طالبا."]}}\n{{}}\n', "utf-8")
    assert command("verify", "--batch", str(file)).out.startswith(f"{verdict}\n")
    judged, failed = command("verify", "--batch", str(file), "--json").records
    assert (judged["supported"], failed["supported"]) == (verdict.startswith("تؤيدها"), None)
    assert "السطر 2" in failed["error"]


def test_check_names_what_is_broken_and_repair_mends_it(indexed: Command, data: Path) -> None:
    assert "3 مقالة" in indexed("check").out
    shutil.rmtree(data / "keywords")
    broken = indexed("check")
    assert (broken.code, broken.out.startswith("فهرس الكلمات لا يطابق سجل المقالات. أصلح بالأمر: ")) == (1, True)
    assert indexed("check", "--json").records[0] == {
        "whole": False, "articles": 3, "passages": 3, "problems": ["فهرس الكلمات لا يطابق سجل المقالات"],
        "damaged": [], "rescued": None,
    }  # fmt: skip
    assert (indexed("check", "--repair").code, indexed("check").code) == (0, 0)


def test_remove(indexed: Command) -> None:
    assert "أُخرج 1" in indexed("remove", "tunis").out
    assert indexed("remove", "sanaa", "--json").records[0]["articles"] == 1


def test_prepare(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "prepare", lambda settings, progress: None)
    assert command("prepare").out == "النموذج جاهز.\n"


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ([], 2, "لم تذكر أمرًا"),
        (["unknown"], 2, "unknown"),
        (["ask"], 2, "سؤالًا واحدًا"),
        (["ask", QUESTION, "--batch", "x"], 2, "سؤالًا واحدًا"),
        (["ask", "  "], 2, "السؤال فارغ"),
        (["ask", "س" * 3000], 2, "3000"),
        (["ask", QUESTION, "--since", "قريبا"], 2, "قريبا"),
        (["ask", QUESTION, "--article", "none"], 1, "none"),
        (["ask", QUESTION, "--outlet", "none"], 1, "none"),
        (["ask", "--batch", "no/such/file"], 1, "No such file"),
        (["index", "no/such/folder"], 1, "no/such/folder"),
        (["remove", "none"], 1, "none"),
        (["show", "none"], 1, "none"),
        (["summarize", "tunis", "--words", "0"], 2, "--words"),
        (["serve", "--port", "70000"], 2, "--port"),
        (["directory", "لا أحد بهذا الاسم"], 1, "لا أحد بهذا الاسم"),
        (["directory", "--join", "x"], 2, "directory NAME --join"),
        (["completion", "fish"], 2, "fish"),
    ],
)
def test_a_failure_is_one_line_on_standard_error(indexed: Command, arguments: list[str], code: int, told: str) -> None:
    failed = indexed(*arguments)
    assert (failed.code, failed.out, failed.err.count("\n")) == (code, "", 1)
    assert told in failed.err


@pytest.mark.parametrize(
    ("raised", "code", "told"),
    [
        (KeyboardInterrupt(), 1, "توقّف العمل بطلبك"),
        (OSError(errno.ENOSPC, "No space left on device"), 1, "No space left on device"),
        (NothingIndexed(data="d"), 1, "لا توجد مقالات مفهرسة في d"),
        (BrokenPipeError(), 0, ""),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_ends_a_command_from_without(
    command: Command, monkeypatch: pytest.MonkeyPatch, raised: BaseException, code: int, told: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise raised

    monkeypatch.setattr(sys, "stdout", sys.stdout)  # which a broken pipe replaces
    monkeypatch.setattr(build, "prepare", fail)
    ended = command("prepare")
    assert (ended.code, ended.out, told in ended.err) == (code, "", True)


@pytest.mark.parametrize(
    ("called", "name"),
    [("/usr/bin/isnad", "isnad"), ("/x/assistant/__main__.py", "python -m assistant"), ("-c", "python -m assistant")],
)
def test_help_and_errors_name_the_command_as_it_was_called(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], called: str, name: str
) -> None:
    monkeypatch.setattr("sys.argv", [called])
    with pytest.raises(SystemExit) as ended:
        main(["ask", "--help"])
    assert (ended.value.code, capsys.readouterr().out.startswith(f"usage: {name} ask ")) == (0, True)
    assert error_text(NothingIndexed(data="d")).endswith(f": {name} index PATH --data d")


def test_the_version_stands_in_one_place(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert (ended.value.code, capsys.readouterr().out) == (0, f"isnad {__version__}\n")
    assert re.fullmatch(r"\d+\.\d+\.\d+", __version__)


def test_the_front_door_is_the_serving_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        front_door(["--help"])
    assert ended.value.code == 0
    assert re.search(r"usage: python app\.py .*--data DIR.*--host HOST.*--port PORT", capsys.readouterr().out)
    assert front_door(["--prot", "1"]) == 2
    assert "--prot" in capsys.readouterr().err


def test_the_directory_in_each_form(indexed: Command) -> None:
    told = indexed("directory")
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith("الأشخاص:\n• ")
    records = indexed("directory", "--json").records
    assert list(records[0])[:8] == ["kind", "name", "variants", "roles", "first", "last", "count", "mentions"]
    assert {"ياسر قاسم", "دمشق"} <= {one["name"] for one in records}
    (one,) = indexed("directory", "العميد ياسر قاسم", "--json").records
    assert one["roles"] == [{"text": "العميد", "article": "sanaa", "start": 52, "end": 58}]
    assert "صفته: العميد" in indexed("directory", "ياسر قاسم").out
    table = indexed("directory", "--csv", "--kind", "person").out.splitlines()
    assert table[0].split(",")[:3] == ["kind", "name", "variants"]
    assert {line.split(",")[0] for line in table[1:]} == {"person"}


def test_entries_are_joined_by_hand_told_and_taken_back(indexed: Command) -> None:
    assert "سامر حداد" in indexed("directory", "ياسر قاسم", "--join", "سامر حداد").out
    (one,) = indexed("directory", "سامر حداد", "--json").records
    assert set(one["variants"]) == {"سامر حداد", "ياسر قاسم"}
    kept = {"deed": "join", "kind": "person", "one": "ياسر قاسم", "other": "سامر حداد"}
    assert indexed("directory", "--corrections").records == [kept]
    assert indexed("directory", "--undo").code == 0
    assert indexed("directory", "--corrections").records == []
    assert "لا شيء يُتراجع عنه" in indexed("directory", "--undo").out


def test_the_timeline_in_both_forms(indexed: Command) -> None:
    records = indexed("timeline", "--json").records
    assert {"date", "said", "article", "start", "end", "quote"} <= set(records[0])
    assert "يوم الخميس" in indexed("timeline", "--entity", "سامر حداد").out
    about = indexed("timeline", "--about", "ترميم السوق", "--json").records
    assert "sanaa" in {one["article"] for one in about}


def test_a_question_is_kept_to_what_mentions_a_name(indexed: Command) -> None:
    question = "ماذا جرى في المدينة؟"
    found = indexed("ask", question, "--entity", "العميد ياسر قاسم", "--json").records[0]
    assert {one["article"] for one in found["passages"]} == {"sanaa"}
    assert "من لا يذكره أحد" in indexed("ask", question, "--entity", "من لا يذكره أحد").err


def test_a_backup_is_written_once_and_put_back_where_nothing_is(
    indexed: Command, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = str(tmp_path / "نسخة")
    assert indexed("backup", copy).out == f"نُسخت 3 مقالة إلى {copy}\n"
    assert (indexed("backup", copy).code, indexed("restore", copy).code) == (1, 1)  # there is something there already
    shutil.rmtree(data)
    restored = indexed("restore", copy, "--json")
    assert (restored.code, restored.records[0]["whole"], restored.records[0]["articles"]) == (0, True, 3)
    assert indexed("check").code == 0


def test_a_catalog_that_is_gone_is_told_and_nothing_is_emptied(indexed: Command, data: Path) -> None:
    (data / "catalog.sqlite3").unlink()
    for arguments in (("check",), ("check", "--repair"), ("ask", "من؟"), ("list",), ("index",)):
        told = indexed(*arguments)
        assert (told.code, told.out, told.err.count("\n")) == (1, "", 1)
        assert "restore" in told.err and str(data) in told.err
    assert (data / "keywords" / "CURRENT").exists() and not (data / "catalog.sqlite3").exists()


def test_what_of_a_damaged_catalog_is_lost_is_named_with_the_command_that_brings_it_back(
    indexed: Command, data: Path, corpus: Path
) -> None:
    path = data / "catalog.sqlite3"
    path.write_bytes(path.read_bytes().replace("ناقش".encode(), "نافش".encode()))
    broken = indexed("check")
    assert broken.code == 1 and "sanaa" in broken.out and "check --repair" in broken.out
    asked = indexed("ask", "من ناقش ترميم السوق؟")
    assert asked.code == 1 and "check --repair" in asked.err
    mended = indexed("check", "--repair")
    assert mended.code == 1 and "حُفظت 2 مقالة" in mended.out and "sanaa" in mended.out
    again = str((corpus / "sanaa.txt").resolve())
    assert f"index {again} --data {data}" in mended.out
    assert indexed("index", again).code == 0
    assert indexed("check").out == "كل شيء سليم: 3 مقالة و3 مقطعًا.\n"
