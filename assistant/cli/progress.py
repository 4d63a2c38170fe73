"""Progress of long work on a terminal: a bar with the time left on standard error, nothing where nobody watches."""

import sys
from typing import TYPE_CHECKING, Self

from prompts import Wording

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class TerminalProgress:
    """A ``retrieval.types.Progress``; use as a context manager, so that the bar is cleared at the end."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._shown = sys.stderr.isatty()
        self._bar: Progress | None = None
        self._stages: dict[str, TaskID] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        if not self._shown:
            return
        bar = self._bar or self._start()
        if stage not in self._stages:
            self._stages[stage] = bar.add_task(self._named(stage), total=total)
        bar.update(self._stages[stage], completed=done, total=total)

    def _named(self, stage: str) -> str:
        """The stage as the user reads it; by its key where it has no wording: no work ends for want of a word."""
        return self._wording.templates.get(f"stage_{stage}", stage)

    def _start(self) -> "Progress":
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
        self._bar = Progress(*columns, console=Console(stderr=True))
        self._bar.start()
        return self._bar

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()
