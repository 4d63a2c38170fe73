"""The articles' events, called as gradio calls them."""

import re
from pathlib import Path

import gradio as gr
import pytest

import prompts
from assistant.page.shelf import Shelf
from assistant.page.views import Views
from retrieval.errors import DataBusy
from tests.assistant.page.fakes import OneArticle, handler, press
from tests.assistant.page.html import shown

WORDING = prompts.load("page")


def built(library: OneArticle) -> gr.Blocks:
    blocks: gr.Blocks
    with gr.Blocks() as blocks, gr.Tab() as tab:
        Shelf(library, WORDING, Views(WORDING)).build(tab)  # type: ignore[arg-type]
    return blocks


@pytest.mark.parametrize(
    ("wanted", "listed"), [("", True), ("المقاله", True), ("الصحيفة عنوان", True), ("عنوان آخر", False)]
)
def test_articles_are_found_by_words_of_title_outlet_and_name(wanted: str, listed: bool) -> None:
    assert ("<li>" in handler(built(OneArticle()), "_list")(wanted)) == listed


def test_files_are_reported_one_after_another(tmp_path: Path) -> None:
    files = [tmp_path / "أ.txt", tmp_path / "ب.txt"]
    for file in files:
        file.write_text("نص", "utf-8")
    states = list(handler(built(OneArticle()), "_add_files")([str(file) for file in files], ""))
    reports = [re.findall('<li class="(.*?)"', html) for html, *_ in states]
    assert reports == [["wait", "wait"], ["done", "wait"], ["done", "done"]]
    assert "أ.txt: أُضيفت" in shown(states[-1][0])


@pytest.mark.parametrize(
    ("broken", "said", "kept"),
    [
        (None, "أُضيفت", ("", "")),
        (DataBusy(data=Path("d")), "عملية أخرى", ("عنوان", "نص")),
        (OSError(28, "لا مكان"), "لا مكان", ("عنوان", "نص")),
    ],
)
def test_a_pasted_text_is_kept_where_it_could_not_be_added(
    broken: Exception | None, said: str, kept: tuple[str, str]
) -> None:
    report, _, *left = handler(built(OneArticle(broken)), "_add_text")("عنوان", "نص", "")
    assert said in shown(report) and tuple(left) == kept


def test_what_was_removed_can_be_put_back_once() -> None:
    library = OneArticle()
    blocks = built(library)
    undo, _, key = handler(blocks, "_remove")("", press(article="a"))
    assert "أُزيلت «عنوان المقالة»" in shown(undo)
    assert "أُعيدت" in handler(blocks, "_undo")(key, "")[0]
    assert handler(blocks, "_undo")(key, "")[0] == ""
    assert [entry.article.id for entry in library.restored] == ["a"]


def test_what_cannot_be_removed_is_said() -> None:
    assert "لا توجد مقالة" in shown(handler(built(OneArticle()), "_remove")("", press(article="none"))[0])
