"""Time, memory and disk as the corpus grows: ``python -m benchmarks.scale FILE ... --folder DIR``.

Makes the synthetic corpus (``benchmarks.synthetic``) of each size from the FILEs' sentences, indexes it through the
product with vectors that are kept in DIR, and measures each step in a process of its own. Times of searching are ratios
to one query embedding in the same run. A smaller corpus is the beginning of a larger one, so that each passage is
embedded once (100,000 take half an hour on two cores); the time to embed is told by the rate at which that was done.
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from time import perf_counter, time_ns

from assistant import build
from assistant.settings import Settings
from benchmarks import command_line, synthetic
from benchmarks.command_line import Record
from benchmarks.kept import KeptEmbedder
from benchmarks.squad import read_squad
from retrieval.indexing.indexer import Indexer
from retrieval.search.search import Search
from retrieval.store.folder import Store
from retrieval.store.vectors import ExactVectors
from retrieval.types import EVERYTHING, Embedder, Filter, Vectors

QUESTIONS = 150
SMALL = 100
_QUESTION = "متى ولد العالم الذي اكتشف الجاذبية؟"
_FILTERS = {
    "all": EVERYTHING,
    "one outlet": Filter(outlets=("outlet-3",)),
    "half of the days": Filter(since=date(2021, 1, 1), until=date(2023, 6, 30)),
}


def kept(folder: Path) -> KeptEmbedder:
    model = build.load_embedder(Settings.from_environment(os.environ), _unwatched)
    return KeptEmbedder(model, folder / "vectors.sqlite3")


def index(folder: Path, size: int, model: KeptEmbedder) -> Record:
    """Index a corpus; then again unchanged; then with one article changed. Seconds beside the kept vectors."""
    corpus, data = folder / f"corpus-{size}", folder / f"data-{size}"
    with Store.own(data, _unwatched) as store:
        first = Indexer(store, model, _unwatched).index([corpus])
        embedding = model.seconds
        again = Indexer(store, model, _unwatched).index([corpus])
        last = sorted(corpus.iterdir())[-1]
        new = f'{{"title": "خبر معدل {time_ns()}", "id": "s'  # a title never kept before: its passage is embedded
        last.write_text(last.read_text("utf-8").replace('{"id": "s', new, 1), "utf-8")
        changed = Indexer(store, model, _unwatched).index([corpus])
    return {
        "passages": first.passages, "rest_s": first.seconds - embedding, "unchanged_s": again.seconds,
        "unchanged_embedded": again.embedded, "changed_s": changed.seconds, "changed_embedded": changed.embedded,
        "index_peak_mb": _peak(),
    }  # fmt: skip


def search(folder: Path, size: int, model: Embedder, questions: Sequence[str]) -> Record:
    """How long searching takes, in query embeddings; what the index misses of the exact nearest ten."""
    with Store.own(folder / f"data-{size}", _unwatched) as store:
        searching = Search(store, model)
        model.warm()
        embedding = statistics.median(_seconds(partial(model.query, question)) for question in questions)
        figures: Record = {"embedding_ms": 1000 * embedding}
        for name, only in _FILTERS.items():
            searching.search(questions[0], only=only)
            times = [_seconds(partial(searching.search, question, only=only)) for question in questions]
            figures[f"p50 {name}"] = statistics.median(times) / embedding
            figures[f"p95 {name}"] = statistics.quantiles(times, n=20)[-1] / embedding
        figures["search_peak_mb"] = _peak()
        exact = ExactVectors(*store.catalog.passages.vectors())
        figures["recall_at_10"] = statistics.fmean(_shared(store, exact, model.query(q)) for q in questions)
    return figures


def _shared(store: Store, exact: ExactVectors, vector: Vectors) -> float:
    """The share of the exact nearest ten that the index returns; one as near as the tenth counts."""
    nearest = exact.search(vector, 10)
    found = store.nearest(vector, 10)
    return sum(one.score >= nearest[-1].score - 1e-4 for one in found) / len(nearest)


def disk(folder: Path, size: int) -> Record:
    """Bytes a passage, by what takes them; the text itself is what the articles have in UTF-8."""
    data = folder / f"data-{size}"
    with Store.own(data, _unwatched) as store:
        passages = store.catalog.passages.count()
        text = sum(len(article.text.encode()) for article in store.catalog.articles())
    parts = {
        "catalog": [data / "catalog.sqlite3"],
        "vectors": data.glob("vectors/**/*"),
        "keywords": data.glob("keywords/**/*"),
    }
    sizes = {name: sum(p.stat().st_size for p in paths if p.is_file()) / passages for name, paths in parts.items()}
    return {
        "text_kb": text / passages / 1000,
        "catalog_above_text_kb": (sizes["catalog"] - text / passages) / 1000,
        "vectors_kb": sizes["vectors"] / 1000,
        "keywords_kb": sizes["keywords"] / 1000,
        "above_text_kb": (sum(sizes.values()) - text / passages) / 1000,
    }


def reopened(folder: Path, size: int) -> float:
    """Seconds from the start of a new process to its first answer, the least of three."""
    data = str(folder / f"data-{size}")
    return min(_seconds(lambda: command_line.ask(data, [_QUESTION])) for _ in range(3))


def _make(folder: Path, size: int, sources: Sequence[Path]) -> None:
    """The corpus of one size, and no data yet."""
    for name in ("data", "corpus"):
        shutil.rmtree(folder / f"{name}-{size}", ignore_errors=True)
    sentences = synthetic.pool(synthetic.source_texts(sources))
    synthetic.write(synthetic.articles(sentences, size), folder / f"corpus-{size}")


def measure(folder: Path, size: int, sources: Sequence[Path]) -> Record:
    """All figures of one size; every stage runs in a process of its own."""
    _make(folder, size, sources)
    figures: Record = {}
    for stage in ("index", "search", "disk"):
        command = [sys.executable, "-m", "benchmarks.scale", *map(str, sources), "--folder", str(folder)]
        command += ["--stage", stage, "--sizes", str(size)]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
        figures |= json.loads(done.stdout.decode().splitlines()[-1])
    if not (folder / f"data-{SMALL}").exists():
        _make(folder, SMALL, sources)
        index(folder, SMALL, kept(folder))
    figures["first_answer_s"], figures["first_answer_small_s"] = reopened(folder, size), reopened(folder, SMALL)
    return figures


def _stage(name: str, folder: Path, size: int, sources: Sequence[Path]) -> Record:
    if name == "disk":
        return disk(folder, size)
    model = kept(folder)
    if name == "index":
        return index(folder, size, model)
    questions = [asked.question for path in sources if path.suffix == ".json" for asked in read_squad(path).questions]
    return search(folder, size, model, questions[:: len(questions) // QUESTIONS][:QUESTIONS])


def _seconds(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def _unwatched(stage: str, done: int, total: int) -> None:
    return None


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--stage", choices=("index", "search", "disk"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.stage:
        print(json.dumps(_stage(options.stage, options.folder, options.sizes[0], options.files)))
        return
    for size in options.sizes:
        figures = measure(options.folder, size, options.files)
        rate = kept(options.folder).rate()
        figures["embed_s"] = figures["passages"] / rate
        figures["index_s"] = figures["embed_s"] + figures["rest_s"]
        for step in ("unchanged", "changed"):
            figures[f"{step}_share"] = figures[f"{step}_s"] / figures["index_s"]
        rounded = {name: round(value, 4) if isinstance(value, float) else value for name, value in figures.items()}
        command_line.store(f"scale-{size}", {"cores": os.cpu_count(), "questions": QUESTIONS}, rounded)


if __name__ == "__main__":
    main()
