"""The assistant as a LangChain chat model that needs no model: it drops into any chain or agent.

The last human message is the question, the earlier turns its history. Every quote is a text block of its own with a
standard citation annotation, whose indexes are into that block; ``extras`` has the article and the offsets in it.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from os import environ
from pathlib import Path
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import ConfigDict

from assistant import build
from assistant.service.messages import ASSISTANT, USER, conversation
from assistant.service.router import Router
from assistant.settings import Settings
from assistant.types import Answer, Citation, Turn
from retrieval.types import Progress

Block = dict[str, Any]


class IsnadChat(BaseChatModel):
    """Answers from the articles, in quotes; ``additional_kwargs`` has the ``status`` of the answer."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Router

    @property
    def _llm_type(self) -> str:
        return "isnad"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        told = list(self._blocks(messages))
        last, _ = told[-1]
        message = AIMessage(content=[block for _, block in told], additional_kwargs={"status": last.status})
        return ChatResult(generations=[ChatGeneration(message=message)])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        for answer, block in self._blocks(messages):
            chunk = ChatGenerationChunk(
                message=AIMessageChunk(content=[block], additional_kwargs={"status": answer.status})
            )
            if run_manager:
                run_manager.on_llm_new_token(block["text"], chunk=chunk)
            yield chunk

    def _blocks(self, messages: Sequence[BaseMessage]) -> Iterator[tuple[Answer, Block]]:
        """What each snapshot adds to the answer's text, with the citations in it."""
        question, history = _conversation(messages)
        told, cited = "", 0
        for index, answer in enumerate(self.assistant.stream(question, history, written=False)):
            added = answer.text[len(told) :]
            new = answer.citations[cited:]
            told, cited = answer.text, len(answer.citations)
            annotations = [_annotation(citation, added.index(citation.quote)) for citation in new]
            yield answer, {"type": "text", "text": added, "annotations": annotations, "index": index}


def _conversation(messages: Sequence[BaseMessage]) -> tuple[str, list[Turn]]:
    """The question and the turns before it."""
    roles = {"human": USER, "ai": ASSISTANT}
    return conversation((roles.get(message.type, ""), message.text) for message in messages)


def _annotation(citation: Citation, start: int) -> Block:
    place = {"article": citation.article, "start": citation.start, "end": citation.end, "number": citation.number}
    place |= {"scanned": True} if citation.scanned else {}
    return {
        "type": "citation",
        "title": citation.title,
        "cited_text": citation.quote,
        "start_index": start,
        "end_index": start + len(citation.quote),
        "extras": place,
    }


@contextmanager
def open_chat(data: str | Path, progress: Progress | None = None) -> Iterator[IsnadChat]:
    """A chat model over a data folder, with the settings of the environment."""
    settings = Settings.from_environment(environ, data)
    with build.open_assistant(settings, progress or (lambda stage, done, total: None)) as assistant:
        yield IsnadChat(assistant=assistant)
