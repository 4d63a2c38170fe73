"""A library that a test can read, and wreck."""

from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any

import gradio as gr

from assistant.types import Answer, Citation, Digest, Turn
from retrieval.errors import UnknownArticle
from retrieval.indexing.report import IndexReport
from retrieval.store.catalog import Entry, Listed
from retrieval.types import EVERYTHING, Article, Filter

ARTICLE = Article("a", "عنوان المقالة", "حضر سامر.\r\nوغاب <ياسر>.", "a.txt", "الصحيفة", "2024-03-15")
CITATION = Citation(1, "a", "عنوان المقالة", 0, 9, "حضر سامر.")
ANSWER = Answer("من؟", "من؟", "answered", "حضر سامر. [1]", None, 0.9, (CITATION,), (), (), "extractive", 0.0)
DIGEST = Digest("الحضور: \\/", (("a", "عنوان المقالة"),), (), (), (), "extractive", 0.0)
REPORT = IndexReport(1, 1, 1, 0, 0, 0, 1, (), 0.0)


class OneArticle:
    """A library with one article; ``broken`` is what asking, adding and removing raise."""

    def __init__(self, broken: Exception | None = None, *, settled: bool = True) -> None:
        self.broken = broken
        self.settled = settled
        self.asked: list[tuple[str, Sequence[Turn], Filter, bool]] = []
        self.restored: list[Entry] = []

    def stream(
        self, question: str, history: Sequence[Turn] = (), only: Filter = EVERYTHING, *, written: bool = True
    ) -> Iterator[Answer]:
        self._break()
        self.asked.append((question, history, only, written))
        yield ANSWER

    def add(self, name: str, content: bytes) -> IndexReport:
        self._break()
        return REPORT

    def remove(self, identity: str) -> Entry:
        self._break()
        return Entry(self.article(identity), "a", "", "")

    def restore(self, entry: Entry) -> None:
        self.restored.append(entry)

    def article(self, identity: str) -> Article:
        if identity != ARTICLE.id:
            raise UnknownArticle(article=identity)
        return ARTICLE

    def articles(self) -> list[Article]:
        return [ARTICLE]

    def listed(self) -> list[Listed]:
        return [Listed(ARTICLE.id, ARTICLE.title, ARTICLE.outlet, ARTICLE.date)]

    def copies(self) -> dict[str, tuple[str, ...]]:
        return {"a": ("b",)}

    def summarize(self, identity: str, length: Any) -> Digest:
        self.article(identity)
        return DIGEST

    def digest(self, request: Any, length: Any) -> Digest:
        return DIGEST

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
