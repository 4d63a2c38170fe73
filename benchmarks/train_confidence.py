"""Fit ``assistant.answering.confidence``: ``python -m benchmarks.train_confidence KEPT`` (of ``benchmarks.readings``).

Leave-gold-out as in ``benchmarks.refusal``, of the questions that the reader was not trained on. Each set is also
judged with weights that were fitted on the other. Our own questions, asked of ``seeds/``, and half of those on real
news (``--news ARTICLES``), with their near misses, are only judged: the other model, of what is told, was set by hand
with these in view. ``--off`` fits the weights without a reader. Prints the weights, and what each source is refused.
"""

import argparse
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, astuple, dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant import build
from assistant.answering.confidence import THRESHOLD, TOLD, UNREAD, Signals, signals
from assistant.answering.logistic import Logistic
from assistant.answering.reading import rank
from assistant.settings import Settings
from benchmarks import readings
from benchmarks.gold import read_gold
from benchmarks.news import read_gold as read_news_gold
from benchmarks.refusal import OUTSIDE, auroc
from benchmarks.searching import searching
from retrieval.search.search import Search
from retrieval.types import Reader

_FALSE_REFUSALS = 0.04
_DEMANDS = ("unmet", "foreign")

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """One question as asked of a corpus that answers it or does not."""

    source: str
    answerable: bool
    signals: Signals


def kept_cases(path: Path, *, read: bool) -> Iterator[Case]:
    """The questions of public sets, each asked of a corpus with its answer and of one without."""
    for case in readings.load(path):
        found, ranked = case.read() if read else (case.found, [replace(one, reading=None) for one in case.ranked])
        if case.source.endswith("halved") and ranked:
            yield Case(case.source, case.answerable, signals(found, ranked))


def own_cases(reader: Reader | None) -> Iterator[Case]:
    """Our own questions on the sample articles, and those on other things."""
    with searching([build.seeds()]) as search:
        for one in read_gold():
            about = "" if one["answerable"] else f"-{one['about']}"
            yield from _case("own" + about, one["answerable"], one["question"], search, reader)
        for question in OUTSIDE.read_text("utf-8").splitlines():
            yield from _case("other things", False, question, search, reader)


def news_cases(articles: Path, reader: Reader | None) -> Iterator[Case]:
    """Questions on real news, and near misses of them."""
    with searching([articles]) as search:
        for one in read_news_gold("news"):
            if "question" in one and one["kind"] != "comparison":
                source = "news" if one["answerable"] else f"news {one['kind']}"
                yield from _case(source, one["answerable"], one["question"], search, reader)


def _case(source: str, answerable: bool, question: str, search: Search, reader: Reader | None) -> Iterator[Case]:
    found, ranked = rank(search.search(question), reader)
    if ranked:
        yield Case(source, answerable, signals(found, ranked))


def fit(cases: Sequence[Case], given: Signals) -> Logistic[Signals]:
    """Weights by logistic regression (Newton's method, an L2 penalty of 1/2 on standardised signals), and a bias.

    Those of the demands are given: taking the article out leaves demands as they are, so leave-gold-out says little of
    them. The bias puts the threshold where ``_FALSE_REFUSALS`` of the answerable are refused, as the mean over sets.
    """
    names = list(Signals.__dataclass_fields__)
    free = np.array([name not in _DEMANDS for name in names])
    every, by_hand = np.array([astuple(case.signals) for case in cases]), np.array(astuple(given))
    x, fixed = every[:, free], every @ by_hand
    y = np.array([case.answerable for case in cases], float)
    source = np.array([case.source for case in cases])
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    z = np.hstack([(x - mean) / spread, np.ones((len(x), 1))])
    b = np.zeros(z.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-z @ b - fixed))
        curve = (z * (p * (1 - p))[:, None]).T @ z + np.eye(len(b)) / 2
        b -= np.linalg.solve(curve, z.T @ (p - y) + b / 2)
    raw = by_hand.copy()
    raw[free] += b[:-1] / spread
    scores = every @ raw
    bars = [np.quantile(scores[(source == name) & (y == 1)], _FALSE_REFUSALS) for name in set(source)]
    return Logistic(Signals(*map(float, raw)), -float(np.mean(bars)))


def with_told(model: Logistic[Signals], *, read: bool) -> Callable[[Signals], float]:
    """The confidence that a model gives together with that of what is told."""
    return (lambda seen: min(model(seen), TOLD(seen))) if read else model


def show(title: str, cases: Sequence[Case], model: Callable[[Signals], float]) -> None:
    print(title)
    for source in dict.fromkeys(case.source for case in cases):
        mine = [case for case in cases if case.source == source]
        sure = {a: np.array([model(c.signals) for c in mine if c.answerable == a]) for a in (True, False)}
        refused = {a: f"{(one < THRESHOLD).sum()} of {len(one)}" for a, one in sure.items() if len(one)}
        ranked = round(auroc(sure[True], sure[False]), 4) if len(sure[True]) and len(sure[False]) else None
        print("  ", source, "refused (answerable: how many)", refused, "auroc", ranked)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kept", type=Path)
    parser.add_argument("--news", type=Path, metavar="ARTICLES")
    parser.add_argument("--off", action="store_true", help="without a reader")
    options = parser.parse_args()
    given = Signals(**dict.fromkeys(Signals.__dataclass_fields__, 0.0))
    if options.off:
        given = replace(given, unmet=UNREAD.weights.unmet, foreign=UNREAD.weights.foreign)
    reader = None if options.off else build.load_reader(Settings.from_environment(os.environ), lambda *_: None)
    sets = list(kept_cases(options.kept, read=not options.off))
    others = [*own_cases(reader), *(news_cases(options.news, reader) if options.news else ())]
    for name in sorted({case.source for case in sets}):
        fitted = fit([case for case in sets if case.source != name], given)
        own = [case for case in sets if case.source == name]
        show(f"{name}, fitted on the others", own, with_told(fitted, read=not options.off))
    model = fit(sets, given)
    show("all, fitted on the sets", [*sets, *others], with_told(model, read=not options.off))
    print(json.dumps({name: round(value, 2) for name, value in asdict(model.weights).items()}), round(model.bias, 2))


if __name__ == "__main__":
    main()
