"""A typed request for a summary: the article or articles it is about, and what they say, grouped and compared.

One article gives its own summary with its cards. Of several, the sentences on the topic are grouped by what they are
(a meeting, a decision, a statement, what was before, the rest), the same fact told twice is one point with both
citations, and sentences that are alike but count the same noun differently are shown as a disagreement. Facts told in
other words are not recognised as the same, nor is a contradiction without numbers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

import numpy as np

from assistant.summary.meeting.aspects import aspect_of
from assistant.summary.requests import Request
from assistant.summary.salience import fitting, ranked
from assistant.summary.summaries import PARAGRAPH, Summarizer
from assistant.types import EXTRACTIVE, Answer, Aspect, Citation, Digest, Form, Point, Ranked, Reported, Summary
from prompts import Wording
from retrieval.arabic import STOP_WORDS, stem, words
from retrieval.arabic.clitics import bare_forms
from retrieval.arabic.entities import amounts
from retrieval.arabic.text import Text
from retrieval.search.hits import Found
from retrieval.search.search import Search
from retrieval.types import EVERYTHING, Article, Filter, Sentence, Vectors

_MOST_ARTICLES = 6
_COVERED, _CLOSE = 0.5, 0.8
_POINTS_OF_EACH = 4
_SAME, _SIMILAR = 0.55, 0.35
_ORDER = ("meeting", "decision", "statement", "background", "other")


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence on the topic, with its stems and the aspect it belongs to."""

    article: Article
    start: int
    end: int
    stems: frozenset[str]
    aspect: str

    @property
    def quote(self) -> str:
        return self.article.text[self.start : self.end]


