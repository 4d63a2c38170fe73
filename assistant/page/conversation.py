"""What was said in one browser: kept in that browser, as plain values, and read back with care."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from assistant.types import Answer, Turn

_MOST_TURNS = 200


@dataclass(frozen=True, slots=True)
class Said:
    """A question with its answer so far; ``done`` when nothing more comes, ``notice`` says why or what is awaited."""

    question: str
    answer: Answer | None = None
    notice: str = ""
    done: bool = False


def to_values(said: Sequence[Said]) -> list[dict[str, Any]]:
    """A conversation as JSON values."""
    return [asdict(turn) for turn in said]


def from_values(values: Any) -> list[Said]:
    """The conversation of these values, its last turns; whatever does not have the shape of one is left out.

    A turn of an older version lacks fields that have a default. What nothing was said to is no turn.
    """
    read = map(_said, values[-_MOST_TURNS:]) if isinstance(values, list) else ()
    return [replace(turn, done=True) for turn in read if turn and (turn.answer or turn.notice)]


def turns(said: Sequence[Said]) -> list[Turn]:
    """The conversation as the assistant reads it."""
    return [Turn(turn.question, turn.answer.text if turn.answer else "") for turn in said]


def _said(value: Any) -> Said | None:
    try:
        return _shape().validate_python(value)
    except ValidationError:
        return None


@cache
def _shape() -> TypeAdapter[Said]:
    return TypeAdapter(Said)
