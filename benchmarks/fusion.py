"""Fit the weights of ``retrieval.search.reranking`` on some questions and judge them on others.

``python -m benchmarks.fusion FILE.json FILE.json ...`` (SQuAD format) fits, for every set, on that set alone, on all
sets, and on one half of all sets at a time, and judges on every set; the half fits are judged on the other half
alone. Prints the weights fitted on all sets, which are the ones to ship if the judged figures allow it.
"""

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from benchmarks import command_line
from benchmarks.command_line import Record
from benchmarks.searching import searching
from benchmarks.squad import QuestionSet, read_squad
from retrieval.search.reranking import WEIGHTS, Match, match

Numbers = npt.NDArray[np.float64]

_HITS = 10
_BLOCK = 10  # neighbouring questions are of one article; both halves take whole blocks
_PENALTY = 1.0  # of the weights squared, each divided by its feature's deviation


@dataclass(frozen=True, slots=True)
class Case:
    """A question's passages: features of shape (passages, features), and which are of the right article."""

    values: Numbers
    right: npt.NDArray[np.bool_]


def cases(questions: QuestionSet) -> list[Case]:
    """One case a question, from a search of the product."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus.jsonl")
        questions.write(corpus)
        with searching([corpus]) as search:
            for asked in questions.questions:
                hits = search.search(asked.question, _HITS).hits
                matches = [match(hit) for hit in hits]
                right = np.array([hit.article.id == asked.article for hit in hits])
                found.append(Case(np.array([astuple(seen) for seen in matches]), right))
    return found


def fit(some: Sequence[Case]) -> Numbers:
    """The weights under which the right passages are likeliest, by a softmax over each question's passages."""
    usable = [case for case in some if case.right.any() and not case.right.all()]
    deviation = np.std(np.concatenate([case.values - case.values.max(axis=0) for case in usable]), axis=0)

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        total, slope = _PENALTY * float(weights @ weights) / 2, _PENALTY * weights
        for case in usable:
            values = case.values / deviation
            scores = values @ weights
            likely = np.exp(scores - scores.max())
            likely /= likely.sum()
            share = likely[case.right].sum()
            total -= float(np.log(share))
            slope = slope - values.T @ (np.where(case.right, likely / share, 0) - likely)
        return total, slope

    start = np.zeros(len(deviation))
    weights: Numbers = minimize(loss, start, jac=True, method="L-BFGS-B").x / deviation
    return weights


def judge(some: Sequence[Case], weights: Numbers) -> Record:
    """R@1 and MRR@10 of passages."""
    ranks = []
    for case in some:
        order = np.argsort(-(case.values @ weights), kind="stable")
        right = np.flatnonzero(case.right[order])
        ranks.append(1 + int(right[0]) if len(right) else 0)
    return {
        "R@1": np.mean([rank == 1 for rank in ranks]),
        "MRR@10": np.mean([1 / rank if rank else 0 for rank in ranks]),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    sets = {(one := read_squad(path)).name: cases(one) for path in parser.parse_args().files}
    halves = [[case for some in sets.values() for n, case in enumerate(some) if n // _BLOCK % 2 == h] for h in (0, 1)]
    everything = halves[0] + halves[1]
    weights = {"both sides alone": np.eye(len(astuple(WEIGHTS)))[0], "shipped": np.array(astuple(WEIGHTS))}
    weights |= {f"fitted on {name}": fit(some) for name, some in sets.items()} | {"fitted on all": fit(everything)}
    half = [fit(some) for some in halves]
    figures: Record = {}
    for name, some in sets.items():
        judged = {title: judge(some, one) for title, one in weights.items()}
        others = [judge([c for n, c in enumerate(some) if n // _BLOCK % 2 != h], half[h]) for h in (0, 1)]
        judged["fitted on the other half of all"] = {key: np.mean([one[key] for one in others]) for key in others[0]}
        figures[name] = {t: {key: round(float(v), 4) for key, v in one.items()} for t, one in judged.items()}
    names = Match.__dataclass_fields__
    figures["weights fitted on all"] = dict(zip(names, np.round(weights["fitted on all"], 2).tolist(), strict=True))
    command_line.store("fusion", {"sets": list(sets), "hits": _HITS, "penalty": _PENALTY}, figures)


if __name__ == "__main__":
    main()
