"""The application at ``/v1``: its routers, its errors, its sizes and its OpenAPI document.

A noun more is a module with a router more, named in ``_routers``. Nothing is said here of who may call what.
"""

import re
from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.middleware import Middleware
from starlette.routing import Mount

import prompts
from assistant import __version__
from assistant.service.http import problems, schemas
from assistant.service.http.articles import Articles
from assistant.service.http.asking import Asking
from assistant.service.http.batches import Batches
from assistant.service.http.chat import Chat
from assistant.service.http.files import Files
from assistant.service.http.health import Health
from assistant.service.http.limits import Limits
from assistant.service.http.responses import Json
from assistant.service.http.summaries import Summaries
from assistant.service.http.threads import Threads
from assistant.service.http.tracing import Traced
from assistant.service.http.verifying import Verifying
from assistant.service.library import Library

ROOT = "/v1"


def mounted(library: Library) -> Mount:
    """The application as a route of whatever serves it; an address with a line break in it is for it to refuse too."""
    mount = Mount(ROOT, app=application(library))
    mount.path_regex = re.compile(mount.path_regex.pattern, re.DOTALL)
    return mount


def application(library: Library) -> FastAPI:
    """The application over one library. It asks nothing of the library until it is asked itself."""
    app = Application(
        title="Isnad",
        version=__version__,
        description="Answers Arabic questions from news articles; every sentence is an exact quote with its place.",
        middleware=[Middleware(Traced), Middleware(problems.Guarded), Middleware(Limits)],
        default_response_class=Json,
        responses=problems.DOCUMENTED,
        docs_url=None,
        redoc_url=None,
    )
    problems.handle(app)
    for router in _routers(library, Threads()):
        app.include_router(router)
    return app


def _routers(library: Library, threads: Threads) -> Iterator[APIRouter]:
    yield Asking(library, threads).router()
    yield Batches(library, threads).router()
    yield Files(library, threads).router()
    yield Summaries(library, threads).router()
    yield Articles(library, threads).router()  # after all that is behind an article: an id may hold anything
    yield Verifying(library, threads).router()
    yield Health(library).router()
    yield Chat(library, threads, prompts.load("http")).router()


class Application(FastAPI):
    """Documents itself with the schemas of what is written: every key of an answer is there."""

    def openapi(self) -> dict[str, Any]:
        if self.openapi_schema is None:
            self.openapi_schema = get_openapi(
                title=self.title,
                version=self.version,
                description=self.description,
                routes=self.routes,
                servers=[{"url": ROOT}],
            )
            self.openapi_schema["components"]["schemas"] |= schemas.components()
            _forget_wholes(self.openapi_schema)
        return self.openapi_schema


def _forget_wholes(part: Any) -> None:
    """What comes piece by piece is described by its pieces alone; the framework adds that all of it is a string."""
    if isinstance(part, dict):
        if "itemSchema" in part:
            part.pop("schema", None)
        for one in part.values():
            _forget_wholes(one)
