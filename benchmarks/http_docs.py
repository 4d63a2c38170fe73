"""Write the schemas in ``docs/http.md`` anew from the types: ``python -m benchmarks.http_docs``.

They stand between ``<!-- schemas -->`` and ``<!-- end -->``, as one JSON object: a definition for each type.
"""

import json
import re
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from assistant.service.records import Failure, Listing, Loading, Ready, Report, Shown
from assistant.types import Answer

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "http.md"
_BLOCK = re.compile(r"(<!-- schemas -->\n).*?(<!-- end -->)", re.DOTALL)
_WIDTH = 120


class _Written(GenerateJsonSchema):
    """Schemas of what is written: every field is there, and its default says nothing."""

    def field_is_required(self, field: Any, total: bool) -> bool:
        return True

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])


def schemas() -> dict[str, Any]:
    """A JSON schema whose ``$defs`` are what the endpoints return and what that is made of, by the types' names."""
    adapters = [(kind.__name__, "serialization", TypeAdapter(kind)) for kind in RETURNED]
    _, definitions = TypeAdapter.json_schemas(adapters, schema_generator=_Written)  # type: ignore[arg-type]
    return {"$defs": {name: _bare(definition) for name, definition in definitions["$defs"].items()}}


def document(text: str) -> str:
    """The document with its schemas as they are now."""
    block = f"```json\n{_pretty(schemas())}\n```\n"
    return _BLOCK.sub(lambda found: f"{found[1]}{block}{found[2]}", text)


def _bare(schema: JsonSchemaValue) -> JsonSchemaValue:
    """Without its class's name and docstring."""
    return {key: value for key, value in schema.items() if key not in ("title", "description")}


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
