"""The short answer: the span of a cited sentence that is of the kind asked for, or none where that is not sure.

Two judges: the typed spans that words announce (``retrieval.arabic.entities``), and the reader's own span. Where the
reader is sure, it decides which typed span is meant, and gives names that no rank or head noun announces.
"""

import re

from assistant.answering.evidence import Evidence
from assistant.answering.questions import ENTITY_OF, question_kind
from assistant.types import Short
from retrieval.arabic import stem, words
from retrieval.arabic.dates import meaning
from retrieval.arabic.entities import find_entities, has_entity
from retrieval.types import Kind, Span

_SURE = 0.5
"""The reader's certainty from which its span counts."""

_NAMED: tuple[Kind, ...] = ("person", "place", "body")
_EDGES = re.compile(r"[\w].*[\w%]|\w", re.DOTALL)


def short_answer(question: str, best: Evidence) -> Short | None:
    """The span of the kind asked for, in the best sentence, that says something the question does not."""
    kind = ENTITY_OF.get(question_kind(question))
    span = _chosen(question, kind, best) if kind else None
    if kind is None or span is None:
        return None
    start, end = span
    text, first = best.quote[start:end], best.sentence.start
    value = meaning(text, best.article.date) if kind == "date" else ""
    return Short(text, kind, best.article.id, first + start, first + end, value)


def _chosen(question: str, kind: Kind, best: Evidence) -> Span | None:
    typed = _typed(question, kind, best.quote)
    read = _read(question, best)
    if read is None:
        return typed[0] if typed else None
    meant = next((span for span in typed if _overlap(span, read)), None)
    if meant is not None:
        return meant
    named = kind in _NAMED and not _dated_or_counted(best.quote[slice(*read)])
    return read if named else (typed[0] if typed else None)


def _typed(question: str, kind: Kind, quote: str) -> list[Span]:
    """Spans of the kind that say something new; numbers that stand with a word of the question come first."""
    asked = set(map(stem, words(question)))
    dates = find_entities(quote, "date") if kind == "number" else []
    spans = [span for span in find_entities(quote, kind) if not any(_overlap(span, date) for date in dates)]
    informative = [span for span in spans if not set(map(stem, words(quote[slice(*span)]))) <= asked]
    if kind == "number":
        informative.sort(key=lambda span: asked.isdisjoint(map(stem, words(quote[slice(*span)]))))
    return informative


def _read(question: str, best: Evidence) -> Span | None:
    """The reader's span without the marks around it, where it is sure and says something new."""
    reading = best.reading
    if reading is None or reading.certainty < _SURE:
        return None
    inner = _EDGES.search(best.quote, reading.start, reading.end)
    if inner is None or set(map(stem, words(inner.group()))) <= set(map(stem, words(question))):
        return None
    return inner.span()


def _dated_or_counted(text: str) -> bool:
    return has_entity(text, "date") or has_entity(text, "number")


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
