"""Which story a question goes on with, and where it is looked for: first in the article that answered before.

A question that leans on those before it is filled in from the last turn that was answered. Where the best of all
articles is another than that turn's, the turn's own article is searched too, for the question filled in and for the
question as it was asked; what it answers surely is preferred. What it does not know: a story that goes on in another
article, where the first one holds something alike.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.answering.composing import Ranking
from assistant.answering.followups import Before, Sign, at_home, fill_in, sign
from assistant.answering.leading import led
from assistant.answering.short import short_answer
from assistant.answering.talk import small_talk, without_greeting
from assistant.types import Short, Turn
from retrieval.arabic import words
from retrieval.search.hits import Found

MOST_TURNS = 6
_ENOUGH = 0.8
"""The confidence that an article by itself answers, which no other article's likeness has lowered."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as understood, with what was found for it."""

    question: str
    found: Found
    ranking: Ranking

    @property
    def article(self) -> str:
        """The article of the best sentence; "" where there is none."""
        return self.ranking.ranked[0].article.id if self.ranking.ranked else ""


Look = Callable[[str, str], tuple[Found, Ranking]]
"""Searches for a question in one article, or in all where that is ""."""


def understand(question: str, history: Sequence[Turn], look: Look) -> Asked:
    """The question made whole from the turns before it, themselves made whole from those before them."""
    turns = [turn.question for turn in history if turn.question.strip() and not small_talk(turn.question)]
    asked = [*map(without_greeting, turns[-MOST_TURNS:]), question]

    @cache
    def at(place: int) -> Asked:
        alone, found = asked[place], sign(asked[place])
        if not place or (found is Sign.NONE and look(alone, "")[1].answered):
            return _alone(alone, look)
        last = _last(map(at, reversed(range(place))))
        if last is None or (found is not Sign.CLEAR and not at_home(alone, _before(last))):
            return _alone(alone, look)
        return _going_on(alone, fill_in(alone, _before(last)), last, look)

    return at(len(asked) - 1)


def _last(backwards: Iterator[Asked]) -> Asked | None:
    """The last turn that was answered; where none was, the last for which anything was found."""
    turns = list[Asked]()
    for turn in backwards:
        if turn.ranking.answered:
            return turn
        turns.append(turn)
    return next((turn for turn in turns if turn.ranking.ranked), None)


def _alone(question: str, look: Look) -> Asked:
    return Asked(question, *look(question, ""))


def _going_on(question: str, filled: str, last: Asked, look: Look) -> Asked:
    """What the article before answers, where it surely does; else what all articles do."""
    everywhere = _alone(filled, look)
    there = everywhere.ranking.answered and last.article in _same_text(everywhere)
    if there or not last.ranking.answered:
        return everywhere
    for text in dict.fromkeys((filled, question)):
        found, ranking = look(text, last.article)
        if ranking.sure >= _ENOUGH:
            return Asked(filled, replace(found, left_out=everywhere.found.left_out), ranking)
    return everywhere


def _same_text(asked: Asked) -> tuple[str, ...]:
    return (asked.article, *asked.ranking.ranked[0].hit.copies)


def _before(last: Asked) -> Before:
    article = last.ranking.ranked[0].article
    return Before(last.question, _sure_name(last), set(words(f"{article.title} {article.text}")))


def _sure_name(last: Asked) -> Short | None:
    """The short answer before, where it is a name that is one without doubt."""
    best = led(last.question, last.ranking.ranked)[0]
    short = short_answer(last.question, [best])
    if short is None:
        return None
    start, end = short.start - best.sentence.start, short.end - best.sentence.start
    sure = (name for name in best.told.names if name.sure or name.title)
    return short if any(name.start < end and start < name.end for name in sure) else None
