"""A derived index on disk as numbered folders, of which the file ``CURRENT`` names the one in use.

A new generation is built in a folder of its own and published by replacing ``CURRENT`` in one step, so that a process
killed at any moment leaves either the old or the new one, whole.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Generations:
    """The generations of one index below ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def current(self) -> Path | None:
        """The folder in use, or None where none was ever published or it is gone."""
        try:
            name = (self.folder / "CURRENT").read_text("ascii").strip()
        except (OSError, ValueError):
            return None
        path = self.folder / name
        return path if name.isdecimal() and path.is_dir() else None

    @contextmanager
    def build(self) -> Iterator[Path]:
        """An empty folder for the next generation; published when the block ends well, removed when it does not."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / str(1 + max((int(p.name) for p in self._all()), default=0))
        path.mkdir()
        try:
            yield path
        except BaseException:
            shutil.rmtree(path, ignore_errors=True)
            raise
        self._publish(path)

    def _publish(self, path: Path) -> None:
        pointer = self.folder / "CURRENT.new"
        with pointer.open("w") as file:
            file.write(path.name)
            file.flush()
            os.fsync(file.fileno())
        pointer.replace(self.folder / "CURRENT")

    def prune(self) -> None:
        """Remove all but the generation in use; for when nobody has an older one open."""
        current = self.current()
        for path in self._all() if self.folder.is_dir() else ():
            if path != current:
                shutil.rmtree(path, ignore_errors=True)

    def _all(self) -> list[Path]:
        return [path for path in self.folder.iterdir() if path.name.isdigit()]
