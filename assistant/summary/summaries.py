"""One article in short: its most telling sentences and a card of each meeting, from the catalog alone.

Where there is someone who writes, the sentences become prose on the same quotes; who that is, is not known here.
"""

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


class Prose(Protocol):
    """Who writes a summary anew, each sentence a point on the quotes it cites; as it was where that fails."""

    def summary(self, summary: Summary, /) -> Summary: ...


class Summarizer:
    """Summarises stored articles, in prose where ``prose`` is given; loads no model."""

    mode = EXTRACTIVE

    def __init__(self, stored: Stored, prose: Prose | None = None) -> None:
        self._stored = stored
        self._prose = prose

    def summarize(self, identity: str, most: int = PARAGRAPH, *, written: bool = True) -> Summary:
        """An article in quotes of at most ``most`` words, or in prose on them.

        ``written=False`` asks for the quotes. Raises ``UnknownArticle`` where there is none of this id.
        """
        started = perf_counter()
        article = self._stored.article(identity)
        sentences = self.sentences(article)
        points = points_of(article, sentences, most)
        cards = read_cards(article, sentences)
        summary = Summary(article.id, article.title, points, cards, self.mode, perf_counter() - started)
        return self._prose.summary(summary) if self._prose and written else summary

    def sentences(self, article: Article) -> list[Sentence]:
        return [sentence for sentence, _ in self.pairs(article)]

    def pairs(self, article: Article) -> list[tuple[Sentence, Vectors]]:
        """The sentences with their vectors."""
        return self._stored.sentences(article.id)


def points_of(article: Article, sentences: list[Sentence], most: int) -> tuple[Point, ...]:
    """The points of an article in reading order, of at most ``most`` words, each with its one citation."""
    spans = fitting(article, ranked(article, sentences), most)
    quotes = [(start, end, article.text[start:end]) for start, end in spans]
    return tuple(
        Point(quote, (Citation(number, article.id, article.title, start, end, quote, page=article.page(start)),))
        for number, (start, end, quote) in enumerate(quotes, start=1)
    )
