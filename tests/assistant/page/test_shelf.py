"""The articles' events, called as gradio calls them."""

from pathlib import Path

import gradio as gr
import pytest

import prompts
from assistant.page.shelf import Shelf
from assistant.page.views import Views
from assistant.service.jobs import Job
from retrieval.errors import DataBusy
from tests.assistant.page.fakes import REPORT, OneArticle, handler, press
from tests.assistant.page.html import shown

WORDING = prompts.load("page")


def built(library: OneArticle, *, local: bool = True) -> gr.Blocks:
    blocks: gr.Blocks
    with gr.Blocks() as blocks, gr.Tab() as tab:
        Shelf(library, WORDING, Views(WORDING), local=local).build(tab)  # type: ignore[arg-type]
    return blocks


@pytest.mark.parametrize(
    ("wanted", "listed"), [("", True), ("المقاله", True), ("الصحيفة عنوان", True), ("عنوان آخر", False)]
)
def test_articles_are_found_by_words_of_title_outlet_and_name(wanted: str, listed: bool) -> None:
    assert ("<li>" in handler(built(OneArticle()), "_list")(wanted)) == listed


def test_files_become_a_job_that_is_looked_at_until_it_ends(tmp_path: Path) -> None:
    files = [tmp_path / "أ.txt", tmp_path / "ب.txt"]
    library = OneArticle(jobs=[Job(1, "أ.txt +1")])
    blocks = built(library)
    report, jobs, timer, left = handler(blocks, "_add_files")([str(file) for file in files])
    assert [name for name, _ in library.submitted] == ["أ.txt", "ب.txt"]
    assert (report, timer.active, left) == ("", True, None) and "في الانتظار" in shown(jobs)
    _, listed, timer, seen = handler(blocks, "_look")("")
    assert "<li>" in listed and timer.active
    assert "<li>" not in handler(blocks, "_tick")("", seen)[1]
    library.jobs.given = (Job(1, "أ.txt +1", "done", report=REPORT),)
    jobs, listed, timer, _ = handler(blocks, "_tick")("", seen)
    assert "أُضيف 1" in shown(jobs) and "<li>" in listed and not timer.active


@pytest.mark.parametrize(
    ("broken", "said"), [(DataBusy(data=Path("d")), "عملية أخرى"), (OSError(28, "لا مكان"), "لا مكان")]
)
def test_files_that_cannot_be_taken_in_are_told(broken: Exception, said: str) -> None:
    report, jobs, timer, _ = handler(built(OneArticle(broken)), "_add_files")(["أ.txt"])
    assert said in shown(report) and not jobs and not timer.active


def test_a_job_is_cancelled_by_its_number() -> None:
    library = OneArticle(jobs=[Job(7, "أ.txt", "running")])
    for number in ("7", "", "x"):
        handler(built(library), "_cancel")("", press(job=number))
    assert library.jobs.cancelled == [7]


def test_folders_are_watched_and_let_be(tmp_path: Path) -> None:
    library = OneArticle()
    blocks = built(library)
    handler(blocks, "_watch")(" ")
    assert library.watched == []
    told, kept, *_ = handler(blocks, "_watch")(str(tmp_path / "nowhere"))
    assert "لا يوجد ملف أو مجلد" in shown(told) and kept.endswith("nowhere")
    told, kept, *_ = handler(blocks, "_watch")(f" {tmp_path} ")
    assert str(tmp_path) in shown(told) and kept == ""
    assert str(tmp_path) not in shown(handler(blocks, "_unwatch")(press(folder=str(tmp_path))))
    assert library.watched == []


def test_folders_are_named_by_those_at_this_machine_alone() -> None:
    parts = [one.elem_id for one in built(OneArticle(), local=False).blocks.values()]
    assert "jobs" in parts and "watch-folder" not in parts


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
