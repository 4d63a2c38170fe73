"""The assistant as a model in OpenAI's shape: whatever talks to such a model can ask.

The last message of the user is the question and those before it its turns. System messages, tools and all settings of
sampling are taken and ignored: there is nothing to be told. Besides what OpenAI has there are ``citations``, as in an
``Answer``, and ``status``. Tokens are counted as words: no model reads them.
"""

from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Sequence
from dataclasses import asdict, dataclass, field
from time import time
from typing import Any, Literal
from urllib.parse import quote
from uuid import uuid4

from fastapi import APIRouter, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute

from assistant.answering.extractive import check_question
from assistant.errors import UnknownModel
from assistant.service.http.completions import (
    Annotation,
    ChatError,
    ChatFailure,
    ChatRequest,
    Choice,
    Completion,
    Model,
    Models,
    Place,
    Reply,
    TokenUsage,
)
from assistant.service.http.problems import ProblemDetails, Refused, details
from assistant.service.http.responses import Events, Json, encoded, event_schema
from assistant.service.http.speaking import Speech, spoken
from assistant.service.http.threads import Threads
from assistant.service.library import Library
from assistant.service.messages import conversation
from assistant.types import Answer, Citation, Turn
from prompts import Wording
from retrieval.errors import IsnadError

MODELS = {"isnad": True, "isnad-quotes": False}
"""The names of models, and whether a model writes where there is one."""


@dataclass(frozen=True, slots=True)
class _Asking:
    """One request as it is answered."""

    request: ChatRequest
    question: str
    history: Sequence[Turn]
    base: str
    id: str = field(default_factory=lambda: f"chatcmpl-{uuid4().hex}")
    created: int = field(default_factory=lambda: int(time()))

    def usage(self, text: str) -> TokenUsage:
        asked = sum(len(message.words.split()) for message in self.request.messages)
        told = len(text.split())
        return TokenUsage(asked, told, asked + told)

    def annotations(self, speech: Speech) -> tuple[Annotation, ...]:
        return tuple(Annotation(self._place(*marked)) for marked in speech.marks())

    def _place(self, citation: Citation, start: int, end: int) -> Place:
        address = f"{self.base}articles/{quote(citation.article, safe='')}/text"
        url = f"{address}?start={citation.start}&end={citation.end}"
        return Place(
            url, citation.title, start, end, citation.number, citation.article, citation.start, citation.end,
            citation.quote,
        )  # fmt: skip


_FAILURES: dict[int | str, dict[str, Any]] = {
    "4XX": {"model": ChatFailure, "description": "The request cannot be done as it is"},
    "5XX": {"model": ChatFailure, "description": "Something is wrong with the machine"},
}
_ANSWERED: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The reply; where `stream` asks for it, in events of chunks that end with `[DONE]`",
        "content": event_schema(),
    }
}


class Chat:
    """``/chat/completions`` and ``/models``."""

    def __init__(self, library: Library, threads: Threads, wording: Wording) -> None:
        self._library, self._threads, self._say = library, threads, wording.say

    def router(self) -> APIRouter:
        router = APIRouter(tags=["chat"], route_class=_Route, responses=_FAILURES)
        router.get("/models")(self.models)
        router.get("/models/{model}")(self.model)
        router.post("/chat/completions", response_model=Completion, responses=_ANSWERED)(self.complete)
        return router

    async def models(self) -> Models:
        """What can be named as a model: ``isnad``, and ``isnad-quotes``, which never writes."""
        return Models(tuple(map(Model, MODELS)))

    async def model(self, model: str) -> Model:
        """One of them."""
        _known(model)
        return Model(model)

    async def complete(self, asked: ChatRequest, request: Request) -> Response:
        """Answer the last message of a conversation. That the articles do not answer it is an ordinary reply."""
        question, history = conversation((message.role, message.words) for message in asked.messages)
        check_question(question)
        answers = self._library.stream(question, history, written=_known(asked.model))
        asking = _Asking(asked, question, history, _base(request))
        steps = await self._threads.begun(answers)
        if asked.stream:
            return Events(self._chunks(asking, steps, request))
        async for answer in steps:
            last = answer
        return Json(asdict(self._completion(asking, last)))

    def _completion(self, asking: _Asking, answer: Answer) -> Completion:
        speech = Speech(spoken(answer, self._say))
        choice = Choice(Reply(speech.text, asking.annotations(speech)))
        usage = asking.usage(speech.text)
        return Completion(
            asking.id, asking.created, asking.request.model, (choice,), usage, answer.citations, answer.status
        )

    async def _chunks(
        self, asking: _Asking, answers: AsyncGenerator[Answer], request: Request
    ) -> AsyncGenerator[bytes]:
        """The reply as it grows; its annotations and citations come at its end."""
        speech, last = Speech(), None
        try:
            yield _chunk(asking, {"role": "assistant", "content": ""})
            async for last in answers:
                if added := speech.grow(spoken(last, self._say, so_far=True)):
                    yield _chunk(asking, {"content": added})
            if last is not None:
                for piece in self._end(asking, speech, last):
                    yield piece
            yield b"data: [DONE]\n\n"
        except Exception as raised:
            yield b"data: " + encoded(asdict(_failure(details(raised, request)))) + b"\n"
        finally:
            await answers.aclose()

    def _end(self, asking: _Asking, speech: Speech, answer: Answer) -> Sequence[bytes]:
        """What is left to be said, then the annotations, the citations and the usage."""
        rest = speech.end(spoken(answer, self._say))
        marks = [asdict(one) for one in asking.annotations(speech)]
        told = {"citations": [asdict(one) for one in answer.citations], "status": answer.status}
        chunks = [_chunk(asking, {"content": rest})] if rest else []
        chunks.append(_chunk(asking, {"annotations": marks}))
        chunks.append(_chunk(asking, {}, finish="stop", **told))
        options = asking.request.stream_options
        if options and options.include_usage:
            chunks.append(_chunk(asking, None, usage=asdict(asking.usage(speech.text))))
        return chunks


def _base(request: Request) -> str:
    """Where the service is, as this request called it."""
    return str(request.url.replace(query="")).removesuffix("chat/completions")


def _known(model: str) -> bool:
    """Does this model write where one does? ``UnknownModel`` where it is none."""
    if model not in MODELS:
        raise UnknownModel(model=model, models="، ".join(MODELS))
    return MODELS[model]


def _chunk(asking: _Asking, delta: dict[str, Any] | None, finish: str | None = None, **more: Any) -> bytes:
    choices = [] if delta is None else [{"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}]
    told = {"id": asking.id, "object": "chat.completion.chunk", "created": asking.created}
    return b"data: " + encoded(told | {"model": asking.request.model, "choices": choices} | more) + b"\n"


class _Route(APIRoute):
    """Errors in OpenAI's shape, where clients look for them."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handler: Callable[[Request], Awaitable[Response]] = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handler(request)
            except (IsnadError, OSError, RequestValidationError, Refused) as raised:
                problem = details(raised, request)
                return Json(asdict(_failure(problem)), problem.status)

        return handled


def _failure(problem: ProblemDetails) -> ChatFailure:
    kind: Literal["invalid_request_error", "server_error"] = (
        "invalid_request_error" if problem.status < 500 else "server_error"
    )
    param = problem.errors[0].place if problem.errors else None
    return ChatFailure(ChatError(problem.detail, kind, param, problem.type.rpartition(":")[2]))
