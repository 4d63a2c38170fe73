"""How far a run of indexing is: told between its small steps, where it may also be held up or ended."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic


class Cancelled(Exception):
    """Raised by a ``Step`` to end a run there: what it has stored stays, and what it had embedded is not done again."""


@dataclass(frozen=True, slots=True)
class Advance:
    """How far a run is.

    ``all_files`` counts the files that have to be read, ``all_passages`` what is known of their passages and else
    estimated from their bytes; ``seconds_left`` is None until something was embedded. ``file`` is being read or was
    read last, "" before the first.
    """

    files: int = 0
    all_files: int = 0
    passages: int = 0
    all_passages: int = 0
    seconds_left: float | None = None
    file: str = ""


NOT_BEGUN = Advance()

Step = Callable[[Advance], None]
"""Called between small steps of work, from the thread that works. It may wait, and raise ``Cancelled``."""


def unwatched(advance: Advance) -> None:
    """A step that nobody watches."""


_BYTES_A_PASSAGE = 1500
"""Of UTF-8 text, until the files themselves tell better."""


class Pace:
    """Counts the work of one run; ``clock`` tells seconds.

    What it does not know: how long reading takes, or that files of one format have more passages a byte than others.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._files = self._all_files = 0
        self._bytes = self._all_bytes = 0
        self._cut = self._done = self.embedded = 0
        self._started: float | None = None
        self._file = ""

    def expect(self, files: int, size: int) -> None:
        """So many more files will be read, of so many bytes together."""
        self._all_files += files
        self._all_bytes += size

    def reading(self, file: str) -> None:
        self._file = file

    def read(self, size: int) -> None:
        """A file of this size has been read and cut."""
        self._bytes += size

    def finished(self, files: int) -> None:
        """So many files are done with, their articles stored or left out."""
        self._files += files

    def cut(self, passages: int) -> None:
        """So many passages more wait to be embedded."""
        self._cut += passages

    def begin(self) -> None:
        """Embedding begins: the time until now, for reading, says nothing about it."""
        self._started = self._clock() if self._started is None else self._started

    def done(self, passages: int, *, embedded: bool = True) -> None:
        """So many passages have their vectors, made just now or kept from an earlier run."""
        self._done += passages
        self.embedded += passages if embedded else 0

    def advance(self) -> Advance:
        passages = self._cut + self._estimated()
        left = None
        if self.embedded and self._started is not None:
            left = max(0, passages - self._done) * (self._clock() - self._started) / self.embedded
        files = min(self._files, self._all_files)
        return Advance(files, self._all_files, self._done, max(self._done, passages), left, self._file)

    def _estimated(self) -> int:
        """The passages of what has not been read yet."""
        unread = max(0, self._all_bytes - self._bytes)
        known = self._cut and self._bytes
        return round(unread * self._cut / self._bytes) if known else unread // _BYTES_A_PASSAGE
