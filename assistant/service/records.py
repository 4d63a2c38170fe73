"""What programs are given beside an answer, under the names they read: one shape for the command line and HTTP."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from assistant.types import Answer, Card, Kept, News, Problem, Verdict
from assistant.wording import error_text, note_text, reason_text
from retrieval.errors import IsnadError
from retrieval.indexing.report import IndexReport
from retrieval.types import Article

if TYPE_CHECKING:
    from assistant.service.jobs import Job as Work
    from assistant.service.library import Library


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
class Leaf:
    """Some articles of the list, by id; ``next`` is the id behind which the rest comes, null where nothing does."""

    articles: tuple[Listed, ...]
    total: int
    next: str | None


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
class Cards:
    """The cards of an article's meetings."""

    article: str
    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """Whether quotes support a sentence, what of it they do not, and how likely they do, 0..1."""

    supported: bool
    problems: tuple[Problem, ...]
    probability: float


@dataclass(frozen=True, slots=True)
class Alive:
    """The server of this version is there."""

    version: str


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


def json_line(value: Any) -> str:
    """One object on one line, Arabic as it is."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def failed(question: str, text: str, mode: str) -> Answer:
    """The answer to a question that could not be asked, in the same shape as every answer."""
    return Answer(question, question, "failed", text, None, 0.0, (), (), (), mode, 0.0)


def judged(verdict: Verdict) -> Judged:
    return Judged(verdict.supported, verdict.problems, round(verdict.probability, 3))


def listed(article: Article, copies: Sequence[str]) -> Listed:
    return Listed(**_fields(article, copies))


def leaf(library: "Library", after: str, count: int) -> Leaf:
    """At most ``count`` articles of the list behind an id."""
    found = library.some(after, count + 1)
    some = tuple(listed(one, library.copies_of(one.id)) for one in found[:count])
    return Leaf(some, library.counts()[0], some[-1].article if len(found) > count else None)


def shown(article: Article, copies: Sequence[str]) -> Shown:
    return Shown(**_fields(article, copies), text=article.text)


def report(name: str, made: IndexReport) -> Report:
    """What adding a file of this name did; the name stands for its path, which is nobody's business."""
    skipped = tuple(Skipped(name, reason_text(one.reason)) for one in made.skipped)
    remarks = tuple(Remark(name, note_text(one)) for one in made.remarks)
    vanished, unread = (tuple(Path(one).name for one in paths) for paths in (made.vanished, made.unread))
    apart = ("skipped", "remarks", "vanished", "unread")
    counts = {field: value for field, value in asdict(made).items() if field not in apart}
    return Report(**counts, skipped=skipped, remarks=remarks, vanished=vanished, unread=unread)


def job_of(job: "Work") -> Job:
    """A job as it is now."""
    advance, error = job.advance, job.error
    known = error_text(error) if isinstance(error, IsnadError) else str(error or "")
    return Job(
        job.number, job.name, job.state, advance.files, advance.all_files, advance.passages, advance.all_passages,
        advance.seconds_left, report(job.name, job.report) if job.report else None, known,
    )  # fmt: skip


def _fields(article: Article, copies: Sequence[str]) -> dict[str, Any]:
    """The fields of a ``Listed``."""
    same = {name: getattr(article, name) for name in ("title", "source", "outlet", "date", "url", "scanned")}
    original = article.original.name if article.original else ""
    return {"article": article.id, **same, "original": original, "copies": tuple(copies)}
