"""What could be a short answer: spans of the sentences quoted, as the reader and the Arabic layer see them together.

The reader says which words would be the answer; the layer says where a name, a number or a date begins and ends, and of
what kind it is. A guess is the layer's span that the reader's touches, or the reader's own where the layer has none and
names are asked for. How sure a guess is, is a logistic model fitted on questions that the reader was not trained on
(``benchmarks/train_short.py``). What it does not know: which of two namesakes is meant.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from assistant.answering.evidence import Evidence
from assistant.answering.questions import asks_order
from retrieval.arabic import stem, words
from retrieval.arabic.entities import amounts, ordinals, typed_spans
from retrieval.arabic.names import Name
from retrieval.arabic.numbers import find_numbers, same_value
from retrieval.arabic.sentences.datelines import dateline_end
from retrieval.arabic.text import Text
from retrieval.types import Kind, Span

NAMED: tuple[Kind, ...] = ("person", "place", "body")
_BETWEEN_COMMAS = re.compile(r"[^\s،,](?:[^،,]*[^\s،,])?")
_EDGES = re.compile(r"[\w].*[\w%]|\w", re.DOTALL)
_LEAST_CHANCE = 1e-4


@dataclass(frozen=True, slots=True)
class Signals:
    """What tells whether a guess is right."""

    certainty: float
    """The reader's log-odds of its span."""
    answers: float
    """The reader's log-odds that the sentence answers."""
    behind: float
    """By how much the sentence's score is behind the best one's."""
    typed: float
    """1 where the layer knows the span as one of the kind asked for."""
    covered: float
    """The share (0..1) of the shorter one's letters that the span and the reader's have in common."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A span of a sentence that may answer, and what tells whether it does."""

    evidence: Evidence
    span: Span
    signals: Signals

    @property
    def text(self) -> str:
        return self.evidence.quote[slice(*self.span)]


def guesses(question: str, kind: Kind, quoted: Sequence[Evidence]) -> list[Guess]:
    """At most one guess a sentence, in the order of the sentences."""
    asked = set(map(stem, words(question)))
    found = (_guess(question, asked, kind, one, quoted[0].score - one.score) for one in quoted)
    return [guess for guess in found if guess is not None]


def _guess(question: str, asked: set[str], kind: Kind, one: Evidence, behind: float) -> Guess | None:
    """The span that the reader's touches, if that says something new; where a report was written is none."""
    read = _read(set() if kind == "number" else asked, one)  # a dual («شرطيان») says what is counted, and no more
    if one.reading is None or read is None or read[0] < dateline_end(one.quote):
        return None
    told = _new(question, asked, kind, one.told)
    span = _meant(kind, told, read, one.told)
    if span is None:
        return None
    chance = min(max(one.reading.certainty, _LEAST_CHANCE), 1 - _LEAST_CHANCE)
    signals = Signals(
        certainty=log(chance / (1 - chance)),
        answers=one.reading.answers,
        behind=behind,
        typed=float(
            kind not in NAMED or any(_shared((n.start, n.end), span) for n in one.told.names if n.kind == kind)
        ),
        covered=_shared(span, read) / min(span[1] - span[0], read[1] - read[0]),
    )
    return Guess(one, span, signals)


def _meant(kind: Kind, told: Sequence[Span], read: Span, sentence: Text) -> Span | None:
    """The span that shares most with the reader's; else the reader's own for a name, the only one of another kind."""
    touched = [span for span in told if _shared(span, read)]
    if touched:
        return max(touched, key=lambda span: _shared(span, read))
    if kind not in NAMED:
        return told[0] if len(told) == 1 else None
    return None if any(_shared(span, read) for span in _measured(sentence)) else read


def _new(question: str, asked: set[str], kind: Kind, told: Text) -> list[Span]:
    """Spans of the kind that say what the question does not."""
    if kind == "number":
        return _amounts(question, asked, told)
    return [span for span in _spans(kind, told, asked) if not _stems(told, span) <= asked]


def _amounts(question: str, asked: set[str], told: Text) -> list[Span]:
    """The amounts that the question does not tell itself; those of what it asks for alone, where there are some."""
    known = find_numbers(question)
    counts = ordinals(told) if asks_order(question) else amounts(told)
    new = [one for one in counts if one.value is not None and not any(same_value(one, other) for other in known)]
    meant = [one.whole for one in new if not asked.isdisjoint(_stems(told, one.whole))]
    return meant or [one.whole for one in new]


def _spans(kind: Kind, told: Text, asked: set[str]) -> list[Span]:
    if kind not in NAMED:
        return typed_spans(told, kind)
    names = [name for name in told.names if name.kind == kind]
    return [_told_anew(name, told, asked) if kind == "person" else (name.start, name.end) for name in names]


def _told_anew(name: Name, told: Text, asked: set[str]) -> Span:
    """A person without what the question has of the title in front of the name: the office, not the rank behind it."""
    begin = name.start
    if name.title is None or name.title[0] > name.core[0]:
        return begin, name.end
    for part in _BETWEEN_COMMAS.finditer(told.text, name.start, name.core[0]):
        if not _stems(told, part.span()) <= asked:
            return part.start(), name.end
        begin = part.end()
    behind = _EDGES.search(told.text, begin, name.core[1])
    return (behind.start() if behind else name.core[0]), name.end


def _read(asked: set[str], one: Evidence) -> Span | None:
    """The reader's span without the marks around it, where it says what was not asked."""
    if one.reading is None:
        return None
    inner = _EDGES.search(one.quote, one.reading.start, one.reading.end)
    return None if inner is None or set(map(stem, words(inner.group()))) <= asked else inner.span()


def _stems(told: Text, span: Span) -> set[str]:
    return set(map(stem, words(told.text[slice(*span)])))


def _measured(told: Text) -> list[Span]:
    return [*typed_spans(told, "date"), *typed_spans(told, "number")]


def _shared(one: Span, other: Span) -> int:
    """How many letters two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))
