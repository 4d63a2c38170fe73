"""The contract of the command line, with the real model and the real indexes, over the sample articles."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from tests.conftest import ROOT, CommandLine, json_lines

ANSWER_KEYS = [
    "question", "understood", "status", "text", "short", "confidence", "citations", "nearest", "passages", "mode",
    "seconds", "form", "written_by", "notes", "left_out", "claims", "verdict",
]  # fmt: skip
QUESTION = "من هو محافظ الإسماعيلية؟"


@pytest.fixture(scope="module")
def data(isnad: CommandLine, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = str(tmp_path_factory.mktemp("seeds"))
    assert isnad("index", "--data", folder).returncode == 0
    return folder


def complaint(done: "subprocess.CompletedProcess[str]", code: int) -> str:
    """The one line on standard error of a command that failed."""
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    return done.stderr


def test_index_reports_one_line_and_embeds_nothing_twice(isnad: CommandLine, data: str) -> None:
    done = isnad("index", "--data", data, "--json")
    (report,) = json_lines(done.stdout)
    assert list(report) == [
        "articles", "passages", "added", "changed", "removed", "unchanged", "embedded", "skipped", "seconds",
        "remarks", "vanished", "unread", "cancelled",
    ]  # fmt: skip
    assert (report["articles"], report["unchanged"], report["embedded"], report["skipped"]) == (5, 5, 0, [])


def test_show_is_the_stored_text_byte_for_byte(isnad: CommandLine, data: str) -> None:
    listed = json_lines(isnad("list", "--data", data, "--json").stdout)
    assert len(listed) == 5
    for article in listed:
        source = Path(article["source"]).read_text("utf-8")
        assert isnad("show", article["article"], "--data", data).stdout == source.split("---\n", 2)[2]


def test_an_answer_is_verbatim_and_cited(isnad: CommandLine, data: str) -> None:
    (answer,) = json_lines(isnad("ask", QUESTION, "--data", data, "--json").stdout)
    assert list(answer) == ANSWER_KEYS
    assert answer["status"] == "answered"
    assert 0 <= answer["confidence"] <= 1
    assert "أحمد القصاص" in answer["citations"][0]["quote"]
    assert answer["text"].startswith(answer["citations"][0]["quote"])
    for number, citation in enumerate(answer["citations"], start=1):
        text = isnad("show", citation["article"], "--data", data).stdout
        assert citation["number"] == number
        assert text[citation["start"] : citation["end"]] == citation["quote"]
        assert f"{citation['quote']} [{number}]" in answer["text"]
        assert len(citation["quote"].split()) <= 60
    short = answer["short"]
    assert answer["citations"][0]["quote"].count(short["text"])
    assert len(answer["passages"]) == 10


def test_a_refusal_names_the_nearest_evidence(isnad: CommandLine, data: str) -> None:
    (answer,) = json_lines(isnad("ask", "من فاز بكأس العالم لكرة القدم؟", "--data", data, "--json").stdout)
    assert (answer["status"], answer["citations"], answer["short"]) == ("no_evidence", [], None)
    assert 1 <= len(answer["nearest"]) <= 2
    assert list(answer["nearest"][0]) == [
        "number", "article", "title", "start", "end", "quote", "copies", "cut", "page", "outlet", "date", "scanned",
    ]  # fmt: skip


def test_a_batch_answers_line_by_line_and_a_bad_line_fails_alone(isnad: CommandLine, data: str, tmp_path: Path) -> None:
    file = tmp_path / "batch.jsonl"
    records = [{"question": QUESTION}, {"question": ""}, {"question": "س" * 50_000}, {"no": 1}, {"question": "🙂🙂"}]
    lines = [json.dumps(record, ensure_ascii=False) for record in records]
    history = json.dumps(
        {"question": "ما الجديد؟", "history": [{"question": QUESTION}, {"question": "أ", "answer": "ب"}]}
    )
    file.write_text("\n".join([lines[0], "{broken", *lines[1:], history, "\u0001\u0002"]), "utf-8")
    done = isnad("ask", "--batch", str(file), "--data", data, "--json")
    answers = json_lines(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert all(list(answer) == ANSWER_KEYS for answer in answers)
    statuses = [answer["status"] for answer in answers]
    assert statuses[:6] == ["answered", "failed", "failed", "failed", "failed", "no_evidence"]
    assert statuses[7] == "failed"
    assert all(answer["text"] for answer in answers)


@pytest.mark.parametrize("question", ["Who won the world cup?", "؟!", "\u0001\u0007"])
def test_questions_that_cannot_be_answered_are_refused_with_a_sentence(
    isnad: CommandLine, data: str, question: str
) -> None:
    (answer,) = json_lines(isnad("ask", question, "--data", data, "--json").stdout)
    assert answer["status"] == "no_evidence"
    assert answer["text"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], 2),
        (["unknown"], 2),
        (["ask"], 2),
        (["ask", "   "], 2),
        (["ask", "س" * 50_000], 2),
        (["index", "no/such/folder"], 1),
        (["show", "nothing"], 1),
        (["remove", "nothing"], 1),
        (["summarize", "x"], 1),
        (["summarize", "x", "--words", "0"], 2),
        (["directory", "no such name"], 1),
        (["ask", "--batch", "no/such/file"], 1),
    ],
)
def test_misuse_is_one_line_that_says_what_to_do(
    isnad: CommandLine, data: str, arguments: list[str], code: int
) -> None:
    given = [*arguments, "--data", data] if arguments and arguments[0] != "unknown" else arguments
    assert complaint(isnad(*given), code)


def test_an_empty_folder_and_an_empty_data_folder(isnad: CommandLine, tmp_path: Path) -> None:
    assert str(tmp_path) in complaint(isnad("index", str(tmp_path), "--data", str(tmp_path / "d")), 1)
    assert "index" in complaint(isnad("ask", QUESTION, "--data", str(tmp_path / "none")), 1)


def test_skipped_files_are_reported_and_the_rest_goes_on(isnad: CommandLine, tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "good.txt").write_text("عقد الوزير اجتماعا موسعا مع القيادات.", "utf-8")
    (folder / "empty.txt").write_text("", "utf-8")
    done = isnad("index", str(folder), "--data", str(tmp_path / "d"), "--json")
    (report,) = json_lines(done.stdout)
    assert (done.returncode, report["added"]) == (3, 1)
    assert [Path(skipped["path"]).name for skipped in report["skipped"]] == ["empty.txt"]


def test_beside_an_owner_one_can_ask_but_not_write(isnad: CommandLine, data: str) -> None:
    with FileLock(Path(data, "owner.lock")):
        (answer,) = json_lines(isnad("ask", QUESTION, "--data", data, "--json").stdout)
        assert answer["status"] == "answered"
        assert isnad("list", "--data", data).returncode == 0
        assert data in complaint(isnad("remove", "ismailia-governor-conference", "--data", data), 1)
    assert isnad("check", "--data", data).returncode == 0


def test_check_finds_damage_and_repair_mends_it(isnad: CommandLine, data: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(data, copy)
    shutil.rmtree(copy / "vectors")
    assert isnad("check", "--data", str(copy)).returncode == 1
    repaired = isnad("check", "--repair", "--data", str(copy), "--json")
    assert (repaired.returncode, json_lines(repaired.stdout)[0]["whole"]) == (0, True)


def without_privileges(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """The command as a user whom permissions bind: root gives up the right to override them."""
    command = [sys.executable, "-m", "assistant", *arguments]
    if os.geteuid() == 0:
        command = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all", *command]
    return subprocess.run(command, capture_output=True, encoding="utf-8", cwd=ROOT, check=False)


needs_setpriv = pytest.mark.skipif(
    os.geteuid() == 0 and shutil.which("setpriv") is None, reason="root is not bound by permissions"
)


@needs_setpriv
def test_a_folder_without_permission(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o000)
    assert str(closed) in complaint(without_privileges("index", str(closed), "--data", str(tmp_path / "d")), 1)


@needs_setpriv
def test_a_read_only_data_folder_can_be_asked_but_not_written(data: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(data, copy)
    for path in [copy, *copy.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    asked = without_privileges("ask", QUESTION, "--data", str(copy), "--json")
    assert json_lines(asked.stdout)[0]["status"] == "answered"
    assert str(copy) in complaint(without_privileges("remove", "x", "--data", str(copy)), 1)


def test_without_a_model_nothing_of_langchain_is_imported(data: str) -> None:
    program = (
        "import sys; from assistant.__main__ import main; "
        f"main(['ask', {QUESTION!r}, '--json', '--data', {data!r}]); "
        "print([name for name in sys.modules if name.startswith(('langchain', 'openai', 'ollama'))])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_model_that_is_away_leaves_the_quotes_and_says_so(data: str, isnad: CommandLine) -> None:
    away = {"ISNAD_LLM": "openai:small@http://127.0.0.1:9/v1"}
    written = isnad("ask", QUESTION, "--json", "--data", data, environment=away)
    quoted = isnad("ask", QUESTION, "--json", "--quotes", "--data", data, environment=away)
    answer, quotes = json.loads(written.stdout), json.loads(quoted.stdout)
    assert answer["mode"] == quotes["mode"] == "extractive"
    assert answer["citations"] == quotes["citations"] != []
    assert "تعذّر الاتصال" in answer["text"]
    assert quotes["notes"] == []


@pytest.mark.parametrize(
    "environment", [{"ISNAD_LLM": "qwen3"}, {"ISNAD_LLM": "nobody:x"}, {"ISNAD_LLM_TIMEOUT": "soon"}]
)
def test_a_model_that_cannot_be_had_is_one_clear_line(
    environment: dict[str, str], data: str, isnad: CommandLine
) -> None:
    done = isnad("ask", QUESTION, "--data", data, environment=environment)
    assert done.returncode == 1
    assert "ISNAD_LLM" in done.stderr
    assert "Traceback" not in done.stderr
