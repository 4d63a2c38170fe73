"""Files that become articles."""

from functools import partial
from pathlib import Path

from fastapi import APIRouter, UploadFile

from assistant.errors import NamelessFile
from assistant.service.http.threads import Threads
from assistant.service.library import Library
from assistant.service.records import Report, report

_LONGEST_NAME = 200
"""In bytes; file systems take 255."""


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
        name = _name(file.filename or "")
        return report(name, await self._threads.change(partial(self._library.add, name, await file.read())))


def _name(given: str) -> str:
    """The name of a file, without folders; ``NamelessFile`` where it is none that a file can have."""
    name = Path(given).name
    if not name.strip(" .") or "\0" in name or len(name.encode("utf-8", "replace")) > _LONGEST_NAME:
        raise NamelessFile
    return name
