"""Serving the page: its settings, its headers, its language."""

import os
import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from assistant.service.http.application import mounted
from assistant.service.library import Library

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # gradio reads it when it is imported

import gradio as gr
from starlette.middleware import Middleware

import prompts
from assistant.page.blocks import Page
from assistant.page.routes import STATIC, Routes
from assistant.page.views import Views

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

_HEADERS = {
    "content-security-policy": "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
}
_FOREIGN_META = re.compile(rb'<meta\s+(?:property="og:|name="twitter:)[^>]*>')
_ARABIC_FIRST = (
    b"<head><script>for (const [name, value] of [['language', 'ar'], ['languages', ['ar']]]) "
    b"Object.defineProperty(navigator, name, {get: () => value});</script>"
)


def launch(library: Library, host: str, port: int, ready: Callable[[], object]) -> None:
    """Serve until interrupted, and say when ``ready``; ``OSError`` where the port is taken."""
    wording = prompts.load("page")
    views = Views(wording)
    blocks = Page(library, wording, views).blocks()
    blocks.launch(
        server_name=host,
        server_port=port,
        prevent_thread_lock=True,
        share=False,
        quiet=True,
        show_error=False,
        run_history=False,
        ssr_mode=False,
        footer_links=[],
        theme=_theme(),
        head='<link rel="stylesheet" href="isnad/static/page.css">',  # gradio would rewrite the selectors of ``css``
        js=(STATIC / "page.js").read_text("utf-8"),
        favicon_path=STATIC / "favicon.svg",
        app_kwargs={
            "routes": [mounted(library), *Routes(library, views).all()],
            "middleware": [Middleware(Arabic)],
            "docs_url": None,
            "redoc_url": None,
        },
    )
    ready()
    blocks.block_thread()


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
