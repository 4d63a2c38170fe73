"""A reader of a data folder that others change: it never owns the folder, and opens it anew where it has changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from assistant.service.library import Library, Opening
from retrieval.errors import IsnadError


class Visitor:
    """Lends its library to one thread at a time; opened in the background when made."""

    def __init__(self, folder: Path, opening: Opening) -> None:
        self._folder, self._opening = folder, opening
        self._lock = Lock()
        self._seen: int | None = None
        self._library = self._started()

    @contextmanager
    def library(self) -> Iterator[Library]:
        """The articles as they are now; raises what opening them raised."""
        with self._lock:
            revision = self._revision()
            if revision is None or self._seen not in (None, revision):
                self._library.close()
                self._library = self._started()
            self._seen = self._library.revision()
            yield self._library

    def close(self) -> None:
        self._library.close()

    def _revision(self) -> int | None:
        """None where the folder could not be opened: perhaps it can now."""
        try:
            return self._library.revision()
        except IsnadError:
            return None

    def _started(self) -> Library:
        library = Library(self._folder, self._opening)
        library.start()
        return library
