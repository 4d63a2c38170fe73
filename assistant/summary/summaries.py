"""One article in short: its most telling sentences and a card of each meeting, from the catalog alone.

Where there is someone who writes, the sentences become prose on the same quotes; who that is, is not known here.
"""

from dataclasses import dataclass
from time import perf_counter
from typing import Protocol

from assistant.summary.meeting.cards import read_cards
from assistant.summary.salience import Part, fitting, foremost, weighed
from assistant.types import EXTRACTIVE, Card, Citation, Point, Summary
from retrieval.types import Article, Sentence, Vectors


@dataclass(frozen=True, slots=True)
class Length:
    """How long a summary is: so many points where the article has them, or, where that is 0, at most so many words."""

    words: int
    points: int = 0


PARAGRAPH, PAGE = Length(120), Length(300)
SHORT = Length(PARAGRAPH.words, points=3)
"""The lengths offered."""


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

    def summarize(self, identity: str, length: Length = PARAGRAPH, *, written: bool = True) -> Summary:
        """An article in quotes of this length, or in prose on them.

        ``written=False`` asks for the quotes. Raises ``UnknownArticle`` where there is none of this id.
        """
        started = perf_counter()
        article = self._stored.article(identity)
        sentences = self.sentences(article)
        points = points_of(article, sentences, length)
        cards = self.cards(article)
        summary = Summary(article.id, article.title, points, cards, self.mode, perf_counter() - started)
        return self._prose.summary(summary) if self._prose and written else summary

    def cards(self, article: Article) -> tuple[Card, ...]:
        """The cards of an article's meetings."""
        return read_cards(article, self.sentences(article))

    def sentences(self, article: Article) -> list[Sentence]:
        return [sentence for sentence, _ in self._stored.sentences(article.id)]


def points_of(article: Article, sentences: list[Sentence], length: Length) -> tuple[Point, ...]:
    """The points of an article in reading order, each with its one citation."""
    told = weighed(article, sentences)
    parts = foremost(article, told, length.points) if length.points else fitting(article, told, length.words)
    cited = [cite(article, part, number) for number, part in enumerate(parts, start=1)]
    return tuple(Point(one.shown, (one,)) for one in cited)


def cite(article: Article, part: Part, number: int, copies: tuple[str, ...] = ()) -> Citation:
    """The citation of a part of a sentence."""
    quote = article.text[part.start : part.end]
    page = article.page(part.start)
    return Citation(
        number,
        article.id,
        article.title,
        part.start,
        part.end,
        quote,
        copies,
        part.cut,
        page,
        article.outlet,
        article.date,
    )
