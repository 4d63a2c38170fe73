"""The conversation's events, called as gradio calls them."""

from collections.abc import Iterator
from typing import Any

import gradio as gr
import pytest

import prompts
from assistant.errors import EmptyQuestion
from assistant.page.chat import Chat
from assistant.page.conversation import Said, to_values
from assistant.page.views import Views
from assistant.types import Turn
from tests.assistant.page.fakes import ANSWER, OneArticle, browser, handler, press
from tests.assistant.page.html import shown

WORDING = prompts.load("page")
ASKED = to_values([Said("من؟", ANSWER, "", True)])


def built(library: OneArticle) -> gr.Blocks:
    blocks: gr.Blocks
    with gr.Blocks() as blocks:
        Chat(library, WORDING, Views(WORDING)).build(blocks, gr.BrowserState([]))  # type: ignore[arg-type]
    return blocks


def last(states: Iterator[tuple[Any, ...]]) -> tuple[Any, ...]:
    *_, state = states
    return state


def test_an_answer_grows_and_is_kept_at_its_end() -> None:
    library = OneArticle()
    states = list(handler(built(library), "_ask")(" متى؟ ", ASKED, -1, browser()))
    assert [shown(state[0]).count("يجري البحث") for state in states] == [1, 0, 0]
    assert [state[4]["visible"] for state in states] == [True, True, "hidden"]
    assert [turn["question"] for turn in states[-1][1]] == ["من؟", "متى؟"]
    (asked,) = library.asked
    assert asked[:2] == ("متى؟", [Turn("من؟", ANSWER.text)])


def test_before_the_library_is_open_the_page_says_what_it_waits_for() -> None:
    first = next(handler(built(OneArticle(settled=False)), "_ask")("من؟", [], -1, browser()))
    assert "يجري تحميل النموذج" in shown(first[0])


@pytest.mark.parametrize(
    ("broken", "said"),
    [(EmptyQuestion(), "السؤال فارغ"), (RuntimeError("secret"), "تعذّر إتمام الطلب"), (OSError(5, "secret"), "تعذّر")],
)
def test_what_fails_ends_in_a_sentence_and_can_be_asked_again(broken: Exception, said: str) -> None:
    html, kept, *_ = last(handler(built(OneArticle(broken)), "_ask")("من؟", [], -1, browser()))
    assert said in shown(html) and "secret" not in html
    assert 'data-act="retry"' in html and kept[0]["done"]


@pytest.mark.parametrize(
    ("pressed", "asked", "written"),
    [
        ({"act": "ask", "text": "أين؟"}, ["من؟", "أين؟"], True),
        ({"act": "retry"}, ["من؟"], True),
        ({"act": "quotes"}, ["من؟"], False),
    ],
)
def test_a_pressed_button_asks(pressed: dict[str, str], asked: list[str], written: bool) -> None:
    library = OneArticle()
    state = last(handler(built(library), "_act")("", ASKED, -1, press(**pressed), browser()))
    assert [turn["question"] for turn in state[1]] == asked
    assert library.asked[-1][3] is written


@pytest.mark.parametrize(
    ("pressed", "edited"),
    [({"act": "edit", "turn": "0"}, "من؟"), ({"act": "edit", "turn": "0", "text": "من حضر؟"}, "من حضر؟")],
)
def test_a_question_to_be_edited_comes_into_the_composer(pressed: dict[str, str], edited: str) -> None:
    (state,) = handler(built(OneArticle()), "_act")("", ASKED, -1, press(**pressed), browser())
    assert state[2:4] == (edited, 0)


@pytest.mark.parametrize("pressed", [{}, {"act": "edit", "turn": "7"}, {"act": "edit", "turn": "-1"}, {"act": "dance"}])
def test_what_no_button_says_changes_nothing(pressed: dict[str, str]) -> None:
    library = OneArticle()
    (state,) = handler(built(library), "_act")("", ASKED, -1, press(**pressed), browser())
    assert state == gr.skip() and not library.asked


def test_an_edited_question_replaces_what_followed_it() -> None:
    kept = [*ASKED, *ASKED]
    state = last(handler(built(OneArticle()), "_ask")("أين؟", kept, 0, browser()))
    assert [turn["question"] for turn in state[1]] == ["أين؟"]


def test_a_new_question_stops_the_one_under_way_in_the_same_browser_alone() -> None:
    ask = handler(built(OneArticle()), "_ask")
    first, other = ask("من؟", [], -1, browser("one")), ask("من؟", [], -1, browser("two"))
    next(first), next(other)
    next(ask("متى؟", [], -1, browser("one")))
    assert list(first) == [gr.skip()]
    assert len(list(other)) == 2


def test_stopping_keeps_what_is_there_and_says_so() -> None:
    html, kept, _ = handler(built(OneArticle()), "_stopped")(ASKED, browser())
    assert "أُوقفت الإجابة." in shown(html) and kept[0]["answer"]


def test_a_new_conversation_is_a_greeting() -> None:
    html, kept, *_ = handler(built(OneArticle()), "_cleared")(browser())
    assert "greeting" in html and kept == []
