"""A folder's files are as they were left, or it is told which is not."""

import os
import shutil
from pathlib import Path

import pytest

from retrieval import seals
from tests.retrieval.store.damage import KINDS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "مجلد"
    (made / "inside").mkdir(parents=True)
    (made / "first.bin").write_bytes(bytes(range(256)) * 4)
    (made / "inside" / "second").write_bytes(b"x" * 50)
    seals.seal(made, 7)
    return made


def test_what_was_sealed_is_whole_and_holds_what_was_said(folder: Path) -> None:
    assert seals.flaw(folder) == seals.flaw(folder, thoroughly=True) == ""
    assert seals.sealed(folder) and seals.holds(folder) == 7


def test_a_copy_is_whole_whatever_its_times(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "copy", copy_function=shutil.copyfile)
    assert seals.flaw(tmp_path / "copy") == ""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["first.bin", "inside/second"])
def test_damage_to_a_file_names_it(folder: Path, name: str, kind: str) -> None:
    KINDS[kind](folder / name)
    assert seals.flaw(folder).startswith(name)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "flipped"])
def test_damage_to_the_seal_leaves_none(folder: Path, kind: str) -> None:
    KINDS[kind](folder / "SEAL.json")
    assert seals.flaw(folder) == "it has no seal" and not seals.sealed(folder) and seals.holds(folder) == 0


@pytest.mark.parametrize("large", [False, True])
def test_a_changed_file_that_looks_the_same_is_seen_where_the_folder_is_small_or_all_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch, large: bool
) -> None:
    path = folder / "first.bin"
    before = path.stat()
    KINDS["flipped"](path)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    if large:
        monkeypatch.setattr(seals, "_READ_ANYWAY", 0)
    assert bool(seals.flaw(folder)) is not large
    assert seals.flaw(folder, thoroughly=True) == "first.bin has another checksum"


def test_what_is_being_changed_is_not_sealed_until_it_is_again(folder: Path) -> None:
    seals.unseal(folder)
    assert seals.flaw(folder) == "it was being changed" and not seals.sealed(folder) and seals.holds(folder) == 7
    (folder / "third").write_bytes(b"new")
    seals.seal(folder, 8)
    assert seals.flaw(folder, thoroughly=True) == "" and seals.holds(folder) == 8


@pytest.mark.parametrize("name", ["a.lock", "a.sqlite3-wal", "a.sqlite3-shm", "a.sqlite3-journal"])
def test_files_that_come_and_go_are_not_missed(folder: Path, name: str) -> None:
    (folder / name).touch()
    assert seals.flaw(folder) == ""


def test_a_file_that_is_new_is_told(folder: Path) -> None:
    (folder / "inside" / "third").touch()
    assert seals.flaw(folder) == "inside/third is new"


def test_a_loose_file_may_change_but_not_go(folder: Path) -> None:
    seals.seal(folder, 7, ("second",))
    (folder / "inside" / "second").write_bytes(b"other")
    assert seals.flaw(folder, thoroughly=True) == ""
    (folder / "inside" / "second").unlink()
    assert seals.flaw(folder) == "inside/second is missing"
