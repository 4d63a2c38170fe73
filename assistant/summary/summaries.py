"""One article in short: its most telling sentences and a card of each meeting, from the catalog alone."""

from time import perf_counter
from typing import Protocol

from assistant.summary.meeting.cards import read_cards
from assistant.summary.salience import fitting, ranked
from assistant.types import EXTRACTIVE, Citation, Point, Summary
from retrieval.types import Article, Sentence, Vectors

SHORT, PARAGRAPH, PAGE = 60, 120, 300
"""The lengths offered, in words: about three points, a paragraph, a page."""


class Stored(Protocol):
    """Where articles and their sentences are kept: a catalog, or a search over one."""

    def article(self, identity: str, /) -> Article: ...
    def sentences(self, article: str, /) -> list[tuple[Sentence, Vectors]]: ...


class Summarizer:
    """Summarises stored articles; loads no model."""

    mode = EXTRACTIVE

    def __init__(self, stored: Stored) -> None:
        self._stored = stored

    def summarize(self, identity: str, words: int = PARAGRAPH) -> Summary:
        """An article in at most so many words; ``UnknownArticle`` where there is none of this id."""
        started = perf_counter()
        article = self._stored.article(identity)
        sentences = self.sentences(article)
        points = points_of(article, sentences, words)
        cards = read_cards(article, sentences)
        return Summary(article.id, article.title, points, cards, self.mode, perf_counter() - started)

    def sentences(self, article: Article) -> list[Sentence]:
        return [sentence for sentence, _ in self.pairs(article)]

    def pairs(self, article: Article) -> list[tuple[Sentence, Vectors]]:
        """The sentences with their vectors."""
        return self._stored.sentences(article.id)


def points_of(article: Article, sentences: list[Sentence], words: int) -> tuple[Point, ...]:
    """The points of an article in reading order, each with its one citation."""
    spans = fitting(article, ranked(article, sentences), words)
    quotes = [(start, end, article.text[start:end]) for start, end in spans]
    return tuple(
        Point(quote, (Citation(number, article.id, article.title, start, end, quote),))
        for number, (start, end, quote) in enumerate(quotes, start=1)
    )
