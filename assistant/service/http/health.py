"""Is the server there, and can it answer?"""

from typing import Any

from fastapi import APIRouter, Response
from fastapi.concurrency import run_in_threadpool

from assistant import __version__
from assistant.service.library import Library
from assistant.service.records import Alive, Loading, Ready

_AGAIN = 2  # seconds

_NOT_YET: dict[int | str, dict[str, Any]] = {503: {"model": Loading, "description": "Loading; ask again soon"}}


class Health:
    """``/health`` and ``/ready``."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def router(self) -> APIRouter:
        router = APIRouter(tags=["health"])
        router.get("/health")(self.health)
        router.get("/ready", responses=_NOT_YET)(self.ready)
        return router

    async def health(self) -> Alive:
        """The server is there, whatever it is doing."""
        return Alive(__version__)

    async def ready(self, response: Response) -> Ready | Loading:
        """The model is loaded and the indexes are open; 503 until then, and where opening them failed."""
        if self._library.settled:
            return await run_in_threadpool(lambda: Ready(*self._library.counts(), self._library.mode()))
        response.status_code, response.headers["retry-after"] = 503, str(_AGAIN)
        return Loading()
