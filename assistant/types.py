"""The nouns of the assistant: a turn of talk, a citation, an answer.

``Answer`` is what the command line, the page and the HTTP interface all render. Offsets are as in ``retrieval.types``;
``quote == article.text[start:end]`` always.
"""

from dataclasses import dataclass
from typing import Literal

Status = Literal["answered", "no_evidence", "failed"]
Kind = Literal["person", "date", "place", "number", "body"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of a conversation and, where it is known, what was answered."""

    question: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """The exact words an answer stands on; ``number`` is its mark ``[n]`` in the answer's text."""

    number: int
    article: str
    title: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Short:
    """The words inside a cited sentence that answer the question by themselves.

    ``value`` is the date they mean, in ISO 8601 as exact as they tell, counted from the article's date where they are
    relative; "" where that is not known, and for what is no date.
    """

    text: str
    kind: Kind
    article: str
    start: int
    end: int
    value: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A line of ours among the quotes, no claim: it stands behind citation ``after``, or first where that is 0."""

    after: int
    text: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage that search found, with its score; scores compare within one answer only."""

    article: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, or a refusal with the nearest evidence; every field is there in every status.

    ``confidence`` (0..1) grows with the likelihood that the corpus answers the question. ``seconds`` counts this
    question alone, with the model loaded.
    """

    question: str
    understood: str
    status: Status
    text: str
    short: Short | None
    confidence: float
    citations: tuple[Citation, ...]
    nearest: tuple[Citation, ...]
    passages: tuple[Ranked, ...]
    mode: str
    seconds: float
    notes: tuple[Note, ...] = ()
