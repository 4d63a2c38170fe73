"""Answers that a language model writes from quotes, each sentence checked against what it cites before it is shown.

The model sees numbered sentences and cites their numbers; code cuts the quotes. What has no known number, or says more
than its quotes (``assistant.writing.support``), is removed or shown as unsupported. Where the model fails or nothing of
it is left, the extractive answer is shown instead, and says why. What it does not know: whether the sentences that are
left answer the question.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import groupby
from time import perf_counter
from typing import Literal

from assistant.types import Answer, Citation, Point, Summary, Turn
from assistant.writing.draft import Draft
from assistant.writing.marks import without_brackets
from assistant.writing.model import ChatModel, Message, ModelFailed
from assistant.writing.sentences import Reading
from assistant.writing.support import Check
from prompts import Wording
from retrieval.arabic import fold

Task = Literal["answer", "summary"]

MOST_SOURCE_TOKENS = 1500
"""Of the sentences that a model is given; the best come first."""

_MOST_CHARACTERS = 6000
_LEAST_ARABIC = 0.5
_MOST_TURNS, _TURN_CHARACTERS = 3, 300


class Writer:
    """Rewrites extractive answers with one model; ``tokens`` counts those of a text, ``check`` judges each sentence,
    ``marked`` keeps what is unsupported and says so."""

    def __init__(
        self, model: ChatModel, wording: Wording, tokens: Callable[[str], int], check: Check, *, marked: bool
    ) -> None:
        self._model = model
        self._check = check
        self._say = wording.say
        self._tokens = tokens
        self._marked = marked

    @property
    def mode(self) -> str:
        return self._model.name

    def rewrite(
        self, answer: Answer, sources: Sequence[Citation], task: Task, history: Sequence[Turn] = ()
    ) -> Generator[Answer]:
        """Snapshots of a written answer; of ``answer`` itself until there is one, and where there is none.

        ``sources`` are sentences in the order of their worth; the model sees as many as fit. Nothing is asked of it
        where ``answer`` is no answer.
        """
        if answer.status != "answered" or not sources:
            yield answer
            return
        started = perf_counter()
        draft = Draft(answer, self._fitting(sources), self._model.name, self._check, marked=self._marked, say=self._say)
        messages = self._messages(answer.understood, draft.sources, task, history)
        with closing(self._snapshots(draft, messages)) as snapshots:
            for snapshot in snapshots:
                yield replace(snapshot, seconds=answer.seconds + perf_counter() - started)

    def summary(self, summary: Summary) -> Summary:
        """A summary with its points as prose, each sentence a point on the quotes it cites; as it was where there is
        none. The cards stay quotes."""
        quotes = tuple(citation for point in summary.points for citation in point.citations)
        text = "\n".join(point.text for point in summary.points)
        blank = Answer(
            summary.title, summary.title, "answered", text, None, 1.0, quotes, (), (), summary.mode, summary.seconds
        )
        *_, answer = self.rewrite(blank, quotes, "summary")
        if not answer.written_by:
            return summary
        by_number = {citation.number: citation for citation in answer.citations}
        points = tuple(
            Point(claim.text, tuple(by_number[number] for number in claim.citations))
            for claim in answer.claims
            if claim.citations
        )
        return replace(summary, points=points, mode=answer.mode, seconds=answer.seconds)

    def _snapshots(self, draft: Draft, messages: Sequence[Message]) -> Generator[Answer]:
        reading, written = Reading(), ""
        yield draft.so_far()
        try:
            with closing(self._model.stream(messages)) as pieces:
                for piece in pieces:
                    draft.take(reading.take(piece[: _MOST_CHARACTERS - len(written)]))
                    written += piece
                    if draft.repeats or len(written) >= _MOST_CHARACTERS:
                        yield self._ended(draft, written, "endless", "endless_in_vain")
                        return
                    yield draft.so_far()
        except ModelFailed as failed:
            yield draft.ended("cut_short") if draft.supported else draft.instead(failed.failure, reason=failed.reason)
            return
        draft.take(reading.end())
        yield self._ended(draft, written, "", "nothing_left")

    def _ended(self, draft: Draft, written: str, notice: str, in_vain: str) -> Answer:
        """What is left of a reply with a notice about it, or the quotes and why they are shown."""
        if draft.supported:
            return draft.ended(notice)
        if not written.strip():
            return draft.instead("empty")
        if fold(self._say("declines")) in fold(written):
            return draft.instead("declined")
        return draft.instead(in_vain if _arabic(written) else "other_language")

    def _fitting(self, sources: Sequence[Citation]) -> list[Citation]:
        """The best sources that fit, in the order of their articles, numbered."""
        room, chosen = MOST_SOURCE_TOKENS, list[Citation]()
        for source in sources:
            room -= self._tokens(source.quote)
            if room < 0 and chosen:
                break
            chosen.append(source)
        articles = list(dict.fromkeys(source.article for source in chosen))
        ordered = sorted(chosen, key=lambda source: (articles.index(source.article), source.start))
        return [replace(source, number=number) for number, source in enumerate(ordered, start=1)]

    def _messages(
        self, question: str, sources: Sequence[Citation], task: Task, history: Sequence[Turn]
    ) -> list[Message]:
        told = (self._turn(turn) for turn in history[-_MOST_TURNS:])
        listed = "\n".join(self._listed(sources))
        text = self._say(task, conversation="".join(told), sources=listed, question=question)
        return [Message("system", self._say("system", declines=self._say("declines"))), Message("user", text)]

    def _listed(self, sources: Sequence[Citation]) -> Iterator[str]:
        """The sources under their articles' titles, brackets in them made round so that they are no marks."""
        for title, some in groupby(sources, key=lambda source: source.title):
            yield self._say("title", title=without_brackets(title))
            for source in some:
                text = " ".join(without_brackets(source.quote).split())
                yield self._say("source", number=source.number, text=text)

    def _turn(self, turn: Turn) -> str:
        answer = " ".join(without_brackets(turn.answer).split())
        return self._say("turn", question=turn.question, answer=answer[:_TURN_CHARACTERS])


def _arabic(text: str) -> bool:
    """Whether at least half of the letters are Arabic; also where there is none."""
    letters = [character for character in text if character.isalpha()]
    arabic = sum("\u0600" <= letter <= "\u06ff" for letter in letters)
    return arabic >= _LEAST_ARABIC * len(letters)
