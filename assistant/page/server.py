"""Serving the page: its settings, its headers, its language."""

import os
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from assistant.service.conversations import Conversations
from assistant.service.library import Library

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # gradio reads it when it is imported

import gradio as gr
import uvicorn
from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

import prompts
from assistant.page.blocks import Page
from assistant.page.downloads import Downloads
from assistant.page.gate import App, Gate, Message, Receive, Send, names
from assistant.page.owners import Owners
from assistant.page.routes import STATIC, Routes
from assistant.page.uploads import has_room, upload_folder
from assistant.page.views import Views
from prompts import Wording

_HEADERS = {
    "content-security-policy": "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-resource-policy": "same-origin",
}
_FOREIGN_META = re.compile(rb'<meta\s+(?:property="og:|name="twitter:)[^>]*>')
_ARABIC_FIRST = (
    b"<head><script>for (const [name, value] of [['language', 'ar'], ['languages', ['ar']]]) "
    b"Object.defineProperty(navigator, name, {get: () => value});</script>"
)
_GRACE = 2  # seconds for those who are still read to when the page ends


@dataclass(frozen=True, slots=True)
class Address:
    """Where the page is served: what it is bound to, what it may be called by, whether it is open to a network."""

    host: str
    port: int
    hosts: tuple[str, ...] = ()
    opened: bool = False


def launch(library: Library, address: Address, ready: Callable[[], object]) -> None:
    """Serve until interrupted, and say when ``ready``; ``OSError`` where the port is taken."""
    with _listening(address) as listener, upload_folder() as folder:
        os.environ["GRADIO_TEMP_DIR"] = str(folder)  # gradio reads it when its blocks are made
        wording = prompts.load("page")
        said = {key: wording.say(f"gate_{key}") for key in ("foreign", "closed", "large", "full", "busy")}
        allowed = names(address.host, listener.getsockname()[1], address.hosts, opened=address.opened)
        app = Gate(_application(library, wording), allowed, said, partial(has_room, folder))
        config = uvicorn.Config(
            app, log_level="warning", server_header=False, timeout_graceful_shutdown=_GRACE, lifespan="on"
        )
        _Server(config, ready).run(sockets=[listener])


def _listening(address: Address) -> socket.socket:
    """A socket bound to an address; ``OSError`` where that cannot be had."""
    family, _, _, _, place = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)[0]
    return socket.create_server(place[:2], family=family)


class _Server(uvicorn.Server):
    """Says when it is up."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], object]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


def _application(library: Library, wording: Wording) -> FastAPI:
    views = Views(wording)
    conversations = Conversations(library.folder)
    # nobody's pages may read from here: named by us, gradio does not reflect every origin of its own accord
    nobody = Middleware(CORSMiddleware, allow_origins=())
    outer = FastAPI(middleware=[nobody], docs_url=None, redoc_url=None, openapi_url=None)
    gr.mount_gradio_app(
        outer,
        Page(library, conversations, wording, views).blocks(),
        path="/",
        show_error=False,
        run_history=False,
        ssr_mode=False,
        enable_monitoring=False,
        footer_links=[],
        theme=_theme(),
        head='<link rel="stylesheet" href="isnad/static/page.css">',  # gradio would rewrite the selectors of ``css``
        js=(STATIC / "page.js").read_text("utf-8"),
        favicon_path=str(STATIC / "favicon.svg"),
        app_kwargs={
            "routes": Routes(library, views, Downloads(library, conversations, wording)).all(),
            "middleware": [Middleware(Arabic), Middleware(Owners)],
            "docs_url": None,
            "redoc_url": None,
        },
    )
    return outer


def _theme() -> gr.Theme:
    fonts = ["Isnad Sans", "system-ui", "sans-serif"]
    return gr.themes.Base(primary_hue="emerald", neutral_hue="stone", font=fonts, font_mono=["monospace"])


class Arabic:
    """ASGI middleware: the safety headers on every response; the page's own language before any script runs."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        page = scope["path"] == "/"
        held: list[Message] = []

        async def outgoing(message: Message) -> None:
            if message["type"] == "http.response.start":
                added = [(name.encode(), value.encode()) for name, value in _HEADERS.items()]
                message["headers"] = [*message["headers"], *added]
                if page:
                    held.append(message)
                    return
            elif page and held:
                held.append(message)
                if message.get("more_body"):
                    return
                start, body = held[0], b"".join(part.get("body", b"") for part in held[1:])
                body = _in_arabic(body)
                others = [pair for pair in start["headers"] if pair[0].lower() != b"content-length"]
                start["headers"] = [*others, (b"content-length", str(len(body)).encode())]
                held.clear()
                await send(start)
                await send({"type": "http.response.body", "body": body})
                return
            await send(message)

        await self._app(scope, receive, outgoing)


def _in_arabic(body: bytes) -> bytes:
    body = _FOREIGN_META.sub(b"", body)
    return body.replace(b'lang="en"', b'lang="ar" dir="rtl"', 1).replace(b"<head>", _ARABIC_FIRST, 1)
