"""What articles say in short: one of them, its meeting cards, or all on a topic."""

from dataclasses import dataclass
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import ConfigDict, Field, with_config

from assistant.answering.extractive import check_question
from assistant.service.http.articles import Id
from assistant.service.http.asking import Question
from assistant.service.http.threads import Threads
from assistant.service.library import Library
from assistant.service.records import Cards
from assistant.summary.requests import Request, summary_request
from assistant.summary.summaries import PARAGRAPH, Length
from assistant.types import Digest, Summary

_MOST_WORDS, _MOST_POINTS = 2000, 20

Words = Annotated[int, Query(ge=1, le=_MOST_WORDS)]
Points = Annotated[int, Query(ge=0, le=_MOST_POINTS)]


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class Wish:
    """A wish for a summary in words, «لخص ما ورد عن …», or the topic alone; without a length it has its own."""

    request: Question
    words: Annotated[int, Field(ge=1, le=_MOST_WORDS)] | None = None
    points: Annotated[int, Field(ge=1, le=_MOST_POINTS)] | None = None

    def length(self) -> Length | None:
        given = self.words is not None or self.points is not None
        return Length(self.words or PARAGRAPH.words, self.points or 0) if given else None


class Summaries:
    """``/summaries``, and those behind an article."""

    def __init__(self, library: Library, threads: Threads) -> None:
        self._library, self._threads = library, threads

    def router(self) -> APIRouter:
        router = APIRouter(tags=["summaries"])
        router.post("/summaries")(self.digest)
        router.get("/articles/{article:path}/summary")(self.summary)
        router.get("/articles/{article:path}/cards")(self.cards)
        return router

    async def digest(self, wish: Wish) -> Digest:
        """What the articles say on a topic, grouped and compared; without ``aspects`` where none is about it."""
        check_question(wish.request)
        request = summary_request(wish.request) or Request(wish.request, many=True)
        return await self._threads.ask(partial(self._library.digest, request, wish.length()))

    async def summary(
        self, article: Id, words: Words = PARAGRAPH.words, points: Points = 0, written: bool = True
    ) -> Summary:
        """One article in at most ``words`` words or in ``points`` points, with its cards, as ``summarize --json``."""
        return await self._threads.ask(partial(self._library.summary, article, Length(words, points), written=written))

    async def cards(self, article: Id) -> Cards:
        """The meeting cards of one article."""
        summary = await self._threads.ask(partial(self._library.summary, article, PARAGRAPH, written=False))
        return Cards(summary.article, summary.title, summary.cards)
