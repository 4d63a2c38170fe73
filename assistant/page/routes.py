"""What the page fetches beside gradio's own: an article with its marks, a summary or its file, static files."""

import mimetypes
from pathlib import Path

from fastapi import Request
from fastapi.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

from assistant.documents.files import FORMS
from assistant.page.downloads import Downloads
from assistant.page.views import Views
from assistant.service.library import Library
from assistant.summary.requests import summary_request
from assistant.summary.summaries import PARAGRAPH, Length
from assistant.types import Digest
from assistant.wording import error_text
from retrieval.errors import IsnadError
from retrieval.types import Span

STATIC = Path(__file__).parent / "static"

_MOST_WORDS, _MOST_POINTS = 2000, 20


class Routes:
    """Answers from one library; what cannot be read is 400, what is not there 404 with a sentence."""

    def __init__(self, library: Library, views: Views, downloads: Downloads) -> None:
        self._library = library
        self._downloads = downloads
        self._views = views

    def all(self) -> list[Route]:
        return [
            Route("/isnad/source", self._source),
            Route("/isnad/summary", self._summary),
            Route("/isnad/static/{name}", self._static),
            *self._downloads.all(),
        ]

    def _source(self, request: Request) -> Response:
        """``article``, ``at`` (start-end, repeated), ``current`` (which of them): the article, marked."""
        try:
            spans = [_span(text) for text in request.query_params.getlist("at")]
            current = int(request.query_params.get("current", "-1"))
            article = self._library.article(request.query_params.get("article", ""))
            copies = self._library.copies().get(article.id, ())
        except ValueError:
            return HTMLResponse(status_code=400)
        except IsnadError as error:
            return self._missing(error)
        return HTMLResponse(self._views.article(article, spans, current, copies))

    def _summary(self, request: Request) -> Response:
        """``article`` or ``request``, ``words`` or ``points``: the summary as HTML, or as the file of a ``form``."""
        try:
            digest = self._digest(request)
        except ValueError:
            return HTMLResponse(status_code=400)
        except IsnadError as error:
            return self._missing(error)
        form = request.query_params.get("form", "")
        return (
            self._downloads.digest(digest, form)
            if form in FORMS
            else HTMLResponse(self._views.digest(digest, _subject(request), _length(request)))
        )

    def _digest(self, request: Request) -> Digest:
        length = _length(request)
        if "article" in request.query_params:
            return self._library.summarize(request.query_params["article"], length or PARAGRAPH)
        wish = summary_request(request.query_params.get("request", ""))
        if wish is None:
            raise ValueError("no request")
        return self._library.digest(wish, length)

    def _missing(self, error: IsnadError) -> Response:
        return HTMLResponse(self._views.notice(error_text(error)), status_code=404)

    def _static(self, request: Request) -> Response:
        path = STATIC / Path(request.path_params["name"]).name
        if not path.is_file():
            return Response(status_code=404)
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return FileResponse(path, media_type=kind, headers={"cache-control": "max-age=86400"})


def _length(request: Request) -> Length | None:
    """The length asked for, None where none is; raises ``ValueError`` where it is none."""
    words, points = (request.query_params.get(name) for name in ("words", "points"))
    if words is None and points is None:
        return None
    length = Length(PARAGRAPH.words if words is None else int(words), 0 if points is None else int(points))
    if not 0 < length.words <= _MOST_WORDS or not (points is None or 0 < length.points <= _MOST_POINTS):
        raise ValueError(length)
    return length


def _subject(request: Request) -> tuple[str, str]:
    """What the summary is of, as the page asks for it again: the name of the parameter and its value."""
    name = "article" if "article" in request.query_params else "request"
    return name, request.query_params[name]


def _span(text: str) -> Span:
    start, _, end = text.partition("-")
    return int(start), int(end)
