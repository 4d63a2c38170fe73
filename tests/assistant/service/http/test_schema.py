"""What the OpenAPI document says is so: requests made from it meet no 5xx, and no answer it does not describe.

``ISNAD_EXAMPLES=300 python -m pytest tests/assistant/service/http/test_schema.py`` tries more of each endpoint.
"""

import json
import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.applications import Starlette

from assistant.service.http.application import ROOT, mounted
from tests.assistant.service.http.conftest import opened_library
from tests.fakes import LetterEmbedder

EXAMPLES = int(os.environ.get("ISNAD_EXAMPLES", "10"))
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


QUESTION = st.text(max_size=9).map(lambda text: json.dumps({"question": text}))
LINES = st.lists(QUESTION | st.text(max_size=9), max_size=3)
schemathesis.openapi.media_type("application/x-ndjson", LINES.map(lambda lines: "\n".join(lines).encode()))


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with opened_library(tmp_path_factory.mktemp("schema"), LetterEmbedder()) as library:
        assert library.counts()
        app = Starlette(routes=[mounted(library)])
        yield schemathesis.openapi.from_asgi(f"{ROOT}/openapi.json", app)


@pytest.mark.slow
def test_what_is_documented_is_so(schema: Any) -> None:
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) > 10
    for operation in operations:
        _try(operation)


def _try(operation: Any) -> None:
    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def one(case: Any) -> None:
        case.call_and_validate(checks=CHECKS)

    one()
