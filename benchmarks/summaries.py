"""Our summaries against LEAD, LexRank and a random choice: ``python -m benchmarks.summaries FILE.jsonl``.

The file has ``id``, ``text`` and ``summaries`` (references) a line. The budget of an article is the mean length of its
references in words. All choose whole sentences until none fits, except that ours may cut one at a clause boundary and
LEAD is also shown cut at the very word, ``lead_cut``, and stopping before the first sentence that does not fit,
``lead_stop``. Scores are means over the references of an article, then over articles.
"""

import argparse
import json
import random
import statistics
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from math import log
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant import build
from assistant.settings import Settings
from assistant.summary.summaries import Summarizer
from benchmarks import command_line
from benchmarks.command_line import Record
from benchmarks.rouge import coverage, rouge_l, rouge_n
from retrieval.arabic import STOP_WORDS, stem, words
from retrieval.arabic.sentences import split_sentences, word_count

_ALIKE, _DAMPING, _ROUNDS = 0.1, 0.85, 100


@dataclass(frozen=True, slots=True)
class Summarized:
    """An article of the collection: its sentences, its references, and the words a summary may have."""

    id: str
    sentences: tuple[str, ...]
    references: tuple[str, ...]
    budget: int


Method = Callable[[Summarized], str]


def read(path: Path) -> list[Summarized]:
    return [_read_line(line) for line in path.read_text("utf-8").split("\n") if line]


def _read_line(line: str) -> Summarized:
    record = json.loads(line)
    text, references = record["text"], tuple(record["summaries"])
    sentences = tuple(text[s.start : s.end] for s in split_sentences(text) if not s.boilerplate)
    return Summarized(str(record["id"]), sentences, references, round(statistics.fmean(map(word_count, references))))


def lead(article: Summarized) -> str:
    return _fill(article, range(len(article.sentences)))


def lead_stop(article: Summarized) -> str:
    chosen: list[str] = []
    for sentence in article.sentences:
        if word_count(" ".join([*chosen, sentence])) > article.budget:
            break
        chosen.append(sentence)
    return "\n".join(chosen)


def lead_cut(article: Summarized) -> str:
    return " ".join(" ".join(article.sentences).split()[: article.budget])


def chance(article: Summarized) -> str:
    order = list(range(len(article.sentences)))
    random.Random(article.id).shuffle(order)
    return _fill(article, order)


def lexrank(article: Summarized) -> str:
    """LexRank (Erkan and Radev, 2004): the stationary walk over sentences that are alike by tf-idf cosine."""
    vectors = _tf_idf([[stem(w) for w in words(s) if w not in STOP_WORDS] for s in article.sentences])
    linked = (vectors @ vectors.T > _ALIKE).astype(float)
    walk = linked / np.maximum(linked.sum(axis=1, keepdims=True), 1.0)
    rank = np.full(len(walk), 1 / len(walk))
    for _ in range(_ROUNDS):
        rank = (1 - _DAMPING) / len(walk) + _DAMPING * walk.T @ rank
    return _fill(article, np.argsort(-rank, kind="stable").tolist())


def _tf_idf(sentences: Sequence[Sequence[str]]) -> npt.NDArray[np.float64]:
    spread = Counter(word for sentence in sentences for word in set(sentence))
    column = {word: number for number, word in enumerate(spread)}
    vectors = np.zeros((len(sentences), max(1, len(column))))
    for row, sentence in zip(vectors, sentences, strict=True):
        for word, count in Counter(sentence).items():
            row[column[word]] = count * log(1 + len(sentences) / spread[word])
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: npt.NDArray[np.float64] = vectors / np.maximum(lengths, 1e-9)
    return unit


def _fill(article: Summarized, order: Sequence[int]) -> str:
    """Whole sentences in the order given, each that still fits; in reading order."""
    chosen, room = [], article.budget
    for number in order:
        if (size := word_count(article.sentences[number])) <= room:
            chosen.append(number)
            room -= size
    return "\n".join(article.sentences[number] for number in sorted(chosen))


def scores(article: Summarized, summary: str) -> dict[str, float]:
    tokens = words(summary)
    references = [(text, words(text)) for text in article.references]
    mean = statistics.fmean
    return {
        "rouge_1": mean(rouge_n(tokens, reference, 1) for _, reference in references),
        "rouge_2": mean(rouge_n(tokens, reference, 2) for _, reference in references),
        "rouge_l": mean(rouge_l(tokens, reference) for _, reference in references),
        "coverage": mean(coverage(summary, text) for text, _ in references),
        "words_of_budget": word_count(summary) / article.budget,
    }


def measure(articles: Sequence[Summarized], methods: dict[str, Method]) -> Record:
    return {name: dict(_means([scores(one, method(one)) for one in articles])) for name, method in methods.items()}


def _means(rows: Sequence[dict[str, float]]) -> Iterator[tuple[str, float]]:
    for name in rows[0]:
        yield name, round(statistics.fmean(row[name] for row in rows), 4)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--data", metavar="DIR", help="a data folder in which the file is indexed already")
    options = parser.parse_args()
    path, articles = options.file, read(options.file)
    with ExitStack() as opened:
        data = options.data or opened.enter_context(command_line.indexed([path]))[0]
        settings = replace(Settings.from_environment({}), data=Path(data))
        with build.open_catalog(settings) as catalog:
            summarizer = Summarizer(catalog)

            def ours(article: Summarized) -> str:
                return "\n".join(point.text for point in summarizer.summarize(article.id, article.budget).points)

            methods: dict[str, Method] = {
                "isnad": ours, "lead": lead, "lead_stop": lead_stop, "lead_cut": lead_cut, "lexrank": lexrank,
                "random": chance,
            }  # fmt: skip
            figures = measure(articles, methods)
    command_line.store(f"summaries-{path.stem}", {"articles": len(articles)}, figures)


if __name__ == "__main__":
    main()
