"""Those who ask go first: work in the background waits between its steps while somebody does, though not for ever."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

LONGEST = 1.0
"""Seconds for which one step waits at most: with questions all the time, work in the background still goes on."""


class Priority:
    """Shared by those who ask and by those who work in the background, each in threads of their own."""

    def __init__(self, longest: float = LONGEST) -> None:
        self._longest = longest
        self._asking = 0
        self._changed = Condition()

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Somebody waits for an answer as long as the block lasts."""
        with self._changed:
            self._asking += 1
        try:
            yield
        finally:
            with self._changed:
                self._asking -= 1
                self._changed.notify_all()

    def wait(self) -> None:
        """Until nobody asks, or long enough."""
        with self._changed:
            self._changed.wait_for(lambda: not self._asking, self._longest)
