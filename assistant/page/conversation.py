"""What was said in one browser: kept in that browser, as plain values, and read back with care."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from assistant.types import Answer, Citation, Claim, Form, Note, Problem, Ranked, Short, Turn


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
    """The conversation of these values; whatever does not have the shape of one is left out."""
    return [said for value in values or () if (said := _said(value)) is not None] if isinstance(values, list) else []


def turns(said: Sequence[Said]) -> list[Turn]:
    """The conversation as the assistant reads it."""
    return [Turn(turn.question, turn.answer.text if turn.answer else "") for turn in said]


def _said(value: Any) -> Said | None:
    try:
        answer = value["answer"]
        return Said(str(value["question"]), _answer(answer) if answer else None, str(value["notice"]), True)
    except (KeyError, TypeError, ValueError):
        return None


def _answer(value: dict[str, Any]) -> Answer:
    return Answer(
        **{
            **value,
            "form": Form(value.get("form", Form.FACT)),
            "short": Short(**value["short"]) if value["short"] else None,
            "citations": tuple(_citation(one) for one in value["citations"]),
            "nearest": tuple(_citation(one) for one in value["nearest"]),
            "passages": tuple(Ranked(**one) for one in value["passages"]),
            "notes": tuple(Note(int(one["after"]), str(one["text"])) for one in value.get("notes", ())),
            "claims": tuple(_claim(one) for one in value.get("claims", ())),
        }
    )


def _claim(value: dict[str, Any]) -> Claim:
    problems = tuple(Problem(one["kind"], str(one["words"])) for one in value["problems"])
    return Claim(str(value["text"]), tuple(map(int, value["citations"])), problems)


def _citation(value: dict[str, Any]) -> Citation:
    numbers = {name: int(value[name]) for name in ("number", "start", "end")}
    return Citation(**{**value, **numbers, "copies": tuple(map(str, value.get("copies", ())))})
