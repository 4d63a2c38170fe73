"""Whatever is wrong with a file, reading it ends soon and gives articles or reasons that have their Arabic words."""

import gzip
import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import prompts
from benchmarks import damage
from benchmarks import made_files as samples
from retrieval.files import archives
from retrieval.files.archives import Allowance
from retrieval.files.articles import Files
from retrieval.files.formats import Formats
from retrieval.files.reader import Reading, Remark, Skipped
from retrieval.files.worker import Worker
from retrieval.types import Article

ROUNDS = int(os.environ.get("ISNAD_DAMAGE", "40"))
"""How many damaged files of each format are read."""


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    one = Worker(seconds=20, most_memory=1_500_000_000)
    yield one
    one.close()


@pytest.mark.parametrize("name", damage.samples())
def test_a_damaged_file_gives_articles_or_reasons(name: str, worker: Worker) -> None:
    worded = prompts.load("cli").templates
    for content in damage.damaged(damage.samples()[name], ROUNDS):
        readings = list(Formats({}, worker).read(name, content))
        assert readings
        for one in readings:
            if isinstance(one, Article):
                assert one.text.strip()
                one.text.encode()
            else:
                assert f"reason_{one.reason}" in worded if isinstance(one, Skipped) else f"note_{one.note}" in worded


@pytest.mark.parametrize("name", damage.samples())
def test_of_a_whole_file_no_damage_is_told(name: str, worker: Worker) -> None:
    readings = list(Formats({}, worker).read(name, damage.samples()[name]))
    assert any(isinstance(one, Article) for one in readings)
    assert not [one for one in readings if isinstance(one, Skipped) or (isinstance(one, Remark) and one.damaged)]


OPEN_TABLE = 'title,text\r\n"خبر","نص الخبر'.encode()
PDF = samples.pdf([samples.lines(one) for one in samples.ITEM.paragraphs])


@pytest.mark.parametrize(
    ("name", "content", "note"),
    [
        ("a.html", samples.html().partition(b"</footer>")[0], "cut"),
        ("a.mhtml", samples.mhtml().partition(b"</body>")[0], "cut"),
        ("a.rss", samples.rss()[:-12], "cut"),
        ("a.atom", samples.atom()[:-8], "cut"),
        ("a.rss", samples.rss().replace(b"</guid>", b"</guld>"), "broken_parts"),
        ("a.pdf", PDF.replace(b"%%EOF", b""), "cut"),
        ("a.eml", samples.eml(attachments=[("b.txt", samples.txt())])[:-60], "cut"),
        ("a.csv", OPEN_TABLE, "cut"),
        ("a.txt", samples.txt()[:82], "damaged"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_read_of_a_damaged_file_is_told_to_be_less_than_all(
    name: str, content: bytes, note: str, worker: Worker
) -> None:
    readings = list(Formats({}, worker).read(name, content))
    assert any(isinstance(one, Article) for one in readings)
    assert [one.note for one in readings if isinstance(one, Remark) and one.damaged] == [note]


@pytest.mark.parametrize("name", damage.bombs())
def test_a_bomb_is_a_reason(name: str, worker: Worker) -> None:
    assert reasons(list(Formats({}, worker).read(name, damage.bombs()[name])))


def reasons(readings: list[Reading]) -> list[str]:
    return [one.reason for one in readings if isinstance(one, Skipped)]


def test_a_member_that_unpacks_to_very_much_is_left_out() -> None:
    content = samples.zipped({"bomb.txt": b"a" * 15_000_000, "b.txt": samples.txt()})
    readings = list(Formats({}, None).read("a.zip", content))
    assert reasons(readings) == ["too_much"]
    assert [one.id for one in readings if isinstance(one, Article)] == ["b"]
    assert reasons(list(Formats({}, None).read("a.txt.gz", gzip.compress(b"a" * 30_000_000)))) == ["too_much"]


def test_a_member_that_lies_about_its_size_is_left_out() -> None:
    content = samples.zipped({"bomb.txt": b"a" * 15_000_000})
    true, said = (15_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")
    assert set(reasons(list(Formats({}, None).read("a.zip", content.replace(true, said))))) <= {"too_much", "broken"}


def test_archives_in_archives_end(monkeypatch: pytest.MonkeyPatch) -> None:
    content = samples.txt()
    for _ in range(9):
        content = (
            samples.zipped({"a.zip": content}) if content.startswith(b"PK") else samples.zipped({"a.txt": content})
        )
    assert reasons(list(Formats({}, None).read("a.zip", content))) == ["too_deep"]


def test_all_members_together_have_a_limit() -> None:
    inner = samples.zipped({f"{number}.txt": samples.txt() for number in range(9)})
    content = samples.zipped({f"{number}.zip": inner for number in range(9)})
    readings = list(Formats({}, None, allowance=Allowance(members=20)).read("a.zip", content))
    assert set(reasons(readings)) == {"too_much"}
    assert sum(isinstance(one, Article) for one in readings) == 18


@pytest.mark.parametrize(
    "member", ["../../etc/x.txt", "/etc/x.txt", "C:\\x.txt", "a\0b.txt", "\u202e.txt", "x" * 300 + ".txt"]
)
def test_a_members_name_is_no_path(member: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    readings = list(Formats({}, None).read("a.zip", samples.zipped({member: samples.txt()})))
    assert [one.source if isinstance(one, Article) else one.path for one in readings] == ["a.zip"]
    assert not list(tmp_path.rglob("*"))


def test_an_encrypted_member_is_told() -> None:
    content = bytearray(samples.zipped({"a.txt": samples.txt()}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert reasons(list(Formats({}, None).read("a.zip", bytes(content)))) == ["encrypted"]


def test_the_names_of_an_old_zip_are_read() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as parts:
        info = zipfile.ZipInfo("x.txt")
        parts.writestr(info, samples.txt())
    renamed = content.getvalue().replace(b"x.txt", "خبر.txt".encode("cp1256")[-5:])
    assert archives.kind(renamed) == "archive"
    assert [one.id for one in Formats({}, None).read("a.zip", renamed) if isinstance(one, Article)] == ["ر"]


def test_a_reader_that_hangs_or_dies_costs_one_file() -> None:
    content = samples.html()
    hurried = Worker(seconds=0.01)
    assert reasons(list(hurried.read("html", "a.html", content, {}))) == ["too_long"]  # it has not even started
    hurried.close()
    mortal = Worker()
    assert [type(one) for one in mortal.read("html", "a.html", content, {})] == [Article]
    assert mortal._process is not None
    mortal._process.kill()
    assert reasons(list(mortal.read("html", "a.html", content, {}))) == ["crashed"]
    assert [type(one) for one in mortal.read("html", "a.html", content, {})] == [Article]
    mortal.close()


def test_columns_reach_the_reader_in_its_process(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(samples.xlsx(("أ", "ب"), [("x", samples.ITEM.text)]))
    with Files() as files:
        readings = list(files.open(path, {"text": "أ"}).readings)
    assert [one.text for one in readings if isinstance(one, Article)] == ["x"]
    assert [one.words for one in readings if isinstance(one, Remark)] == ["text=أ"]
