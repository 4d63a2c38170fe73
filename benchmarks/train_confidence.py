"""Fit ``assistant.answering.confidence``: ``python -m benchmarks.train_confidence FILE.json ... --half N``.

Leave-gold-out as in ``benchmarks.refusal``, of the questions of half ``N`` alone; ``ISNAD_READER`` is to name a reader
trained on the other half (``benchmarks.train_reader --half``), for one that has seen the questions is surer than it
will be of others. Half of our own questions, asked of ``seeds/``, count as well. ``ISNAD_READER=off`` fits the weights
without a reader. Prints the weights, and what they refuse of every source.
"""

import argparse
import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, astuple, dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant import build
from assistant.answering.confidence import THRESHOLD, Model, Signals, signals
from assistant.answering.reading import rank
from assistant.settings import Settings
from benchmarks.gold import read_gold
from benchmarks.refusal import OUTSIDE, auroc, halves
from benchmarks.searching import searching
from benchmarks.squad import QuestionSet, read_squad
from retrieval.search.search import Search
from retrieval.types import Reader

_OWN_WEIGHT = 3.0
_FALSE_REFUSALS = 0.06

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """One question as asked of a corpus that answers it or does not; the fit does not see what is ``held_out``."""

    source: str
    answerable: bool
    held_out: bool
    signals: Signals


def set_cases(questions: QuestionSet, half: int, reader: Reader | None) -> Iterator[Case]:
    """The questions of one half of a set, each asked of a corpus with its answer and of one without."""
    for corpus in halves(questions):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "corpus.jsonl")
            corpus.write(path)
            with searching([path]) as search:
                for asked in corpus.questions:
                    if questions.half(asked.article) == half:
                        yield from _case(
                            questions.name, asked.article in corpus.paragraphs, False, asked.question, search, reader
                        )


def own_cases(reader: Reader | None) -> Iterator[Case]:
    """Our own questions on the sample articles, and those on other things."""
    with searching([build.seeds()]) as search:
        for one in read_gold():
            about = "" if one["answerable"] else f"-{one['about']}"
            yield from _case("own" + about, one["answerable"], one["split"] == "test", one["question"], search, reader)
        for question in OUTSIDE.read_text("utf-8").splitlines():
            yield from _case("other things", False, True, question, search, reader)


def _case(
    source: str, answerable: bool, held_out: bool, question: str, search: Search, reader: Reader | None
) -> Iterator[Case]:
    found, ranked = rank(search.search(question), reader)
    if ranked:
        yield Case(source, answerable, held_out, signals(found, ranked))


def fit(cases: Sequence[Case], unmet: float) -> Model:
    """Weights by logistic regression (Newton's method, an L2 penalty of 1/2 on standardised signals), and a bias.

    That of an unmet demand is given: taking the article out leaves demands as they are, so leave-gold-out says little
    of it. The bias puts the threshold where ``_FALSE_REFUSALS`` of each set's answerable questions are refused.
    """
    x = np.array([astuple(replace(case.signals, unmet=0.0)) for case in cases])
    given = np.array([unmet * case.signals.unmet for case in cases])
    y = np.array([case.answerable for case in cases], float)
    own = np.array([case.source.startswith("own") for case in cases])
    weights = np.where(own, _OWN_WEIGHT, 1.0)
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    z = np.hstack([(x - mean) / spread, np.ones((len(x), 1))])
    b = np.zeros(z.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-z @ b - given))
        curve = (z * (weights * p * (1 - p))[:, None]).T @ z + np.eye(len(b)) / 2
        b -= np.linalg.solve(curve, z.T @ (weights * (p - y)) + b / 2)
    raw = b[:-1] / spread
    scores = x @ raw + given
    source = np.array([case.source for case in cases])
    sets = {name for name in source if not name.startswith("own")}
    bars = [np.quantile(scores[(source == name) & (y == 1)], _FALSE_REFUSALS) for name in sets]
    return Model(replace(Signals(*map(float, raw)), unmet=unmet), -float(np.mean(bars)))


def show(cases: Sequence[Case], model: Model) -> None:
    rounded = {name: round(value, 2) for name, value in asdict(model.weights).items()}
    print(rounded, "bias", round(model.bias, 2))
    for source in dict.fromkeys(case.source for case in cases):
        mine = [case for case in cases if case.source == source]
        sure = {a: np.array([model(c.signals) for c in mine if c.answerable == a]) for a in (True, False)}
        refused = {a: f"{(one < THRESHOLD).sum()} of {len(one)}" for a, one in sure.items() if len(one)}
        ranked = round(auroc(sure[True], sure[False]), 4) if len(sure[True]) and len(sure[False]) else None
        print(source, "refused (answerable: how many)", refused, "auroc", ranked)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--half", type=int, choices=(0, 1), required=True)
    parser.add_argument("--unmet", type=float, default=-6.0)
    options = parser.parse_args()
    reader = build.load_reader(Settings.from_environment(os.environ), lambda *_: None)
    cases = [case for path in options.files for case in set_cases(read_squad(path), options.half, reader)]
    cases += own_cases(reader)
    show(cases, fit([case for case in cases if not case.held_out], options.unmet))


if __name__ == "__main__":
    main()
