"""Our cards of the sample articles against gold cards: ``python -m benchmarks.cards``, through the command line.

Precision is the share of entries that are right, recall the share of expected entries that are found; an entry is
right as ``benchmarks.fields`` says. ``--show FOLDER`` prints the cards of other articles instead.
"""

import argparse
import json
from pathlib import Path

from assistant import build
from benchmarks import command_line
from benchmarks.command_line import Record
from benchmarks.fields import FIELDS, Score, score_cards, score_field

GOLD = Path(__file__).resolve().parent / "gold" / "cards.jsonl"


def measure(data: str) -> Record:
    total, by_field = Score(), dict.fromkeys(FIELDS, Score())
    for line in GOLD.read_text("utf-8").splitlines():
        gold = json.loads(line)
        cards, expected = texts(data, gold["article"]), gold["cards"]
        total += score_cards(cards, expected)
        for card, wanted in zip(cards, expected, strict=False):
            for name in FIELDS:
                by_field[name] += score_field(name, card[name], wanted[name])
    return {**_figures(total), **{name: _figures(score) for name, score in by_field.items()}}


def texts(data: str, article: str) -> list[dict[str, list[str]]]:
    """The entries of an article's cards, without their offsets."""
    (summary,) = command_line.run("summarize", article, "--data", data)
    return [{name: [span["text"] for span in card[name]] for name in FIELDS} for card in summary["cards"]]


def _figures(score: Score) -> Record:
    return {
        "precision": round(score.precision, 3),
        "recall": round(score.recall, 3),
        "entries": score.entries,
        "expected": score.expected,
        "invented": score.invented,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", type=Path, metavar="FOLDER")
    folder = parser.parse_args().show
    with command_line.indexed([folder or build.seeds()]) as (data, _):
        if folder is None:
            command_line.store("cards-seeds", {"gold": GOLD.name}, measure(data))
            return
        for one in command_line.run("list", "--data", data):
            print(one["article"], json.dumps(texts(data, one["article"]), ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
