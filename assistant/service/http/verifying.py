"""Do quotes support a sentence?"""

from dataclasses import dataclass
from functools import partial
from typing import Annotated

from fastapi import APIRouter
from pydantic import ConfigDict, Field, with_config

from assistant.service.http.threads import Threads
from assistant.service.library import Library
from assistant.service.records import Judged, judged

_MOST_SENTENCE, _MOST_QUOTE, _MOST_QUOTES = 2000, 20_000, 50


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class Claimed:
    """A sentence and the quotes it is said to stand on."""

    sentence: Annotated[str, Field(max_length=_MOST_SENTENCE)]
    quotes: Annotated[tuple[Annotated[str, Field(max_length=_MOST_QUOTE)], ...], Field(max_length=_MOST_QUOTES)]


class Verifying:
    """``/verify``."""

    def __init__(self, library: Library, threads: Threads) -> None:
        self._library, self._threads = library, threads

    def router(self) -> APIRouter:
        router = APIRouter(tags=["verify"])
        router.post("/verify")(self.verify)
        return router

    async def verify(self, claimed: Claimed) -> Judged:
        """What of a sentence its quotes do not support, as a line of ``verify --json``."""
        verdict = await self._threads.ask(partial(self._library.check, claimed.sentence, claimed.quotes))
        return judged(verdict)
