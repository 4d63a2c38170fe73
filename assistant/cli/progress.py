"""Progress of long work on a terminal: a bar with the time left on standard error, nothing where nobody watches."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Self

from prompts import Wording
from retrieval.indexing.progress import Advance

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_MOST_NAME = 32


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

    def step(self, advance: Advance) -> None:
        """A ``retrieval.indexing.progress.Step``: files in words, passages as the bar."""
        if not self._shown:
            return
        file = Path(advance.file).name[:_MOST_NAME]
        told = self._wording.say("advance", files=advance.files, all_files=advance.all_files, file=file)
        self("index", advance.passages, advance.all_passages)
        if self._bar is not None:
            self._bar.update(self._stages["index"], description=told.strip())

    def rest(self) -> None:
        """Leave the bars as they stand; the next begin below them."""
        if self._bar is not None:
            self._bar.stop()
        self._bar, self._stages = None, {}

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
        self.rest()
