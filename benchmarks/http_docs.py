"""Write what ``docs/http.md`` tells of the service anew from its OpenAPI document: ``python -m benchmarks.http_docs``.

The table of endpoints stands between ``<!-- endpoints -->`` and ``<!-- end -->``, the schemas between
``<!-- schemas -->`` and ``<!-- end -->``, as one JSON object with a definition for each type.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from assistant.service.http import schemas
from assistant.service.http.application import ROOT, application
from assistant.service.library import Library

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "http.md"
_END = "<!-- end -->"
_WIDTH = 120


def openapi() -> dict[str, Any]:
    """The document; nothing is asked of a library for it."""
    return application(cast(Library, None)).openapi()


def document(text: str) -> str:
    """The document with its table and its schemas as they are now."""
    told = openapi()
    listed = f"```json\n{_pretty(definitions())}\n```\n"
    for name, block in {"endpoints": _table(told), "schemas": listed}.items():
        before, _, rest = text.partition(f"<!-- {name} -->\n")
        text = f"{before}<!-- {name} -->\n{block}{_END}{rest.partition(_END)[2]}"
    return text


def definitions() -> dict[str, Any]:
    """A JSON schema whose ``$defs`` are what is returned and what that is made of, by the types' names."""
    return {"$defs": schemas.schemas()}


def _table(told: dict[str, Any]) -> str:
    rows = (_row(method, path, one, told) for path, ways in told["paths"].items() for method, one in ways.items())
    return "".join(["| | takes | returns |\n", "|---|---|---|\n", *rows])


def _row(method: str, path: str, operation: dict[str, Any], told: dict[str, Any]) -> str:
    takes = "; ".join(_taken(operation, told)) or "–"
    about = operation["description"].replace("\n", " ").replace("``", "`")
    return f"| `{method.upper()} {ROOT}{path}` | {takes} | {_returned(operation)}: {about} |\n"


def _taken(operation: dict[str, Any], told: dict[str, Any]) -> Iterator[str]:
    """The parameters, then the body with its fields."""
    for parameter in operation.get("parameters", ()):
        yield f"`{parameter['name']}`"
    for kind, content in operation.get("requestBody", {}).get("content", {}).items():
        fields = told["components"]["schemas"].get(content["schema"].get("$ref", "").rpartition("/")[2], {})
        names = ", ".join(f"`{name}`" for name in fields.get("properties", ()))
        yield f"{kind}: {names}" if names else kind


def _returned(operation: dict[str, Any]) -> str:
    (answered,) = (answer for status, answer in operation["responses"].items() if status.startswith("2"))
    return " or ".join(_named(kind, content) for kind, content in answered.get("content", {}).items()) or "nothing"


def _named(kind: str, content: dict[str, Any]) -> str:
    schema = content.get("schema") or content["itemSchema"]
    named = [one.get("$ref", "").rpartition("/")[2] for one in schema.get("anyOf", [schema])]
    told = " or ".join(f"`{name}`" for name in named if name)
    return told if kind == "application/json" else f"{kind} of {told}" if told else kind


def _pretty(value: Any, indent: str = "") -> str:
    """JSON that breaks what does not fit on one line."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict) or len(indent) + len(line) <= _WIDTH:
        return line
    inner = f"{indent}  "
    rows = [f"{inner}{json.dumps(key)}: {_pretty(one, inner)}" for key, one in value.items()]
    return "{\n" + ",\n".join(rows) + f"\n{indent}}}"


def main() -> None:
    DOCUMENT.write_text(document(DOCUMENT.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
