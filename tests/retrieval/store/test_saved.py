"""What a user keeps lies beside the catalog, and outlives it."""

from pathlib import Path

import pytest

from retrieval.errors import DataDamaged, DataUnwritable, UnknownSaved
from retrieval.store.saved import FILE, Look, Saved, SavedFile

NOW, LATER = Look("one", 3), Look("one", 9)


def test_what_is_added_is_there_until_it_is_removed(tmp_path: Path) -> None:
    saved = SavedFile(tmp_path)
    assert saved.all() == []
    assert not (tmp_path / FILE).exists()
    first, second = saved.add("search", "حلب", NOW), saved.add("question", "متى؟", NOW)
    assert (first, second) == (Saved(1, "search", "حلب", NOW), Saved(2, "question", "متى؟", NOW))
    assert SavedFile(tmp_path).all() == [first, second]
    assert saved.remove(1) == first
    assert saved.all() == [second]
    assert saved.add("search", "حمص", NOW).number == 3


def test_adding_again_is_no_new_look(tmp_path: Path) -> None:
    saved = SavedFile(tmp_path)
    assert saved.add("search", "حلب", NOW) == saved.add("search", "حلب", LATER)
    saved.add("question", "حلب", LATER)
    assert [one.seen for one in saved.all()] == [NOW, LATER]


def test_a_look_is_noted(tmp_path: Path) -> None:
    saved = SavedFile(tmp_path)
    saved.add("search", "حلب", NOW)
    saved.looked(1, LATER)
    assert saved.all()[0].seen == LATER


def test_a_number_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnknownSaved):
        SavedFile(tmp_path).remove(7)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataUnwritable):
        SavedFile(tmp_path / "none").add("search", "حلب", NOW)


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"x" * 4096)
    with pytest.raises(DataDamaged):
        SavedFile(tmp_path).all()
