"""Folders that are watched: when something in them has changed and lies still. The one module that knows watchfiles.

What it does not know: changes on drives whose system tells of none; ``WATCHFILES_FORCE_POLLING=true`` looks there.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from threading import Event
from time import monotonic

from retrieval.files.formats import is_article_file
from retrieval.indexing.run import file_state
from retrieval.store.catalog import FileState

STILL = 1.0
"""Seconds for which a file must look the same before it is read: until then it may be half written."""

LONGEST = 10.0
"""Seconds for which files that lie still wait for those that do not; then they are read without them."""

_TOLD_EVERY = 500  # milliseconds


class Settling:
    """Collects what changes until it lies still. ``look`` tells how a file looks; times are seconds of any clock."""

    def __init__(
        self, still: float = STILL, longest: float = LONGEST, look: Callable[[Path], FileState | None] = file_state
    ) -> None:
        self._still, self._longest, self._look = still, longest, look
        self._seen: dict[Path, tuple[FileState | None, float]] = {}
        self._since = 0.0

    def saw(self, paths: Iterable[Path], now: float) -> None:
        """These have changed, or come, or gone."""
        for path in paths:
            self._since = self._since if self._seen else now
            self._seen[path] = (self._look(path), now)

    def ready(self, now: float) -> frozenset[Path] | None:
        """The files to be left for later, as what else has changed may be read now; None where it may not, or none has.

        What may be read is forgotten.
        """
        for path, (looked, _) in list(self._seen.items()):
            if (looks := self._look(path)) != looked:
                self._seen[path] = (looks, now)
        restless = {path: seen for path, seen in self._seen.items() if now - seen[1] < self._still}
        if len(restless) == len(self._seen) or (restless and now - self._since < self._longest):
            return None
        self._seen, self._since = restless, now
        return frozenset(restless)


def changes(
    folders: Iterable[Path], stop: Event, aside: Iterable[Path] = (), settling: Settling | None = None
) -> Iterator[frozenset[Path]]:
    """Yields when the folders are to be read, at first and whenever something has changed: the files to leave alone.

    Ends when ``stop`` is set. What lies below ``aside`` is no change. While the caller works, changes are collected.
    """
    from watchfiles import watch

    watched, left_out = [folder.resolve() for folder in folders], [path.resolve() for path in aside]
    settling, first = settling or Settling(), True
    told = watch(
        *watched, watch_filter=None, stop_event=stop, rust_timeout=_TOLD_EVERY, yield_on_timeout=True,
        raise_interrupt=False,
    )  # fmt: skip
    for batch in told:
        paths = (Path(path) for _, path in batch)
        settling.saw((path for path in paths if _matters(path, watched, left_out)), monotonic())
        restless = frozenset[Path]() if first else settling.ready(monotonic())
        first = False
        if restless is not None:
            yield restless


def _matters(path: Path, watched: Iterable[Path], aside: Iterable[Path]) -> bool:
    """Whether a path is that of an article's file, or of a folder that may hold some."""
    inside = next((path.relative_to(folder) for folder in watched if path.is_relative_to(folder)), None)
    if inside is None or any(path.is_relative_to(other) for other in aside):
        return False
    if any(part.startswith(".") for part in inside.parts):
        return False
    return is_article_file(path.name) or path.is_dir() or (not path.suffix and not path.exists())
