"""The nouns of the assistant: a turn of talk, a citation, an answer.

``Answer`` is what the command line, the page and the HTTP interface all render. Offsets are as in ``retrieval.types``;
``quote == article.text[start:end]`` always.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from retrieval.types import Kind

Status = Literal["answered", "no_evidence", "failed"]

YesNo = Literal["yes", "no", "mixed"]
"""What the quotes say to a question that asks whether something is so; "mixed" where some say yes and others no."""

EXTRACTIVE = "extractive"
"""The mode of what is made of quotes alone, without a model."""


class Form(StrEnum):
    """How an answer is put together."""

    FACT = "fact"
    LIST = "list"
    YES_NO = "yes_no"
    SURVEY = "survey"
    """What the sources say of a topic."""
    COMPARISON = "comparison"
    SUMMARY = "summary"
    """Of one article or several, asked for in words."""
    TALK = "talk"
    """To what is no question: a greeting, thanks, what the assistant is. A note alone, which cites nothing."""


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
    cut: bool = False
    """Whether the sentence goes on behind the quote; where it is shown, «…» says so."""
    page: int | None = None
    """The page, from 1, on which the words begin; None where the article's file has no pages."""
    outlet: str = ""
    date: str = ""
    """The day the article is of, as it was given; "" where that is not known."""

    @property
    def shown(self) -> str:
        """The quote as it is shown."""
        return f"{self.quote}…" if self.cut else self.quote


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
class Problem:
    """What a sentence says that its quotes do not, in folded words; a sentence that cites nothing is "uncited".

    "opposite" has the word whose opposite a quote says, "roles" two names in each other's place. A sentence of which a
    judge says that it contradicts its quotes is a "contradiction", one that does not follow has another "meaning"; both
    have no words.
    """

    kind: Literal[
        "number", "date", "name", "negation", "words", "opposite", "roles", "contradiction", "meaning", "uncited"
    ]
    words: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What quotes do not support of a sentence, and how likely they support it: 0..1, 0 where there are problems."""

    problems: tuple[Problem, ...]
    probability: float

    @property
    def supported(self) -> bool:
        return not self.problems


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that a model wrote, the numbers of the citations it stands on, and what they do not support of it.

    One with problems is removed: its citations have no numbers, and the answer's text does not have it. A heading is
    one without citations and problems.
    """

    text: str
    citations: tuple[int, ...]
    problems: tuple[Problem, ...] = ()


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
    ``mode`` says who was to answer: ``EXTRACTIVE``, or a model by name; ``written_by`` is the model whose words the
    text is, "" where it is quotes or says that there is none. ``claims`` are what a model wrote, shown and removed.
    ``verdict`` is None where no yes or no was asked for, or the quotes do not say so surely.
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
    form: Form = Form.FACT
    written_by: str = ""
    notes: tuple[Note, ...] = ()
    left_out: int = 0
    claims: tuple[Claim, ...] = ()
    verdict: YesNo | None = None


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of one article: ``text == article.text[start:end]``."""

    text: str
    start: int
    end: int


CARD_FIELDS = ("held_by", "attended", "place", "time", "subject", "decisions", "next", "figures")
"""The fields of a card that hold words of the article, in the order they are shown."""

CardKind = Literal["meeting", "visit", "call", "reception", "conference", "session", "signing"]


@dataclass(frozen=True, slots=True)
class Card:
    """What an article says of one meeting, field by field; an empty field is one the article does not tell."""

    held_by: tuple[Excerpt, ...]
    attended: tuple[Excerpt, ...]
    place: tuple[Excerpt, ...]
    time: tuple[Excerpt, ...]
    subject: tuple[Excerpt, ...]
    decisions: tuple[Excerpt, ...]
    next: tuple[Excerpt, ...]
    """What is to come of it."""
    figures: tuple[Excerpt, ...]
    kind: CardKind = "meeting"
    date: str = ""
    """The first day that ``time`` means, ISO 8601, counted from the article's own; "" where it is not known."""


@dataclass(frozen=True, slots=True)
class Point:
    """One line of a summary, in an article's own words, with «…» where they are the beginning of a sentence, and where
    it stands; several citations say the same."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """One article in short: ``points`` in reading order, a card for each meeting it reports."""

    article: str
    title: str
    points: tuple[Point, ...]
    cards: tuple[Card, ...]
    mode: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Reported:
    """A card and the article it was read from."""

    article: str
    title: str
    card: Card


@dataclass(frozen=True, slots=True)
class Aspect:
    """Points of one kind: "story", what several articles tell of one thing, or empty for one article's own."""

    kind: str
    points: tuple[Point, ...]
    heading: str = ""
    """The title of the first article of a story."""
    day: str = ""
    """Its day in ISO 8601, where it is known."""


@dataclass(frozen=True, slots=True)
class Digest:
    """What articles say on a topic: which articles (id, title), their cards, points by aspect, what they tell apart."""

    topic: str
    articles: tuple[tuple[str, str], ...]
    cards: tuple[Reported, ...]
    aspects: tuple[Aspect, ...]
    disagreements: tuple[tuple[Citation, Citation], ...]
    mode: str
    seconds: float

    @property
    def agreements(self) -> tuple[Point, ...]:
        """The points that more than one article tells."""
        points = [point for aspect in self.aspects for point in aspect.points]
        return tuple(point for point in points if len({one.article for one in point.citations}) > 1)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All citations by number."""
        return tuple(citation for aspect in self.aspects for point in aspect.points for citation in point.citations)
