"""Where what is typed goes: a request for a summary to the digester, everything else to the assistant."""

from collections.abc import Iterator, Sequence

from assistant.digest import Digester, of_summary
from assistant.extract import Assistant
from assistant.requests import Request, summary_request
from assistant.summaries import Summarizer
from assistant.types import Answer, Digest, Turn
from retrieval.types import EVERYTHING, Filter


class Router:
    """Has the interface of an assistant, and the summaries beside it."""

    def __init__(self, assistant: Assistant, digester: Digester, summarizer: Summarizer) -> None:
        self._assistant = assistant
        self._digester = digester
        self._summarizer = summarizer

    @property
    def mode(self) -> str:
        return self._assistant.mode

    def answer(self, question: str, history: Sequence[Turn] = (), only: Filter = EVERYTHING) -> Answer:
        """The last snapshot of ``stream``."""
        *_, last = self.stream(question, history, only)
        return last

    def stream(self, question: str, history: Sequence[Turn] = (), only: Filter = EVERYTHING) -> Iterator[Answer]:
        """As ``Assistant.stream``; a summary comes in one piece."""
        request = summary_request(question)
        if request is None:
            yield from self._assistant.stream(question, history, only)
        else:
            yield self._digester.answer(question, request, only)[0]

    def digest(self, request: Request, words: int) -> Digest:
        """What the articles say on a topic, in about so many words."""
        return self._digester.digest(request, words)

    def summarize(self, identity: str, words: int) -> Digest:
        """One article in at most so many words; ``UnknownArticle`` where there is none of this id."""
        return of_summary(self._summarizer.summarize(identity, words))
