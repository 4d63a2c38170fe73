"""The endpoints, asked by gradio's own client."""

from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from gradio_client import Client

from tests.assistant.page.test_markup import shown
from tests.browser import served
from tests.conftest import ROOT, CommandLine


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


def test_a_question_is_kept_to_articles_outlets_and_days(client: Client) -> None:
    question, only = "من هو محافظ الإسماعيلية؟", "alexandria-security-plan"
    answer = client.predict(question, [], [only], api_name="/ask")
    assert {passage["article"] for passage in answer["passages"]} == {only}
    assert client.predict(question, [], [], [], "1990", "1991", api_name="/ask")["passages"] == []
    assert "2024-03-15" in client.predict(question, [], [], [], "قريبا", api_name="/ask")["error"]
    assert "لا توجد مقالة" in client.predict(question, [], [], ["لا شيء"], api_name="/ask")["error"]


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
    documented = (ROOT / "docs" / "http.md").read_text("utf-8")
    assert all(f"`{name}`" in documented for name in named)


def test_an_unknown_article_s_name_is_text_in_what_the_page_is_told(client: Client) -> None:
    with pytest.raises(HTTPError) as refused:
        urlopen(f"{client.src}isnad/source?article={quote('<script>alert(1)</script>')}")
    assert refused.value.code == 404
    body = refused.value.read().decode()
    assert "<script" not in body
    assert "<script>alert(1)</script>" in shown(body)


def test_of_a_file_with_a_broken_line_the_rest_is_added_and_kept(client: Client) -> None:
    lines = '{"id": "سوق", "text": "افتتح السوق الجديد في حي الورد."}\n{broken'
    report = client.predict("أخبار.jsonl", lines, api_name="/index")
    assert (report["added"], len(report["skipped"])) == (1, 1)
    found = client.predict("سوق", api_name="/show")
    assert Path(found["source"]).is_file()


def test_a_name_that_is_no_file_name_is_refused_in_a_sentence(client: Client) -> None:
    assert client.predict("..", "نص", api_name="/index")["error"]
