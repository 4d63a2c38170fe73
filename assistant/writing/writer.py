"""Answers that a language model writes from quotes, each sentence checked against what it cites before it is shown.

The model sees numbered sentences and cites their numbers; code cuts the quotes. What has no known number, or says more
than its quotes (``assistant.writing.support``), is removed or shown as unsupported. Where the model fails or nothing of
it is left, the extractive answer is shown instead, and says why. What it does not know: whether the sentences that are
left answer the question.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import groupby
from time import perf_counter
from typing import Literal, Protocol

from assistant.types import Answer, Citation, Claim, Note, Point, Problem, Summary, Turn
from assistant.writing.marks import Written, read
from assistant.writing.support import unsupported
from prompts import Wording
from retrieval.arabic import fold
from retrieval.errors import IsnadError

Task = Literal["answer", "summary"]
Failure = Literal["unreachable", "timed_out", "unauthorized", "limited", "broken"]

MOST_SOURCE_TOKENS = 1500
"""Of the sentences that a model is given; the best come first."""

_MOST_CHARACTERS = 6000
_MOST_REPEATED = 2
_LEAST_ARABIC = 0.5
_MOST_TURNS, _TURN_CHARACTERS = 3, 300
_CANNOT_CITE = str.maketrans("[]【】", "()()")


class ModelFailed(IsnadError):
    """A language model cannot be had: ``failure`` says how, ``reason`` in its own words."""

    def __init__(self, failure: Failure, reason: str = "") -> None:
        super().__init__(reason=reason)
        self.failure: Failure = failure
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Message:
    """One message to a model."""

    role: Literal["system", "user"]
    text: str


class ChatModel(Protocol):
    """A language model that writes on and on; raises ``ModelFailed``.

    Closing the stream stops the model. An empty piece means that it is still at work.
    """

    @property
    def name(self) -> str: ...

    def stream(self, messages: Sequence[Message]) -> Generator[str]: ...


class Writer:
    """Rewrites extractive answers with one model; ``tokens`` counts those of a text, ``marked`` keeps what is
    unsupported and says so."""

    def __init__(self, model: ChatModel, wording: Wording, tokens: Callable[[str], int], *, marked: bool) -> None:
        self._model = model
        self._say = wording.say
        self._tokens = tokens
        self._marked = marked

    @property
    def mode(self) -> str:
        return self._model.name

    def rewrite(
        self, answer: Answer, sources: Sequence[Citation], task: Task, history: Sequence[Turn] = ()
    ) -> Generator[Answer]:
        """Snapshots of a written answer, and of ``answer`` itself where there is none.

        ``sources`` are sentences in the order of their worth; the model sees as many as fit. Nothing is asked of it
        where ``answer`` is no answer.
        """
        if answer.status != "answered" or not sources:
            yield answer
            return
        started = perf_counter()
        draft = _Draft(answer, self._fitting(sources), self._model.name, marked=self._marked, say=self._say)
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
        by_number = {citation.number: citation for citation in answer.citations}
        points = tuple(
            Point(claim.text, tuple(by_number[number] for number in claim.citations))
            for claim in answer.claims
            if claim.citations and answer.mode == self.mode
        )
        return replace(summary, points=points, mode=answer.mode, seconds=answer.seconds) if points else summary

    def _snapshots(self, draft: "_Draft", messages: Sequence[Message]) -> Generator[Answer]:
        written, shown = "", draft.answer_so_far()
        yield shown
        try:
            with closing(self._model.stream(messages)) as pieces:
                for piece in pieces:
                    written += piece
                    draft.take(read(written, finished=False))
                    if draft.repeats or len(written) > _MOST_CHARACTERS:
                        yield draft.ended("endless")
                        return
                    yield draft.answer_so_far()
        except ModelFailed as failed:
            draft.take(read(written, finished=False))
            yield draft.ended("cut_short") if draft.shown else draft.instead(failed.failure, reason=failed.reason)
            return
        draft.take(read(written, finished=True))
        yield draft.ended() if draft.shown else draft.instead(self._lack(written))

    def _lack(self, written: str) -> str:
        """Why nothing of what was written is shown."""
        if not written.strip():
            return "empty"
        if fold(self._say("declines")) in fold(written):
            return "declined"
        return "nothing_left" if _arabic(written) else "other_language"

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
            yield self._say("title", title=title.translate(_CANNOT_CITE))
            for source in some:
                text = " ".join(source.quote.translate(_CANNOT_CITE).split())
                yield self._say("source", number=source.number, text=text)

    def _turn(self, turn: Turn) -> str:
        answer = " ".join(turn.answer.translate(_CANNOT_CITE).split())
        return self._say("turn", question=turn.question, answer=answer[:_TURN_CHARACTERS])


class _Draft:
    """What a model wrote so far, judged sentence by sentence."""

    def __init__(
        self, answer: Answer, sources: Sequence[Citation], model: str, *, marked: bool, say: Callable[..., str]
    ) -> None:
        self.sources = list(sources)
        self._answer, self._model, self._marked, self._say = answer, model, marked, say
        self._by_id = {source.number: source for source in sources}
        self._written: list[Written] = []
        self._claims: list[Claim] = []
        self._cited: dict[int, int] = {}

    def take(self, written: Sequence[Written]) -> None:
        """Judge the sentences that are new."""
        for sentence in written[len(self._written) :]:
            if sentence not in self._written:
                self._claims.append(self._judged(sentence))
            self._written.append(sentence)

    @property
    def shown(self) -> bool:
        """Whether anything supported stands here."""
        return any(claim.citations for claim in self._claims)

    @property
    def repeats(self) -> bool:
        return any(self._written.count(sentence) > _MOST_REPEATED for sentence in self._written[-1:])

    def _judged(self, sentence: Written) -> Claim:
        known = [self._by_id[one] for one in sentence.ids if one in self._by_id]
        if sentence.is_heading:
            said = unsupported(sentence.text, [text for one in self.sources for text in (one.quote, one.title)])
            return Claim(sentence.text, (), tuple(problem for problem in said if problem.kind != "words"))
        if not known:
            return Claim(sentence.text, (), (Problem("uncited", sentence.text),))
        quotes = [source.quote for source in known]
        problems = unsupported(sentence.text, [*quotes, *(source.title for source in known)])
        if problems:
            return Claim(sentence.text, (), problems)
        numbers = (self._cited.setdefault(source.number, len(self._cited) + 1) for source in known)
        return Claim(sentence.text, tuple(numbers))

    def answer_so_far(self) -> Answer:
        citations = tuple(replace(self._by_id[one], number=number) for one, number in self._cited.items())
        return replace(
            self._answer,
            text="\n".join(self._lines()),
            short=None,
            citations=citations,
            notes=(),
            claims=tuple(self._claims),
            mode=self._model,
            written_by=self._model if self.shown else "",
        )

    def _lines(self) -> Iterator[str]:
        """The sentences shown with their marks; a heading only where something follows it."""
        heading = ""
        for claim in self._claims:
            if claim.citations:
                yield from filter(None, (heading, f"{claim.text} {''.join(f'[{n}]' for n in claim.citations)}"))
                heading = ""
            elif not claim.problems:
                heading = claim.text
            elif self._marked:
                yield f"{claim.text} {self._say('unsupported')}"

    def ended(self, notice: str = "") -> Answer:
        """The written answer with what is to be said about it."""
        answer = self.answer_so_far()
        removed = sum(bool(claim.problems) for claim in self._claims)
        told = [self._say(notice, model=self._model)] if notice else []
        told += [self._say("removed", count=removed)] if removed and not self._marked else []
        notes = tuple(Note(len(answer.citations), text) for text in told)
        return replace(answer, notes=notes, text="\n".join([answer.text, *told]))

    def instead(self, notice: str, **values: str) -> Answer:
        """The extractive answer, what was written all removed, and why."""
        told = self._say(notice, model=self._model, **values)
        answer = self._answer
        note = Note(len(answer.citations), told)
        return replace(answer, text=f"{answer.text}\n{told}", notes=(*answer.notes, note), claims=tuple(self._claims))


def _arabic(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    arabic = sum("\u0600" <= letter <= "\u06ff" for letter in letters)
    return arabic >= _LEAST_ARABIC * max(1, len(letters))
