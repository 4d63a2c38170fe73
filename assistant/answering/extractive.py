"""Answering without a model: the best sentences, verbatim, each cited; or a refusal that names the nearest evidence."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from time import perf_counter

from assistant.answering.composing import Part, Ranking, compose, distinct
from assistant.answering.confidence import confidence
from assistant.answering.evidence import Evidence
from assistant.answering.followups import Before, Sign, at_home, fill_in, sign
from assistant.answering.questions import question_form
from assistant.answering.reading import rank
from assistant.answering.short import short_answer
from assistant.errors import EmptyQuestion, QuestionTooLong
from assistant.types import EXTRACTIVE, Answer, Citation, Note, Ranked, Turn
from prompts import Wording
from retrieval.arabic import words
from retrieval.search.hits import Found
from retrieval.search.search import Search
from retrieval.types import EVERYTHING, Filter, Reader

MOST_CHARACTERS = 2000
"""A longer question is refused with ``QuestionTooLong``."""

_MOST_NEAREST = 2
_MOST_TURNS = 6
_MOST_SOURCES = 24
_ARABIC = re.compile(r"[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]")


_Searched = Callable[[str], tuple[Found, list[Evidence]]]


@dataclass(frozen=True, slots=True)
class Grounds:
    """An answer, and the sentences that it and others like it can stand on: those it cites, then the next best."""

    answer: Answer
    sources: tuple[Citation, ...]


class Assistant:
    """Answers questions from one search; ``stream`` and ``answer`` are the whole interface."""

    mode = EXTRACTIVE

    def __init__(self, search: Search, wording: Wording, reader: Reader | None = None) -> None:
        self._search = search
        self._wording = wording
        self._reader = reader

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
        sources = (*answer.citations, *(_cite(one, 0) for one in others))
        return Grounds(replace(answer, seconds=perf_counter() - started), sources)

    def _answers(
        self, question: str, history: Sequence[Turn], only: Filter
    ) -> tuple[Iterator[Answer], Sequence[Evidence]]:
        """The snapshots of an answer, and the sentences it was made from, best first."""
        search: _Searched = cache(partial(self._ranked, only=only))  # a question of this turn is searched and read once
        understood = self._understood(question, history, search)
        found, ranked = search(understood)
        sure = confidence(found, ranked) if words(question) else 0.0
        form = question_form(understood)
        blank = Answer(
            question, understood, "answered", "", None, sure, (), (), _ranking(found), self.mode, 0.0, form,
            left_out=found.left_out,
        )  # fmt: skip
        find = partial(_ranking_of, search)
        made = compose(understood, form, Ranking(tuple(ranked), sure), find, self._wording)
        blank = replace(blank, confidence=made.sure)
        return (self._answered(blank, made.parts) if made.parts else self._refused(blank, ranked)), ranked

    def _understood(self, question: str, history: Sequence[Turn], search: _Searched) -> str:
        """The question made whole from the turns before it, themselves made whole from those before them."""
        found = sign(question)
        if not history or (found is Sign.NONE and _ranking_of(search, question).answered):
            return question
        *earlier, last = history[-_MOST_TURNS:]
        before = _before(self._understood(last.question, earlier, search), search)
        if before is None or (found is not Sign.CLEAR and not at_home(question, before)):
            return question
        return fill_in(question, before)

    def _ranked(self, question: str, only: Filter) -> tuple[Found, list[Evidence]]:
        """Passages and sentences, best first."""
        return rank(self._search.search(question, only=only), self._reader)

    def _answered(self, blank: Answer, parts: Sequence[Part]) -> Iterator[Answer]:
        """Snapshots with one quote more each, then one with what is said beside the quotes."""
        growing = replace(blank, short=short_answer(blank.understood, parts[0].evidence[0]))
        for part in parts:
            growing = _noted(growing, part.heading)
            for evidence in part.evidence:
                citation = _cite(evidence, len(growing.citations) + 1)
                growing = _worded(replace(growing, citations=(*growing.citations, citation)))
                yield growing
            growing = _noted(growing, part.note)
        if growing.notes:
            yield _worded(growing)

    def _refused(self, blank: Answer, ranked: list[Evidence]) -> Iterator[Answer]:
        near = distinct(ranked, _MOST_NEAREST) if words(blank.question) else []
        nearest = tuple(_cite(one, number) for number, one in enumerate(near, start=1))
        text = self._wording.say(_refusal(blank.question, bool(nearest)))
        yield replace(blank, status="no_evidence", text=text, nearest=nearest)


def _check(question: str) -> None:
    if not question.strip():
        raise EmptyQuestion
    if len(question) > MOST_CHARACTERS:
        raise QuestionTooLong(length=len(question), most=MOST_CHARACTERS)


def _ranking_of(search: _Searched, question: str) -> Ranking:
    found, ranked = search(question)
    return Ranking(tuple(ranked), confidence(found, ranked))


def _before(question: str, search: _Searched) -> Before | None:
    _, ranked = search(question)
    if not ranked:
        return None
    article = ranked[0].article
    return Before(question, short_answer(question, ranked[0]), set(words(f"{article.title} {article.text}")))


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


def _cite(one: Evidence, number: int) -> Citation:
    start, end = one.sentence.start, one.sentence.end
    return Citation(
        number, one.article.id, one.article.title, start, end, one.quote, one.hit.copies, one.article.page(start)
    )


def _ranking(found: Found) -> tuple[Ranked, ...]:
    return tuple(Ranked(h.passage.article, h.passage.start, h.passage.end, h.score) for h in found.hits)
