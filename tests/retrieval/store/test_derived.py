"""A derived index follows the catalog; why it is built anew is logged, and nobody who searches is disturbed."""

import json
import logging
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from retrieval.indexing.indexer import Indexer
from retrieval.search.search import Search
from retrieval.store.folder import Store
from tests.fakes import LetterEmbedder, indexed_keys, silent


def lose_vectors(data: Path) -> None:
    shutil.rmtree(data / "vectors")


def tear_keywords(data: Path) -> None:
    for file in (data / "keywords").glob("*/meta.json"):
        file.write_text("{")


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (lose_vectors, "vectors: built anew: there is none that opens"),
        (tear_keywords, "keywords: not opened: meta.json has 1 bytes"),
    ],
)
def test_why_an_index_is_built_anew_is_logged(
    data: Path, corpus: Path, caplog: pytest.LogCaptureFixture, harm: Callable[[Path], None], told: str
) -> None:
    with Store.own(data, silent) as store:
        Indexer(store, LetterEmbedder(), silent).index([corpus])
    harm(data)
    caplog.clear()
    with caplog.at_level(logging.WARNING), Store.own(data, silent):
        assert told in caplog.text


def test_our_own_mistake_is_not_taken_for_a_damaged_file(store: Store) -> None:
    with store.indexes() as (vectors, keywords):
        with pytest.raises(TypeError):
            vectors.search(None, 3)  # type: ignore[arg-type]
        with pytest.raises(AttributeError):
            keywords.search(None, 3)  # type: ignore[arg-type]


@pytest.mark.parametrize("batch", [5, 90], ids=["in place", "built anew"])
def test_searches_go_on_while_articles_come_in(
    data: Path, tmp_path: Path, corpus: Path, embedder: LetterEmbedder, batch: int
) -> None:
    """Every search beside a growing index finds the article it asks for, and raises nothing."""
    stop, searches = Event(), 0
    with Store.own(data, silent) as store:
        indexer = Indexer(store, embedder, silent)
        indexer.index([corpus])
        search = Search(store, LetterEmbedder())

        def ask() -> int:
            asked = 0
            while not stop.is_set():
                assert search.search("ترميم السوق القديم في صنعاء").hits[0].article.id == "sanaa"
                asked += 1
            return asked

        with ThreadPoolExecutor(3) as pool:
            asking = [pool.submit(ask) for _ in range(3)]
            try:
                for round_ in range(4):
                    path = tmp_path / f"more-{round_}.jsonl"
                    lines = ({"id": f"{round_}-{n}", "text": f"خبر رقم {n} من مدينة دمشق."} for n in range(batch))
                    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "utf-8")
                    indexer.index([path])
            finally:
                stop.set()
            searches = sum(one.result(60) for one in asking)
        assert indexed_keys(store) == (set(store.catalog.passages.keys()),) * 2
        assert store.catalog.count_articles() == 3 + 4 * batch
    assert searches
