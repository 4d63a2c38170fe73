"""What names cost: ``OMP_NUM_THREADS=1 python -m benchmarks.naming ../shared/data``.

The 3,000 news articles go into a catalog with their names as the rules read them and vectors of zeros, for what is
measured does not look at them: how long all names are joined, the directory opens, a name's page and a timeline are
read. Then some of their passages are embedded with names marked and without, and read. Times are of the processor, all
threads together, so that what else runs beside it changes little; with more
than one for small products of matrices they would count threads that wait. Those of opening are medians of seven.
"""

import argparse
import os
import statistics
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from time import process_time

import numpy as np

from assistant.names.directory import Directory
from assistant.names.timeline import Timeline
from assistant.settings import Settings
from benchmarks.command_line import Record, store
from benchmarks.directory import read_articles
from retrieval.arabic.calendar import day_of
from retrieval.indexing.naming import join_all, mentions_in
from retrieval.model import bundled
from retrieval.model.embedding import InstalledEmbedder
from retrieval.model.tagger import Tagger
from retrieval.naming.reading import read_mentions
from retrieval.store.catalog import Catalog, Entry
from retrieval.store.passages import indexed_text, sentence_spans, split_passages
from retrieval.types import Article, Embedded

_ARTICLES, _SAMPLE, _TIMES = 3000, 30, 7


def filled(catalog: Catalog, articles: Sequence[Article]) -> Record:
    """Puts articles and names into a catalog; seconds of reading names by rules and of joining them."""
    reading = 0.0
    with catalog.transaction():
        for article in articles:
            passages = split_passages(article)
            started = process_time()
            mentions = read_mentions(article, None)
            reading += process_time() - started
            zeros = [
                Embedded(np.zeros(2, np.float32), np.zeros((len(one.sentences), 2), np.float32)) for one in passages
            ]
            catalog.put_article(Entry(article, article.id, "", ""), passages, zeros)
            catalog.names.put(article.id, article.text, mentions, "rules")
    started = process_time()
    with catalog.transaction():
        join_all(catalog)
    return {"rules_ms_an_article": 1000 * reading / len(articles), "joining_all_s": process_time() - started}


def opened(path: Path) -> Record:
    """Seconds until the directory, its most mentioned name's page, and that name's timeline are there."""
    with closing(Catalog(path, writable=False)) as catalog:
        entries = Directory(catalog).entries()
        most = max((one for one in entries if one.kind == "person"), key=lambda one: one.count)

    def directory(catalog: Catalog) -> None:
        Directory(catalog).entries()

    def page(catalog: Catalog) -> None:
        one = Directory(catalog)
        next(one.pages(one.find(most.name)))
        one.sentences(most, 12)
        one.beside(most, "person")

    def timeline(catalog: Catalog) -> None:
        Timeline(catalog).events(most.name)

    told = {
        name: _median(path, work) for name, work in (("directory", directory), ("page", page), ("timeline", timeline))
    }
    return {"entries": len(entries), "mentions_of_the_page": most.count} | {
        f"{name}_s": time for name, time in told.items()
    }


def _median(path: Path, work: Callable[[Catalog], None]) -> float:
    times = []
    for _ in range(_TIMES):
        with closing(Catalog(path, writable=False)) as catalog:
            started = process_time()
            work(catalog)
            times.append(process_time() - started)
    return statistics.median(times)


def indexing(articles: Sequence[Article], folder: Path) -> Record:
    """Seconds a passage without names, with the model's marks, and with all that is read and kept of names."""
    cut = [(article, split_passages(article)) for article in articles]
    texts = [indexed_text(article, one)[0] for article, some in cut for one in some]
    shifts = [indexed_text(article, one)[1] for article, some in cut for one in some]
    passages = [one for _, some in cut for one in some]
    spans = [sentence_spans(one.sentences, shift) for one, shift in zip(passages, shifts, strict=True)]
    bare, tagged = InstalledEmbedder(folder), InstalledEmbedder(folder, Tagger())
    for embedder in (bare, tagged):
        list(embedder.passages(texts[:8], spans[:8]))
    times = []
    made: list[Embedded] = []
    for embedder in (bare, tagged, bare, tagged):
        started = process_time()
        made = list(embedder.passages(texts, spans))
        times.append(process_time() - started)
    readings = []
    for _ in range(2):  # what is known of a word is kept, and most words of news come again
        started, rest = process_time(), iter(made)
        for article, some in cut:
            mentions_in(article, some, [next(rest) for _ in some], tagged.marks)
        readings.append(process_time() - started)
    without, marking = min(times[0], times[2]), min(times[1], times[3])
    return {
        "passages": len(texts), "embedding_ms": 1000 * without / len(texts), "marking_more": marking / without - 1,
        "with_names_more": (marking + min(readings)) / without - 1,
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    options = parser.parse_args()
    records = list(read_articles(options.data).values())[-_ARTICLES:]
    articles = [
        Article(one["id"], one["title"], one["text"], "", one.get("outlet") or "", one.get("date") or "")
        for one in records
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "catalog.sqlite3"
        with closing(Catalog(path)) as catalog:
            figures = filled(catalog, articles)
        figures |= opened(path)
    installed = bundled.ensure(Settings.from_environment(os.environ).cache, lambda *_: None)
    figures |= indexing(articles[:_SAMPLE], installed)
    dated = sum(day_of(one.date) is not None for one in articles)
    store(
        "naming",
        {"articles": len(articles), "dated": dated, "sample": _SAMPLE},
        {k: round(v, 4) for k, v in figures.items()},
    )


if __name__ == "__main__":
    main()
