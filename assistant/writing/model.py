"""The port to a language model: what is asked of one, and how it fails."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from retrieval.errors import IsnadError

Failure = Literal["unreachable", "timed_out", "unauthorized", "limited", "broken"]


class ModelFailed(IsnadError):
    """A language model cannot be had: ``failure`` says how, ``reason`` in its own words."""

    def __init__(self, failure: Failure, reason: str = "") -> None:
        super().__init__(reason=reason)
        self.failure: Failure = failure
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Message:
    """One message to a model."""

    role: Literal["system", "user"]
    text: str


class ChatModel(Protocol):
    """A language model that writes on and on; raises ``ModelFailed``.

    Closing the stream stops the model. An empty piece means that it is still at work.
    """

    @property
    def name(self) -> str: ...

    def stream(self, messages: Sequence[Message]) -> Generator[str]: ...
