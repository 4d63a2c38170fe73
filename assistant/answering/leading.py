"""Which of the best sentences stands first: one that says something, before one that only announces.

A headline, a line that leads to another story and a sentence that repeats the question are likest to the question and
tell nothing. Such a one yields to a sentence close behind it that tells more.
"""

from collections.abc import Sequence

from assistant.answering.evidence import Evidence
from assistant.answering.questions import ENTITY_OF, question_kind
from retrieval.arabic import STOP_WORDS, stem, words
from retrieval.arabic.entities import typed_spans
from retrieval.arabic.sentences.lists import introduces
from retrieval.types import Kind

_NEXT = 3
_CLOSE = 3.0
_LEAST_NEW = 3
"""Stems that neither the question nor the title has, of a sentence that says something."""


def led(question: str, ranked: Sequence[Evidence]) -> Sequence[Evidence]:
    """The same sentences, the first that says something in front where one close to the best does."""
    if not ranked or not _hollow(question, ranked[0]):
        return ranked
    close = (one for one in ranked[1 : 1 + _NEXT] if one.score > ranked[0].score - _CLOSE)
    better = next((one for one in close if not _hollow(question, one)), None)
    return ranked if better is None else [better, *(one for one in ranked if one is not better)]


def _hollow(question: str, one: Evidence) -> bool:
    """Whether a sentence only repeats the question and the title of its article; what introduces a list does not."""
    if introduces(one.quote):
        return False
    asked = set(map(stem, words(question)))
    kind = ENTITY_OF.get(question_kind(question))
    if kind is not None and _tells(one, kind, asked):
        return False
    told = asked | set(map(stem, one.hit.title_words))
    new = {stem(word) for word in words(one.quote) if word not in STOP_WORDS} - told
    return len(new) < _LEAST_NEW


def _tells(one: Evidence, kind: Kind, asked: set[str]) -> bool:
    """Whether a sentence has a span of the kind asked for that the question does not have."""
    spans = (one.quote[start:end] for start, end in typed_spans(one.told, kind))
    return any(not set(map(stem, words(span))) <= asked for span in spans)
