"""The endpoints, asked by gradio's own client."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from gradio_client import Client

from tests.browser import served
from tests.conftest import CommandLine


@pytest.fixture(scope="module")
def client(isnad: CommandLine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    data: Path = tmp_path_factory.mktemp("http") / "data"
    assert isnad("index", "--data", str(data)).returncode == 0
    with served(data) as running:
        yield Client(running.address, verbose=False)


def test_a_question_is_answered_with_the_fields_of_the_command_line(client: Client) -> None:
    answer = client.predict("من هو محافظ الإسماعيلية؟", api_name="/ask")
    assert answer["status"] == "answered"
    citation = answer["citations"][0]
    text = client.predict(citation["article"], api_name="/show")["text"]
    assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert answer["short"]["text"] == "اللواء أحمد القصاص"


def test_an_article_is_added_listed_and_asked_about(client: Client) -> None:
    report = client.predict("زيتون.txt", "يبدأ مهرجان الزيتون في بلدة السلام يوم 12 أكتوبر.", api_name="/index")
    assert (report["added"], report["skipped"]) == (1, [])
    listed = client.predict(api_name="/list")["articles"]
    assert "زيتون" in {article["article"] for article in listed}
    history = [{"question": "أين يقام المهرجان؟", "answer": ""}]
    assert client.predict("متى يبدأ مهرجان الزيتون؟", history, api_name="/ask")["short"]["text"] == "12 أكتوبر"


def test_what_cannot_be_done_is_an_arabic_sentence(client: Client) -> None:
    assert "لا توجد مقالة" in client.predict("ليست هنا", api_name="/show")["error"]
    assert "فارغ" in client.predict(" ", api_name="/ask")["error"]
    skipped = client.predict("فارغ.txt", " ", api_name="/index")["skipped"]
    assert skipped == [{"name": "فارغ.txt", "reason": "فارغ"}]


def test_health_says_what_is_there(client: Client) -> None:
    health = client.predict(api_name="/health")
    assert health["ready"] and health["articles"] >= 5 and health["mode"] == "extractive"


def test_only_the_documented_endpoints_are_named(client: Client) -> None:
    named = client.view_api(return_format="dict")["named_endpoints"]
    assert set(named) == {"/ask", "/index", "/list", "/show", "/health"}
    documented = (Path(__file__).parent.parent / "docs" / "http.md").read_text("utf-8")
    assert all(f"`{name}`" in documented for name in named)
