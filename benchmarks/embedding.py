"""Embedding and indexing against the LangChain quickstart in one run: ``python -m benchmarks.embedding FILE.json ...``.

Takes question sets in SQuAD format. How fast each runtime embeds their paragraphs, as a multiple of the quickstart's
(HuggingFaceEmbeddings on torch in float32), the same model everywhere; how often the nearest paragraph is the right
one. Then how long the quickstart and the command line take to index the same articles; the model is loaded when the
quickstart's clock starts, not so when ours does.
"""

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from time import perf_counter

import numpy as np

from assistant.settings import Settings
from benchmarks import command_line
from benchmarks.command_line import Record
from benchmarks.speed import quickstart
from benchmarks.squad import QuestionSet, read_squad
from retrieval.model import bundled
from retrieval.model.embedding import InstalledEmbedder
from retrieval.model.encoder import NO_LEVELS, Encoder
from retrieval.types import Vectors

Embed = Callable[[Sequence[str]], Vectors]

ROUNDS = 3
_TIMED = 400
_QUICKSTART = "LangChain quickstart, torch float32"


class Unstepped(InstalledEmbedder):
    """The installed model without products in bytes."""

    @cached_property
    def _passage_encoder(self) -> Encoder:
        tensors = bundled.tensors(self._folder).__getitem__
        return Encoder(tensors, bundled.shape(self._folder), NO_LEVELS, streaming=True)


def installed(model: InstalledEmbedder) -> tuple[Embed, Embed]:
    return (
        lambda texts: np.stack([one.vector for one in model.passages(texts, [()] * len(texts))]),
        lambda texts: np.stack([model.query(text) for text in texts]),
    )


def langchain(folder: Path, precision: str) -> tuple[Embed, Embed]:
    from langchain_huggingface import HuggingFaceEmbeddings

    model = HuggingFaceEmbeddings(
        model_name=str(folder),
        model_kwargs={"model_kwargs": {"dtype": precision}},
        encode_kwargs={"prompt": "passage: ", "normalize_embeddings": True},
        query_encode_kwargs={"prompt": "query: ", "normalize_embeddings": True},
    )
    return (
        lambda texts: np.array(model.embed_documents(list(texts)), np.float32),
        lambda texts: np.array([model.embed_query(text) for text in texts], np.float32),
    )


def speeds(runtimes: dict[str, tuple[Embed, Embed]], texts: Sequence[str]) -> dict[str, float]:
    """Median speeds, in turn so that all share the machine's moods, as multiples of the quickstart's."""
    times: dict[str, list[float]] = {name: [] for name in runtimes}
    for passages, _ in runtimes.values():
        passages(texts[:32])
    for _ in range(ROUNDS):
        for name, (passages, _) in runtimes.items():
            started = perf_counter()
            passages(texts)
            times[name].append(perf_counter() - started)
    medians = {name: statistics.median(own) for name, own in times.items()}
    return {name: medians[_QUICKSTART] / own for name, own in medians.items()}


def right_first(runtime: tuple[Embed, Embed], questions: QuestionSet) -> float:
    """How often the paragraph nearest to a question is the one it was asked of."""
    passages, queries = runtime
    articles = list(questions.paragraphs)
    cosines = queries([asked.question for asked in questions.questions]) @ passages([*questions.paragraphs.values()]).T
    nearest = (articles[index] for index in cosines.argmax(axis=1))
    return statistics.fmean(one == asked.article for one, asked in zip(nearest, questions.questions, strict=True))


def indexing(sets: Sequence[QuestionSet], model: Path) -> Record:
    """Seconds to index all paragraphs, the less of two, and how many times faster the command line is."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for one in sets:
            for identity, text in one.paragraphs.items():
                (folder / f"{one.name}-{identity}.txt").write_text(text, encoding="utf-8")
        theirs, ours = [], []
        for _ in range(2):
            theirs.append(quickstart(model, folder, sets[0].questions[0].question)["index_s"])
            with command_line.indexed([folder]) as (_, report):
                ours.append(report["seconds"])
    articles = sum(len(one.paragraphs) for one in sets)
    return {
        "articles": articles,
        "quickstart_s": min(theirs),
        "isnad_s": min(ours),
        "times_faster": min(theirs) / min(ours),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    sets = [read_squad(path) for path in parser.parse_args().files]
    model = bundled.ensure(Settings.from_environment(os.environ).cache, lambda *_: None)
    runtimes = {
        _QUICKSTART: langchain(model, "float32"),
        "the same in bfloat16": langchain(model, "bfloat16"),
        "OpenVINO, bfloat16 where the processor has it": installed(Unstepped(model)),
        "as shipped: passages in bytes": installed(InstalledEmbedder(model)),
    }
    texts = [text for one in sets for text in one.paragraphs.values()]
    figures: Record = {name: {"speed": speed} for name, speed in speeds(runtimes, texts[:_TIMED]).items()}
    for name, runtime in runtimes.items():
        sys.stderr.write(f"{name}\n")
        figures[name] |= {f"R@1 {one.name}": right_first(runtime, one) for one in sets}
    figures["indexing"] = indexing(sets, model)
    rounded = {name: {key: round(value, 4) for key, value in own.items()} for name, own in figures.items()}
    parameters = {"rounds": ROUNDS, "paragraphs": len(texts), "timed": min(_TIMED, len(texts)), "cores": os.cpu_count()}
    command_line.store("embedding", parameters, rounded)


if __name__ == "__main__":
    main()
