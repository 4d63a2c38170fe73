"""A line of a batch that cannot be answered is answered as such, and those behind it as ever."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.cli import batch
from assistant.errors import EmptyQuestion
from assistant.types import Answer, Turn
from retrieval.types import EVERYTHING, Filter
from tests.assistant.cli.conftest import Command

DEEP = "[" * 100_000
HALF = "\\ud800"  # half a character: JSON can say it, UTF-8 cannot
BLANK = Answer("", "", "answered", "نعم", None, 1.0, (), (), (), "extractive", 0.0)


class Moody:
    """An assistant that answers "نعم", unless the question names an error."""

    mode = "extractive"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def answer(
        self, question: str, history: Sequence[Turn] = (), only: Filter = EVERYTHING, *, written: bool = True
    ) -> Answer:
        self.asked.append(question)
        if question in RAISED:
            raise RAISED[question]
        return replace(BLANK, question=question)


RAISED: dict[str, BaseException] = {
    "known": EmptyQuestion(),
    "deep": RecursionError("maximum recursion depth exceeded"),
    "value": ValueError("line one\nline two"),
    "missing": KeyError("stage_repair"),
    "encoding": UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed"),
    "system": OSError(28, "No space left on device"),
    "assertion": AssertionError(),
    "memory": MemoryError(),
    "stop": KeyboardInterrupt(),
}


def answers(tmp_path: Path, *lines: str) -> list[dict[str, object]]:
    file = tmp_path / "batch.jsonl"
    file.write_text("\n".join(lines), "utf-8")
    return [json.loads(line) for line in batch.answers(file, Moody(), EVERYTHING, written=True)]  # type: ignore[arg-type]


@pytest.mark.parametrize("name", [name for name in RAISED if name not in ("memory", "stop")])
def test_whatever_one_question_raises_the_next_is_answered(tmp_path: Path, name: str) -> None:
    failed, next_one = answers(tmp_path, json.dumps({"question": name}), '{"question": "ما الجديد؟"}')
    assert (failed["status"], failed["question"], next_one["status"]) == ("failed", name, "answered")
    assert str(failed["text"]).count("\n") == 0
    assert list(failed) == list(next_one)


@pytest.mark.parametrize(("name", "error"), [("memory", MemoryError), ("stop", KeyboardInterrupt)])
def test_only_what_concerns_all_ends_it(tmp_path: Path, name: str, error: type[BaseException]) -> None:
    with pytest.raises(error):
        answers(tmp_path, json.dumps({"question": name}))


@pytest.mark.parametrize(
    "line",
    [
        "{broken", "5", "null", "[]", "{}", '"ما الجديد؟"', '{"question": 5}', '{"question": null}',
        '{"question": "أ", "history": 5}', '{"question": "أ", "history": [5]}', '{"question": "أ", "history": [{}]}',
        '{"question": "أ", "history": [{"question": 5}]}', '{"question": "أ", "history": {"question": "ب"}}',
        '{"question": "أ", "history": [{"question": "أ", "answer": 5}]}', DEEP, f'{{"question": "أ", "history": {DEEP}',
        "\0", "\ufeff{}",
    ],
    ids=lambda line: line[:40],
)  # fmt: skip
def test_a_line_that_is_no_question_is_told_by_its_number(tmp_path: Path, line: str) -> None:
    first, failed, last = answers(tmp_path, '{"question": "أ"}', line, '{"question": "ب"}')
    assert [first["status"], failed["status"], last["status"]] == ["answered", "failed", "answered"]
    assert str(failed["text"]).startswith("السطر 2 ")


def test_blank_lines_count_and_are_not_answered(tmp_path: Path) -> None:
    (failed,) = answers(tmp_path, "", "  ", "{", "")
    assert str(failed["text"]).startswith("السطر 3 ")


def test_bytes_that_are_no_utf8_fail_alone(tmp_path: Path) -> None:
    file = tmp_path / "batch.jsonl"
    file.write_bytes(b'{"question": "\xff"}\n{"question": "x"}\n')
    lines = [json.loads(line) for line in batch.answers(file, Moody(), EVERYTHING, written=True)]  # type: ignore[arg-type]
    assert [line["status"] for line in lines] == ["failed", "answered"]


def test_half_a_character_comes_back_as_it_was_asked(indexed: Command, tmp_path: Path) -> None:
    """Through the whole command: its output is UTF-8 (``Command`` decodes it), and JSON again."""
    file = tmp_path / "batch.jsonl"
    file.write_text(f'{{"question": "من افتتح {HALF} مكتبة دمشق؟"}}\n{{"question": "{HALF}"}}\n', "utf-8")
    told = indexed("ask", "--batch", str(file))
    assert (told.code, told.err, HALF in told.out) == (0, "", True)
    assert [one["question"] for one in told.records] == ["من افتتح \ud800 مكتبة دمشق؟", "\ud800"]
    assert {one["status"] for one in told.records} <= {"answered", "no_evidence", "failed"}


def test_half_a_character_in_an_article_keeps_out_that_article_alone(command: Command, tmp_path: Path) -> None:
    file, titled = tmp_path / "articles.jsonl", tmp_path / "titled.md"
    texts = [f"افتتح الوزير {HALF} مكتبة.", "افتتح الوزير مكتبة جديدة في دمشق."]
    file.write_text("\n".join([*(f'{{"text": "{text}"}}' for text in texts), DEEP]), "utf-8")
    titled.write_text(f'---\ntitle: "خبر {HALF}"\n---\nافتتح الوزير مدرسة في حلب.\n', "utf-8")
    told = command("index", str(tmp_path), "--json")
    assert (told.code, told.records[0]["added"]) == (3, 2)
    assert [skipped["path"] for skipped in told.records[0]["skipped"]] == [f"{file}:1", f"{file}:3"]
