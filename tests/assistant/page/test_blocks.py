"""The page as gradio is given it."""

import json

import prompts
from assistant.page.blocks import Page
from assistant.page.views import Views
from retrieval.errors import DataBusy
from tests.assistant.page.fakes import OneArticle, handler
from tests.assistant.page.html import attributes, shown

WORDING = prompts.load("page")


def page(library: OneArticle) -> Page:
    return Page(library, None, WORDING, Views(WORDING))  # type: ignore[arg-type]


def test_the_panel_has_the_arabic_of_gradio_s_labels() -> None:
    (panel,) = (one for one in page(OneArticle()).blocks().blocks.values() if one.elem_id == "panel")
    (labels,) = attributes(panel.value, "data-labels")  # type: ignore[attr-defined]
    assert json.loads(labels)["Close"] == "إغلاق"


def test_nothing_but_the_endpoints_has_a_public_name() -> None:
    named = {str(one.api_name) for one in page(OneArticle()).blocks().fns.values() if one.api_visibility == "public"}
    kept = {"search", "save", "saved", "forget", "news"}
    assert named == {"ask", "index", "list", "show", "health", "jobs", "cancel"} | kept


def test_the_status_counts_or_says_what_is_wrong() -> None:
    assert "مقالات: 1" in shown(handler(page(OneArticle()).blocks(), "_status")())
    broken = OneArticle(DataBusy(data="d"))
    assert "notice" in handler(page(broken).blocks(), "_status")()
