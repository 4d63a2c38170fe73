"""What goes wrong over HTTP: a status, a kind, an Arabic sentence, a name; nothing of what was asked."""

import logging
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant.answering.extractive import MOST_CHARACTERS
from assistant.service.http import limits
from assistant.service.http.batches import MOST_LINES
from assistant.types import Answer, Turn
from retrieval.errors import DataBusy, DataUnwritable, ModelUnavailable
from retrieval.types import EVERYTHING, Filter
from tests.assistant.page.fakes import ANSWER, OneArticle
from tests.assistant.service.http.conftest import client
from tests.assistant.service.http.test_asking import events

SECRET = "سؤال سري"
TOO_LONG = "س" * (MOST_CHARACTERS + 1)
BIG = b"x" * (limits.MOST_SENT + 1)
JSON = {"content-type": "application/json"}
CASES: list[tuple[str, str, dict[str, Any], int, str, str]] = [
    ("POST", "/ask", {"json": {}}, 422, "MalformedRequest", "body.question"),
    ("POST", "/ask", {"json": {"question": 5}}, 422, "MalformedRequest", "body.question"),
    ("POST", "/ask", {"json": {"question": "من؟", "writen": False}}, 422, "MalformedRequest", "body.writen"),
    ("POST", "/ask", {"content": b"{broken", "headers": JSON}, 422, "MalformedRequest", "body"),
    ("POST", "/ask", {"json": {"question": " "}}, 422, "EmptyQuestion", "السؤال فارغ"),
    ("POST", "/ask", {"json": {"question": TOO_LONG}}, 422, "QuestionTooLong", str(MOST_CHARACTERS)),
    ("POST", "/ask/stream", {"json": {"question": " "}}, 422, "EmptyQuestion", "السؤال فارغ"),
    ("POST", "/ask", {"json": {"question": "من؟", "since": "قريبا"}}, 422, "BadDate", "قريبا"),
    ("POST", "/ask", {"json": {"question": "من؟", "articles": ["none"]}}, 404, "UnknownArticle", "none"),
    ("POST", "/ask", {"json": {"question": "من؟", "outlets": ["none"]}}, 404, "UnknownOutlet", "none"),
    ("POST", "/ask", {"content": BIG, "headers": JSON}, 413, "BodyTooLarge", "1 ميغابايت"),
    ("POST", "/batch", {"content": b"{}\n" * (MOST_LINES + 1)}, 413, "TooManyLines", str(MOST_LINES)),
    ("POST", "/batch?since=x", {"content": b"{}"}, 422, "BadDate", "x"),
    ("POST", "/batch?written=perhaps", {"content": b"{}"}, 422, "MalformedRequest", "query.written"),
    ("GET", "/articles/none", {}, 404, "UnknownArticle", "none"),
    ("GET", "/articles/none/text", {}, 404, "UnknownArticle", "none"),
    ("GET", "/articles/none/summary", {}, 404, "UnknownArticle", "none"),
    ("DELETE", "/articles/none", {}, 404, "UnknownArticle", "none"),
    ("GET", "/articles?limit=0", {}, 422, "MalformedRequest", "query.limit"),
    ("GET", "/articles/sanaa/summary?words=0", {}, 422, "MalformedRequest", "query.words"),
    ("POST", "/files", {}, 422, "MalformedRequest", "body.file"),
    ("POST", "/files", {"files": {"file": ("..", b"x")}}, 422, "NamelessFile", "اسم"),
    ("POST", "/files", {"files": {"file": ("a/..", b"x")}}, 422, "NamelessFile", "اسم"),
    ("POST", "/files", {"files": {"file": ("ط" * 300, b"x")}}, 422, "NamelessFile", "اسم"),
    ("POST", "/summaries", {"json": {"request": " "}}, 422, "EmptyQuestion", "السؤال فارغ"),
    ("GET", "/none", {}, 404, "NoSuchAddress", "openapi.json"),
    ("GET", "/ask", {}, 405, "WrongMethod", "openapi.json"),
]


