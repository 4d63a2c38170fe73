"""The nouns of retrieval: what is read, cut, stored, embedded and found.

Offsets are Python string offsets into ``Article.text``; ``start`` is inclusive, ``end`` exclusive. Vectors are float32,
of unit length, so that a dot product is a cosine. Nothing here knows a framework.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
"""An array of shape (n, dimensions), or (dimensions,) for one vector."""

Keys = npt.NDArray[np.int64]
"""Passage keys (catalog row ids), ascending."""

Kind = Literal["person", "date", "place", "number", "body"]
"""What a span of an article can be told to be."""

Span = tuple[int, int]
"""Where words begin and end in a text: offsets, the end exclusive."""

Progress = Callable[[str, int, int], None]
"""Called as (stage, done, total) while long work goes on; the stage is a short English key, worded by the caller."""


@dataclass(frozen=True, slots=True)
class Original:
    """The file that an article was taken out of: the SHA-256 of its bytes, under which they are kept, and its name."""

    digest: str
    name: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article as published; ``text`` is the decoded file, nothing stripped."""

    id: str
    title: str
    text: str
    source: str
    outlet: str = ""
    date: str = ""
    url: str = ""
    pages: tuple[int, ...] = ()
    """Where each page begins in the text, ascending; empty where the file has no pages."""
    scanned: tuple[int, ...] = ()
    """The pages, from 1, whose text a machine read off a picture."""
    original: Original | None = None
    """None where the text is the file's own."""

    def page(self, offset: int) -> int | None:
        """The number, from 1, of the page that holds an offset of the text; None where there are no pages."""
        return max(1, bisect_right(self.pages, offset)) if self.pages else None

    def page_bounds(self, number: int) -> Span:
        """Where a page, by its number from 1, begins and ends in the text."""
        ends = (*self.pages[1:], len(self.text))
        return self.pages[number - 1], ends[number - 1]

    def is_scanned(self, start: int, end: int) -> bool:
        """Whether a machine read any of these words off a picture."""
        first, last = self.page(start) or 0, self.page(max(start, end - 1)) or 0
        return any(first <= number <= last for number in self.scanned)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A span of an article that can be quoted alone; boilerplate (captions, comment boxes) never is."""

    start: int
    end: int
    boilerplate: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """Whole neighbouring sentences of one article, the unit of search; ``number`` counts from 0 in the article."""

    article: str
    number: int
    sentences: tuple[Sentence, ...]

    @property
    def start(self) -> int:
        return self.sentences[0].start

    @property
    def end(self) -> int:
        return self.sentences[-1].end


@dataclass(frozen=True, slots=True)
class Embedded:
    """The vectors of one text: its own, and one for each span asked for, shape (spans, dimensions)."""

    vector: Vectors
    spans: Vectors


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage key (catalog row id) and its score in one index; higher is better."""

    key: int
    score: float


@dataclass(frozen=True, slots=True)
class Filter:
    """What a search is kept to: articles by id, outlets by name, days from ``since`` to ``until``, both included.

    What is empty does not filter; an article meets several articles or outlets by being one of them.
    """

    articles: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    def __bool__(self) -> bool:
        return bool(self.articles or self.outlets or self.since or self.until)


EVERYTHING = Filter()
"""Lets every passage through."""


class Embedder(Protocol):
    """A text embedding model; ``stamp`` changes whenever the same text would get another vector, beyond rounding."""

    @property
    def stamp(self) -> str: ...

    @property
    def dimensions(self) -> int: ...

    def warm(self) -> None:
        """Load the model now rather than at its first use."""

    def query(self, text: str) -> Vectors:
        """The vector of a question, shape (dimensions,)."""

    def passages(self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]) -> Iterable[Embedded]:
        """One ``Embedded`` a text, in order, made lazily in batches; ``spans`` are character offsets into each text."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer a question, and what stands before it."""

    text: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of a question and a candidate.

    Differences of ``score`` between candidates are log-odds of being the one that answers best; ``answers`` is the
    log-odds that this one answers at all. ``start`` and ``end`` are the offsets in the candidate's text of the words
    that would be the answer, ``certainty`` (0..1) how sure they are if it answers.
    """

    score: float
    answers: float
    start: int
    end: int
    certainty: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a premise makes of a claim: how likely (0..1) it says so, and how likely the opposite; else it is silent."""

    entails: float
    contradicts: float


class Judge(Protocol):
    """Tells whether a premise says what is claimed."""

    def judge(self, premise: str, claims: Sequence[str]) -> list[Judgement]:
        """One judgement a claim, in order."""


class Reader(Protocol):
    """Judges question and sentence together: slower and surer than comparing their vectors."""

    def warm(self) -> None:
        """Load the model now rather than at its first use."""

    def read(self, question: str, candidates: Sequence[Candidate]) -> list[Reading]:
        """One reading a candidate, in order."""
