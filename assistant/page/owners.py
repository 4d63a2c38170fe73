"""Whose conversations a browser sees: a cookie with a token that nobody guesses and no script reads.

It keeps the conversations of one browser apart from those of another; it is no sign-in.
"""

import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import SimpleCookie
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

_COOKIE = "isnad_owner"
_AGE = 5 * 365 * 24 * 3600  # seconds; browsers shorten it


def owner_of(request: Any) -> str:
    """The token of the browser a request comes from; where it takes no cookies, that of its tab."""
    return str(request.cookies.get(_COOKIE) or request.session_hash)


class Owners:
    """ASGI middleware: a browser that opens the page without a token gets one."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != "/" or _has_token(scope):
            await self._app(scope, receive, send)
            return
        cookie = f"{_COOKIE}={secrets.token_urlsafe(18)}; Path=/; Max-Age={_AGE}; HttpOnly; SameSite=Lax"

        async def outgoing(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"set-cookie", cookie.encode())]
            await send(message)

        await self._app(scope, receive, outgoing)


def _has_token(scope: Message) -> bool:
    cookies = SimpleCookie()
    for name, value in scope["headers"]:
        if name == b"cookie":
            cookies.load(value.decode("latin-1"))
    return _COOKIE in cookies
