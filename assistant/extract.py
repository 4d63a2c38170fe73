"""Answering without a model: the best sentences, verbatim, each cited; or a refusal that names the nearest evidence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from time import perf_counter

from assistant.confidence import THRESHOLD, confidence
from assistant.errors import EmptyQuestion, QuestionTooLong
from assistant.evidence import Evidence, rank_sentences
from assistant.short import short_answer
from assistant.types import Answer, Citation, Ranked, Turn
from prompts import Wording
from retrieval.arabic import words
from retrieval.search import Found, Search
from retrieval.types import EVERYTHING, Filter

MOST_CHARACTERS = 2000
"""A longer question is refused with ``QuestionTooLong``."""

_MOST_QUOTES = 3
_QUOTE_MARGIN = 6.0
_MOST_NEAREST = 2
_REPEATED = 0.7  # of the words of the shorter of two sentences
_ARABIC = re.compile(r"[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]")


class Assistant:
    """Answers questions from one search; ``stream`` and ``answer`` are the whole interface."""

    mode = "extractive"

    def __init__(self, search: Search, wording: Wording) -> None:
        self._search = search
        self._wording = wording

    def answer(self, question: str, history: Sequence[Turn] = (), only: Filter = EVERYTHING) -> Answer:
        """The last snapshot of ``stream``."""
        *_, last = self.stream(question, history, only)
        return last

    def stream(self, question: str, history: Sequence[Turn] = (), only: Filter = EVERYTHING) -> Iterator[Answer]:
        """Snapshots of the answer, each fuller than the one before; the last has the final status.

        Only what ``only`` lets through is searched. Raises ``EmptyQuestion`` or ``QuestionTooLong`` before the first.
        """
        started = perf_counter()
        if not question.strip():
            raise EmptyQuestion
        if len(question) > MOST_CHARACTERS:
            raise QuestionTooLong(length=len(question), most=MOST_CHARACTERS)
        found = self._search.search(question, only=only)
        ranked = rank_sentences(found, self._search)
        sure = confidence(found, ranked) if words(question) else 0.0
        blank = Answer(
            question, question, "answered", "", None, sure, (), (), _ranking(found), self.mode, 0.0, found.left_out
        )
        snapshots = self._answered(blank, ranked) if sure >= THRESHOLD else self._refused(blank, ranked)
        for snapshot in snapshots:
            yield replace(snapshot, seconds=perf_counter() - started)

    def _answered(self, blank: Answer, ranked: list[Evidence]) -> Iterator[Answer]:
        citations = _cite(_chosen(ranked))
        short = short_answer(blank.question, citations[0])
        for shown in range(1, len(citations) + 1):
            text = "\n".join(f"{citation.quote} [{citation.number}]" for citation in citations[:shown])
            yield replace(blank, text=text, short=short, citations=tuple(citations[:shown]))

    def _refused(self, blank: Answer, ranked: list[Evidence]) -> Iterator[Answer]:
        nearest = tuple(_cite(_distinct(ranked)[:_MOST_NEAREST])) if words(blank.question) else ()
        text = self._wording.say(_refusal(blank.question, bool(nearest)))
        yield replace(blank, status="no_evidence", text=text, nearest=nearest)


def _refusal(question: str, nearest: bool) -> str:
    if not words(question):
        return "no_words"
    if not _ARABIC.search(question):
        return "not_arabic"
    return "refusal_with_nearest" if nearest else "refusal"


def _chosen(ranked: list[Evidence]) -> list[Evidence]:
    """The best sentence, then those not far behind it in reading order."""
    best, *others = _distinct(ranked)
    near = [evidence for evidence in others if evidence.score > best.score - _QUOTE_MARGIN]
    order = list(dict.fromkeys(evidence.article.id for evidence in (best, *near)))
    near.sort(key=lambda evidence: (order.index(evidence.article.id), evidence.sentence.start))
    return [best, *near]


def _distinct(ranked: list[Evidence]) -> list[Evidence]:
    """The best sentences, at most ``_MOST_QUOTES``, without those that a copy of an earlier one's article repeats."""
    chosen: list[Evidence] = []
    for evidence in ranked:
        if len(chosen) < _MOST_QUOTES and not any(_repeats(evidence, other) for other in chosen):
            chosen.append(evidence)
    return chosen


def _repeats(evidence: Evidence, other: Evidence) -> bool:
    if evidence.article.id not in other.hit.copies:
        return False
    mine, others = set(words(evidence.quote)), set(words(other.quote))
    return len(mine & others) >= _REPEATED * min(len(mine), len(others))


def _cite(chosen: Sequence[Evidence]) -> list[Citation]:
    return [
        Citation(number, e.article.id, e.article.title, e.sentence.start, e.sentence.end, e.quote, e.hit.copies)
        for number, e in enumerate(chosen, start=1)
    ]


def _ranking(found: Found) -> tuple[Ranked, ...]:
    return tuple(Ranked(h.passage.article, h.passage.start, h.passage.end, h.score) for h in found.hits)
