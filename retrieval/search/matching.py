"""Whether an expression is true of an article, and the exact places that make it so, by comparing its words.

It is the meaning of a query: the keyword index finds the same articles without reading them. What an index cannot tell
(more than two things near one another) is decided here, and here the words of an article that is shown are marked.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from retrieval.arabic.spellings import Wanted
from retrieval.arabic.words import Word, tokens
from retrieval.search.language import All, Dated, Entity, Expression, Near, Not, Outlet, Titled, Words
from retrieval.store.keywords import Field
from retrieval.types import Article, Span

Places = Mapping[Field, Sequence[Span]]
"""Where words stand, in the title and in the text: offsets into each, the end exclusive."""

_MOST_WAYS = 1000


@dataclass(frozen=True, slots=True)
class _Run:
    """Words that follow one another: the numbers of the first and the last."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True)  # no slots: what is found is kept
class _Stream:
    """The words of a title or a text."""

    text: str

    @cached_property
    def words(self) -> list[Word]:
        return tokens(self.text)

    @cached_property
    def _places(self) -> dict[Wanted, frozenset[int]]:
        return {}

    def runs(self, phrase: Words) -> Iterator[_Run]:
        """Where the words of a phrase stand, in order."""
        places = [self._of(word) for word in phrase.words]
        for first in sorted(places[0]):
            if all(first + number in places[number] for number in range(1, len(places))):
                yield _Run(first, first + len(places) - 1)

    def near(self, near: Near) -> Iterator[tuple[_Run, ...]]:
        """Every way in which its parts stand near enough; of very many the first."""
        candidates = [list(self.runs(part)) for part in near.parts]
        total = sum(len(part.words) for part in near.parts)
        return islice(_ways(candidates, near.between + total), _MOST_WAYS)

    def span(self, run: _Run) -> Span:
        return self.words[run.first].start, self.words[run.last].end

    def _of(self, wanted: Wanted) -> frozenset[int]:
        if wanted not in self._places:
            fitting = frozenset(number for number, word in enumerate(self.words) if wanted.fits(word))
            self._places[wanted] = fitting
        return self._places[wanted]


class Matcher:
    """Compares expressions with one article. The conditions that are not of its words are ``given``: those of them that
    hold, each with the places that tell it, or none."""

    def __init__(self, article: Article, given: Mapping[Expression, Sequence[Span]]) -> None:
        self._streams: dict[Field, _Stream] = {"title": _Stream(article.title), "text": _Stream(article.text)}
        self._given = given

    def places(self, expression: Expression) -> Places | None:
        """The places that make an expression true, in order, those that overlap joined; None where it is not true."""
        found = self._places(expression, ("title", "text"))
        if found is None:
            return None
        return {field: _joined(span for one, span in found if one == field) for field in self._streams}

    def _places(self, expression: Expression, fields: Sequence[Field]) -> list[tuple[Field, Span]] | None:
        if isinstance(expression, Words | Near):
            return self._worded(expression, fields) or None
        if isinstance(expression, Titled):
            return self._places(expression.part, ("title",))
        if isinstance(expression, Not):
            return [] if self._places(expression.part, fields) is None else None
        if isinstance(expression, Outlet | Dated | Entity):
            spans = self._given.get(expression)
            return None if spans is None else [("text", span) for span in spans]
        parts = [self._places(part, fields) for part in expression.parts]
        true = [part for part in parts if part is not None]
        enough = len(true) == len(parts) if isinstance(expression, All) else bool(true)
        return [place for part in true for place in part] if enough else None

    def _worded(self, asked: Words | Near, fields: Sequence[Field]) -> list[tuple[Field, Span]]:
        found: dict[tuple[Field, Span], None] = {}
        for field in fields:
            stream = self._streams[field]
            ways = stream.near(asked) if isinstance(asked, Near) else ((run,) for run in stream.runs(asked))
            for way in ways:
                found |= {(field, stream.span(run)): None for run in way}
        return list(found)


def _ways(candidates: Sequence[Sequence[_Run]], most: int, taken: tuple[_Run, ...] = ()) -> Iterator[tuple[_Run, ...]]:
    """One run of each list, none in another, that all stand within ``most`` words."""
    if not candidates:
        yield taken
        return
    runs = candidates[0]
    if taken:
        low, high = max(one.last for one in taken) - most, min(one.first for one in taken) + most
        runs = runs[bisect_left(runs, low, key=_first) : bisect_left(runs, high, key=_first)]
    for run in runs:
        every = (*taken, run)
        near = max(one.last for one in every) - min(one.first for one in every) + 1 <= most
        if near and all(run.first > one.last or run.last < one.first for one in taken):
            yield from _ways(candidates[1:], most, every)


def _first(run: _Run) -> int:
    return run.first


def _joined(spans: Iterator[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined
