"""What models are offered: the library's answers, passages and texts, each word in its place."""

import pytest

from assistant.service.library import Library
from assistant.service.mcp.tools import MOST_READ, Tools
from retrieval.errors import UnknownArticle
from tests.assistant.service.http.conftest import library as library
from tests.assistant.service.http.test_asking import WHO
from tests.conftest import ARTICLES


@pytest.fixture
def tools(library: Library) -> Tools:
    return Tools(library)


def test_a_question_is_answered_in_quotes(tools: Tools) -> None:
    (cited, *_) = tools.ask(WHO).citations
    assert ARTICLES[f"{cited.article}.txt"][cited.start : cited.end] == cited.quote


def test_passages_come_with_their_words(tools: Tools) -> None:
    found = tools.search(WHO, 2).passages
    assert found[0].article == "sanaa" and len(found) == 2
    assert all(ARTICLES[f"{one.article}.txt"][one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize(("start", "end"), [(0, None), (5, 9), (5, 10**9), (10**9, None)])
def test_a_text_is_read_by_range(tools: Tools, start: int, end: int | None) -> None:
    text = ARTICLES["sanaa.txt"]
    extract = tools.read("sanaa", start, end)
    assert extract.text == text[start:end] and extract.length == len(text)


def test_a_long_text_is_read_on_from_where_it_stopped(tools: Tools) -> None:
    text = "خبر طويل من مدينة سبها. " * 2000
    tools.library.add("طويل.txt", text.encode())
    first = tools.read("طويل")
    assert first.end == MOST_READ and first.text + tools.read("طويل", first.end, None).text == text[: 2 * MOST_READ]


def test_the_list_comes_by_pages_and_an_unknown_article_is_told(tools: Tools) -> None:
    assert [one.article for one in tools.list(count=2).articles] == ["damascus", "sanaa"]
    assert tools.list("sanaa").next is None
    with pytest.raises(UnknownArticle):
        tools.read("none")
