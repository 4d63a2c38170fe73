"""A typed request for a summary: the article or articles it is about, and what they say, grouped and compared.

One article gives its own summary with its cards. Several are grouped by what happened and on which day; reprints are
one source; the same fact told twice is one point with both citations, and sentences of one group that are alike but
count the same noun differently are shown as a disagreement. Facts told in other words are not recognised as the same,
nor is a contradiction without numbers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from time import perf_counter

from assistant.summary.requests import Request
from assistant.summary.salience import Part, Weighed, fitting, weighed
from assistant.summary.summaries import PAGE, PARAGRAPH, Length, Summarizer, cite
from assistant.summary.topics import Topic, same_story
from assistant.types import EXTRACTIVE, Answer, Aspect, Citation, Digest, Form, Note, Point, Ranked, Reported, Summary
from prompts import Wording
from retrieval.arabic import STOP_WORDS, stem, words
from retrieval.arabic.calendar import day_of
from retrieval.arabic.entities import amounts
from retrieval.arabic.text import Text
from retrieval.search.hits import Found
from retrieval.search.search import Search
from retrieval.types import EVERYTHING, Article, Filter

_PASSAGES = 50
"""So many are looked at for the articles on a topic; titles are searched with each passage."""
_MOST_ARTICLES = 8
_LEAST_WORDS = 30
"""An article of several has so many words at least; where they are not enough, fewer articles are told."""
_POINTS_OF_EACH = 4
_BESIDE = 0.5
"""What a sentence that does not name the topic is worth beside one that does."""
_SAME, _SIMILAR = 0.55, 0.35


@dataclass(frozen=True, slots=True)
class Source:
    """An article that is summarised with others, and the articles that print the same."""

    article: Article
    copies: tuple[str, ...]

    @property
    def day(self) -> str:
        day = day_of(self.article.date) if self.article.date else None
        return day.isoformat() if day else ""


@dataclass(frozen=True, slots=True)
class _Told:
    """A point of an article, with its stems."""

    source: Source
    part: Part
    stems: frozenset[str]

    @property
    def quote(self) -> str:
        return self.source.article.text[self.part.start : self.part.end]


_Fact = list[_Told]
"""The points of several articles that say the same."""


class Digester:
    """Answers requests for summaries over one search and the summariser of the same catalog."""

    mode = EXTRACTIVE

    def __init__(self, search: Search, summarizer: Summarizer, wording: Wording) -> None:
        self._search = search
        self._summarizer = summarizer
        self._say = wording.say

    def places(self, about: str, most: int, only: Filter) -> list[tuple[str, int, int]]:
        """The best passages on a topic as article, start and end."""
        return self._search.places(about, most, only)

    def digest(self, request: Request, length: Length | None = None) -> Digest:
        """What the articles say on the topic; without aspects where none is about it.

        Without ``length`` it is as long as the request says; where that says nothing, one article has a paragraph and
        several have a page.
        """
        return self._digest(request, self._search.search(request.topic, _PASSAGES), length)

    def answer(self, question: str, request: Request, only: Filter = EVERYTHING) -> tuple[Answer, Digest]:
        """The same as an answer, and whole."""
        started = perf_counter()
        found = self._search.search(request.topic, _PASSAGES, only=only)
        digest = self._digest(request, found, None)
        passages = tuple(Ranked(h.passage.article, h.passage.start, h.passage.end, h.score) for h in found.hits)[:10]
        topic = Topic(request.topic)
        sure = max((topic.coverage(self._search.article(i)) for i, _ in digest.articles), default=0.0)
        blank = Answer(
            question, question, "no_evidence", "", None, sure, (), (), passages, self.mode, 0.0, Form.SUMMARY
        )
        if not digest.aspects:
            return replace(blank, text=self._say("no_article"), seconds=perf_counter() - started), digest
        notes = tuple(self._notes(digest))
        text = "\n".join([*_lines(digest, notes), self._titles(digest)])
        full = replace(blank, status="answered", text=text, citations=digest.citations, notes=notes)
        return replace(full, seconds=perf_counter() - started), digest

    def _notes(self, digest: Digest) -> Iterator[Note]:
        """A heading before each group of several, and at the end what was told alike and what was not."""
        told = 0
        for aspect in digest.aspects:
            if aspect.heading:
                yield Note(told, self._heading(aspect))
            told += sum(len(point.citations) for point in aspect.points)
        for point in digest.agreements:
            yield Note(told, self._say("agreement", marks=marks(point)))
        for one, other in digest.disagreements:
            yield Note(told, self._say("disagreement", one=f"[{one.number}]", other=f"[{other.number}]"))

    def _heading(self, aspect: Aspect) -> str:
        if aspect.day:
            return self._say("story_on_day", title=aspect.heading, day=aspect.day)
        return self._say("story", title=aspect.heading)

    def _titles(self, digest: Digest) -> str:
        key = "summary_of" if len(digest.articles) == 1 else "summary_of_several"
        return self._say(key, titles="، ".join(f"«{title}»" for _, title in digest.articles))

    def _digest(self, request: Request, found: Found, length: Length | None) -> Digest:
        started = perf_counter()
        topic, sources = Topic(request.topic), _sources(found)
        about = _about(topic, sources, many=request.many)
        length = length or request.length or (PARAGRAPH if len(about) < 2 else PAGE)
        if len(about) == 1:
            summary = self._summarizer.summarize(about[0].article.id, length, written=False)
            return replace(of_summary(summary), topic=request.topic)
        about = about[: max(1, min(_MOST_ARTICLES, length.words // _LEAST_WORDS))]
        stories = _stories(about)
        told = {one.article.id: self._told(one, topic, length.words // len(about)) for one in about}
        facts = [_facts([point for source in story for point in told[source.article.id]]) for story in stories]
        kept = _first(facts, length.points) if length.points else facts
        aspects = _numbered(stories, kept)
        return Digest(
            request.topic, tuple((one.article.id, one.article.title) for story in stories for one in story),
            tuple(self._cards(about)),
            aspects, _disagreements(aspects), self.mode, perf_counter() - started,
        )  # fmt: skip

    def _cards(self, about: Sequence[Source]) -> Iterator[Reported]:
        for one in about:
            for card in self._summarizer.cards(one.article):
                yield Reported(one.article.id, one.article.title, card)

    def _told(self, source: Source, topic: Topic, most: int) -> list[_Told]:
        """The points of an article, what names the topic before the rest."""
        article = source.article
        found = [_beside(one, article, topic) for one in weighed(article, self._summarizer.sentences(article))]
        best = sorted(found, key=lambda one: -one.weight)[:_POINTS_OF_EACH]
        parts = fitting(article, [one for one in found if one in best], most)
        return [_Told(source, part, _stems(article.text[part.start : part.end])) for part in parts]


def of_summary(summary: Summary) -> Digest:
    """One article's summary in the shape of a digest."""
    cards = tuple(Reported(summary.article, summary.title, card) for card in summary.cards)
    aspects = (Aspect("", summary.points),) if summary.points else ()
    return Digest(summary.title, ((summary.article, summary.title),), cards, aspects, (), summary.mode, summary.seconds)


