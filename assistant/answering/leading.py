"""Which of the best sentences stands first: one that says something, before one that only announces.

A headline, a line that leads to another story and a sentence that repeats the question are likest to the question and
tell nothing. Such a one yields to a sentence close behind it that tells more.
"""

from collections.abc import Sequence

from assistant.answering.evidence import Evidence
from assistant.answering.short import short_answer
from assistant.types import Short
from retrieval.arabic import STOP_WORDS, stem, words
from retrieval.arabic.sentences.lists import introduces

_NEXT = 4
_STOP = "."
_CLOSE, _CLOSE_TO_HEADLINE = 3.0, 6.0
_LEAST_NEW = 3
"""Stems that neither the question nor the title has, of a sentence that says something."""


def led(question: str, ranked: Sequence[Evidence]) -> Sequence[Evidence]:
    """The same sentences, in front the one of the best one's article that says more, where one is close.

    What tells the short answer yields only as a headline, and only to a sentence that has that answer too.
    """
    if not ranked:
        return ranked
    best, asked = ranked[0], set(map(stem, words(question)))
    headline = _new(best, set()) <= _title(best) and not introduces(best.quote)
    short = short_answer(question, [best])
    if not headline and (short or not _hollow(best, asked)):
        return ranked
    reach = _CLOSE_TO_HEADLINE if headline else _CLOSE
    close = [one for one in ranked[1 : 1 + _NEXT] if one.score > best.score - reach and _same_article(one, best)]
    better = _holding(short, close) if short else _telling(question, asked, close)
    return ranked if better is None else [better, *(one for one in ranked if one is not better)]


def _holding(short: Short, close: Sequence[Evidence]) -> Evidence | None:
    """The first sentence with the words of a short answer."""
    said = set(map(stem, words(short.text)))
    return next((one for one in close if said <= set(map(stem, words(one.quote)))), None)


def _telling(question: str, asked: set[str], close: Sequence[Evidence]) -> Evidence | None:
    """The first sentence with a short answer, else the first that says something."""
    answering = (one for one in close if short_answer(question, [one]))
    return next(answering, next((one for one in close if not _hollow(one, asked)), None))


def _same_article(one: Evidence, other: Evidence) -> bool:
    return one.article.id in (other.article.id, *other.hit.copies)


def _hollow(one: Evidence, asked: set[str]) -> bool:
    """Whether a sentence only repeats the question and the title of its article; what introduces a list does not."""
    return not introduces(one.quote) and len(_new(one, asked) - _title(one)) < _LEAST_NEW


def _new(one: Evidence, asked: set[str]) -> set[str]:
    """The stems of what a sentence says and the question does not."""
    return {stem(word) for word in words(one.quote) if word not in STOP_WORDS} - asked


def _title(one: Evidence) -> set[str]:
    """The stems of the title, of which a whole sentence repeats none: of an article that has no title, its own first
    sentence is taken for one."""
    return set() if one.quote.endswith(_STOP) else set(map(stem, one.hit.title_words))
