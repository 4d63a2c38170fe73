"""Backups are taken beside whoever uses a folder, appear whole or not at all, and go only where nothing is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.errors import BackupDamaged, BackupExists, DataThere
from retrieval.indexing.indexer import Indexer
from retrieval.search.search import Search
from retrieval.store.folder import ADDED, Store
from retrieval.store.saved import Look, SavedFile
from tests.conftest import ARTICLES
from tests.fakes import LetterEmbedder, silent
from tests.retrieval.store.damage import KINDS, deleted, emptied, halved


@pytest.fixture
def backup(store: Store, data: Path, tmp_path: Path) -> Path:
    (data / ADDED).mkdir()
    (data / ADDED / "kept.pdf").write_bytes(b"%PDF")
    (data / "originals").mkdir(exist_ok=True)
    (data / "originals" / "0a").write_bytes(b"<html>")
    SavedFile(data).add("search", "السوق", Look("x", 1))
    assert Store.back_up(data, tmp_path / "backups" / "today") == 3
    return tmp_path / "backups" / "today"


def test_what_is_put_back_answers_as_before_without_embedding(backup: Path, tmp_path: Path) -> None:
    embedder = LetterEmbedder()
    Store.restore(backup, tmp_path / "new")
    assert (tmp_path / "new" / "originals" / "0a").read_bytes() == b"<html>"
    with Store.own(tmp_path / "new", silent) as store:
        Indexer(store, embedder, silent).refresh()
        texts = {article.id: article.text for article in store.catalog.articles()}
        assert Search(store, embedder).search("ترميم السوق القديم").hits[0].article.id == "sanaa"
    assert texts == {name.removesuffix(".txt"): text for name, text in ARTICLES.items()}
    assert embedder.embedded == 0
    assert (tmp_path / "new" / ADDED / "kept.pdf").read_bytes() == b"%PDF"
    assert [one.text for one in SavedFile(tmp_path / "new").all()] == ["السوق"]
    assert Store.inspect(tmp_path / "new", silent).problems == ()
    assert [path.name for path in backup.parent.iterdir()] == ["today"]


@pytest.mark.parametrize("kind", [deleted, emptied, halved])
def test_it_takes_the_place_of_a_catalog_that_is_lost(
    backup: Path, store: Store, data: Path, kind: Callable[[Path], None]
) -> None:
    store.close()
    kind(data / "catalog.sqlite3")
    Store.restore(backup, data)
    with Store.own(data, silent) as restored:
        assert restored.catalog.count_articles() == 3
    assert Store.inspect(data, silent).problems == ()


def test_it_is_not_put_over_articles_that_are_whole(backup: Path, store: Store, data: Path) -> None:
    store.close()
    with pytest.raises(DataThere):
        Store.restore(backup, data)


def test_it_is_not_written_over_anything(backup: Path, data: Path) -> None:
    with pytest.raises(BackupExists):
        Store.back_up(data, backup)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("file", ["catalog.sqlite3", "added/kept.pdf", "SEAL.json"])
def test_a_backup_that_is_not_as_it_was_written_is_not_put_back(
    backup: Path, tmp_path: Path, kind: str, file: str
) -> None:
    KINDS[kind](backup / file)
    with pytest.raises(BackupDamaged):
        Store.restore(backup, tmp_path / "new")
    assert not (tmp_path / "new").exists()
