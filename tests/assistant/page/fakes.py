"""A library that a test can read, and wreck."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import gradio as gr

from assistant.service.jobs import Job
from assistant.types import Answer, Citation, Digest, Excerpt, Kept, Match, Matches, News, Quoted, Tally, Turn
from retrieval.errors import NoPicture, PathMissing, UnknownArticle
from retrieval.indexing.report import IndexReport
from retrieval.store.catalog import Entry, Listed
from retrieval.types import EVERYTHING, Article, Filter, Span

ARTICLE = Article("a", "عنوان المقالة", "حضر سامر.\r\nوغاب <ياسر>.", "a.txt", "الصحيفة", "2024-03-15")
ORIGINAL = "خبر «1».html", b"<script>alert(1)</script>"
CITATION = Citation(1, "a", "عنوان المقالة", 0, 9, "حضر سامر.")
ANSWER = Answer("من؟", "من؟", "answered", "حضر سامر. [1]", None, 0.9, (CITATION,), (), (), "extractive", 0.0)
DIGEST = Digest("الحضور: \\/", (("a", "عنوان المقالة"),), (), (), (), "extractive", 0.0)
MARK = Excerpt("سامر", 4, 8)
MATCH = Match(
    "a", "عنوان المقالة", "الصحيفة", "2024-03-15", 1.5, ("b",), (), (MARK,), (Quoted(0, 9, "حضر سامر.", (MARK,)),)
)
MATCHES = Matches("سامر", 1, 2, 1, 20, "fit", (Tally("الصحيفة", 2),), (Tally("2024-03", 2),), (MATCH,), 0.0)
KEPT = Kept(1, "search", "سامر")
NEWS = News(1, "search", "سامر", 1, (MATCH,), None)
REPORT = IndexReport(1, 1, 1, 0, 0, 0, 1, (), 0.0)


class GivenJobs:
    """Jobs as they were given, and which of them were to be cancelled."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        self.given = tuple(jobs)
        self.cancelled: list[int] = []

    def all(self) -> tuple[Job, ...]:
        return self.given

    def cancel(self, number: int) -> None:
        self.cancelled.append(number)


class OneArticle:
    """A library with one article; ``broken`` is what asking, adding and removing raise."""

    def __init__(self, broken: Exception | None = None, *, settled: bool = True, jobs: Sequence[Job] = ()) -> None:
        self.broken = broken
        self.settled = settled
        self.asked: list[tuple[str, Sequence[Turn], Filter, bool]] = []
        self.restored: list[Entry] = []
        self.submitted: list[tuple[str, Path]] = []
        self.watched: list[Path] = []
        self.jobs = GivenJobs(jobs)
        self.found: list[tuple[str, str, int, int]] = []

    def stream(
        self, question: str, history: Sequence[Turn] = (), only: Filter = EVERYTHING, *, written: bool = True
    ) -> Iterator[Answer]:
        self._break()
        self.asked.append((question, history, only, written))
        yield ANSWER

    def add(self, name: str, content: bytes) -> IndexReport:
        self._break()
        return REPORT

    def submit(self, files: Sequence[tuple[str, Path]]) -> None:
        self._break()
        self.submitted += files

    def folders(self) -> list[Path]:
        return self.watched

    def watch(self, folder: Path) -> None:
        if not folder.is_dir():
            raise PathMissing(path=folder)
        self.watched.append(folder)

    def unwatch(self, folder: Path) -> None:
        self.watched.remove(folder)

    def remove(self, identity: str) -> Entry:
        self._break()
        return Entry(self.article(identity), "a", "", "")

    def restore(self, entry: Entry) -> None:
        self.restored.append(entry)

    def article(self, identity: str) -> Article:
        if identity != ARTICLE.id:
            raise UnknownArticle(article=identity)
        return ARTICLE

    def original(self, identity: str) -> tuple[str, bytes]:
        self.article(identity)
        return ORIGINAL

    def picture(self, identity: str, number: int, spans: Sequence[Span] = ()) -> bytes:
        self.article(identity)
        if number != 1:
            raise NoPicture(article=identity, page=number)
        return b"PNG %d" % len(spans)

    def articles(self) -> list[Article]:
        return [ARTICLE]

    def listed(self) -> list[Listed]:
        return [Listed(ARTICLE.id, ARTICLE.title, ARTICLE.outlet, ARTICLE.date)]

    def copies(self) -> dict[str, tuple[str, ...]]:
        return {"a": ("b",)}

    def copies_of(self, identity: str) -> tuple[str, ...]:
        return self.copies().get(identity, ())

    def summarize(self, identity: str, length: Any) -> Digest:
        self.article(identity)
        return DIGEST

    def digest(self, request: Any, length: Any) -> Digest:
        return DIGEST

    def find(self, query: str, order: str = "fit", page: int = 1, per_page: int = 10) -> Matches:
        self._break()
        self.found.append((query, order, page, per_page))
        return MATCHES

    def save(self, text: str, kind: str | None = None) -> Kept:
        self._break()
        return KEPT

    def kept(self) -> list[Kept]:
        return [KEPT]

    def forget(self, number: int) -> Kept:
        return KEPT

    def news(self, *, look: bool = True) -> list[News]:
        self._break()
        return [NEWS]

    def counts(self) -> tuple[int, int]:
        self._break()
        return 1, 1

    def mode(self) -> str:
        return "extractive"

    def _break(self) -> None:
        if self.broken:
            raise self.broken


def handler(blocks: gr.Blocks, name: str) -> Any:
    """What gradio calls for an event or an endpoint, by the name of its function."""
    (found,) = {one.fn for one in blocks.fns.values() if one.fn and one.fn.__name__ == name}
    return found


def browser(session: str = "one", **query: str) -> Any:
    """As much of a request as an event reads."""
    return SimpleNamespace(session_hash=session, query_params=query, cookies={"isnad_owner": "me"})


def press(**data: str) -> Any:
    """An event whose button had these ``data-`` attributes."""
    return SimpleNamespace(_data=data)
