"""Does ``confidence`` tell what a corpus answers from what it does not? ``python -m benchmarks.refusal FILE.json ...``

Leave-gold-out through the command line: a corpus of half of a SQuAD file's paragraphs, drawn by a fixed seed, is asked
all questions of the file, and so is the other half. Every question is asked once of a corpus that answers it and once
of one that does not; where its answer also stands in that one, it is left out there. ``--among N`` fills each corpus up
to N articles with others (of ``--with`` files, their sentences mixed), to see whether the threshold holds at any size.
``--held-out`` asks the questions of the fourth alone that no reader was trained on.
``--outside`` asks the questions of ``gold/outside.txt``, on other things altogether, of ``seeds/`` or of a folder.
"""

import argparse
import os
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant import build
from assistant.answering.confidence import THRESHOLD
from benchmarks import command_line
from benchmarks.command_line import Record
from benchmarks.squad import Asked, QuestionSet, read_squad
from benchmarks.synthetic import articles, pool, source_texts, write
from retrieval.arabic import fold

OUTSIDE = Path(__file__).resolve().parent / "gold" / "outside.txt"
FALSE_REFUSALS = 0.08

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """One question as asked of a corpus that answers it or does not."""

    answerable: bool
    confidence: float
    refused: bool


def halves(questions: QuestionSet) -> Iterator[QuestionSet]:
    """The set twice, with one half of its paragraphs and with the other; its questions are those that can be asked."""
    ids = random.Random(0).sample(list(questions.paragraphs), len(questions.paragraphs))
    for kept in (set(ids[: len(ids) // 2]), set(ids[len(ids) // 2 :])):
        paragraphs = {i: text for i, text in questions.paragraphs.items() if i in kept}
        folded = [fold(text) for text in paragraphs.values()]
        asked = (one for one in questions.questions if one.article in kept or not _stands(one, folded))
        yield replace(questions, paragraphs=paragraphs, questions=tuple(asked))


def _stands(asked: Asked, folded: Sequence[str]) -> bool:
    return any(fold(answer) in text for answer in asked.answers for text in folded)


def leave_gold_out(questions: QuestionSet, others: Sequence[Path] = (), among: int = 0) -> Iterator[Case]:
    """Every question of a set, asked of both halves of it."""
    for half in halves(questions):
        with tempfile.TemporaryDirectory() as folder:
            corpus = Path(folder, "corpus.jsonl")
            half.write(corpus)
            if among > len(half.paragraphs):
                write(articles(pool(source_texts(others)), among - len(half.paragraphs)), Path(folder))
            with command_line.indexed([Path(folder)]) as (data, _):
                answers = command_line.ask(data, (asked.question for asked in half.questions))
        for asked, answer in zip(half.questions, answers, strict=True):
            answerable = asked.article in half.paragraphs
            yield Case(answerable, answer["confidence"], answer["status"] == "no_evidence")


def auroc(answerable: Numbers, silent: Numbers) -> float:
    """The chance that an answerable question scores above one that is not; ties count half."""
    return float(np.mean([(answerable > one).mean() + (answerable == one).mean() / 2 for one in silent]))


def figures(cases: Sequence[Case]) -> Record:
    """``refused_at_8_percent`` is what a threshold of the set's own would refuse, with that many false refusals."""
    yes = np.array([case.confidence for case in cases if case.answerable])
    no = np.array([case.confidence for case in cases if not case.answerable])
    return {
        "answerable": len(yes),
        "unanswerable": len(no),
        "auroc": round(auroc(yes, no), 4),
        "false_refusals": round(float(np.mean([case.refused for case in cases if case.answerable])), 4),
        "refused": round(float(np.mean([case.refused for case in cases if not case.answerable])), 4),
        "refused_at_8_percent": round(float((no < np.quantile(yes, FALSE_REFUSALS)).mean()), 4),
    }


def outside(folder: Path) -> Record:
    """How many of the questions on other things are refused, and those that are not."""
    questions = OUTSIDE.read_text("utf-8").splitlines()
    with command_line.indexed([folder]) as (data, _):
        answers = command_line.ask(data, questions)
    answered = [one["question"] for one in answers if one["status"] != "no_evidence"]
    return {"questions": len(questions), "refused": len(questions) - len(answered), "answered": answered}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--among", type=int, default=0, metavar="N")
    parser.add_argument("--with", nargs="+", type=Path, default=[], metavar="FILE", dest="others")
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--outside", nargs="?", type=Path, const=build.seeds(), metavar="FOLDER")
    options = parser.parse_args()
    if options.outside:
        name = "seeds" if options.outside == build.seeds() else "originals"
        command_line.store(f"outside-{name}", {"threshold": THRESHOLD}, outside(options.outside))
    for path in options.files:
        questions = read_squad(path)
        if options.held_out:
            own = tuple(one for one in questions.questions if questions.held_out(one.article))
            questions = replace(questions, questions=own)
        name = f"refusal-{questions.name}" + (f"-among-{options.among}" if options.among else "")
        name += "-held-out" if options.held_out else ""
        reader = Path(os.environ.get("ISNAD_READER", "")).name
        given = {"set": questions.name, "threshold": THRESHOLD, "among": options.among}
        given |= {"held_out": options.held_out, "reader": reader}
        command_line.store(name, given, figures(list(leave_gold_out(questions, options.others, options.among))))


if __name__ == "__main__":
    main()
