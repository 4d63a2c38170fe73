"""Where blocking work is done: in threads, each kind with places of its own.

Nobody who asks waits for uploads: those who change articles take turns, in threads of their own, and what waits for one
of these holds none.
"""

from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import aclosing
from typing import TypeVar

from anyio import CancelScope, CapacityLimiter, to_thread

_ASKING, _CHANGING = 8, 8

WorkT = TypeVar("WorkT")


class Threads:
    """The threads of one application."""

    def __init__(self) -> None:
        self._asking, self._changing = CapacityLimiter(_ASKING), CapacityLimiter(_CHANGING)

    async def ask(self, work: Callable[[], WorkT]) -> WorkT:
        """What some work that computes returns."""
        return await to_thread.run_sync(work, limiter=self._asking)

    async def change(self, work: Callable[[], WorkT]) -> WorkT:
        """What some work that changes articles returns."""
        return await to_thread.run_sync(work, limiter=self._changing)

    async def steps(self, values: Generator[WorkT]) -> AsyncGenerator[WorkT]:
        """The values of a generator, each computed in a thread; it is closed where nobody waits for more."""
        try:
            while True:
                step = await self.ask(lambda: _step(values))
                if not step:
                    return
                yield step[0]
        finally:
            with CancelScope(shield=True):
                await to_thread.run_sync(values.close)

    async def begun(self, values: Generator[WorkT]) -> AsyncGenerator[WorkT]:
        """As ``steps``, the first value computed already: what that raises is raised here."""
        return self._resumed(await self.ask(lambda: _step(values)), values)

    async def _resumed(self, first: tuple[WorkT, ...], values: Generator[WorkT]) -> AsyncGenerator[WorkT]:
        async with aclosing(self.steps(values)) as steps:
            for step in first:
                yield step
            async for step in steps:
                yield step


def _step(values: Generator[WorkT]) -> tuple[WorkT, ...]:
    """The next value, nothing where there is none: ``StopIteration`` may not leave a thread."""
    try:
        return (next(values),)
    except StopIteration:
        return ()
