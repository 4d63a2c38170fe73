"""Language models by LangChain: any chat model of ``init_chat_model``, loaded and contacted when first asked.

A reply is read in another thread (``assistant.chains.loop``), so that it can be stopped while it waits: closing it
cancels the request, and the server sees the connection end. The prompt and the model are one LangChain runnable.
"""

import logging
import os
from collections.abc import Generator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Lock
from time import monotonic
from typing import Any

from assistant.chains.loop import Loop
from assistant.errors import BadModel
from assistant.writing.model import Failure, Message, ModelFailed

_LOG = logging.getLogger(__name__)
_POLL = 0.2
"""Seconds between two empty pieces while the model is silent: how soon a stop is noticed."""

_MOST_TOKENS = 700
_NO_KEY = "not-needed"
_STATUS: dict[int, Failure] = {401: "unauthorized", 403: "unauthorized", 429: "limited"}


@dataclass(frozen=True, slots=True)
class ModelName:
    """``provider:model@address`` taken apart; the address is that of a server with the provider's interface."""

    provider: str
    model: str
    address: str

    @classmethod
    def parse(cls, text: str) -> "ModelName":
        """Raises ``BadModel`` where there is no provider or no model."""
        name, _, address = text.partition("@")
        provider, _, model = name.strip().partition(":")
        if not provider or not model:
            raise BadModel(model=text, reason="provider:model")
        return cls(provider, model, address.strip())

    def __str__(self) -> str:
        return f"{self.provider}:{self.model}"


class LangChainModel:
    """One chat model; ``patience`` is the longest silence, in seconds, after which it has failed.

    Many threads may ask it at once. All replies come by one event loop, that of the connections which are kept.
    """

    def __init__(self, name: ModelName, patience: float) -> None:
        self._name, self._patience = name, patience
        self._loop = Loop()
        self._turn = Lock()
        self._chat: Any = None
        self._client: Any = None

    @property
    def name(self) -> str:
        return str(self._name)

    def stream(self, messages: Sequence[Message]) -> Generator[str]:
        """Pieces of the reply as they come, empty ones while it is awaited; raises ``ModelFailed``.

        Raises ``BadModel`` where the provider is not installed.
        """
        reply = _Reply(self._runnable(), messages)
        reply.start(self._loop)
        heard = monotonic()
        try:
            while True:
                piece = reply.next(_POLL)
                if piece is None:
                    return
                if piece:
                    heard = monotonic()
                elif monotonic() - heard > self._patience:
                    raise ModelFailed("timed_out")
                yield piece
        finally:
            reply.stop()

    def close(self) -> None:
        """End the connections, the replies under way and the loop; a later question begins anew."""
        with self._turn:
            client, self._chat, self._client = self._client, None, None
        if client is not None:
            self._loop.submit(client.aclose()).result()
        self._loop.close()

    def _runnable(self) -> Any:
        """The prompt template and the model as one."""
        from langchain_core.prompts import ChatPromptTemplate

        with self._turn:
            if self._chat is None:
                self._chat = self._load()
            return ChatPromptTemplate.from_messages([("placeholder", "{messages}")]) | self._chat

    def _load(self) -> Any:
        from langchain.chat_models import init_chat_model

        try:
            return init_chat_model(self._name.model, model_provider=self._name.provider, **self._options())
        except (ImportError, ValueError) as error:
            raise BadModel(model=self.name, reason=_reason(error)) from error
        except Exception as error:
            raise ModelFailed(_failure(error), _reason(error)) from error

    def _options(self) -> dict[str, Any]:
        options: dict[str, Any] = {"temperature": 0, "max_tokens": _MOST_TOKENS, "max_retries": 0}
        if self._name.provider == "ollama":
            options = {"temperature": 0, "num_predict": _MOST_TOKENS}
        elif self._name.provider == "openai":
            options |= self._openai_options()
        return options | ({"base_url": self._name.address} if self._name.address else {})

    def _openai_options(self) -> dict[str, Any]:
        """With a client of its own: else all models of one address would share one, also across loops."""
        from openai import DefaultAsyncHttpxClient

        self._client = client = DefaultAsyncHttpxClient(timeout=self._patience)
        options = {"timeout": self._patience, "http_async_client": client, "http_socket_options": ()}
        if self._name.address and not os.environ.get("OPENAI_API_KEY"):
            options["api_key"] = _NO_KEY
        return options


class _Reply:
    """A reply under way."""

    def __init__(self, runnable: Any, messages: Sequence[Message]) -> None:
        self._runnable = runnable
        self._messages = [(message.role, message.text) for message in messages]
        self._pieces: SimpleQueue[str | Exception | None] = SimpleQueue()
        self._work: Future[None] | None = None

    def start(self, loop: Loop) -> None:
        self._work = loop.submit(self._read())

    def next(self, wait: float) -> str | None:
        """The next piece, "" where none comes in so many seconds, None at the end."""
        try:
            piece = self._pieces.get(timeout=wait)
        except Empty:
            if self._work is not None and self._work.cancelled():
                raise ModelFailed("broken", "closed") from None
            return ""
        if isinstance(piece, Exception):
            raise ModelFailed(_failure(piece), _reason(piece)) from piece
        return piece

    def stop(self) -> None:
        """Cancel the request; returns at once."""
        if self._work is not None:
            self._work.cancel()

    async def _read(self) -> None:
        try:
            async for chunk in self._runnable.astream({"messages": self._messages}):
                if text := chunk.text:
                    self._pieces.put(str(text))
            self._pieces.put(None)
        except Exception as error:
            _LOG.info("the model failed: %r", error)
            self._pieces.put(error)


def _failure(error: BaseException) -> Failure:
    """The kind of a provider's error, by its status or by what of httpx stands behind it."""
    chain = [error]
    while (cause := chain[-1].__cause__ or chain[-1].__context__) is not None and cause not in chain:
        chain.append(cause)
    for one in chain:
        if (failure := _STATUS.get(getattr(one, "status_code", 0) or 0)) is not None:
            return failure
    names = {base.__name__ for one in chain for base in type(one).__mro__}
    if "TimeoutException" in names or "APITimeoutError" in names:
        return "timed_out"
    return "unreachable" if "ConnectError" in names or isinstance(error, ConnectionError) else "broken"


def _reason(error: BaseException) -> str:
    return (str(error) or type(error).__name__).partition("\n")[0][:200]