class Digester:
    """Answers requests for summaries over one search and the summariser of the same catalog."""

    mode = EXTRACTIVE

    def __init__(self, search: Search, summarizer: Summarizer, wording: Wording) -> None:
        self._search = search
        self._summarizer = summarizer
        self._say = wording.say

    def digest(self, request: Request, most: int = PARAGRAPH) -> Digest:
        """What the articles say on the topic; without aspects where none is about it."""
        return self._digest(request, self._search.search(request.topic), most)

    def answer(self, question: str, request: Request, only: Filter = EVERYTHING) -> tuple[Answer, Digest]:
        """The same as an answer, and whole."""
        started = perf_counter()
        found = self._search.search(request.topic, only=only)
        digest = self._digest(request, found, PARAGRAPH)
        passages = tuple(Ranked(h.passage.article, h.passage.start, h.passage.end, h.score) for h in found.hits)
        sure = max((_coverage(request.topic, self._search.article(i)) for i, _ in digest.articles), default=0.0)
        blank = Answer(
            question, question, "no_evidence", "", None, sure, (), (), passages, self.mode, 0.0, Form.SUMMARY
        )
        if not digest.aspects:
            return replace(blank, text=self._say("no_article"), seconds=perf_counter() - started), digest
        text = "\n".join([*self._lines(digest), self._titles(digest)])
        full = replace(blank, status="answered", text=text, citations=digest.citations)
        return replace(full, seconds=perf_counter() - started), digest

    def _lines(self, digest: Digest) -> Iterator[str]:
        for number, aspect in enumerate(digest.aspects):
            if number and aspect.kind:
                yield self._say(f"aspect_{aspect.kind}")
            for point in aspect.points:
                yield f"{point.text} {marks(point)}"

    def _titles(self, digest: Digest) -> str:
        key = "summary_of" if len(digest.articles) == 1 else "summary_of_several"
        return self._say(key, titles="، ".join(f"«{title}»" for _, title in digest.articles))

    def _digest(self, request: Request, found: Found, most: int) -> Digest:
        started = perf_counter()
        articles = self._about(request, found)
        if len(articles) == 1:
            summary = self._summarizer.summarize(articles[0].id, most, written=False)
            return replace(of_summary(summary), topic=request.topic)
        told = [
            one for article in articles for one in self._told(article, found, request, most // max(1, len(articles)))
        ]
        aspects = _numbered(_grouped(told))
        cards = tuple(
            Reported(article.id, article.title, card)
            for article in articles
            for card in self._summarizer.summarize(article.id, 1, written=False).cards
        )
        titles = tuple((article.id, article.title) for article in articles)
        return Digest(
            request.topic, titles, cards, aspects, _disagreements(aspects), self.mode, perf_counter() - started
        )

    def _about(self, request: Request, found: Found) -> list[Article]:
        """The articles that hold most of the topic's words, in the order found: the best one, or all of them."""
        articles = list({hit.article.id: hit.article for hit in found.hits}.values())
        covered = {article.id: _coverage(request.topic, article) for article in articles}
        best = max(covered.values(), default=0.0)
        least = max(_COVERED, _CLOSE * best)
        close = [article for article in articles if covered[article.id] >= least]
        return close[: _MOST_ARTICLES if request.many else 1]

    def _told(self, article: Article, found: Found, request: Request, most: int) -> Iterator[_Told]:
        """The sentences of an article on the topic, the closest first chosen, in reading order."""
        pairs = [pair for pair in self._summarizer.pairs(article) if not pair[0].boilerplate]
        topic = _stems(request.topic)
        order = _by_topic(article, pairs, found.query.vector, topic)
        for start, end in fitting(article, order[: 2 * _POINTS_OF_EACH], max(most, 40))[:_POINTS_OF_EACH]:
            text = article.text[start:end]
            yield _Told(article, start, end, _stems(text), aspect_of(text))


def of_summary(summary: Summary) -> Digest:
    """One article's summary in the shape of a digest."""
    cards = tuple(Reported(summary.article, summary.title, card) for card in summary.cards)
    aspects = (Aspect("", summary.points),) if summary.points else ()
    return Digest(summary.title, ((summary.article, summary.title),), cards, aspects, (), summary.mode, summary.seconds)


def marks(point: Point) -> str:
    """The marks of a point's citations."""
    return "".join(f"[{citation.number}]" for citation in point.citations)


def _by_topic(
    article: Article, pairs: Sequence[tuple[Sentence, Vectors]], vector: Vectors, topic: frozenset[str]
) -> list[Sentence]:
    if not pairs:
        return []
    cosines = np.stack([own for _, own in pairs]) @ vector
    place = {sentence: rank for rank, sentence in enumerate(ranked(article, [s for s, _ in pairs]))}

    def closeness(number: int) -> float:
        sentence = pairs[number][0]
        shared = len(topic & _stems(article.text[sentence.start : sentence.end])) / max(1, len(topic))
        return float(cosines[number] - cosines.max()) * 10 + shared - 0.5 * place.get(sentence, len(pairs)) / len(pairs)

    return [pairs[number][0] for number in sorted(range(len(pairs)), key=lambda number: -closeness(number))]


def _grouped(told: Sequence[_Told]) -> list[tuple[str, list[list[_Told]]]]:
    """By aspect, the same fact from several articles together."""
    facts: list[list[_Told]] = []
    for one in told:
        same = next((fact for fact in facts if _same(one, fact)), None)
        if same is None:
            facts.append([one])
        else:
            same.append(one)
    grouped = [(aspect, [fact for fact in facts if fact[0].aspect == aspect]) for aspect in _ORDER]
    return [(aspect, members) for aspect, members in grouped if members]


def _same(one: _Told, fact: Sequence[_Told]) -> bool:
    others = [other for other in fact if other.article.id == one.article.id]
    return not others and _alike(one.stems, fact[0].stems) >= _SAME and _counts_agree(one.quote, fact[0].quote)


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _numbered(grouped: Sequence[tuple[str, list[list[_Told]]]]) -> tuple[Aspect, ...]:
    aspects, number = [], 0
    for kind, facts in grouped:
        points = []
        for fact in facts:
            citations = tuple(
                Citation(number + place, t.article.id, t.article.title, t.start, t.end, t.quote)
                for place, t in enumerate(fact, start=1)
            )
            number += len(fact)
            points.append(Point(fact[0].quote, citations))
        aspects.append(Aspect(kind, tuple(points)))
    return tuple(aspects)


def _disagreements(aspects: Sequence[Aspect]) -> tuple[tuple[Citation, Citation], ...]:
    """Pairs of sentences of different articles that are alike and give another number for the same noun."""
    citations = [citation for aspect in aspects for point in aspect.points for citation in point.citations]
    return tuple(
        (one, other)
        for place, one in enumerate(citations)
        for other in citations[place + 1 :]
        if one.article != other.article
        and _alike(_stems(one.quote), _stems(other.quote)) >= _SIMILAR
        and not _counts_agree(one.quote, other.quote)
    )


def _counts_agree(one: str, other: str) -> bool:
    """Whether no noun is counted in both with different numbers."""
    ours, theirs = _counts(one), _counts(other)
    return all(ours[noun] & theirs[noun] for noun in ours.keys() & theirs.keys())


def _counts(text: str) -> dict[str, set[float]]:
    counted: dict[str, set[float]] = {}
    for number in amounts(Text(text)):
        if number.noun and number.value is not None:
            counted.setdefault(stem(words(number.noun)[0]), set()).add(number.value)
    return counted


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(text) if word not in STOP_WORDS)


def _coverage(topic: str, article: Article) -> float:
    """The share of the topic's stems that an article has, also behind a preposition written into the word."""
    wanted = _stems(topic)
    have = {stem(form) for word in set(words(f"{article.title} {article.text}")) for form in bare_forms(word)}
    return len(wanted & have) / len(wanted) if wanted else 0.0
