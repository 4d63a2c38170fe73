"""Does ``confidence`` tell what a corpus answers from what it does not? ``python -m benchmarks.refusal FILE.json ...``

Leave-gold-out: each question of a SQuAD file is asked once as it is, and once with the article that answers it taken
out of what search found; questions whose answer also stands in what remains are left out of the second. ``--fit`` fits
the weights of ``assistant.confidence`` on the even questions of the sets and the ``dev`` half of our own questions
(asked of ``seeds/`` alone), and prints them; the figures are of the odd questions, which the fit never sees.
"""

import argparse
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant import build
from assistant.confidence import THRESHOLD, Signals, confidence, signals
from assistant.evidence import rank_sentences
from assistant.settings import Settings
from benchmarks import command_line
from benchmarks.command_line import Record
from benchmarks.gold import read_gold
from benchmarks.squad import Asked, QuestionSet, read_squad
from retrieval.arabic import fold
from retrieval.search import Found, Hit, Search

_HITS = 10
_GOLD_WEIGHT = 3.0
_FALSE_REFUSALS = 0.055
_UNMET = -4.0

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """One question as asked of a corpus that answers it or does not."""

    source: str
    odd: bool
    answerable: bool
    signals: Signals
    confidence: float


@contextmanager
def searching(paths: list[Path]) -> Iterator[Search]:
    """A search over these articles."""
    with command_line.indexed(paths) as (data, _):
        settings = replace(Settings.from_environment(os.environ), data=Path(data))
        with build.open_search(settings, lambda *_: None) as search:
            yield search


def leave_gold_out(questions: QuestionSet) -> Iterator[Case]:
    """Every question twice: with its article and without."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus.jsonl")
        questions.write(corpus)
        with searching([corpus]) as search:
            for number, asked in enumerate(questions.questions):
                found = search.search(asked.question, 2 * _HITS)
                others = tuple(hit for hit in found.hits if hit.passage.article != asked.article)
                yield from _case(questions.name, number, True, _first(found, found.hits), search)
                if not any(_holds(asked, search, article) for article in {h.passage.article for h in others[:_HITS]}):
                    yield from _case(questions.name, number, False, _first(found, others), search)


def own_questions(folder: Path, name: str) -> Iterator[Case]:
    """Our own questions on the sample articles; the test half counts as odd."""
    with searching([folder]) as search:
        for one in read_gold():
            found = search.search(one["question"])
            about = "" if one["answerable"] else f"-{one['about']}"
            yield from _case(name + about, int(one["split"] == "test"), one["answerable"], found, search)


def _case(source: str, number: int, answerable: bool, found: Found, search: Search) -> Iterator[Case]:
    ranked = rank_sentences(found, search)
    if ranked:
        yield Case(source, bool(number % 2), answerable, signals(found, ranked), confidence(found, ranked))


def _first(found: Found, hits: Iterable[Hit]) -> Found:
    return replace(found, hits=tuple(hits)[:_HITS])


def _holds(asked: Asked, search: Search, article: str) -> bool:
    text = fold(search.article(article).text)
    return any(fold(answer) in text for answer in asked.answers)


def auroc(answerable: Numbers, silent: Numbers) -> float:
    """The chance that an answerable question scores above one that is not; ties count half."""
    return float(np.mean([(answerable > one).mean() + (answerable == one).mean() / 2 for one in silent]))


def figures(cases: list[Case], threshold: float = THRESHOLD) -> Record:
    yes = np.array([case.confidence for case in cases if case.answerable])
    no = np.array([case.confidence for case in cases if not case.answerable])
    return {
        "answerable": len(yes),
        "unanswerable": len(no),
        "auroc": round(auroc(yes, no), 4),
        "false_refusals": round(float((yes < threshold).mean()), 4),
        "refused": round(float((no < threshold).mean()), 4),
    }


def fit(cases: list[Case]) -> tuple[Signals, float]:
    """Weights by logistic regression (Newton's method, an L2 penalty of 1/2 on standardised signals), and a bias.

    That of an unmet demand is set beforehand: taking the article out leaves demands as they are, so leave-gold-out says
    little of it. The bias puts the threshold of .5 where ``_FALSE_REFUSALS`` of a set's answerable questions are
    refused.
    """
    x = np.array([astuple(replace(case.signals, unmet=0.0)) for case in cases])
    given = np.array([_UNMET * case.signals.unmet for case in cases])
    y = np.array([case.answerable for case in cases], float)
    own = np.array([case.source.startswith("own") for case in cases])
    weights = np.where(own, _GOLD_WEIGHT, 1.0)
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    z = np.hstack([(x - mean) / spread, np.ones((len(x), 1))])
    b = np.zeros(z.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-z @ b - given))
        curve = (z * (weights * p * (1 - p))[:, None]).T @ z + np.eye(len(b)) / 2
        b -= np.linalg.solve(curve, z.T @ (weights * (p - y)) + b / 2)
    raw = b[:-1] / spread
    scores = x @ raw + given
    sets = {case.source for case in cases if not case.source.startswith("own")}
    source = np.array([case.source for case in cases])
    bars = [np.quantile(scores[(source == name) & (y == 1)], _FALSE_REFUSALS) for name in sets]
    return replace(Signals(*map(float, raw)), unmet=_UNMET), -float(np.mean(bars))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--fit", action="store_true", help="fit the weights instead of measuring the shipped ones")
    options = parser.parse_args()
    if options.fit:
        _print_fit([read_squad(path) for path in options.files])
        return
    for path in options.files:
        questions = read_squad(path)
        cases = list(leave_gold_out(questions))
        result = {"all": figures(cases), "unseen half": figures([case for case in cases if case.odd])}
        command_line.store(f"refusal-{questions.name}", {"set": questions.name, "threshold": THRESHOLD}, result)


def _print_fit(sets: list[QuestionSet]) -> None:
    cases = [case for questions in sets for case in leave_gold_out(questions)]
    cases += [case for case in own_questions(build.seeds(), "own") if not case.source.endswith("outside")]
    weights, bias = fit([case for case in cases if not case.odd])
    print({field.name: round(getattr(weights, field.name), 2) for field in fields(weights)}, "bias", round(bias, 2))
    for source in dict.fromkeys(case.source for case in cases):
        for odd in (False, True):
            rescored = [_rescored(case, weights, bias) for case in cases if case.source == source and case.odd == odd]
            refused = {
                answerable: round(
                    float(np.mean([c.confidence < THRESHOLD for c in rescored if c.answerable == answerable])), 3
                )
                for answerable in (True, False)
                if any(c.answerable == answerable for c in rescored)
            }
            print(source, "unseen" if odd else "fitted", "refused (answerable: share)", refused)


def _rescored(case: Case, weights: Signals, bias: float) -> Case:
    score = bias + float(np.dot(astuple(weights), astuple(case.signals)))
    return replace(case, confidence=1 / (1 + float(np.exp(-score))))


if __name__ == "__main__":
    main()
