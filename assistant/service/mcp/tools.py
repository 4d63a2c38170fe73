"""What a model may do with the articles: ask, search, read, list. Nothing here changes anything."""

from dataclasses import dataclass

from assistant.answering.extractive import check_question
from assistant.service.library import Library
from assistant.service.records import Leaf, leaf
from assistant.types import Answer
from retrieval.store.facets import make_filter

MOST_FOUND, MOST_LISTED, MOST_READ = 10, 200, 20_000


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """Words of an article: ``text == article.text[start:end]``."""

    article: str
    title: str
    start: int
    end: int
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """Passages, the best first."""

    passages: tuple[FoundPassage, ...]


@dataclass(frozen=True, slots=True)
class Extract:
    """A part of an article's text; ``length`` is that of all of it, in characters."""

    article: str
    title: str
    outlet: str
    date: str
    start: int
    end: int
    length: int
    text: str


@dataclass(frozen=True, slots=True)
class Tools:
    """The tools over one library; each raises the library's errors."""

    library: Library

    def ask(
        self,
        question: str,
        articles: list[str] | None = None,
        outlets: list[str] | None = None,
        since: str = "",
        until: str = "",
    ) -> Answer:
        """In quotes alone: whoever asks is a model itself."""
        only = make_filter(articles or (), outlets or (), since, until)
        return self.library.answer(question, only=only, written=False)

    def search(self, question: str, count: int = MOST_FOUND) -> Found:
        """The passages that the question's answer would be looked for in."""
        check_question(question)
        ranked = self.library.answer(question, written=False).passages[: max(0, count)]
        found = [(one, self.library.article(one.article)) for one in ranked]
        return Found(
            tuple(
                FoundPassage(
                    one.article, article.title, one.start, one.end, article.text[one.start : one.end], one.score
                )
                for one, article in found
            )
        )

    def read(self, article: str, start: int = 0, end: int | None = None) -> Extract:
        """At most ``MOST_READ`` characters from ``start``."""
        found = self.library.article(article)
        start = max(0, start)
        text = found.text[start : start + MOST_READ if end is None else min(end, start + MOST_READ)]
        return Extract(found.id, found.title, found.outlet, found.date, start, start + len(text), len(found.text), text)

    def list(self, after: str = "", count: int = MOST_LISTED) -> Leaf:
        return leaf(self.library, after, min(max(1, count), MOST_LISTED))
