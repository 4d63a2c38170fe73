"""A file of questions, a JSON object a line, answered with a line each; one that cannot be answered fails alone."""

from collections.abc import AsyncGenerator
from dataclasses import asdict
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from assistant.errors import TooManyLines
from assistant.service import batch
from assistant.service.http.responses import Lines, encoded
from assistant.service.http.threads import Threads
from assistant.service.library import Library
from assistant.types import Answer
from retrieval.store.facets import make_filter

MOST_LINES = 1000

_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": f"At most {MOST_LINES} lines, each {{question, history}} as JSON",
        "content": {Lines.media_type: {"schema": {"type": "string"}}},
    }
}
_LINES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "A line for each: an `Answer` as JSON, in order",
        "content": {Lines.media_type: {"itemSchema": {"$ref": "#/components/schemas/Answer"}}},
    }
}


class Batches:
    """``/batch``."""

    def __init__(self, library: Library, threads: Threads) -> None:
        self._library, self._threads = library, threads

    def router(self) -> APIRouter:
        router = APIRouter(tags=["ask"])
        router.post("/batch", response_class=Lines, responses=_LINES, openapi_extra=_BODY)(self.answer)
        return router

    async def answer(
        self,
        request: Request,
        articles: Annotated[list[str], Query()] = [],  # noqa: B006 - read alone
        outlets: Annotated[list[str], Query()] = [],  # noqa: B006 - read alone
        since: str = "",
        until: str = "",
        written: bool = True,
    ) -> Lines:
        """Answer the questions of a file, as ``ask --batch``; each line comes when it is answered."""
        lines = [line for line in (await request.body()).split(b"\n") if line.strip()]
        if len(lines) > MOST_LINES:
            raise TooManyLines(most=MOST_LINES)
        only = make_filter(articles, outlets, since, until)
        answer = partial(self._library.answer, only=only, written=written)
        mode = await self._threads.ask(self._library.mode)
        return Lines(_lines(await self._threads.begun(batch.answers(lines, answer, mode))))


async def _lines(answers: AsyncGenerator[Answer]) -> AsyncGenerator[bytes]:
    try:
        async for answer in answers:
            yield encoded(asdict(answer))
    finally:
        await answers.aclose()
