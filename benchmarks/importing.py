"""How long does a question take while a large text comes in? ``python -m benchmarks.importing ARTICLES.jsonl[.gz]``.

The sample articles are asked through the library that the page and HTTP use; then a text of 19 MB, made of the given
articles, is taken in as a job, and the same questions are asked while it is read and cut, and while it is embedded.
Then the job is cancelled. Times are in milliseconds, medians beside the longest. The import is not waited for.
"""

import argparse
import gzip
import json
import os
import statistics
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import perf_counter, sleep

from assistant import build
from assistant.service.jobs import Job
from assistant.service.library import Library
from assistant.settings import Settings
from benchmarks import command_line
from benchmarks.command_line import Record
from tests.fakes import silent

BYTES = 19_000_000
QUESTIONS = (
    "من هو محافظ الإسماعيلية؟",
    "متى حررت مخالفات التعديات؟",
    "ما القرارات التي اتخذها محافظ الإسماعيلية؟",
    "من حضر الاجتماع؟",
    "أين عقد المؤتمر؟",
)
_PAUSE = 1.0


def measure(articles: Path, rounds: int) -> Record:
    with tempfile.TemporaryDirectory() as folder:
        large = Path(folder) / "large.txt"
        large.write_text(_text(articles), "utf-8")
        settings = Settings.from_environment(os.environ, Path(folder) / "data")
        with build.open_indexer(settings, silent) as indexer:
            indexer.index([build.seeds()])
        library = Library(settings.data, partial(build.open_library, settings, silent))
        library.start()
        try:
            return _measured(library, large, rounds)
        finally:
            library.close()


def _measured(library: Library, large: Path, rounds: int) -> Record:
    _times(library, 1)  # what is loaded at the first question
    usual = _times(library, rounds)
    library.submit([("large.txt", large)])
    _until(library, lambda job: job.advance.all_files > 0)
    reading = _times(library, rounds, lambda: _job(library).advance.passages == 0)
    _until(library, lambda job: job.advance.passages > 0)
    embedding = _times(library, rounds, lambda: not _job(library).ended)
    done = _job(library).advance
    started = perf_counter()
    library.jobs.cancel(_job(library).number)
    _until(library, lambda job: job.ended)
    cancelled = (perf_counter() - started) * 1000
    again = _times(library, rounds)
    return {
        **_told("usual", usual),
        **_told("while it is read", reading),
        **_told("while it is embedded", embedding),
        **_told("usual, afterwards", again),
        "cancelled": cancelled,
        "passages": done.passages,
        "all passages": done.all_passages,
    }


def _times(library: Library, rounds: int, going: Callable[[], bool] = lambda: True) -> list[float]:
    """The time of each question, as long as something goes on; between two of them is a pause."""
    times = []
    for number in range(rounds * len(QUESTIONS)):
        if not going():
            break
        started = perf_counter()
        *_, answer = library.stream(QUESTIONS[number % len(QUESTIONS)])
        times.append((perf_counter() - started) * 1000)
        assert answer.passages
        sleep(_PAUSE)
    return times


def _told(name: str, times: list[float]) -> Record:
    if not times:
        return {}
    return {name: statistics.median(times), f"{name}, longest": max(times), f"{name}, questions": len(times)}


def _job(library: Library) -> Job:
    return library.jobs.all()[0]


def _until(library: Library, happens: Callable[[Job], bool]) -> None:
    while not happens(_job(library)):
        sleep(0.01)


def _text(articles: Path) -> str:
    texts, size = [], 0
    while size < BYTES:
        for text in _texts(articles):
            texts.append(text)
            size += len(text.encode()) + 1
            if size >= BYTES:
                break
    return "\n".join(texts)


def _texts(articles: Path) -> Iterator[str]:
    opened = gzip.open if articles.suffix == ".gz" else open
    with opened(articles, "rt", encoding="utf-8") as lines:
        yield from (str(json.loads(line)["text"]) for line in lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--rounds", type=int, default=4)
    options = parser.parse_args()
    figures = {name: round(value, 1) for name, value in measure(options.articles, options.rounds).items()}
    command_line.store("importing", {"bytes": BYTES, "rounds": options.rounds}, figures)


if __name__ == "__main__":
    main()
