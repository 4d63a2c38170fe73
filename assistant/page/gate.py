"""Who may speak to the page: middleware outside everything else, gradio's own routes included.

A browser sends what a foreign page asks of it to any address that the machine can reach, this one too. What gives a
foreign page away is the name it called us by (``Host``: a name of its own that resolves to us), the page that asked
(``Origin``) and what the browser says of both (``Sec-Fetch-Site``). Programs send neither of the last two, and are let
in. Bodies have a size, what gradio serves for its makers is closed.

Not known here: who a user is. Whoever reaches an allowed name may ask, add and remove.
"""

from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]
Header = tuple[bytes, bytes]

UPLOADS = "/gradio_api/upload"
MOST_UPLOADED = 600_000_000
"""Of one request with files, in bytes; each format has a limit of its own besides."""
MOST_SENT = 32_000_000
"""Of any other request: a file in Base64 is the largest that is meant."""

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_HTTP = 80
_BUSY = 503
_CLOSED = (
    "/monitoring", "/login", "/logout", "/gradio_api/runs", "/gradio_api/run-history", "/gradio_api/proxy=",
    "/gradio_api/dev", "/gradio_api/deep_link", "/gradio_api/stream", "/gradio_api/vibe", "/gradio_api/undo-vibe",
    "/gradio_api/custom_component", "/gradio_api/process_recording", "/gradio_api/profiling",
)  # fmt: skip
"""What gradio has for its makers, and nothing here uses."""

_HEADERS = [
    (b"content-type", b"text/plain; charset=utf-8"),
    (b"x-content-type-options", b"nosniff"),
    (b"connection", b"close"),
]


@dataclass(frozen=True, slots=True)
class Names:
    """What the page may be called by, as the header ``Host`` has it: in small letters, with a port where it needs one.

    ``addresses``: by any address in digits too. No page of another can come from there, for the address is ours.
    """

    known: frozenset[str]
    addresses: bool = False

    def allow(self, host: str) -> bool:
        return host in self.known or (self.addresses and _is_address(host))


def names(host: str, port: int, named: Sequence[str] = (), *, opened: bool = False) -> Names:
    """The names of a page bound to ``host``: loopback's with this port, the bound one, and those that the user names.

    A name given without a port is good with this port and without any, as behind a proxy.
    """
    bound = (f"[{host}]" if ":" in host else host,)
    hosts = (*_LOOPBACK, *bound)
    known = {f"{name}:{port}" for name in hosts} | {name for name in hosts if port == _HTTP}
    for name in (name.strip().lower() for name in named):
        known |= {name, f"{name}:{port}"}
    return Names(frozenset(one.lower() for one in known if one), opened)


class Gate:
    """Lets requests through to ``app``, or answers with a sentence of ``said``, which has "foreign", "closed", "large",
    "full" and "busy".

    ``room`` says whether there is room for another upload. Where gradio's queue is full, it says so in English.
    """

    def __init__(self, app: App, allowed: Names, said: Mapping[str, str], room: Callable[[], bool]) -> None:
        self._app, self._names, self._said, self._room = app, allowed, said, room

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        refusal = refused(scope, self._names)
        if refusal is None and scope["path"] == UPLOADS and not self._room():
            refusal = (_BUSY, "full")
        if refusal is None:
            await self._measured(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self._refuse(refusal, send)

    async def _refuse(self, refusal: tuple[int, str], send: Send) -> None:
        status, key = refusal
        await send({"type": "http.response.start", "status": status, "headers": list(_HEADERS)})
        await send({"type": "http.response.body", "body": self._said[key].encode()})

    async def _measured(self, scope: Message, receive: Receive, send: Send) -> None:
        """Hand a request on; one whose body grows too large ends as if its sender had left."""
        most, seen, begun, told = _most(scope), 0, False, False

        async def incoming() -> Message:
            nonlocal seen, told
            message = await receive()
            seen += len(message.get("body", b""))
            if seen <= most:
                return message
            if not begun and not told:
                told = True
                await self._refuse((413, "large"), send)
            return {"type": "http.disconnect"}

        async def outgoing(message: Message) -> None:
            nonlocal begun, told
            begun = True
            if not told and message.get("status") == _BUSY:
                told = True
                await self._refuse((_BUSY, "busy"), send)
            elif not told:
                await send(message)

        try:
            await self._app(scope, incoming, outgoing)
        except Exception:
            if not told:
                raise


def refused(scope: Message, allowed: Names) -> tuple[int, str] | None:
    """The status and the reason with which a request is turned away; None where it is let in."""
    headers: list[Header] = scope["headers"]
    hosts, origins = _values(headers, b"host"), _values(headers, b"origin")
    if len(hosts) != 1 or not allowed.allow(hosts[0]):
        return 421, "foreign"
    if origins and not (len(origins) == 1 and _same(origins[0], hosts[0], allowed)):
        return 403, "foreign"
    if not _asked_by_us(scope, headers):
        return 403, "foreign"
    if scope["path"].startswith(_CLOSED):
        return 404, "closed"
    length = _values(headers, b"content-length")
    if length and (not length[0].isdigit() or int(length[0]) > _most(scope)):
        return 413, "large"
    return None


def is_loopback(host: str) -> bool:
    """Can this address be reached from this machine alone?"""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _most(scope: Message) -> int:
    return MOST_UPLOADED if scope["path"] == UPLOADS else MOST_SENT


def _same(origin: str, host: str, allowed: Names) -> bool:
    scheme, _, place = origin.partition("://")
    return scheme in ("http", "https") and (place == host or place in allowed.known)


def _asked_by_us(scope: Message, headers: Sequence[Header]) -> bool:
    """What the browser says of who asks; a link to the page itself may be followed from anywhere."""
    site = _values(headers, b"sec-fetch-site")
    if not site or site in (["same-origin"], ["none"]):
        return True
    followed = _values(headers, b"sec-fetch-mode") == ["navigate"] and _values(headers, b"sec-fetch-dest") == [
        "document"
    ]
    return followed and scope.get("method") == "GET" and scope["path"] == "/"


def _values(headers: Sequence[Header], name: bytes) -> list[str]:
    return [value.decode("latin-1").strip().lower() for key, value in headers if key.lower() == name]


def _is_address(host: str) -> bool:
    name = host[: host.rindex("]") + 1] if host.startswith("[") and "]" in host else host.partition(":")[0]
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