def marks(point: Point) -> str:
    """The marks of a point's citations."""
    return "".join(f"[{citation.number}]" for citation in point.citations)


def _lines(digest: Digest, notes: Sequence[Note]) -> Iterator[str]:
    points = [point for aspect in digest.aspects for point in aspect.points]
    last = [(point.citations[-1].number, f"{point.text} {marks(point)}") for point in points]
    ordered = sorted([*last, *((note.after, note.text) for note in notes)], key=lambda pair: pair[0])
    return (text for _, text in ordered)  # sorted keeps points before notes


def _sources(found: Found) -> list[Source]:
    """The articles found, in order, of those that print the same the first."""
    sources: dict[str, Source] = {}
    for hit in found.hits:
        if sources.keys().isdisjoint((hit.article.id, *hit.copies)):
            sources[hit.article.id] = Source(hit.article, hit.copies)
    return list(sources.values())


def _about(topic: Topic, sources: Sequence[Source], *, many: bool) -> list[Source]:
    """The articles on the topic, those first that have it in title or beginning: the best one, or all of them."""
    if not many:
        return sorted(
            (one for one in sources if topic.holds(one.article)), key=lambda one: -topic.coverage(one.article)
        )[:1]
    scores = {one.article.id: topic.aboutness(one.article) for one in sources}
    best = max(scores.values(), default=0.0)
    chosen = [one for one in sources if scores[one.article.id] >= max(topic.least, best / 2)]
    return sorted(chosen, key=lambda one: -scores[one.article.id])[:_MOST_ARTICLES]


def _stories(about: Sequence[Source]) -> list[list[Source]]:
    """The articles that tell of one thing, in the order of their days, those without a day last."""
    stories: list[list[Source]] = []
    for one in about:
        story = next((s for s in stories if same_story(s[0].article, one.article)), None)
        if story is None:
            stories.append([one])
        else:
            story.append(one)
    return sorted(stories, key=lambda story: (not story[0].day, story[0].day))


def _beside(one: Weighed, article: Article, topic: Topic) -> Weighed:
    named = topic.named(article.text[one.sentence.start : one.sentence.end])
    return one if named else replace(one, weight=_BESIDE * one.weight)


def _facts(told: Sequence[_Told]) -> list[_Fact]:
    facts: list[_Fact] = []
    for one in told:
        same = next((fact for fact in facts if _same(one, fact)), None)
        if same is None:
            facts.append([one])
        else:
            same.append(one)
    return facts


def _first(facts: Sequence[list[_Fact]], count: int) -> list[list[_Fact]]:
    """So many facts of all stories: the first of each, the second of each."""
    places = sorted((place, story) for story, told in enumerate(facts) for place in range(len(told)))[:count]
    return [[fact for place, fact in enumerate(told) if (place, story) in places] for story, told in enumerate(facts)]


def _same(one: _Told, fact: _Fact) -> bool:
    others = [other for other in fact if other.source.article.id == one.source.article.id]
    return not others and _alike(one.stems, fact[0].stems) >= _SAME and _counts_agree(one.quote, fact[0].quote)


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _numbered(stories: Sequence[Sequence[Source]], facts: Sequence[Sequence[_Fact]]) -> tuple[Aspect, ...]:
    aspects, number = [], 0
    for story, told in zip(stories, facts, strict=True):
        points = []
        for fact in told:
            citations = tuple(
                cite(one.source.article, one.part, number + place, one.source.copies)
                for place, one in enumerate(fact, start=1)
            )
            number += len(fact)
            points.append(Point(citations[0].shown, citations))
        if points:
            heading = story[0].article.title if len(stories) > 1 else ""
            aspects.append(Aspect("story", tuple(points), heading, story[0].day if heading else ""))
    return tuple(aspects)


def _disagreements(aspects: Sequence[Aspect]) -> tuple[tuple[Citation, Citation], ...]:
    """Pairs of sentences of different articles on one thing that are alike and count the same noun differently."""
    return tuple(
        (one, other)
        for aspect in aspects
        for one, other in combinations([cited for point in aspect.points for cited in point.citations], 2)
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
