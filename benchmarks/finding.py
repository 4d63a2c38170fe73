"""How long finding all articles of a query takes, and what that costs: ``python -m benchmarks.finding FILE ...``.

The articles of the FILEs are indexed with vectors of nothing, which searching does not look at; a query is timed with
its page of marked articles, against one query embedding of the installed model in the same run. Times of indexing are
of the processor, with the words of articles and without.
"""

import argparse
import os
import statistics
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter, process_time

import numpy as np

from assistant import build
from assistant.service.finding import Finder
from assistant.settings import Settings
from benchmarks import command_line
from benchmarks.command_line import Record
from retrieval.indexing.indexer import Indexer
from retrieval.store.folder import Store
from retrieval.store.keywords import TantivyKeywords
from retrieval.store.passages import indexed_text
from retrieval.types import Embedded, Vectors

QUERIES = {
    "word": "رئيس",
    "rare word": "القيروان",
    "and": "رئيس الحكومة تونس",
    "or": "مصر أو سوريا أو ليبيا",
    "not": "تونس -فرنسا",
    "phrase": '"مجلس النواب"',
    "common phrase": '"رئيس الحكومة"',
    "near": '"رئيس حكومة"~5',
    "three near": '"رئيس حكومة تونس"~8',
    "beginning": "الانتخاب*",
    "like": "الشاهد~",
    "exact": "=الرئيس",
    "title": "title:تونس",
    "outlet and days": "outlet:france24 date:2018-04 رئيس",
    "everything": "date:2000..",
}
ROUNDS = 7
_PROBE = "من عقد الاجتماع؟"


class Blank:
    """Vectors of nothing: one direction for all."""

    stamp, dimensions = "blank", 8

    def warm(self) -> None:
        """Nothing to load."""

    def query(self, text: str) -> Vectors:
        return np.array([1.0] + [0.0] * (self.dimensions - 1), np.float32)

    def passages(self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]) -> Iterator[Embedded]:
        for _, own in zip(texts, spans, strict=True):
            yield Embedded(self.query(""), np.tile(self.query(""), (len(own), 1)))


def measure(paths: Sequence[Path]) -> Record:
    model = build.load_embedder(Settings.from_environment(os.environ), lambda *_: None)
    model.warm()
    with tempfile.TemporaryDirectory() as folder, Store.own(Path(folder), lambda *_: None) as store:
        report = Indexer(store, Blank(), lambda *_: None).index(paths)
        finder = Finder(store)
        for query in QUERIES.values():
            finder.find(query)
        embedding = statistics.median(_seconds(partial(model.query, _PROBE)) for _ in range(5 * ROUNDS))
        times = {name: _median(finder, query) for name, query in QUERIES.items()}
        return {
            "articles": report.articles, "passages": report.passages, "embedding_ms": 1000 * embedding,
            **{f"{name} (embeddings)": seconds / embedding for name, seconds in times.items()},
            "slowest (embeddings)": max(times.values()) / embedding,
            **_costs(store),
        }  # fmt: skip


def _median(finder: Finder, query: str) -> float:
    return statistics.median(_seconds(partial(finder.find, query)) for _ in range(ROUNDS))


def _costs(store: Store) -> Record:
    """What the words of articles add to the keyword index: bytes and processor time a passage."""
    stored = store.catalog.passages.stored(store.catalog.passages.keys())
    texts = [(key, indexed_text(one.article, one.passage)[0]) for key, one in stored.items()]
    articles = {key: one.article for key, one in stored.items() if one.passage.number == 0}
    figures: Record = {}
    for name, carried in (("passages alone", {}), ("with articles", articles)):
        with tempfile.TemporaryDirectory() as folder:
            index, started = TantivyKeywords(Path(folder)), process_time()
            index.change(texts, (), carried)
            figures[f"{name} (cpu ms a passage)"] = 1000 * (process_time() - started) / len(texts)
            size = sum(path.stat().st_size for path in Path(folder).iterdir())
            figures[f"{name} (KB a passage)"] = size / len(texts) / 1000
    return figures


def _seconds(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", nargs="+", type=Path)
    paths = parser.parse_args().path
    figures = {name: round(value, 3) for name, value in measure(paths).items()}
    parameters = {"files": [path.name for path in paths], "rounds": ROUNDS, "queries": QUERIES}
    command_line.store("finding", parameters, figures)


if __name__ == "__main__":
    main()
