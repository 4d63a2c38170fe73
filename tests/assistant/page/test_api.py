"""The endpoints: called as gradio calls them, and asked by gradio's own client."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import gradio as gr
import pytest
from gradio_client import Client

from assistant.errors import EmptyQuestion
from assistant.page.api import expose
from assistant.service.jobs import Job
from benchmarks import made_files
from retrieval.indexing.progress import Advance
from retrieval.types import Filter
from tests.assistant.page.fakes import REPORT, OneArticle, handler
from tests.browser import served
from tests.conftest import CommandLine, json_lines


def endpoint(name: str, library: OneArticle) -> Any:
    blocks: gr.Blocks
    with gr.Blocks() as blocks:
        expose(library)  # type: ignore[arg-type]
    return handler(blocks, name)


def test_what_is_left_out_of_a_question_is_nothing() -> None:
    library = OneArticle()
    endpoint("ask", library)("من؟")
    assert library.asked == [("من؟", [], Filter(), True)]


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        (("سامر",), ("سامر", "fit", 1, 10)),
        (("سامر", "date", 3, 50), ("سامر", "date", 3, 50)),
        (("سامر", "other", 0, 5000), ("سامر", "fit", 1, 100)),
    ],
)
def test_a_search_is_of_pages_that_can_be(given: tuple[Any, ...], asked: tuple[Any, ...]) -> None:
    library = OneArticle()
    (mark,) = endpoint("search", library)(*given)["matches"][0]["marks"]
    assert mark == {"text": "سامر", "start": 4, "end": 8}
    assert library.found == [asked]


def test_what_is_saved_listed_told_and_forgotten() -> None:
    kept = {"number": 1, "kind": "search", "text": "سامر"}
    library = OneArticle()
    assert endpoint("save", library)("سامر") == kept
    assert list(endpoint("saved", library)()["saved"]) == [kept]
    (news,) = endpoint("news", library)()["news"]
    assert news | {"matches": ()} == {**kept, "count": 1, "matches": (), "answer": None}
    assert endpoint("forget", library)(1) == kept


@pytest.mark.parametrize(
    ("name", "given"),
    [("ask", ("من؟",)), ("index", ("أ.txt", "نص")), ("health", ()), ("search", ("س",)), ("save", ("س",)), ("news", ())],
)
@pytest.mark.parametrize(("broken", "said"), [(EmptyQuestion(), "السؤال فارغ"), (OSError(28, "لا مكان"), "لا مكان")])
def test_what_cannot_be_done_is_one_arabic_sentence(
    name: str, given: tuple[str, ...], broken: Exception, said: str
) -> None:
    failure = endpoint(name, OneArticle(broken))(*given)
    assert set(failure) == {"error"} and said in failure["error"]


def test_jobs_are_listed_with_how_far_they_are_and_cancelled_by_number() -> None:
    running = Job(2, "أ.txt", "running", Advance(1, 3, 10, 40, 12.5, "/f/b.txt"))
    ended = Job(1, "ب", "done", report=replace(REPORT, vanished=("/f/c.txt",)))
    library = OneArticle(jobs=[running, ended, Job(0, "ج", "failed", error=EmptyQuestion())])
    first, second, third = endpoint("jobs", library)()["jobs"]
    assert first == {
        "number": 2, "name": "أ.txt", "state": "running", "files": 1, "all_files": 3, "passages": 10,
        "all_passages": 40, "seconds_left": 12.5, "report": None, "error": "",
    }  # fmt: skip
    assert (second["report"]["added"], second["report"]["vanished"]) == (1, ("c.txt",))
    assert "السؤال فارغ" in third["error"]
    assert len(endpoint("cancel", library)(2)["jobs"]) == 3 and library.jobs.cancelled == [2]


def test_health_tells_loading_from_ready() -> None:
    assert endpoint("health", OneArticle(settled=False))() == {"ready": False}
    assert endpoint("health", OneArticle())()["ready"] is True


@pytest.fixture(scope="module")
def folder(isnad: CommandLine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    data: Path = tmp_path_factory.mktemp("http") / "data"
    assert isnad("index", "--data", str(data)).returncode == 0
    return data


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[Client]:
    with served(folder) as running:
        yield Client(running.address, verbose=False)


def test_a_question_is_answered_with_the_fields_of_the_command_line(
    client: Client, isnad: CommandLine, folder: Path
) -> None:
    answer = client.predict("من هو محافظ الإسماعيلية؟", api_name="/ask")
    (told,) = json_lines(isnad("ask", "--json", "--data", str(folder), "من هو محافظ الإسماعيلية؟").stdout)
    assert list(answer) == list(told)
    measured = {"seconds": 0, "passages": [], "confidence": 0}  # these differ in their last digits
    assert answer | measured == told | measured
    assert answer["short"]["text"] == "اللواء أحمد القصاص"


def test_an_article_is_shown_as_the_command_line_shows_it(client: Client, isnad: CommandLine, folder: Path) -> None:
    shown = client.predict("ismailia-governor-conference", api_name="/show")
    assert json_lines(isnad("show", "--json", "--data", str(folder), shown["article"]).stdout) == [shown]
    citation = client.predict("من هو محافظ الإسماعيلية؟", api_name="/ask")["citations"][0]
    assert citation["article"] == shown["article"]
    assert shown["text"][citation["start"] : citation["end"]] == citation["quote"]


def test_an_article_is_added_listed_and_asked_about(client: Client) -> None:
    report = client.predict("زيتون.txt", "يبدأ مهرجان الزيتون في بلدة السلام يوم 12 أكتوبر.", api_name="/index")
    assert (report["added"], report["skipped"]) == (1, [])
    listed = client.predict(api_name="/list")["articles"]
    assert "زيتون" in {article["article"] for article in listed}
    history = [{"question": "أين يقام المهرجان؟", "answer": ""}]
    assert client.predict("متى يبدأ مهرجان الزيتون؟", history, api_name="/ask")["short"]["text"] == "يوم 12 أكتوبر"


def test_a_file_that_is_no_text_is_sent_in_base64(client: Client) -> None:
    content = b64encode(made_files.docx()).decode()
    report = client.predict("بيان.docx", content, True, api_name="/index")
    assert (report["added"], report["skipped"]) == (1, [])
    assert client.predict("بيان", api_name="/show")["title"] == made_files.ITEM.title
    assert "Base64" in client.predict("بيان.docx", "ليس كذلك", True, api_name="/index")["error"]


def test_a_question_is_kept_to_articles_outlets_and_days(client: Client) -> None:
    question, only = "من هو محافظ الإسماعيلية؟", "alexandria-security-plan"
    answer = client.predict(question, [], [only], api_name="/ask")
    assert {passage["article"] for passage in answer["passages"]} == {only}
    assert client.predict(question, [], [], [], "1990", "1991", api_name="/ask")["passages"] == []
    assert "2024-03-15" in client.predict(question, [], [], [], "قريبا", api_name="/ask")["error"]
    assert "لا توجد مقالة" in client.predict(question, [], [], ["لا شيء"], api_name="/ask")["error"]


def test_what_is_empty_or_unknown_is_refused_in_a_sentence(client: Client) -> None:
    assert "لا توجد مقالة" in client.predict("ليست هنا", api_name="/show")["error"]
    assert "فارغ" in client.predict(" ", api_name="/ask")["error"]
    assert client.predict("..", "نص", api_name="/index")["error"]
    skipped = client.predict("فارغ.txt", " ", api_name="/index")["skipped"]
    assert skipped == [{"name": "فارغ.txt", "reason": "فارغ"}]


def test_a_search_is_as_the_command_line_shows_it(client: Client, isnad: CommandLine, folder: Path) -> None:
    found = client.predict("محافظ NEAR/3 الإسماعيلية", api_name="/search")
    (told,) = json_lines(isnad("search", "--json", "--data", str(folder), "محافظ NEAR/3 الإسماعيلية").stdout)
    assert found | {"seconds": 0} == told | {"seconds": 0}
    assert found["total"] > 0
    assert "‸" in client.predict("(محافظ", api_name="/search")["error"]


def test_news_over_http(client: Client) -> None:
    assert client.predict("الزعفران", api_name="/save")["kind"] == "search"
    assert client.predict(api_name="/news")["news"][0]["count"] == 0
    client.predict("زعفران.txt", "بدأ موسم الزعفران في القرية.", api_name="/index")
    assert [one["article"] for one in client.predict(api_name="/news")["news"][0]["matches"]] == ["زعفران"]
    assert client.predict(api_name="/news")["news"][0]["count"] == 0
    number = client.predict(api_name="/saved")["saved"][0]["number"]
    assert client.predict(number, api_name="/forget")["text"] == "الزعفران"


def test_health_says_what_is_there(client: Client) -> None:
    health = client.predict(api_name="/health")
    assert health["ready"] and health["articles"] >= 5 and health["mode"] == "extractive"


def test_of_a_file_with_a_broken_line_the_rest_is_added_and_kept(client: Client) -> None:
    lines = '{"id": "سوق", "text": "افتتح السوق الجديد في حي الورد."}\n{broken'
    report = client.predict("أخبار.jsonl", lines, api_name="/index")
    assert (report["added"], len(report["skipped"])) == (1, 1)
    found = client.predict("سوق", api_name="/show")
    assert Path(found["source"]).is_file()
