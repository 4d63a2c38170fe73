"""An event loop for code that is not asynchronous: what is given to it runs in one thread, from first to last.

A provider's HTTP client keeps connections, and a connection lives in the loop in which it was opened.
"""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Lock, Thread
from typing import Any, TypeVar

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class _Running:
    loop: asyncio.AbstractEventLoop
    closing: asyncio.Event
    thread: Thread


class Loop:
    """One event loop in one daemon thread, begun when it is first given something; safe to call from many threads."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._running: _Running | None = None

    def submit(self, work: Coroutine[Any, Any, Result]) -> Future[Result]:
        """Begin some work; cancelling the future cancels it, and returns at once."""
        with self._turn:
            self._running = self._running or _begun()
            return asyncio.run_coroutine_threadsafe(work, self._running.loop)

    def close(self) -> None:
        """Cancel what is under way and end the thread; whatever is submitted later begins a loop anew."""
        with self._turn:
            running, self._running = self._running, None
        if running:
            running.loop.call_soon_threadsafe(running.closing.set)
            running.thread.join()


def _begun() -> _Running:
    runner, closing = asyncio.Runner(), asyncio.Event()
    thread = Thread(target=_run, args=(runner, closing), name="loop", daemon=True)
    running = _Running(runner.get_loop(), closing, thread)
    thread.start()
    return running


def _run(runner: asyncio.Runner, closing: asyncio.Event) -> None:
    with runner:
        runner.run(_wait(closing))


async def _wait(closing: asyncio.Event) -> None:
    await closing.wait()
