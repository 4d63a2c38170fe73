"""Where what is typed goes: a request for a summary to the digester, everything else to the assistant; then to the
writer, where there is one."""

from collections.abc import Generator, Sequence

from assistant.answering.extractive import Assistant
from assistant.answering.talk import without_greeting
from assistant.summary.digest import Digester, of_summary
from assistant.summary.requests import Request, summary_request
from assistant.summary.summaries import Length, Summarizer
from assistant.types import Answer, Digest, Turn
from assistant.writing.writer import Writer
from retrieval.types import EVERYTHING, Filter

_MOST_TURNS = 20
_MOST_SAID = 10_000  # characters of a question or an answer before


class Router:
    """Has the interface of an assistant, and the summaries beside it."""

    def __init__(
        self, assistant: Assistant, digester: Digester, summarizer: Summarizer, writer: Writer | None = None
    ) -> None:
        self._assistant = assistant
        self._digester = digester
        self._summarizer = summarizer
        self._writer = writer

    @property
    def mode(self) -> str:
        return self._writer.mode if self._writer else self._assistant.mode

    def answer(
        self, question: str, history: Sequence[Turn] = (), only: Filter = EVERYTHING, *, written: bool = True
    ) -> Answer:
        """The last snapshot of ``stream``."""
        *_, last = self.stream(question, history, only, written=written)
        return last

    def stream(
        self, question: str, history: Sequence[Turn] = (), only: Filter = EVERYTHING, *, written: bool = True
    ) -> Generator[Answer]:
        """As ``Assistant.stream``; a summary comes in one piece.

        ``written=False`` asks for quotes alone where a model would write. Of the turns before, the last few are read,
        and of each its beginning.
        """
        history = [_short(turn) for turn in history[-_MOST_TURNS:]]
        request = summary_request(without_greeting(question))
        if request is not None:
            answer = self._digester.answer(question, request, only)[0]
            if self._writer is None or not written:
                yield answer
            else:
                yield from self._writer.rewrite(answer, answer.citations, "summary", history)
        elif self._writer is None or not written:
            yield from self._assistant.stream(question, history, only)
        else:
            grounds = self._assistant.grounds(question, history, only)
            yield from self._writer.rewrite(grounds.answer, grounds.sources, "answer", history)

    def digest(self, request: Request, length: Length | None = None) -> Digest:
        """What the articles say on a topic, in this length or the one that the request names."""
        return self._digester.digest(request, length)

    def places(self, about: str, most: int, only: Filter = EVERYTHING) -> list[tuple[str, int, int]]:
        """The best passages on a topic as article, start and end."""
        return self._digester.places(about, most, only)

    def summarize(self, identity: str, length: Length) -> Digest:
        """One article in this length; ``UnknownArticle`` where there is none of this id."""
        return of_summary(self._summarizer.summarize(identity, length, written=False))


def _short(turn: Turn) -> Turn:
    return Turn(turn.question[:_MOST_SAID], turn.answer[:_MOST_SAID])
