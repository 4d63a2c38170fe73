"""Files that become articles."""

from functools import partial

from fastapi import APIRouter, UploadFile

from assistant.errors import NamelessFile
from assistant.service.http.threads import Threads
from assistant.service.library import Library
from assistant.service.records import Report, report


class Files:
    """``/files``."""

    def __init__(self, library: Library, threads: Threads) -> None:
        self._library, self._threads = library, threads

    def router(self) -> APIRouter:
        router = APIRouter(tags=["articles"])
        router.post("/files")(self.add)
        return router

    async def add(self, file: UploadFile) -> Report:
        """Add the articles of one file; the ending of its name tells the format. What is skipped is told."""
        name = file.filename or ""
        if not name.strip(" ./\\"):
            raise NamelessFile
        return report(name, await self._threads.change(partial(self._library.add, name, await file.read())))
