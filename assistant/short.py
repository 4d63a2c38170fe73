"""The short answer: the span of a cited sentence that is of the kind asked for, or none where that is not sure."""

from assistant.entities import find_entities
from assistant.evidence import Evidence
from assistant.questions import ENTITY_OF, question_kind
from assistant.types import Short
from retrieval.arabic import stem, words


def short_answer(question: str, best: Evidence) -> Short | None:
    """The first span of the kind asked for that says something the question does not."""
    quote = best.quote
    kind = ENTITY_OF.get(question_kind(question))
    if kind is None:
        return None
    asked = set(map(stem, words(question)))
    dates = find_entities(quote, "date") if kind == "number" else []
    spans = [span for span in find_entities(quote, kind) if not _inside(span, dates)]
    informative = [span for span in spans if not set(map(stem, words(quote[slice(*span)]))) <= asked]
    if kind == "number":
        informative.sort(key=lambda span: asked.isdisjoint(map(stem, words(quote[slice(*span)]))))
    if not informative:
        return None
    start, end = informative[0]
    first = best.sentence.start
    return Short(quote[start:end], kind, best.article.id, first + start, first + end)


def _inside(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(start <= span[0] < end for start, end in others)
