"""Time and memory against the LangChain quickstart in one run: ``python -m benchmarks.speed FOLDER`` (``.txt`` files).

Ratios are what to read; the machine's own speed cancels out of them. Indexing: ``benchmarks.embedding``.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from assistant import build
from assistant.settings import Settings
from benchmarks import command_line
from benchmarks.command_line import Record

QUESTIONS = [
    "من عقد الاجتماع؟",
    "متى انعقد الاجتماع؟",
    "ما القرارات التي أسفر عنها الاجتماع؟",
    "أين وضعت الخطة الأمنية؟",
]
ROUNDS = 5


def measure(folder: Path) -> Record:
    settings = Settings.from_environment(os.environ)
    model = next((settings.cache / "models").iterdir())
    theirs = [quickstart(model, folder, QUESTIONS[0]) for _ in range(2)]
    with command_line.indexed([folder]) as (data, _):
        cold = min(_seconds(lambda: command_line.ask(data, QUESTIONS[:1])) for _ in range(3))
        peak = _peak(data)
        warm = _warm(replace(settings, data=Path(data)))
    return {
        "cold_answer_s": cold,
        "cold_answer_to_quickstart": cold / min(run["cold_answer_s"] for run in theirs),
        "peak_mb_answering": peak,
        "quickstart_peak_mb": max(run["peak_mb"] for run in theirs),
        **warm,
    }


def quickstart(model: Path, folder: Path, question: str) -> Record:
    """What ``benchmarks.quickstart`` prints of itself."""
    command = [sys.executable, "-m", "benchmarks.quickstart", str(model), str(folder), question]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    figures: Record = json.loads(done.stdout.decode().splitlines()[-1])
    return figures


def _warm(settings: Settings) -> Record:
    """The median question, and the median query embedding in the same rounds."""
    embedder = build.load_embedder(settings, lambda *_: None)
    embedder.warm()
    with build.open_assistant(settings, lambda *_: None) as asked:
        asked.answer(QUESTIONS[0])
        questions = QUESTIONS * ROUNDS
        embeddings = [_seconds(lambda: embedder.query(question)) for question in questions]  # noqa: B023
        answers = [_seconds(lambda: asked.answer(question)) for question in questions]  # noqa: B023
    one, answer = statistics.median(embeddings), statistics.median(answers)
    return {"embedding_ms": one * 1000, "answer_ms": answer * 1000, "answer_to_embedding": answer / one}


def _peak(data: str) -> float:
    """The peak memory in MB of a process that answers one question."""
    program = (
        "import resource, sys; from assistant.__main__ import main; main(sys.argv[1:]); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, file=sys.stderr)"
    )
    command = [sys.executable, "-c", program, "ask", QUESTIONS[0], "--data", data]
    done = subprocess.run(command, capture_output=True, check=True)
    return float(done.stderr.decode().splitlines()[-1])


def _seconds(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    figures = {name: round(value, 3) for name, value in measure(parser.parse_args().folder).items()}
    command_line.store("speed", {"rounds": ROUNDS, "questions": len(QUESTIONS), "cores": os.cpu_count()}, figures)


if __name__ == "__main__":
    main()
