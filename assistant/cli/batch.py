"""Files with a JSON object a line, each answered with a line of JSON."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from assistant.cli import render
from assistant.service import batch
from assistant.service.records import json_line
from assistant.service.router import Router
from assistant.types import Verdict
from retrieval.types import Filter


def answers(path: Path, assistant: Router, only: Filter, *, written: bool) -> Iterator[str]:
    """The answer to each question of a file."""
    answer = partial(assistant.answer, only=only, written=written)
    with path.open("rb") as file:
        yield from map(render.answer_json, batch.answers(file, answer, assistant.mode))


def verdicts(
    path: Path, check: Callable[[str, Sequence[str]], Verdict], shown: Callable[[Verdict], str]
) -> Iterator[str]:
    """The verdict on each claim of a file, as it is shown; its error where it cannot be judged."""
    with path.open("rb") as file:
        for verdict in batch.verdicts(file, check):
            yield _unjudged(verdict) if isinstance(verdict, str) else shown(verdict)


def _unjudged(error: str) -> str:
    return json_line({"supported": None, "problems": [], "probability": None, "error": error})
