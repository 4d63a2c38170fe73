"""Answering without a model: the best sentences, verbatim, each cited; or a refusal that names the nearest evidence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from time import perf_counter

from assistant.answering.composing import Composed, Quote, Ranking, compose, distinct, quoted
from assistant.answering.confidence import confidence
from assistant.answering.evidence import Evidence
from assistant.answering.questions import question_form
from assistant.answering.reading import rank
from assistant.answering.short import short_answer
from assistant.answering.story import Look, understand
from assistant.answering.talk import Talk, small_talk, without_greeting
from assistant.checking.check import Check
from assistant.errors import EmptyQuestion, QuestionTooLong
from assistant.types import EXTRACTIVE, Answer, Citation, Form, Note, Ranked, Turn
from prompts import Wording
from retrieval.arabic import words
from retrieval.search.hits import Found
from retrieval.search.query import Query
from retrieval.search.search import Search
from retrieval.types import EVERYTHING, Filter, Reader

MOST_CHARACTERS = 2000
"""A longer question is refused with ``QuestionTooLong``."""

_MOST_NEAREST = 2
_MOST_SOURCES = 24
_ARABIC = re.compile(r"[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]")


@dataclass(frozen=True, slots=True)
class Grounds:
    """An answer, and the sentences that it and others like it can stand on: those it cites, then the next best."""

    answer: Answer
    sources: tuple[Citation, ...]


class Assistant:
    """Answers questions from one search; ``stream`` and ``answer`` are the whole interface."""

    mode = EXTRACTIVE

    def __init__(
        self, search: Search, wording: Wording, reader: Reader | None = None, check: Check | None = None
    ) -> None:
        self._search = search
        self._wording = wording
        self._reader = reader
        self._check = check or Check(None)

    def answer(self, question: str, history: Sequence[Turn] = (), only: Filter = EVERYTHING) -> Answer:
        """The last snapshot of ``stream``."""
        *_, last = self.stream(question, history, only)
        return last

    def stream(self, question: str, history: Sequence[Turn] = (), only: Filter = EVERYTHING) -> Iterator[Answer]:
        """Snapshots of the answer, each fuller than the one before; the last has the final status.

        Only what ``only`` lets through is searched. Raises ``EmptyQuestion`` or ``QuestionTooLong`` before the first.
        """
        started = perf_counter()
        _check(question)
        answered, _ = self._answers(question, history, only)
        for snapshot in answered:
            yield replace(snapshot, seconds=perf_counter() - started)

    def grounds(self, question: str, history: Sequence[Turn] = (), only: Filter = EVERYTHING) -> Grounds:
        """The answer with all that it could stand on."""
        started = perf_counter()
        _check(question)
        answered, ranked = self._answers(question, history, only)
        *_, answer = answered
        cited = [(citation.article, citation.start, citation.end) for citation in answer.citations]
        others = [one for one in ranked[:_MOST_SOURCES] if one.where not in cited]
        sources = (*answer.citations, *(_cite(quoted(one), 0) for one in others))
        return Grounds(replace(answer, seconds=perf_counter() - started), sources)

    def _answers(
        self, question: str, history: Sequence[Turn], only: Filter
    ) -> tuple[Iterator[Answer], Sequence[Evidence]]:
        """The snapshots of an answer, and the sentences it was made from, best first."""
        said = small_talk(question)
        if said:
            return iter([self._talk(question, said)]), ()
        look = self._looking(only)
        asked = understand(without_greeting(question), history, look)
        own = asked.ranking if words(question) else Ranking(asked.ranking.ranked, 0.0)
        form = question_form(asked.question)
        blank = Answer(
            question, asked.question, "answered", "", None, own.sure, (), (), _passages(asked.found), self.mode, 0.0,
            form, left_out=asked.found.left_out,
        )  # fmt: skip
        made = compose(asked.question, form, own, lambda other: look(other, "")[1], self._check.stand, self._wording)
        blank = replace(blank, confidence=made.sure, verdict=made.verdict)
        return (self._answered(blank, made) if made.parts else self._refused(blank, own.ranked)), own.ranked

    def _looking(self, only: Filter) -> Look:
        """Searches of one turn: what is asked again is neither searched nor read again, nor embedded for an article."""
        queries: dict[str, Query] = {}

        @cache
        def look(question: str, article: str) -> tuple[Found, Ranking]:
            kept = replace(only, articles=(article,)) if article else only
            found, ranked = rank(self._search.search(queries.get(question, question), only=kept), self._reader)
            queries[question] = found.query
            return found, Ranking(tuple(ranked), confidence(found, ranked))

        return look

    def _talk(self, question: str, said: Talk) -> Answer:
        """The answer to what is no question, which cites nothing."""
        counts = {"articles": self._search.count_articles()} if said in ("count", "about") else {}
        note = Note(0, self._wording.say(f"talk_{said}", **counts))
        return Answer(
            question, question, "answered", note.text, None, 1.0, (), (), (), self.mode, 0.0, Form.TALK, notes=(note,)
        )

    def _answered(self, blank: Answer, made: Composed) -> Iterator[Answer]:
        """Snapshots with one quote more each, then one with what is said beside the quotes."""
        growing = replace(blank, short=short_answer(blank.understood, made.leads))
        for part in made.parts:
            growing = _noted(growing, part.heading)
            for quote in part.quotes:
                citation = _cite(quote, len(growing.citations) + 1)
                growing = _worded(replace(growing, citations=(*growing.citations, citation)))
                yield growing
            growing = _noted(growing, part.note)
        if growing.notes:
            yield _worded(growing)

    def _refused(self, blank: Answer, ranked: Sequence[Evidence]) -> Iterator[Answer]:
        near = distinct(ranked, _MOST_NEAREST) if words(blank.question) else []
        nearest = tuple(_cite(quoted(one), number) for number, one in enumerate(near, start=1))
        text = self._wording.say(_refusal(blank.question, bool(nearest)))
        yield replace(blank, status="no_evidence", text=text, nearest=nearest)


def _check(question: str) -> None:
    if not question.strip():
        raise EmptyQuestion
    if len(question) > MOST_CHARACTERS:
        raise QuestionTooLong(length=len(question), most=MOST_CHARACTERS)


def _refusal(question: str, nearest: bool) -> str:
    if not words(question):
        return "no_words"
    if not _ARABIC.search(question):
        return "not_arabic"
    return "refusal_with_nearest" if nearest else "refusal"


def _noted(answer: Answer, text: str) -> Answer:
    return replace(answer, notes=(*answer.notes, Note(len(answer.citations), text))) if text else answer


def _worded(answer: Answer) -> Answer:
    """The text of an answer: its quotes with their marks, and its notes, a line each."""
    lines = [f"{citation.quote} [{citation.number}]" for citation in answer.citations]
    for note in reversed(answer.notes):
        lines.insert(note.after, note.text)
    return replace(answer, text="\n".join(lines))


def _cite(one: Quote, number: int) -> Citation:
    start, end = one.sentence.start, one.sentence.end
    page = one.article.page(start)
    return Citation(
        number,
        one.article.id,
        one.article.title,
        start,
        end,
        one.text,
        one.copies,
        page=page,
        outlet=one.article.outlet,
        date=one.article.date,
    )


def _passages(found: Found) -> tuple[Ranked, ...]:
    return tuple(Ranked(h.passage.article, h.passage.start, h.passage.end, h.score) for h in found.hits)
