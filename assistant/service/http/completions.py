"""The shapes of OpenAI's chat completions, as much of them as is read and written, and what is added to them."""

from dataclasses import dataclass
from typing import Literal

from assistant.types import Citation, Status


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a message; of those that are no text nothing is read."""

    type: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | tuple[Part, ...] | None = None

    @property
    def words(self) -> str:
        if isinstance(self.content, str):
            return self.content
        return "\n".join(part.text for part in self.content or () if part.text)


@dataclass(frozen=True, slots=True)
class StreamOptions:
    include_usage: bool = False


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """As much of OpenAI's as is read; the rest is ignored."""

    model: str
    messages: tuple[Message, ...]
    stream: bool = False
    stream_options: StreamOptions | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where the words that a mark stands for are: ``start`` and ``end`` in the article, the other two in the reply."""

    url: str
    title: str
    start_index: int
    end_index: int
    number: int
    article: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Annotation:
    url_citation: Place
    type: Literal["url_citation"] = "url_citation"


@dataclass(frozen=True, slots=True)
class Reply:
    content: str
    annotations: tuple[Annotation, ...]
    role: Literal["assistant"] = "assistant"
    refusal: None = None


@dataclass(frozen=True, slots=True)
class Choice:
    message: Reply
    index: int = 0
    finish_reason: Literal["stop"] = "stop"
    logprobs: None = None


@dataclass(frozen=True, slots=True)
class TokenUsage:
    """In words."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


@dataclass(frozen=True, slots=True)
class Completion:
    id: str
    created: int
    model: str
    choices: tuple[Choice, ...]
    usage: TokenUsage
    citations: tuple[Citation, ...]
    status: Status
    object: Literal["chat.completion"] = "chat.completion"


@dataclass(frozen=True, slots=True)
class Model:
    id: str
    object: Literal["model"] = "model"
    created: int = 0
    owned_by: str = "isnad"


@dataclass(frozen=True, slots=True)
class Models:
    data: tuple[Model, ...]
    object: Literal["list"] = "list"


@dataclass(frozen=True, slots=True)
class ChatError:
    """An error in OpenAI's shape; ``code`` is ours."""

    message: str
    type: Literal["invalid_request_error", "server_error"]
    param: str | None
    code: str


@dataclass(frozen=True, slots=True)
class ChatFailure:
    error: ChatError
