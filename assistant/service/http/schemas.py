"""JSON schemas of what is written, from the types: every key is there in every case, whatever its default."""

from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from assistant.service import records
from assistant.service.http.problems import ProblemDetails
from assistant.types import Answer, Digest, Kept, Matches, Summary

RETURNED = (
    Answer, Summary, Digest, Matches, Kept, records.Keeping, records.Fresh, records.Jobs, records.Cards, records.Report,
    records.Leaf, records.Listing, records.Shown, records.Judged, records.Alive, records.Loading, records.Ready,
    records.Failure, ProblemDetails,
)  # fmt: skip

_COMPONENTS = "#/components/schemas/{model}"


class _Written(GenerateJsonSchema):
    """Schemas of what is written: every field is there, and its default says nothing."""

    def field_is_required(self, field: Any, total: bool) -> bool:
        return True

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])


def schemas(place: str = "#/$defs/{model}") -> dict[str, Any]:
    """What is returned and what that is made of, by the types' names; ``place`` is where each is referred to."""
    adapters = [(kind.__name__, "serialization", TypeAdapter(kind)) for kind in RETURNED]
    _, definitions = TypeAdapter.json_schemas(adapters, schema_generator=_Written, ref_template=place)  # type: ignore[arg-type]
    return {name: _bare(definition) for name, definition in definitions["$defs"].items()}


def components() -> dict[str, Any]:
    """The same as parts of an OpenAPI document."""
    return schemas(_COMPONENTS)


def _bare(schema: JsonSchemaValue) -> JsonSchemaValue:
    """Without its class's name and docstring."""
    return {key: value for key, value in schema.items() if key not in ("title", "description")}
