"""The short answer: the span of a cited sentence that is of the kind asked for, or none where that is not sure.

Two judges: the typed spans that the Arabic layer finds (``retrieval.arabic.entities``), and the reader's own span.
Where the reader is sure, it decides which typed span is meant, and gives names that no list or title announces. Where
it is not, a name has to be a sure one or announced by a title.
"""

import re
from collections.abc import Sequence

from assistant.answering.evidence import Evidence
from assistant.answering.questions import ENTITY_OF, question_kind
from assistant.types import Short
from retrieval.arabic import stem, words
from retrieval.arabic.entities import amounts, typed_spans
from retrieval.arabic.names import Name
from retrieval.arabic.numbers import find_numbers, same_value
from retrieval.arabic.text import Text
from retrieval.types import Kind, Span

_SURE = 0.5
"""The reader's certainty from which its span counts."""

_NAMED: tuple[Kind, ...] = ("person", "place", "body")
_BETWEEN_COMMAS = re.compile(r"[^\s،,](?:[^،,]*[^\s،,])?")
_EDGES = re.compile(r"[\w].*[\w%]|\w", re.DOTALL)


def short_answer(question: str, best: Evidence) -> Short | None:
    """The span of the kind asked for, in the best sentence, that says something the question does not."""
    kind = ENTITY_OF.get(question_kind(question))
    span = _chosen(question, kind, best) if kind else None
    if kind is None or span is None:
        return None
    start, end = span
    value = _value(best.told, span) if kind == "date" else ""
    first = best.sentence.start
    return Short(best.quote[start:end], kind, best.article.id, first + start, first + end, value)


def _value(told: Text, span: Span) -> str:
    """The date that a span means."""
    return next((dated.value for dated in told.dates if _overlap((dated.start, dated.end), span)), "")


def _chosen(question: str, kind: Kind, best: Evidence) -> Span | None:
    read = _read(question, best)
    if read is not None:
        meant = next((span for span in _typed(question, kind, best.told, sure=False) if _overlap(span, read)), None)
        if meant is not None:
            return meant
        if kind in _NAMED and not _dated_or_counted(best.told, read):
            return read
    return next(iter(_typed(question, kind, best.told, sure=True)), None)


def _typed(question: str, kind: Kind, told: Text, *, sure: bool) -> list[Span]:
    """Spans of the kind that say something new."""
    asked = set(map(stem, words(question)))
    if kind == "number":
        return _amounts(question, asked, told)
    return [span for span in _spans(kind, told, asked, sure=sure) if not _stems(told, span) <= asked]


def _amounts(question: str, asked: set[str], told: Text) -> list[Span]:
    """The amounts that the question does not tell itself; those of what it asks for alone, where there are some."""
    known = find_numbers(question)
    new = [one for one in amounts(told) if one.value is not None and not any(same_value(one, other) for other in known)]
    meant = [one.whole for one in new if not asked.isdisjoint(_stems(told, one.whole))]
    return meant or [one.whole for one in new]


def _spans(kind: Kind, told: Text, asked: set[str], *, sure: bool) -> list[Span]:
    if kind not in _NAMED:
        return typed_spans(told, kind)
    names = [name for name in told.names if name.kind == kind and (name.sure or name.title or not sure)]
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


def _stems(told: Text, span: Span) -> set[str]:
    return set(map(stem, words(told.text[slice(*span)])))


def _read(question: str, best: Evidence) -> Span | None:
    """The reader's span without the marks around it, where it is sure and says something new."""
    reading = best.reading
    if reading is None or reading.certainty < _SURE:
        return None
    inner = _EDGES.search(best.quote, reading.start, reading.end)
    if inner is None or set(map(stem, words(inner.group()))) <= set(map(stem, words(question))):
        return None
    return inner.span()


def _dated_or_counted(told: Text, span: Span) -> bool:
    spans: Sequence[Span] = [*typed_spans(told, "date"), *typed_spans(told, "number")]
    return any(_overlap(one, span) for one in spans)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
