"""Questions: answered whole, or as the answer grows."""

from collections.abc import AsyncGenerator
from dataclasses import asdict, dataclass
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import ConfigDict, Field, with_config

from assistant.answering.extractive import MOST_CHARACTERS
from assistant.service.http.problems import details
from assistant.service.http.responses import Events, event, event_schema
from assistant.service.http.threads import Threads
from assistant.service.library import Library
from assistant.types import Answer, Turn
from retrieval.store.facets import make_filter
from retrieval.types import Filter

_MOST_TURNS, _MOST_NAMES = 200, 1000

Question = Annotated[str, Field(json_schema_extra={"minLength": 1, "maxLength": MOST_CHARACTERS})]
Names = Annotated[tuple[str, ...], Field(max_length=_MOST_NAMES)]
"""Of articles or outlets."""


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the turns before it, and what its search is kept to."""

    question: Question
    history: Annotated[tuple[Turn, ...], Field(max_length=_MOST_TURNS)] = ()
    articles: Names = ()
    outlets: Names = ()
    since: str = ""
    """A day, month or year, as written."""
    until: str = ""
    written: bool = True
    """False for quotes alone where a model writes."""

    def only(self) -> Filter:
        """Raises ``BadDate``."""
        return make_filter(self.articles, self.outlets, self.since, self.until)


_STREAM = (
    "Events `answer`, each with an `Answer` as data, the last of which is final; then `done`. "
    "What goes wrong after the first is an event `problem`, with `ProblemDetails`."
)
_STREAMED: dict[int | str, dict[str, Any]] = {
    200: {"description": _STREAM, "content": event_schema("answer", "done", "problem")}
}


class Asking:
    """``/ask`` and ``/ask/stream``."""

    def __init__(self, library: Library, threads: Threads) -> None:
        self._library, self._threads = library, threads

    def router(self) -> APIRouter:
        router = APIRouter(tags=["ask"])
        router.post("/ask")(self.ask)
        router.post("/ask/stream", response_class=Events, responses=_STREAMED)(self.stream)
        return router

    async def ask(self, asked: Asked) -> Answer:
        """Answer a question, as ``ask --json``. That the articles do not answer it is an answer too."""
        only = asked.only()
        answer = partial(self._library.answer, asked.question, asked.history, only, written=asked.written)
        return await self._threads.ask(answer)

    async def stream(self, asked: Asked, request: Request) -> Events:
        """Answer a question in server-sent events, each snapshot fuller than the one before."""
        answers = self._library.stream(asked.question, asked.history, asked.only(), written=asked.written)
        return Events(_events(await self._threads.begun(answers), request))


async def _events(answers: AsyncGenerator[Answer], request: Request) -> AsyncGenerator[bytes]:
    try:
        async for answer in answers:
            yield event("answer", asdict(answer))
        yield event("done", {})
    except Exception as raised:
        yield event("problem", asdict(details(raised, request)))
    finally:
        await answers.aclose()
