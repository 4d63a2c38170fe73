"""Opening a data folder: the derived indexes are brought in line with the catalog, or rebuilt."""

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from retrieval.errors import DataDamaged, NothingIndexed
from retrieval.indexing.indexer import Indexer
from retrieval.search.search import Search
from retrieval.store.catalog import Catalog
from retrieval.store.folder import Store
from retrieval.store.generations import Generations
from retrieval.store.keywords import TantivyKeywords
from retrieval.store.vectors import ChromaVectors, ExactVectors, VectorIndex
from tests.fakes import LetterEmbedder, indexed_keys, silent

VECTORS = np.eye(4, dtype=np.float32)


def exact(folder: Path) -> VectorIndex:
    return ExactVectors([10, 11, 12, 13], VECTORS)


def chroma(folder: Path) -> VectorIndex:
    index = ChromaVectors(folder)
    index.change([10, 11, 12, 13], VECTORS, [])
    return index


@pytest.mark.parametrize("make", [exact, chroma])
def test_every_vector_index_finds_the_nearest_by_cosine(make: Callable[[Path], VectorIndex], tmp_path: Path) -> None:
    index = make(tmp_path)
    found = index.search(np.array([0.6, 0.8, 0, 0], np.float32), 2)
    assert [one.key for one in found] == [11, 10]
    assert [one.score for one in found] == pytest.approx([0.8, 0.6], abs=1e-6)
    assert index.keys() == {10, 11, 12, 13}
    assert len(index.search(VECTORS[0], 100)) == 4
    index.close()


@pytest.mark.parametrize("folder", [True, False])
def test_keywords_find_stems_and_misspelt_words(tmp_path: Path, folder: bool) -> None:
    index = TantivyKeywords(tmp_path if folder else None)
    index.change([(1, "خطة تأمين المدينة"), (2, "مباراة كرة القدم"), (3, "أسعار الذهب")], [])
    index.change([], [3])
    assert index.keys() == {1, 2}
    assert [one.key for one in index.search("ما خطط التامين؟", 5)] == [1]
    assert index.search("ذهب", 5) == []
    assert index.frequencies([("stems", "مدين"), ("stems", "عنب")]) == {("stems", "مدين"): 1, ("stems", "عنب"): 0}


@pytest.mark.parametrize("writable", [True, False])
def test_a_catalog_of_another_layout_is_not_touched(tmp_path: Path, writable: bool) -> None:
    catalog = Catalog(tmp_path / "catalog")
    catalog.set_meta("layout", "9")
    catalog.close()
    before = (tmp_path / "catalog").read_bytes()
    with pytest.raises(DataDamaged):
        Catalog(tmp_path / "catalog", writable=writable)
    assert (tmp_path / "catalog").read_bytes() == before


def test_a_generation_that_was_not_finished_is_not_used(tmp_path: Path) -> None:
    generations = Generations(tmp_path / "index")
    assert generations.current() is None
    with generations.build() as first:
        (first / "file").touch()
    with pytest.raises(RuntimeError), generations.build():
        raise RuntimeError
    assert generations.current() == first
    with generations.build() as second:
        pass
    assert generations.current() == second
    assert first.exists()
    generations.prune()
    assert second.exists() and not first.exists()


def damage_nothing(data: Path) -> None:
    """The control."""


def lose_vectors(data: Path) -> None:
    shutil.rmtree(data / "vectors")


def lose_pointer(data: Path) -> None:
    (data / "keywords" / "CURRENT").unlink()


def tear_keywords(data: Path) -> None:
    for file in (data / "keywords").glob("*/meta.json"):
        file.write_text("{")


def tear_vectors(data: Path) -> None:
    for file in (data / "vectors").glob("*/chroma.sqlite3"):
        file.write_bytes(b"not a database" * 100)


def empty_vectors(data: Path) -> None:
    for file in (data / "vectors").glob("*/*"):
        shutil.rmtree(file) if file.is_dir() else file.unlink()


@pytest.mark.parametrize(
    "damage", [damage_nothing, lose_vectors, lose_pointer, tear_keywords, tear_vectors, empty_vectors]
)
def test_damage_is_mended_on_opening_without_embedding(
    data: Path, corpus: Path, embedder: LetterEmbedder, damage: Callable[[Path], None]
) -> None:
    with Store.own(data, silent) as store:
        Indexer(store, embedder, silent).index([corpus])
    before = embedder.embedded
    damage(data)
    whole = damage is damage_nothing
    assert (Store.inspect(data, silent).problems == ()) is whole
    stages: list[str] = []
    with Store.own(data, lambda stage, done, total: stages.append(stage)) as store:
        assert ("repair" in stages) is not whole
        assert indexed_keys(store) == (set(store.catalog.passages.keys()),) * 2
        assert Search(store, embedder).search("ترميم السوق القديم").hits[0].passage.article == "sanaa"
    assert embedder.embedded == before
    assert Store.inspect(data, silent).problems == ()


def test_a_reader_beside_the_owner_finds_the_same(store: Store, data: Path, embedder: LetterEmbedder) -> None:
    question = "من أكد أن الترميم يبدأ في مارس؟"
    with Store.read(data, silent) as reader:
        assert not reader.owned
        beside = Search(reader, embedder).search(question)
    owner = Search(store, embedder).search(question)
    assert [h.passage for h in beside.hits] == [h.passage for h in owner.hits]
    assert [h.score for h in beside.hits] == pytest.approx([h.score for h in owner.hits], abs=0.05)


def test_there_must_be_something_to_read(tmp_path: Path) -> None:
    with pytest.raises(NothingIndexed):
        Store.read(tmp_path / "nothing", silent)