@pytest.mark.parametrize(("method", "path", "given", "status", "kind", "said"), CASES)
def test_what_cannot_be_done_is_a_problem(
    web: TestClient, method: str, path: str, given: dict[str, Any], status: int, kind: str, said: str
) -> None:
    response = web.request(method, path, **given)
    assert response.status_code == status
    assert response.headers["content-type"].startswith("application/problem+json")
    problem = response.json()
    assert (problem["type"], problem["status"]) == (f"urn:isnad:{kind}", status)
    assert said in problem["detail"] and problem["request_id"] == response.headers["x-request-id"]


def test_a_body_that_does_not_say_how_long_it_is_is_counted(web: TestClient) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(20):
            yield BIG[:100_000]

    assert web.post("/ask", content=pieces(), headers=JSON).status_code == 413


def test_files_are_counted_too(web: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(limits.MOST_OF, "/files", 1000)
    assert web.post("/files", files={"file": ("a.txt", b"x" * 1000)}).json()["type"] == "urn:isnad:BodyTooLarge"


def test_files_may_be_larger_than_questions(web: TestClient) -> None:
    text = "خبر طويل من مدينة سبها.\n".encode() * 30_000
    assert len(text) > limits.MOST_SENT
    assert web.post("/files", files={"file": ("طويل.txt", text[: limits.MOST_SENT])}).status_code == 200


@pytest.mark.parametrize(
    ("broken", "status"),
    [
        (DataBusy(data="data"), 409),
        (ModelUnavailable(name="m", reason="r"), 503),
        (DataUnwritable(data="data", reason="r"), 503),
        (OSError(28, "لا مكان"), 503),
        (KeyError(SECRET), 500),
    ],
)
def test_what_is_wrong_with_the_machine_is_a_problem_too(broken: Exception, status: int) -> None:
    response = client(OneArticle(broken)).post("/files", files={"file": ("a.txt", b"x")})
    assert response.status_code == response.json()["status"] == status
    assert SECRET not in response.text


class Broken(OneArticle):
    """Ends with an error after the first snapshot."""

    def stream(
        self, question: str, history: Sequence[Turn] = (), only: Filter = EVERYTHING, *, written: bool = True
    ) -> Iterator[Answer]:
        yield ANSWER
        raise KeyError(question)


def test_what_goes_wrong_in_a_stream_is_its_last_event() -> None:
    (first, _), (last, problem) = events(client(Broken()).post("/ask/stream", json={"question": SECRET}).text)
    assert (first, last, problem["status"]) == ("answer", "problem", 500)


def test_a_request_keeps_the_name_it_brings_and_else_gets_one(web: TestClient) -> None:
    assert web.get("/health", headers={"x-request-id": "abc-1"}).headers["x-request-id"] == "abc-1"
    one, other = (web.get("/health", headers={"x-request-id": "a b"}).headers["x-request-id"] for _ in range(2))
    assert one != other and " " not in one


def test_logs_have_the_name_and_the_place_and_nothing_that_was_asked(caplog: pytest.LogCaptureFixture) -> None:
    web = client(Broken())
    with caplog.at_level(logging.DEBUG):
        web.post("/ask/stream", json={"question": SECRET}, headers={"x-request-id": "abc-1"})
        web.get(f"/articles/{SECRET}")
    told = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("assistant"))
    assert "abc-1" in told and "/articles/{article" in told and "KeyError" in told
    assert SECRET not in told


def test_ready_tells_loading_from_ready_and_health_is_there_either_way() -> None:
    loading, ready = client(OneArticle(settled=False)), client(OneArticle())
    assert (loading.get("/ready").status_code, loading.get("/ready").json()) == (503, {"ready": False})
    assert (ready.get("/ready").status_code, ready.get("/ready").json()["ready"]) == (200, True)
    assert loading.get("/health").status_code == 200
