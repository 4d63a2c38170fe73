"""Our summaries against LEAD, LexRank and a random choice: ``python -m benchmarks.summaries FILE.jsonl``.

A line of the file has ``id`` and ``text``, and ``summaries`` (references) or ``abstract``, the editor's own lead. Of
abstracts, those that the text begins with are measured apart from the others. The budget of an article is the mean
length of its references in words. All choose whole sentences until none fits, except that ours may cut one at the end
of a clause and LEAD is also shown cut at the very word, ``lead_cut``, and stopping before the first sentence that does
not fit, ``lead_stop``. Scores are means over the references of an article, then over articles.

``cut`` is the share of our points that end before their sentence does, ``cut_inside`` of those that end elsewhere than
at the end of a clause, as ``retrieval.arabic.sentences`` tells them. No model is loaded.
"""

import argparse
import gzip
import json
import random
import statistics
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt

from assistant.summary.summaries import PARAGRAPH, Length, points_of
from assistant.types import Point
from benchmarks import command_line
from benchmarks.command_line import Record
from benchmarks.rouge import coverage, rouge_l, rouge_n
from retrieval.arabic import STOP_WORDS, stem, words
from retrieval.arabic.sentences import clause_ends, split_sentences, whole_sentences, word_count
from retrieval.files.articles import read_file
from retrieval.types import Article

_ALIKE, _DAMPING, _ROUNDS = 0.1, 0.85, 100
_LEAST_BUDGET = 5
"""Words; a shorter abstract is a mistake of the page's reader."""


@dataclass(frozen=True, slots=True)
class Summarized:
    """An article of the collection: its sentences, its references, and the words a summary may have."""

    article: Article
    sentences: tuple[str, ...]
    references: tuple[str, ...]
    budget: int

    @property
    def id(self) -> str:
        return self.article.id


Method = Callable[[Summarized], str]
_Part = Callable[[int], bool]
_PARTS: dict[str, _Part] = {
    "all": lambda number: True,
    "even": lambda number: number % 2 == 0,
    "odd": lambda number: number % 2 == 1,
}


def read(path: Path, part: str = "all") -> dict[str, list[Summarized]]:
    """The articles of a file, or of every other line of it, by group: "references", or the two kinds of abstracts."""
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    records = [json.loads(line) for line in content.decode().split("\n") if line]
    with TemporaryDirectory() as folder:
        file = Path(folder, "articles.jsonl")
        file.write_bytes(content)
        articles = {article.id: article for article in read_file(file) if isinstance(article, Article)}
    groups: dict[str, list[Summarized]] = {}
    for number, record in enumerate(records):
        article, references = articles.get(str(record["id"])), _references(record)
        if article and references and _PARTS[part](number):
            groups.setdefault(_group(article, record), []).append(_summarized(article, references))
    return groups


def _references(record: Record) -> tuple[str, ...]:
    if "summaries" in record:
        return tuple(record["summaries"])
    abstract = record.get("abstract") or ""
    return (abstract,) if word_count(abstract) >= _LEAST_BUDGET else ()


def _group(article: Article, record: Record) -> str:
    if "summaries" in record:
        return "references"
    text, abstract = (" ".join(words(one)) for one in (article.text, record["abstract"]))
    return "copied" if abstract in text else "own"


def _summarized(article: Article, references: tuple[str, ...]) -> Summarized:
    sentences = tuple(article.text[s.start : s.end] for s in split_sentences(article.text) if not s.boilerplate)
    return Summarized(article, sentences, references, round(statistics.fmean(map(word_count, references))))


def isnad(one: Summarized) -> str:
    return "\n".join(point.text for point in _points(one, Length(one.budget)))


@cache
def _points(one: Summarized, length: Length) -> tuple[Point, ...]:
    return points_of(one.article, list(split_sentences(one.article.text)), length)


def endings(articles: Sequence[Summarized], length: Callable[[Summarized], Length]) -> Record:
    """How many points there are, which share is cut, and which is cut elsewhere than at the end of a clause."""
    points = [(one.article, point.citations[0]) for one in articles for point in _points(one, length(one))]
    cut = [citation.end not in _ends(article, clauses=False) for article, citation in points]
    inside = [citation.end not in _ends(article, clauses=True) for article, citation in points]
    return {
        "points": len(points),
        "cut": round(statistics.fmean(cut), 4),
        "cut_inside": round(statistics.fmean(inside), 4),
    }


def _ends(article: Article, *, clauses: bool) -> set[int]:
    whole = whole_sentences(article.text, split_sentences(article.text))
    ends = {one.end for one in whole}
    return ends | {end for one in whole for end in clause_ends(article.text, one)} if clauses else ends


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


METHODS: dict[str, Method] = {
    "isnad": isnad, "lead": lead, "lead_stop": lead_stop, "lead_cut": lead_cut, "lexrank": lexrank, "random": chance,
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--part", choices=_PARTS, default="all", help="every other line: a half to choose on")
    options = parser.parse_args()
    groups = read(options.file, options.part)
    figures: Record = {}
    for name, articles in groups.items():
        figures[name] = {
            "articles": len(articles),
            **measure(articles, METHODS),
            "points": endings(articles, lambda one: Length(one.budget)),
            "points_of_a_paragraph": endings(articles, lambda one: PARAGRAPH),
        }
    stem = options.file.name.partition(".jsonl")[0]
    part = "" if options.part == "all" else f"-{options.part}"
    command_line.store(f"summaries-{stem}{part}", {"articles": sum(map(len, groups.values()))}, figures)


if __name__ == "__main__":
    main()
