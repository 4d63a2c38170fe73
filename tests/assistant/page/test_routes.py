"""What the page fetches, asked of the routes themselves."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

import prompts
from assistant.page.downloads import Downloads
from assistant.page.routes import STATIC, Routes
from assistant.page.views import Views
from assistant.service.conversations import Conversations
from tests.assistant.page.fakes import OneArticle
from tests.assistant.page.html import shown


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    library: Any = OneArticle()
    kept, wording = Conversations(tmp_path_factory.mktemp("kept")), prompts.load("page")
    routes = Routes(library, Views(wording), Downloads(library, kept, wording))
    with TestClient(Starlette(routes=routes.all())) as client:
        yield client


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("source?article=a", 200),
        ("source?article=a&at=0-9&at=11-14&current=0", 200),
        ("source?article=none", 404),
        ("source", 404),
        ("source?article=a&at=x-9", 400),
        ("source?article=a&current=x", 400),
        ("summary?article=a", 200),
        ("summary?request=لخص ما ورد عن الحضور", 200),
        ("summary?article=none", 404),
        ("summary", 400),
        ("summary?request=من حضر؟", 400),
        ("summary?article=a&words=0", 400),
        ("summary?article=a&words=2001", 400),
        ("summary?article=a&words=many", 400),
        ("summary?article=a&points=3", 200),
        ("summary?article=a&points=0", 400),
        ("summary?article=a&points=21", 400),
        ("conversation?c=gone&form=md", 404),
        ("conversation", 404),
        ("static/page.css", 200),
        ("static/none.css", 404),
        ("static/..%2Fserver.py", 404),
    ],
)
def test_what_is_asked_is_there_or_its_status_says_why_not(web: TestClient, address: str, status: int) -> None:
    assert web.get(f"/isnad/{address}").status_code == status


def test_an_article_is_marked_and_names_its_copies(web: TestClient) -> None:
    html = web.get("/isnad/source?article=a&at=0-9&current=0").text
    assert '<mark id="here" tabindex="-1" class="here">حضر سامر.</mark>' in html
    assert "مصدرًا واحدًا: b" in shown(html)


def test_an_unknown_article_s_name_is_text_in_the_sentence(web: TestClient) -> None:
    html = web.get("/isnad/source", params={"article": "<script>alert(1)</script>"}).text
    assert "<script" not in html and "<script>alert(1)</script>" in shown(html)


@pytest.mark.parametrize(
    ("form", "kind"), [("md", "text/markdown"), ("docx", "application/vnd.openxml"), ("pdf", "application/pdf")]
)
def test_a_summary_is_a_file_named_after_its_topic(web: TestClient, form: str, kind: str) -> None:
    response = web.get(f"/isnad/summary?article=a&form={form}")
    assert response.headers["content-type"].startswith(kind)
    assert unquote(response.headers["content-disposition"]).endswith(f"''ملخّص-الحضور.{form}")


def test_every_static_file_has_its_kind(web: TestClient) -> None:
    for file in STATIC.iterdir():
        assert web.get(f"/isnad/static/{file.name}").headers["content-type"] != "application/octet-stream", file.name
