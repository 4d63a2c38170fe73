"""Articles written with vowel marks: ``python -m benchmarks.vowelled [SQUAD.json | FOLDER] [--most N]``.

The paragraphs of a question set, or the articles of a folder with our own questions on the samples (``seeds/`` where
nothing is given), are indexed as they are and with a mark on most letters; the same questions are asked of both. The
figure is the share of questions whose best passage is of the same article, and of those with the same status.
"""

import argparse
import json
import random
import tempfile
from collections.abc import Iterable
from pathlib import Path

from assistant import build
from benchmarks import command_line
from benchmarks.command_line import Record
from benchmarks.gold import read_gold
from benchmarks.squad import read_squad
from benchmarks.typing_habits import vowelled

_FIELDS = ("title", "text")


def of_set(path: Path) -> tuple[list[Record], list[str]]:
    """The paragraphs of a question set as articles, and its questions."""
    read = read_squad(path)
    articles = [{"id": identity, "text": text} for identity, text in read.paragraphs.items()]
    return articles, [one.question for one in read.questions]


def of_folder(path: Path) -> tuple[list[Record], list[str]]:
    """The articles of a folder as they are stored, and our own questions."""
    with command_line.indexed([path]) as (data, _):
        listed = [one["article"] for one in command_line.run("list", "--data", data)]
        shown = [command_line.run("show", article, "--data", data)[0] for article in listed]
    articles = [{"id": one["article"], "title": one["title"], "text": one["text"]} for one in shown]
    return articles, [one["question"] for one in read_gold()]


def marked(articles: Iterable[Record]) -> list[Record]:
    """The same articles with vowel marks, the same at every run."""
    chance = random.Random(0)
    return [{name: vowelled(v, chance) if name in _FIELDS else v for name, v in one.items()} for one in articles]


def answers(articles: Iterable[Record], questions: Iterable[str]) -> list[Record]:
    """What is answered from these articles alone."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus.jsonl")
        lines = (json.dumps(one, ensure_ascii=False) + "\n" for one in articles)
        corpus.write_text("".join(lines), encoding="utf-8")
        with command_line.indexed([corpus]) as (data, _):
            return command_line.ask(data, questions)


def measure(articles: list[Record], questions: list[str]) -> Record:
    """The share of questions that find the same article first, and end the same way."""
    pairs = list(zip(answers(articles, questions), answers(marked(articles), questions), strict=True))
    same = sum(_first(bare) == _first(other) for bare, other in pairs)
    status = sum(bare["status"] == other["status"] for bare, other in pairs)
    return {
        "articles": len(articles),
        "questions": len(pairs),
        "same_first_article": round(same / len(pairs), 4),
        "same_status": round(status / len(pairs), 4),
    }


def _first(answer: Record) -> str:
    found = answer["passages"]
    return str(found[0]["article"]) if found else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, nargs="?", default=build.seeds(), metavar="SQUAD.json | FOLDER")
    parser.add_argument("--most", type=int, help="questions asked, drawn by a fixed seed; else all")
    options = parser.parse_args()
    source: Path = options.source
    articles, questions = of_folder(source) if source.is_dir() else of_set(source)
    if options.most is not None and options.most < len(questions):
        questions = random.Random(0).sample(questions, options.most)
    name = source.name.removesuffix(".json")
    command_line.store(f"vowelled-{name}", {"source": name, "most": options.most}, measure(articles, questions))


if __name__ == "__main__":
    main()
