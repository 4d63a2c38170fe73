"""Errors as RFC 9457 has them: ``application/problem+json`` with a sentence that says what to do next.

What nobody thought of is 500, and its log has where it happened and the request's name, not what was asked.
"""

import logging
import traceback
from dataclasses import asdict, dataclass
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

import prompts
from assistant import errors
from assistant.service.http.responses import Json
from assistant.service.http.tracing import App, Message, Receive, Send, request_id
from assistant.wording import error_text
from retrieval import errors as wrong
from retrieval.errors import IsnadError

MEDIA_TYPE = "application/problem+json"

_STATUS: dict[type[IsnadError], int] = {
    errors.MalformedRequest: 422,
    errors.EmptyQuestion: 422,
    errors.QuestionTooLong: 422,
    errors.BadLine: 422,
    errors.BadEncoding: 422,
    errors.NamelessFile: 422,
    wrong.BadDate: 422,
    wrong.UnknownArticle: 404,
    wrong.UnknownOutlet: 404,
    errors.UnknownModel: 404,
    errors.NoSuchAddress: 404,
    errors.WrongMethod: 405,
    wrong.DataBusy: 409,
    wrong.NothingIndexed: 409,
    errors.BodyTooLarge: 413,
    errors.TooManyLines: 413,
}
_ELSE = 503
"""Of what is wrong with the machine: the model, the disk, the folder."""

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in a request, and where: ``body.question``."""

    place: str
    problem: str


@dataclass(frozen=True, slots=True)
class ProblemDetails:
    """What went wrong (RFC 9457): ``type`` tells kinds apart, ``detail`` is an Arabic sentence that says what to do."""

    type: str
    title: str
    status: int
    detail: str
    request_id: str
    errors: tuple[Mistake, ...] = ()


_CONTENT = {"content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}}}
DOCUMENTED: dict[int | str, dict[str, Any]] = {
    "4XX": {"description": "The request cannot be done as it is", **_CONTENT},
    "5XX": {"description": "Something is wrong with the machine", **_CONTENT},
}
"""For every endpoint's documentation."""


class Refused(HTTPException):
    """A request that ends before its endpoint is called; the framework hands it on as it is."""

    def __init__(self, error: IsnadError) -> None:
        super().__init__(status_of(error))
        self.error = error


def handle(app: FastAPI) -> None:
    """Make problems of everything that is raised."""
    for kind in (IsnadError, OSError, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, _handled)


class Guarded:
    """ASGI middleware: what nobody thought of is a problem too, and ends here: a server would log what was asked."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        begun = False

        async def outgoing(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, outgoing)
        except Exception as raised:
            response = await _handled(Request(scope), raised)
            if begun:
                raise ConnectionAbortedError from None
            await response(scope, receive, send)


def error_of(raised: Exception) -> IsnadError:
    """What was raised, as an error a user can meet."""
    if isinstance(raised, IsnadError):
        return raised
    if isinstance(raised, Refused):
        return raised.error
    if isinstance(raised, RequestValidationError):
        return errors.MalformedRequest(places="، ".join(one.place for one in mistakes(raised)) or "body")
    if isinstance(raised, HTTPException):
        return _by_status(raised.status_code)
    if isinstance(raised, OSError):
        return errors.SystemFailure(reason=raised.strerror or type(raised).__name__)
    return errors.InternalFailure()


def status_of(error: IsnadError) -> int:
    return 500 if isinstance(error, errors.InternalFailure) else _STATUS.get(type(error), _ELSE)


def mistakes(raised: RequestValidationError) -> tuple[Mistake, ...]:
    """What is wrong in a request and where; its values are not repeated."""
    return tuple(Mistake(".".join(map(str, one["loc"])), one["msg"]) for one in raised.errors())


def details(raised: Exception, request: Request) -> ProblemDetails:
    """The problem that something raised is to whoever sent the request; logged where nobody thought of it."""
    error, name = error_of(raised), request_id(request.scope)
    status = status_of(error)
    if isinstance(error, errors.InternalFailure):
        frames = "".join(traceback.format_tb(raised.__traceback__))
        _LOG.error("%s %s\n%s", name, type(raised).__name__, frames)
    told = mistakes(raised) if isinstance(raised, RequestValidationError) else ()
    title = prompts.load("http").say(f"title_{status}")
    return ProblemDetails(f"urn:isnad:{type(error).__name__}", title, status, error_text(error), name, told)


async def _handled(request: Request, raised: Exception) -> Response:
    problem = details(raised, request)
    headers = getattr(raised, "headers", None)
    return Json(asdict(problem), problem.status, headers, media_type=MEDIA_TYPE)


def _by_status(status: int) -> IsnadError:
    """The error that the framework tells by a number."""
    known = {404: errors.NoSuchAddress, 405: errors.WrongMethod}
    return known[status]() if status in known else errors.MalformedRequest(places="body")
