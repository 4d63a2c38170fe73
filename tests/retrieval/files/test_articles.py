"""Reading articles from files."""

import codecs
import json
from pathlib import Path

import pytest

from retrieval.errors import PathMissing
from retrieval.files.articles import Files, list_files, read_file
from retrieval.files.formats import largest
from retrieval.files.reader import MOST_BYTES, Remark, Skipped
from retrieval.types import Article

TEXT = "عقد الوزير اجتماعا في القاهرة لبحث خطة التأمين الجديدة.\r\nوحضره القادة «جميعا»\u2028ثم انصرفوا.\n"


def article(path: Path) -> Article:
    (read,) = read_file(path)
    assert isinstance(read, Article)
    return read


def reasons(path: Path) -> list[str]:
    return [read.reason for read in read_file(path) if isinstance(read, Skipped)]


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "utf-16 big-endian", "utf-16 without mark"],
)
def test_the_text_is_the_decoded_file_without_its_mark(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    assert article(path).text == TEXT


@pytest.mark.parametrize("encoding", ["windows-1256", "iso-8859-6"])
def test_old_arabic_encodings(tmp_path: Path, encoding: str) -> None:
    text = "عقد الوزير اجتماعا في القاهرة، لبحث خطة التأمين الجديدة.\n"
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    assert article(path).text == text


def test_front_matter_gives_the_fields_and_what_follows_is_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "---\ntitle: عنوان\noutlet: صحيفة\ndate: 2024-05-01\nurl: https://x.test/1\n---\n\nالمتن. \n", "utf-8"
    )
    assert article(path) == Article("a", "عنوان", "\nالمتن. \n", str(path), "صحيفة", "2024-05-01", "https://x.test/1")


def test_a_colon_in_a_title_is_no_reason_to_lose_the_article(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: وكالة: خبر عاجل\n---\nالمتن.\n", "utf-8")
    assert (article(path).title, article(path).text) == ("وكالة: خبر عاجل", "المتن.\n")


@pytest.mark.parametrize(
    ("front", "date"),
    [
        ("date: 2024-02-30", "2024-02-30"),
        ("date: 0000-00-00", "0000-00-00"),
        ("date: 2024-05-01T10:00:00+99:00", "2024-05-01T10:00:00+99:00"),
        ("date: ~", ""),
        ("x: " + "[" * 5000, ""),
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\ndate: 2024", "2024"),
        ("date: !!python/object/apply:os.getcwd []", ""),
        ("- list", ""),
    ],
)
def test_no_front_matter_stops_a_folder(tmp_path: Path, front: str, date: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        f"---\ntitle: عنوان\n{front}\n---\nالمتن.\n" if ":" in front else f"---\n{front}\n---\nالمتن.\n", "utf-8"
    )
    assert (article(path).text, article(path).date) == ("المتن.\n", date)


def test_a_stray_byte_costs_one_character_and_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode() + b"\x92" + TEXT.encode())
    read = list(read_file(path))
    assert [one.text for one in read if isinstance(one, Article)] == [f"{TEXT}\ufffd{TEXT}"]
    assert [one for one in read if isinstance(one, Remark)] == [Remark(str(path), "damaged", "3", damaged=True)]


def test_a_bad_line_of_jsonl_is_no_other_lines_damage(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    good = json.dumps({"text": "قال الوزير إن الخطة جديدة."}, ensure_ascii=False).encode()
    bad = [good.replace(b'"}', b'\x92"}'), b'{"text": "\\ud83d"}', b"[" * 100_000, b'{"text": 1e999}', b"\xff\xfe"]
    path.write_bytes(b"\n".join([good, *bad, good]))
    read = list(read_file(path))
    assert [one.id for one in read if isinstance(one, Article)] == ["a__1", "a__2", "a__7"]
    assert [one.reason for one in read if isinstance(one, Skipped)] == ["bad_json", "bad_json", "no_text", "bad_json"]
    assert [one.words for one in read if isinstance(one, Remark)] == ["2، 6"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("عنوان قصير\n\nثم المتن الطويل.", "عنوان قصير"),
        ("سطر واحد طويل " + "كلمة " * 30, "سطر واحد طويل كلمة كلمة كلمة كلمة كلمة كلمة كلمة…"),
        ("قصير", "قصير"),
    ],
)
def test_a_title_is_a_short_first_line_or_the_first_words(tmp_path: Path, text: str, title: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, "utf-8")
    assert article(path).title == title


def test_a_jsonl_file_holds_an_article_a_line_and_a_bad_line_is_skipped_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    records = [
        {"id": "x", "text": "أول\u2028نص", "title": "عنوان"},
        {"text": "ثان"},
        {"id": "x", "text": "مكرر"},
        {"id": 7},
    ]
    lines = [json.dumps(record, ensure_ascii=False) for record in records]
    path.write_text("\n".join([*lines, "{broken", json.dumps({"id": "e", "text": " "})]), "utf-8")
    read = list(read_file(path))
    assert [one.id for one in read if isinstance(one, Article)] == ["x", "a__2"]
    assert read[0] == Article("x", "عنوان", "أول\u2028نص", str(path))
    assert [(s.path.rsplit(":", 1)[1], s.reason) for s in read if isinstance(s, Skipped)] == [
        ("3", "duplicate_id"),
        ("4", "no_text"),
        ("5", "bad_json"),
        ("6", "empty"),
    ]


def test_what_is_no_article_is_skipped_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text(" \n", "utf-8")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (tmp_path / "large.txt").write_bytes(b"a" * (MOST_BYTES + 1))
    found = {path.name: reasons(path) for path in list_files(tmp_path)}
    assert found == {"empty.txt": ["empty"], "binary.txt": ["binary"], "large.txt": ["too_large"]}
    assert reasons(tmp_path / "gone.txt") == ["unreadable"]


def test_folders_are_read_to_the_bottom_without_hidden_files_and_readmes(tmp_path: Path) -> None:
    for name in ("b/c.txt", "a.md", "README.md", ".git/x.txt", "b/.hidden.txt", "b/picture.png", "b/d.JSONL"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("نص", "utf-8")
    assert [path.relative_to(tmp_path).as_posix() for path in list_files(tmp_path)] == ["a.md", "b/c.txt", "b/d.JSONL"]
    with pytest.raises(PathMissing):
        list_files(tmp_path / "missing")


@pytest.mark.parametrize(("most", "reasons"), [(10, ["too_large"]), (100, [])])
def test_how_large_a_text_may_be_is_the_caller_s_to_say(tmp_path: Path, most: int, reasons: list[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text("خبر من مدينة حلب.", "utf-8")
    with Files(most_bytes=most) as files:
        read = list(files.open(path).readings)
    assert [one.reason for one in read if isinstance(one, Skipped)] == reasons
    assert largest(most) == 25 * most
