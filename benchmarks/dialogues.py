"""Follow-up questions: ``python -m benchmarks.dialogues SQUAD.json``, over ``seeds/`` and the set's paragraphs.

Each dialogue of ``benchmarks/gold/dialogues.jsonl`` is asked with its earlier turns as history (questions alone). Of
follow-ups: is the best passage of the right article, and is the fact among the quotes? Of questions that stand alone:
are they left as they are? Then questions of the set (``--most``, drawn by a fixed seed) are asked behind one another:
harmed is one whose best passage is of another article than when it is asked alone.
"""

import argparse
import json
import random
import tempfile
from dataclasses import replace
from os import environ
from pathlib import Path
from statistics import fmean

from assistant import build
from assistant.service.router import Router
from assistant.settings import Settings
from assistant.types import Turn
from benchmarks import command_line
from benchmarks.command_line import Record
from benchmarks.squad import QuestionSet, read_squad
from retrieval.arabic import fold

_DIALOGUES = Path(__file__).parent / "gold" / "dialogues.jsonl"


def read_dialogues() -> list[Record]:
    return [json.loads(line) for line in _DIALOGUES.read_text("utf-8").splitlines()]


def judge(assistant: Router, dialogue: Record) -> Record:
    """What became of the last turn."""
    *earlier, last = dialogue["turns"]
    answer = assistant.answer(last, [Turn(question) for question in earlier])
    right = [citation.quote for citation in answer.citations if citation.article == dialogue["article"]]
    return {
        "right_passage": bool(answer.passages) and answer.passages[0].article == dialogue["article"],
        "fact_quoted": any(fold(fact) in fold(quote) for fact in dialogue["facts"] for quote in right),
        "left_alone": answer.understood == last,
    }


def dialogues(assistant: Router) -> Record:
    """Shares by kind and source."""
    judged: dict[str, list[Record]] = {}
    for dialogue in read_dialogues():
        judged.setdefault(f"{dialogue['kind']} {dialogue['source']}", []).append(judge(assistant, dialogue))
        judged.setdefault(dialogue["kind"], []).append(judged[f"{dialogue['kind']} {dialogue['source']}"][-1])
    return {
        name: {"dialogues": len(some), **{key: round(fmean(one[key] for one in some), 4) for key in some[0]}}
        for name, some in judged.items()
    }


def harm(assistant: Router, questions: QuestionSet, most: int) -> Record:
    """How many stand-alone questions of a set are understood otherwise, or lead elsewhere, behind another question."""
    drawn = random.Random(0).sample(questions.questions, min(most, len(questions.questions)))
    asked = [one.question for one in drawn]
    changed, harmed = 0, 0
    for before, question in zip(asked[-1:] + asked, asked, strict=False):
        with_history = assistant.answer(question, [Turn(before)])
        if with_history.understood != question:
            changed += 1
            alone = assistant.answer(question)
            harmed += with_history.passages[0].article != alone.passages[0].article
    return {"questions": len(asked), "read_as_follow_ups": changed, "harmed": harmed}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--most", type=int, default=400)
    options = parser.parse_args()
    questions = read_squad(options.file)
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus.jsonl")
        questions.write(corpus)
        with command_line.indexed([build.seeds(), corpus]) as (data, _):
            settings = replace(Settings.from_environment(environ), data=Path(data))
            with build.open_assistant(settings, lambda *_: None) as assistant:
                figures = dialogues(assistant) | {"stand-alone questions": harm(assistant, questions, options.most)}
    command_line.store("dialogues", {"set": questions.name, "drawn": options.most}, figures)


if __name__ == "__main__":
    main()
