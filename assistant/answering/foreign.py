"""Whether a question speaks of what its best article does not: another state, another year, another number.

An article on one country's dam answers no question on another's, however alike the words are. States are compared by
name, adjective and capital (``retrieval.arabic.names.lands``), years and numbers in digits by value. What it does not
know: what an article leaves unsaid because its readers know it.
"""

from collections.abc import Sequence

from assistant.answering.evidence import Evidence
from assistant.answering.questions import apart
from retrieval.arabic import fold, words
from retrieval.arabic.names import lands
from retrieval.arabic.numbers import Number, find_numbers, same_value
from retrieval.arabic.text import Text
from retrieval.types import Span

_OPENING = 1500
"""Letters of an article's beginning that count as well as its passages found: there the place is told."""
_SMALL = 3
"""Numbers up to this are told in other ways too: «الأول», a dual."""


def foreign(question: str, ranked: Sequence[Evidence]) -> int:
    """How many states, years and numbers of the question the best sentence's article does not speak of.

    What stands in brackets at the question's end, from the turn before, is left out.
    """
    if not ranked:
        return 0
    asked = Text(apart(question)[0])
    spoken = [place for place in lands([word.folded for word in asked.words]) if not _in_a_person(asked, place[0])]
    counted = [number for number in asked.numbers if _told_in_digits(asked, number)]
    if not spoken and not counted:
        return 0
    text = _told(ranked)
    there = frozenset().union(*(told for _, told in lands(words(text))))
    return sum(told.isdisjoint(there) for _, told in spoken) + _untold(counted, text, ranked[0].article.date)


def _in_a_person(asked: Text, place: int) -> bool:
    """Whether a word is part of somebody's name: «تركي»."""
    word = asked.words[place]
    return any(name.kind == "person" and name.core[0] <= word.start < name.core[1] for name in asked.names)


def _told_in_digits(asked: Text, number: Number) -> bool:
    digits = any(map(str.isdigit, asked.text[number.start : number.end]))
    return digits and number.value is not None and number.value > _SMALL


def _untold(counted: Sequence[Number], text: str, published: str) -> int:
    if not counted:
        return 0
    there = find_numbers(text)
    digits = fold(f"{text} {published}")
    return sum(
        not any(same_value(number, other) for other in there) and f"{number.value:g}" not in digits
        for number in counted
    )


def _told(ranked: Sequence[Evidence]) -> str:
    """The title, the beginning and the passages found of the best sentence's article."""
    article = ranked[0].article
    spans: dict[Span, None] = {
        (one.hit.passage.start, one.hit.passage.end): None for one in ranked if one.article.id == article.id
    }
    return "\n".join((article.title, article.text[:_OPENING], *(article.text[start:end] for start, end in spans)))
