"""Ctrl-C as a wish: what runs ends at its next step and tells what it did; pressed again, it ends at once."""

import signal
from threading import Event
from types import FrameType
from typing import Any, Self

from retrieval.indexing.progress import Advance, Cancelled, Step


class Interrupts:
    """Use as a context manager, in the main thread; ``wished`` is set when Ctrl-C was pressed."""

    def __init__(self) -> None:
        self.wished = Event()
        self._before: Any = signal.SIG_DFL

    def __enter__(self) -> Self:
        self._before = signal.signal(signal.SIGINT, self._pressed)
        return self

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGINT, self._before)

    def ending(self, step: Step) -> Step:
        """A step that ends the run where that was wished."""

        def checked(advance: Advance) -> None:
            step(advance)
            if self.wished.is_set():
                raise Cancelled

        return checked

    def _pressed(self, number: int, frame: FrameType | None) -> None:
        self.wished.set()
        signal.signal(signal.SIGINT, self._before)
