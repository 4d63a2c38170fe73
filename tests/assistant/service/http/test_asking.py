"""Questions over HTTP: the answers of the library, whole, as they grow, and by the file."""

import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant.service.library import Library
from tests.conftest import ARTICLES, json_lines

WHO = "من أكد أن الترميم يبدأ في شهر مارس؟"


def events(text: str) -> list[tuple[str, Any]]:
    """(name, data) of each event."""
    blocks = [block.split("\n") for block in text.split("\n\n") if block]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in blocks]


def test_an_answer_is_the_library_s_as_json(web: TestClient, library: Library) -> None:
    response = web.post("/ask", json={"question": WHO})
    answer = response.json()
    told = library.answer(WHO)
    assert (answer["status"], answer["text"]) == (told.status, told.text)
    cited = answer["citations"][0]
    assert ARTICLES["sanaa.txt"][cited["start"] : cited["end"]] == cited["quote"]
    assert WHO in response.text  # Arabic as it is, not in escapes


def test_the_turns_before_complete_a_question(web: TestClient) -> None:
    answer = web.post("/ask", json={"question": "ومتى يبدأ؟", "history": [{"question": WHO, "answer": ""}]}).json()
    assert answer["question"] == "ومتى يبدأ؟" and answer["understood"] != answer["question"]


@pytest.mark.parametrize("only", [{"articles": ["tunis"]}, {"since": "1990", "until": "1991"}])
def test_a_search_is_kept_to_what_is_named(web: TestClient, only: dict[str, Any]) -> None:
    found = web.post("/ask", json={"question": WHO, **only}).json()["passages"]
    assert {one["article"] for one in found} <= {"tunis"}


def test_a_stream_ends_with_the_answer_and_is_done(web: TestClient) -> None:
    response = web.post("/ask/stream", json={"question": WHO})
    assert response.headers["content-type"].startswith("text/event-stream")
    *answers, end = events(response.text)
    assert end == ("done", {}) and {name for name, _ in answers} == {"answer"}
    whole = web.post("/ask", json={"question": WHO}).json()
    assert answers[-1][1] | {"seconds": 0} == whole | {"seconds": 0}


def test_a_batch_is_answered_line_by_line_and_a_bad_line_fails_alone(web: TestClient) -> None:
    lines = [json.dumps({"question": WHO}), "{broken", "", json.dumps({"question": " "})]
    response = web.post("/batch", content="\n".join(lines).encode())
    assert response.headers["content-type"].startswith("application/x-ndjson")
    answers = json_lines(response.text)
    assert [answer["status"] for answer in answers[1:]] == ["failed", "failed"]
    assert answers[0]["question"] == WHO and "السؤال فارغ" in answers[2]["text"]


def test_a_batch_may_be_empty(web: TestClient) -> None:
    assert web.post("/batch", content=b"").text == ""


def test_a_batch_is_kept_to_what_is_named_too(web: TestClient) -> None:
    line = json.dumps({"question": WHO}).encode()
    (answer,) = json_lines(web.post("/batch?articles=tunis&articles=damascus", content=line).text)
    assert {one["article"] for one in answer["passages"]} <= {"tunis", "damascus"}
