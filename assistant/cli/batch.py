"""Files with a JSON object a line, each answered with a line, in order; one that cannot be done fails alone.

What is unforeseen fails alone too: whatever a single line raises, the lines behind it are still answered.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from assistant import errors
from assistant.cli import render
from assistant.service.router import Router
from assistant.types import Turn
from assistant.wording import error_text
from retrieval.errors import IsnadError
from retrieval.types import Filter

_MOST_REASON = 200

_Work = Callable[[bytes, int], str]
_Excuse = Callable[[bytes, int, IsnadError], str]


def answers(path: Path, assistant: Router, only: Filter, *, written: bool) -> Iterator[str]:
    """The answer to each question of a file as a line of JSON."""

    def answered(line: bytes, number: int) -> str:
        asked, history = _question(line, number)
        return render.answer_json(assistant.answer(asked, history, only, written=written))

    def failed(line: bytes, number: int, error: IsnadError) -> str:
        return render.failed_json(_asked(line, number), error_text(error), assistant.mode)

    return _each(path, answered, failed)


def verdicts(path: Path, verdict: Callable[[str, Sequence[str]], str]) -> Iterator[str]:
    """The verdict on each claim of a file, its sentence and its quotes."""

    def judged(line: bytes, number: int) -> str:
        return verdict(*_claim(line, number))

    def failed(line: bytes, number: int, error: IsnadError) -> str:
        return render.json_line({"supported": None, "problems": [], "probability": None, "error": error_text(error)})

    return _each(path, judged, failed)


def _each(path: Path, done: _Work, failed: _Excuse) -> Iterator[str]:
    """What is ``done`` with each line that is not blank, or how it ``failed``; lines count from 1."""
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield _one(line, number, done, failed)


def _one(line: bytes, number: int, done: _Work, failed: _Excuse) -> str:
    try:
        return done(line, number)
    except IsnadError as error:
        return failed(line, number, error)
    except MemoryError:
        raise
    except Exception as error:
        return failed(line, number, unforeseen(error))


def unforeseen(error: Exception) -> errors.Unforeseen:
    """Whatever was raised, as an error that is told in one line."""
    return errors.Unforeseen(reason=f"{type(error).__name__}: {error}".partition("\n")[0][:_MOST_REASON])


def _question(line: bytes, number: int) -> tuple[str, list[Turn]]:
    record = _record(line, number)
    try:
        question = record["question"]
        history = [Turn(turn["question"], turn.get("answer") or "") for turn in record.get("history") or ()]
    except (TypeError, KeyError, AttributeError) as error:
        raise errors.BadLine(line=number) from error
    said = [question, *(text for turn in history for text in (turn.question, turn.answer))]
    if not all(isinstance(text, str) for text in said):
        raise errors.BadLine(line=number)
    return question, history


def _asked(line: bytes, number: int) -> str:
    """The question of a line, "" where there is none in it."""
    try:
        return _question(line, number)[0]
    except errors.BadLine:
        return ""


def _claim(line: bytes, number: int) -> tuple[str, list[str]]:
    record = _record(line, number)
    sentence, quotes = record.get("sentence"), record.get("quotes")
    if not isinstance(sentence, str) or not isinstance(quotes, list) or not all(isinstance(q, str) for q in quotes):
        raise errors.BadLine(line=number)
    return sentence, quotes


def _record(line: bytes, number: int) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise errors.BadLine(line=number) from error
    if not isinstance(record, dict):
        raise errors.BadLine(line=number)
    return record
