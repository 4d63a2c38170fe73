"""What the page's events have in common."""

import prompts
from assistant.page.events import ON_PRESS, or_notice, quiet
from assistant.page.views import Views
from retrieval.errors import UnknownArticle
from tests.assistant.page.html import shown

VIEWS = Views(prompts.load("page"))


def test_an_error_becomes_a_sentence_where_the_result_would_stand() -> None:
    def fails() -> str:
        raise UnknownArticle(article="<a>")

    assert or_notice(VIEWS, lambda: "نص") == "نص"
    assert "«<a>»" in shown(or_notice(VIEWS, fails))


def test_no_event_of_the_page_is_an_endpoint() -> None:
    assert quiet()["api_visibility"] == "private"


def test_what_the_browser_does_by_itself_is_not_sent() -> None:
    for act in ("copy", "read", "summarise"):
        assert f"'{act}'" in ON_PRESS
