"""What was said in a conversation, as plain values to be kept, and read back with care."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
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


def to_value(turn: Said) -> dict[str, Any]:
    """A turn as a JSON value."""
    return asdict(turn)


def found_by(turn: Said) -> str:
    """The text that a turn can be found by."""
    return f"{turn.question}\n{turn.answer.text if turn.answer else ''}"


def from_values(values: Any) -> list[Said]:
    """The turns of these values, the last of them; whatever does not have the shape of one is left out.

    A turn of an older version lacks fields that have a default.
    """
    read = map(_said, values[-_MOST_TURNS:]) if isinstance(values, list) else ()
    return [turn for turn in read if turn is not None]


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
