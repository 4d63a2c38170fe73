"""Fit how sure a short answer is: ``python -m benchmarks.train_short KEPT`` (of ``benchmarks.readings``).

Each guess of the held-out questions is right or wrong as ``benchmarks.news`` judges; the weights of its signals are a
logistic regression over all sets, and each set is also judged with weights that were fitted on the others. Prints the
weights, and at several bars how many of the due answers are given and how many of those are right.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.answering.guesses import Signals, guesses
from assistant.answering.questions import ENTITY_OF, question_kind
from benchmarks.news import right_short
from benchmarks.readings import Case, load

_QUOTED = 3
_BARS = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9)
_PENALTY = 1.0

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Due:
    """A question whose answer is of a kind with short answers: the guesses at it, and which are right."""

    source: str
    signals: tuple[Signals, ...]
    right: tuple[bool, ...]


def due(case: Case) -> Due | None:
    kind = ENTITY_OF.get(question_kind(case.asked.question))
    if kind is None or not case.answerable:
        return None
    found = guesses(case.asked.question, kind, case.read()[1][:_QUOTED])
    right = tuple(right_short(one.text, case.asked.answers) for one in found)
    return Due(case.source, tuple(one.signals for one in found), right)


def fit(some: Sequence[Due]) -> tuple[Numbers, float]:
    """Weights of the signals and a bias, by Newton's method with a small penalty on standardised signals."""
    x = np.array([astuple(one) for question in some for one in question.signals])
    y = np.array([one for question in some for one in question.right], float)
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    z = np.hstack([(x - mean) / spread, np.ones((len(x), 1))])
    b = np.zeros(z.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-z @ b))
        curve = (z * (p * (1 - p))[:, None]).T @ z + _PENALTY * np.eye(len(b))
        b -= np.linalg.solve(curve, z.T @ (p - y) + _PENALTY * b)
    weights = b[:-1] / spread
    return weights, float(b[-1] - weights @ mean)


def judged(some: Sequence[Due], weights: Numbers, bias: float) -> dict[str, str]:
    """At each bar the share given of those due, and the share right of those given."""
    figures = {}
    for bar in _BARS:
        given = []
        for question in some:
            if not question.signals:
                continue
            chances = [1 / (1 + np.exp(-bias - weights @ np.array(astuple(one)))) for one in question.signals]
            best = int(np.argmax(chances))
            if chances[best] >= bar:
                given.append(question.right[best])
        figures[f"{bar:.2f}"] = f"{len(given) / len(some):.3f} given, {np.mean(given) if given else 0:.3f} right"
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kept", type=Path)
    known = [one for case in load(parser.parse_args().kept) if (one := due(case))]
    sources = sorted({one.source for one in known})
    for source in sources:
        own, others = ([one for one in known if (one.source == source) is same] for same in (True, False))
        print(source, len(own), "fitted on the others:", json.dumps(judged(own, *fit(others)), indent=1))
    weights, bias = fit(known)
    names = [field.name for field in fields(Signals)]
    print(dict(zip(names, np.round(weights, 3).tolist(), strict=True)), "bias", round(bias, 3))


if __name__ == "__main__":
    main()
