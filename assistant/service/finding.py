"""All articles that a query finds, a page of them at a time, each with its exact words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from time import perf_counter

from assistant.types import Excerpt, Match, Matches, Quoted, Tally
from retrieval.arabic.sentences import word_count
from retrieval.errors import NothingIndexed
from retrieval.search.articles import ArticleSearch, Located, Order
from retrieval.search.language import parse
from retrieval.store.facets import Counted
from retrieval.store.folder import Store
from retrieval.types import Article, Sentence, Span

PER_PAGE = 10
MOST_PER_PAGE = 100
_MOST_QUOTES = 3
_MOST_WORDS = 60
"""Of one quote, as of a citation; a sentence has no more, several that a phrase runs through may."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Sentences that stand or fall together, and the places in them."""

    start: int
    end: int
    marks: tuple[Span, ...]
    furniture: bool


class Finder:
    """Finds in one open store, from any number of threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._search = ArticleSearch(store)

    def find(
        self,
        query: str,
        order: Order = "fit",
        page: int = 1,
        per_page: int = PER_PAGE,
        among: Iterable[str] | None = None,
    ) -> Matches:
        """One page, from 1, of all that a query finds, ``among`` some articles by id where they are given.

        Raises ``BadQuery``, ``QueryTooWide``, ``UnknownOutlet`` or ``NothingIndexed``.
        """
        started = perf_counter()
        expression = parse(query)
        if not self._store.catalog.count_articles():
            raise NothingIndexed(data=self._store.folder)
        found = self._search.find(expression, order, among)
        shown = found.sources[(page - 1) * per_page : page * per_page]
        matches = tuple(map(_match, self._search.locate(expression, shown)))
        return Matches(
            query, len(found.sources), found.articles, page, per_page, order, _tallies(found.outlets),
            _tallies(found.months), matches, perf_counter() - started,
        )  # fmt: skip


def _tallies(counted: Iterable[Counted]) -> tuple[Tally, ...]:
    return tuple(Tally(one.value, one.count) for one in counted)


def _match(located: Located) -> Match:
    article, places = located.article, located.places
    marks, titled = places.get("text", ()), places.get("title", ())
    quotes = tuple(_quoted(article, stretch) for stretch in _chosen(_stretches(article, located.sentences, marks)))
    return Match(
        article.id, article.title, article.outlet, article.date, located.source.score, located.source.copies,
        _excerpts(article.title, titled), _excerpts(article.text, marks), quotes,
    )  # fmt: skip


def _excerpts(text: str, spans: Iterable[Span]) -> tuple[Excerpt, ...]:
    return tuple(Excerpt(text[start:end], start, end) for start, end in spans)


def _quoted(article: Article, stretch: _Stretch) -> Quoted:
    quote = article.text[stretch.start : stretch.end]
    marks = _excerpts(article.text, stretch.marks)
    return Quoted(stretch.start, stretch.end, quote, marks, article.page(stretch.start))


def _stretches(article: Article, sentences: Sequence[Sentence], marks: Sequence[Span]) -> list[_Stretch]:
    """The sentences that hold places, one by one, or joined where a place runs through several."""
    found: list[_Stretch] = []
    for mark in marks:
        held = [one for one in sentences if one.start < mark[1] and mark[0] < one.end]
        start, end = (min(held[0].start, mark[0]), max(held[-1].end, mark[1])) if held else mark
        if len(held) > 1 and word_count(article.text[start:end]) > _MOST_WORDS:
            start, end = mark
        if found and start < found[-1].end:
            start, end = min(start, found[-1].start), max(end, found[-1].end)
            mark_before = found.pop().marks
        else:
            mark_before = ()
        found.append(_Stretch(start, end, (*mark_before, mark), all(one.boilerplate for one in held)))
    return found or [_Stretch(one.start, one.end, (), one.boilerplate) for one in sentences[:_MOST_QUOTES]]


def _chosen(stretches: Sequence[_Stretch]) -> list[_Stretch]:
    """Those with most of the places, in reading order; the first where none has any."""
    best = sorted(stretches, key=lambda one: (one.furniture, -len(one.marks), one.start))
    return sorted(best[: _MOST_QUOTES if best and best[0].marks else 1], key=lambda one: one.start)
