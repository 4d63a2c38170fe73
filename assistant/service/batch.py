"""Lines with a JSON object each, answered in order; one that cannot be done fails alone.

What is unforeseen fails alone too: whatever a single line raises, the lines behind it are still answered.
"""

import json
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from assistant import errors
from assistant.service.records import failed
from assistant.types import Answer, Turn, Verdict
from assistant.wording import error_text
from retrieval.errors import IsnadError

_MOST_REASON = 200

DoneT = TypeVar("DoneT")


def answers(lines: Iterable[bytes], answer: Callable[[str, Sequence[Turn]], Answer], mode: str) -> Generator[Answer]:
    """The answer to each question, one that has failed with its reason as text; ``mode`` is that of all."""

    def excused(line: bytes, number: int, error: IsnadError) -> Answer:
        return failed(_asked(line, number), error_text(error), mode)

    return _each(lines, lambda line, number: answer(*_question(line, number)), excused)


def verdicts(lines: Iterable[bytes], check: Callable[[str, Sequence[str]], Verdict]) -> Iterator[Verdict | str]:
    """The verdict on each claim, its sentence and its quotes; why there is none where it could not be judged."""
    return _each(lines, lambda line, number: check(*_claim(line, number)), lambda _, __, error: error_text(error))


def _each(
    lines: Iterable[bytes],
    done: Callable[[bytes, int], DoneT],
    excused: Callable[[bytes, int, IsnadError], DoneT],
) -> Generator[DoneT]:
    """What is ``done`` with each line that is not blank, or how it is ``excused``; lines count from 1."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _one(line, number, done, excused)


def _one(
    line: bytes, number: int, done: Callable[[bytes, int], DoneT], excused: Callable[[bytes, int, IsnadError], DoneT]
) -> DoneT:
    try:
        return done(line, number)
    except IsnadError as error:
        return excused(line, number, error)
    except MemoryError:
        raise
    except Exception as error:
        return excused(line, number, unforeseen(error))


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
