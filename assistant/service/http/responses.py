"""Bodies: JSON as the command line writes it, lines of it, and events."""

from typing import Any

from fastapi.responses import JSONResponse, Response, StreamingResponse

from assistant.service.records import json_line


def encoded(value: Any) -> bytes:
    """A line of JSON in UTF-8; half a character, which UTF-8 cannot say, as ``\\udXXX``, as JSON does."""
    return json_line(value).encode("utf-8", "backslashreplace")


class Json(JSONResponse):
    """One object, Arabic as it is."""

    def render(self, content: Any) -> bytes:
        return encoded(content)


class Text(Response):
    """Text as it is."""

    media_type = "text/plain"

    def render(self, content: Any) -> bytes:
        return str(content).encode("utf-8", "backslashreplace")


class Lines(StreamingResponse):
    """A JSON object a line, each when it is there."""

    media_type = "application/x-ndjson"


class Events(StreamingResponse):
    """Server-sent events."""

    media_type = "text/event-stream"

    def __init__(self, content: Any, status_code: int = 200) -> None:
        super().__init__(content, status_code, headers={"cache-control": "no-cache", "x-accel-buffering": "no"})


def event_schema(*names: str) -> dict[str, Any]:
    """What OpenAPI is told of a stream of events, of these names where they have any."""
    properties: dict[str, Any] = {"data": {"type": "string"}}
    if names:
        properties["event"] = {"enum": list(names)}
    return {Events.media_type: {"itemSchema": {"type": "object", "properties": properties, "required": ["data"]}}}


def event(name: str, value: Any) -> bytes:
    """A named event with one line of JSON."""
    return f"event: {name}\ndata: ".encode() + encoded(value) + b"\n"
