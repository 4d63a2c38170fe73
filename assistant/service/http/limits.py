"""How large a request may be. One that is larger is refused as it is read, with 413."""

from assistant.errors import BodyTooLarge
from assistant.service.http.problems import Refused
from assistant.service.http.tracing import App, Message, Receive, Send

MOST_SENT = 1_000_000
"""Of a body, in bytes."""
MOST_OF = {"/files": 30_000_000, "/batch": 8_000_000}
"""Of the bodies that hold more, by path; below what the page's gate lets through."""


class Limits:
    """ASGI middleware that counts what comes in."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most, seen = _most(scope), 0

        async def incoming() -> Message:
            nonlocal seen
            if _announced(scope) > most:
                raise Refused(BodyTooLarge(most=_megabytes(most)))
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > most:
                raise Refused(BodyTooLarge(most=_megabytes(most)))
            return message

        await self._app(scope, incoming, send)


def _most(scope: Message) -> int:
    return MOST_OF.get(scope["path"].removeprefix(scope.get("root_path", "")), MOST_SENT)


def _announced(scope: Message) -> int:
    lengths = [value for key, value in scope["headers"] if key == b"content-length"]
    return int(lengths[0]) if lengths and lengths[0].isdigit() else 0


def _megabytes(count: int) -> int:
    return count // 1_000_000
