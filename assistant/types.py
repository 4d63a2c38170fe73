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
    copies: tuple[str, ...] = ()
    """Other articles that print the same; they are one source with this one."""


@dataclass(frozen=True, slots=True)
class Short:
    """The words inside a cited sentence that answer the question by themselves."""

    text: str
    kind: Kind
    article: str
    start: int
    end: int


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
    question alone, with the model loaded; ``left_out`` the articles that a range of dates left out for want of one.
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
    left_out: int = 0
