"""Serves the page slowly: ``python -m tests.served DATA PORT PAUSE`` waits before it opens and before each snapshot."""

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from assistant import build
from assistant.page.server import Address, launch
from assistant.service.library import Library, Opened
from assistant.service.router import Router
from assistant.settings import Settings
from assistant.types import Answer, Turn
from retrieval.types import EVERYTHING, Filter
from tests.fakes import silent


class Slow:
    """An assistant that takes its time before every snapshot."""

    mode = "extractive"

    def __init__(self, inner: Router, pause: float) -> None:
        self._inner, self._pause = inner, pause

    def stream(
        self, question: str, history: Sequence[Turn] = (), only: Filter = EVERYTHING, *, written: bool = True
    ) -> Iterator[Answer]:
        for snapshot in self._inner.stream(question, history, only, written=written):
            time.sleep(self._pause)
            yield snapshot


def main(data: str, port: str, pause: str) -> None:
    settings = Settings.from_environment(os.environ, data)

    @contextmanager
    def opening() -> Iterator[Opened]:
        time.sleep(2 * float(pause))
        with build.open_library(settings, silent) as opened:
            yield replace(opened, assistant=Slow(opened.assistant, float(pause)))  # type: ignore[arg-type]

    library = Library(Path(data), opening)
    library.start()
    launch(library, Address("127.0.0.1", int(port)), lambda: None)


if __name__ == "__main__":
    main(*sys.argv[1:])
