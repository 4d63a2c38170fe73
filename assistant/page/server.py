"""Serving the page: its files, its headers, its language, and the article beside the chat."""

import mimetypes
import os
import re
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from assistant.page.markup import Markup
from assistant.service.library import Library
from assistant.wording import error_text
from retrieval.errors import IsnadError

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # gradio reads it when it is imported

import gradio as gr
from fastapi import Request
from fastapi.responses import FileResponse, HTMLResponse, Response
from starlette.middleware import Middleware
from starlette.routing import Route

import prompts
from assistant.page.blocks import Page
from assistant.summary import documents
from assistant.summary.requests import summary_request
from assistant.summary.summaries import PARAGRAPH
from assistant.types import Digest

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

_STATIC = Path(__file__).parent / "static"
_HEADERS = {
    "content-security-policy": "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
}
_FILES = {
    "md": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_MOST_WORDS = 2000
_FOREIGN_META = re.compile(rb'<meta\s+(?:property="og:|name="twitter:)[^>]*>')
_ARABIC_FIRST = (
    b"<head><script>for (const [name, value] of [['language', 'ar'], ['languages', ['ar']]]) "
    b"Object.defineProperty(navigator, name, {get: () => value});</script>"
)


def launch(library: Library, host: str, port: int, ready: Callable[[], object]) -> None:
    """Serve until interrupted, and say when ``ready``; ``OSError`` where the port is taken."""
    blocks = Page(library).blocks()
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
        js=(_STATIC / "page.js").read_text("utf-8"),
        favicon_path=_STATIC / "favicon.svg",
        app_kwargs={
            "routes": _routes(library),
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


def _routes(library: Library) -> list[Route]:
    markup = Markup(prompts.load("page"))

    def source(request: Request) -> Response:
        """``article``, ``at`` (start-end, repeated), ``current`` (which of them): the article, marked."""
        try:
            spans = [_span(text) for text in request.query_params.getlist("at")]
            current = int(request.query_params.get("current", "-1"))
            article = library.article(request.query_params.get("article", ""))
            copies = library.copies().get(article.id, ())
        except ValueError:
            return HTMLResponse(status_code=400)
        except IsnadError as error:
            return HTMLResponse(markup.notice(error_text(error)), status_code=404)
        return HTMLResponse(markup.article(article, spans, current, copies))

    def static(request: Request) -> Response:
        path = _STATIC / Path(request.path_params["name"]).name
        if not path.is_file():
            return Response(status_code=404)
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return FileResponse(path, media_type=kind, headers={"cache-control": "max-age=86400"})

    def summary(request: Request) -> Response:
        """``article`` or ``request``, ``words``: the summary as HTML, or as the file that ``form`` names."""
        try:
            digest = _digest(library, request)
        except ValueError:
            return HTMLResponse(status_code=400)
        except IsnadError as error:
            return HTMLResponse(markup.notice(error_text(error)), status_code=404)
        form = request.query_params.get("form", "")
        if form in _FILES:
            content = documents.markdown(digest).encode() if form == "md" else documents.docx(digest)
            headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(_file_name(digest))}.{form}"}
            return Response(content, media_type=_FILES[form], headers=headers)
        return HTMLResponse(markup.digest(digest, _subject(request)))

    return [Route("/isnad/source", source), Route("/isnad/summary", summary), Route("/isnad/static/{name}", static)]


def _digest(library: Library, request: Request) -> Digest:
    words = int(request.query_params.get("words", PARAGRAPH))
    if not 0 < words <= _MOST_WORDS:
        raise ValueError(words)
    if "article" in request.query_params:
        return library.summarize(request.query_params["article"], words)
    wish = summary_request(request.query_params.get("request", ""))
    if wish is None:
        raise ValueError("no request")
    return library.digest(wish, words)


def _subject(request: Request) -> tuple[str, str]:
    """What the summary is of, as the page asks for it again: the name of the parameter and its value."""
    name = "article" if "article" in request.query_params else "request"
    return name, request.query_params[name]


def _file_name(digest: Digest) -> str:
    return re.sub(r"[\\/:*?\"<>|\s]+", "-", digest.topic).strip("-.")[:60] or "summary"


def _span(text: str) -> tuple[int, int]:
    start, _, end = text.partition("-")
    return int(start), int(end)


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
