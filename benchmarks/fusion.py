"""Choose how keywords, vectors and sentences weigh: ``python -m benchmarks.fusion SET.json ... [--news ARTICLES]``.

For each temperature of the keyword side (``retrieval.search.fusion``) the thirty passages found are ranked anew, and
the first ten of them reordered (``retrieval.search.reranking``) with the weights that ship, and with weights that were
fitted on each set alone and judged on all: what gains on the set it was fitted on and nowhere else is no gain. TyDi-ar
was among what the encoder was trained on, so a fit with it in view trusts the vectors too much elsewhere; in the fit on
all sets it counts for a third. ``--news`` adds the questions of ``gold/news.jsonl``.
"""

import argparse
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from benchmarks import command_line
from benchmarks.command_line import Record
from benchmarks.news import read_gold
from benchmarks.searching import searching
from benchmarks.squad import read_squad
from retrieval.search.fusion import DENSE_TEMPERATURE
from retrieval.search.reranking import WEIGHTS, Match, match

Numbers = npt.NDArray[np.float64]

_FOUND, _HITS = 30, 10
_TEMPERATURES = (4.0, 6.0, 8.0, 10.0, 14.0)
_PENALTY = 1.0  # of the weights squared, each divided by its feature's deviation
_KNOWN_TO_THE_ENCODER = {"tydiqa.ar.dev": 0.3}


@dataclass(frozen=True, slots=True)
class Case:
    """A question's passages: the scores of both sides, what is seen of their sentences, which ones are right."""

    dense: Numbers
    keyword: Numbers
    seen: Numbers
    right: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Ranked:
    """The first passages by one temperature: features of shape (passages, features), which are right."""

    values: Numbers
    right: npt.NDArray[np.bool_]


def cases(corpus: Path, asked: Iterable[tuple[str, str]]) -> list[Case]:
    """One case for each question and the article that answers it, from a search of the product."""
    found = []
    with searching([corpus]) as search:
        for question, article in asked:
            hits = search.search(question, _FOUND).hits
            seen = np.array([astuple(match(hit))[1:] for hit in hits])
            right = np.array([article in (hit.article.id, *hit.copies) for hit in hits])
            scores = np.array([(hit.dense, hit.keyword) for hit in hits])
            found.append(Case(scores[:, 0], scores[:, 1], seen, right))
    return found


def ranked(case: Case, temperature: float) -> Ranked:
    fused = case.dense / DENSE_TEMPERATURE + case.keyword / temperature
    first = np.argsort(-fused, kind="stable")[:_HITS]
    return Ranked(np.column_stack([fused, case.seen])[first], case.right[first])


def fit(sets: Iterable[tuple[float, Sequence[Ranked]]]) -> Numbers:
    """The weights under which the right passages are likeliest, by a softmax over each question's passages."""
    usable = [(w, one) for w, some in sets for one in some if one.right.any() and not one.right.all()]
    deviation = np.std(np.concatenate([one.values - one.values.max(axis=0) for _, one in usable]), axis=0)

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        total, slope = _PENALTY * float(weights @ weights) / 2, _PENALTY * weights
        for counts, one in usable:
            values = one.values / deviation
            scores = values @ weights
            likely = np.exp(scores - scores.max())
            likely /= likely.sum()
            share = likely[one.right].sum()
            total -= counts * float(np.log(share))
            slope = slope - counts * (values.T @ (np.where(one.right, likely / share, 0) - likely))
        return total, slope

    start = np.zeros(len(deviation))
    weights: Numbers = minimize(loss, start, jac=True, method="L-BFGS-B").x / deviation
    return weights


def first_right(some: Sequence[Ranked], weights: Numbers) -> float:
    """The share whose first passage is of the right article."""
    return round(float(np.mean([one.right[np.argmax(one.values @ weights)] for one in some])), 4)


def at(sets: dict[str, list[Case]], temperature: float) -> Record:
    """Every way of weighing at one temperature, judged on every set."""
    own = {name: [ranked(case, temperature) for case in some] for name, some in sets.items()}
    ways = {"fused alone": np.eye(len(astuple(WEIGHTS)))[0], "shipped": np.array(astuple(WEIGHTS))}
    ways |= {f"fitted on {name}": fit([(1.0, some)]) for name, some in own.items()}
    ways["fitted on all"] = fit((_KNOWN_TO_THE_ENCODER.get(name, 1.0), some) for name, some in own.items())
    judged: Record = {way: {name: first_right(some, w) for name, some in own.items()} for way, w in ways.items()}
    names = Match.__dataclass_fields__
    return judged | {
        "weights fitted on all": dict(zip(names, np.round(ways["fitted on all"], 2).tolist(), strict=True))
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--news", type=Path, metavar="ARTICLES")
    options = parser.parse_args()
    sets: dict[str, list[Case]] = {}
    for path in options.files:
        questions = read_squad(path)
        with tempfile.TemporaryDirectory() as folder:
            corpus = Path(folder, "corpus.jsonl")
            questions.write(corpus)
            sets[questions.name] = cases(corpus, ((one.question, one.article) for one in questions.questions))
    if options.news:
        gold = [one for one in read_gold("news") if one["answerable"] and {"question", "article"} <= set(one)]
        sets["news"] = cases(options.news, ((one["question"], one["article"]) for one in gold))
    figures = {f"{temperature:g}": at(sets, temperature) for temperature in _TEMPERATURES}
    command_line.store("fusion", {"sets": list(sets), "hits": _HITS, "penalty": _PENALTY}, figures)


if __name__ == "__main__":
    main()
