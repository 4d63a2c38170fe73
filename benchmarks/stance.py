"""Does the check tell agreeing headlines from contradicting ones? ``python -m benchmarks.stance FILE.csv``

The file has pairs of headlines ``s1``, ``s2`` and their ``stance``: "agree", "disagree" or "other" (Arabic News
Stance). Each is judged as a sentence on the other as its quote, both ways, by ``python -m assistant verify``. Told are
the shares accepted, by stance, and how well the probability ranks what agrees above what contradicts: the area under
the ROC curve. A headline may agree with another and say more than it does, which a check of quotes has to refuse.
"""

import argparse
import csv
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from benchmarks import command_line
from benchmarks.command_line import Record

_STANCES = ("disagree", "agree", "other")


@dataclass(frozen=True, slots=True)
class Pair:
    """A headline, the one it is judged on, and what it is to that."""

    sentence: str
    quote: str
    stance: str


def read(path: Path) -> list[Pair]:
    """The pairs of a file in both directions."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [(row["s1"], row["s2"], row["stance"]) for row in csv.DictReader(file)]
    return [Pair(*ordered, stance) for one, other, stance in rows for ordered in ((one, other), (other, one))]


def verify(pairs: Sequence[Pair]) -> list[Record]:
    """The command's verdicts, in order."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for pair in pairs:
            file.write(command_line.line({"sentence": pair.sentence, "quotes": [pair.quote]}))
        file.flush()
        return command_line.run("verify", "--batch", file.name)


def area(lower: Sequence[float], higher: Sequence[float]) -> float:
    """How often a value of ``higher`` is above one of ``lower``, a tie counting half: the area under the ROC curve."""
    labelled = sorted([(value, 0) for value in lower] + [(value, 1) for value in higher])
    above, below = 0.0, 0
    for _, tied in groupby(labelled, key=lambda one: one[0]):
        labels = [label for _, label in tied]
        negatives = len(labels) - sum(labels)
        above += sum(labels) * (below + negatives / 2)
        below += negatives
    return above / (len(lower) * len(higher))


def figures(pairs: Sequence[Pair], verdicts: Sequence[Record]) -> Record:
    """The share accepted of each stance, and the area that tells agreement from contradiction."""
    by_stance = {
        stance: [verdict for pair, verdict in zip(pairs, verdicts, strict=True) if pair.stance == stance]
        for stance in _STANCES
    }
    result: Record = {}
    for stance, some in by_stance.items():
        accepted = sum(verdict["supported"] for verdict in some)
        result[stance] = {"pairs": len(some), "accepted": round(accepted / max(1, len(some)), 4)}
    disagree, agree = ([verdict["probability"] for verdict in by_stance[one]] for one in ("disagree", "agree"))
    return result | {"area under ROC": round(area(disagree, agree), 4)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--judge", action="store_true", help="note that a judge was joined to the check")
    parser.add_argument("--wrong", action="store_true", help="print what was judged wrongly")
    options = parser.parse_args()
    pairs = read(options.file)
    verdicts = verify(pairs)
    if options.wrong:
        for pair, verdict in zip(pairs, verdicts, strict=True):
            if (pair.stance == "agree") != verdict["supported"]:
                print(pair.stance, "|", pair.sentence, "|", pair.quote, "|", verdict["problems"])
    command_line.store(options.file.stem, {"file": options.file.name, "judge": options.judge}, figures(pairs, verdicts))


if __name__ == "__main__":
    main()
