"""A name for every request, in its responses and in what is logged of it; never what was asked."""

import logging
import re
from collections.abc import Awaitable, Callable, MutableMapping
from time import perf_counter
from typing import Any
from uuid import uuid4

HEADER = "x-request-id"

_GIVEN = re.compile(rb"[\w.-]{1,64}", re.ASCII)
_LOG = logging.getLogger(__name__)

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]


class Traced:
    """ASGI middleware: keeps the ``x-request-id`` that a request brings, or gives it one."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        name = _given(scope) or uuid4().hex
        scope.setdefault("state", {})["request_id"] = name
        started, status = perf_counter(), 0

        async def outgoing(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (HEADER.encode(), name.encode())]
            await send(message)

        await self._app(scope, receive, outgoing)
        seconds = perf_counter() - started
        _LOG.info("%s %s %s %d %.3fs", name, scope["method"], _route(scope), status, seconds)


def request_id(scope: Message) -> str:
    """The name of a request."""
    return str(scope.get("state", {}).get("request_id", ""))


def _given(scope: Message) -> str:
    values = [value for key, value in scope["headers"] if key == HEADER.encode()]
    return values[0].decode() if len(values) == 1 and _GIVEN.fullmatch(values[0]) else ""


def _route(scope: Message) -> str:
    """The route's pattern: its path has what was asked for in it."""
    return str(getattr(scope.get("route"), "path", "-"))
