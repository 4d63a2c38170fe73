"""What the endpoints return beside an answer, under the names that programs read."""

from dataclasses import dataclass
from typing import Literal

from assistant.types import Kept, News


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file, or a line of one, that could not be read; ``reason`` is an Arabic word or two."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A file that was read, and what to know of it, in Arabic: what is damaged, how its columns were understood."""

    name: str
    note: str


@dataclass(frozen=True, slots=True)
class Report:
    """What adding did: ``articles`` and ``passages`` are the totals after it, ``embedded`` counts passages.

    ``vanished`` names files that are gone and whose articles were kept, ``unread`` those that a job which was
    ``cancelled`` did not come to.
    """

    articles: int
    passages: int
    added: int
    changed: int
    removed: int
    unchanged: int
    embedded: int
    skipped: tuple[Skipped, ...]
    seconds: float
    remarks: tuple[Remark, ...] = ()
    vanished: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """Work on the articles: what of it is done, of how much; ``report`` when it has ended, ``error`` in Arabic.

    ``all_files`` counts the files that have to be read, ``all_passages`` is an estimate until they are;
    ``seconds_left`` is null until it can be told.
    """

    number: int
    name: str
    state: Literal["waiting", "running", "done", "cancelled", "failed"]
    files: int
    all_files: int
    passages: int
    all_passages: int
    seconds_left: float | None
    report: Report | None
    error: str


@dataclass(frozen=True, slots=True)
class Jobs:
    """The jobs there are and the last that ended, the newest first."""

    jobs: tuple[Job, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """An article without its text; ``copies`` names the articles that print the same.

    ``scanned`` are the pages, from 1, that a machine read off pictures; ``original`` is the name of the file that the
    article was taken out of, "" where none is kept.
    """

    article: str
    title: str
    source: str
    outlet: str
    date: str
    url: str
    scanned: tuple[int, ...]
    original: str
    copies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """All articles."""

    articles: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Shown(Listed):
    """An article with its text, byte for byte."""

    text: str


@dataclass(frozen=True, slots=True)
class Keeping:
    """All questions and searches that are saved."""

    saved: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class Fresh:
    """What is new of each of them."""

    news: tuple[News, ...]


@dataclass(frozen=True, slots=True)
class Loading:
    """The model is being loaded and the folder opened."""

    ready: Literal[False] = False


@dataclass(frozen=True, slots=True)
class Ready:
    """Questions are answered at once; ``mode`` is as in an answer."""

    articles: int
    passages: int
    mode: str
    ready: Literal[True] = True


@dataclass(frozen=True, slots=True)
class Failure:
    """What could not be done, in one Arabic sentence that says what to do."""

    error: str
