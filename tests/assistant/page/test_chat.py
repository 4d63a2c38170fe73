"""The conversation's events, called as gradio calls them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import gradio as gr
import pytest

import prompts
from assistant.errors import EmptyQuestion
from assistant.page.chat import Chat
from assistant.page.conversation import Said, found_by, from_values, to_value
from assistant.page.views import Views
from assistant.service.conversations import Conversations
from assistant.types import Turn
from tests.assistant.page.fakes import ANSWER, OneArticle, browser, handler, press
from tests.assistant.page.html import shown

WORDING = prompts.load("page")
ASKED = Said("من؟", ANSWER, "", True)
ME, OTHER = "me", "other"


class State(NamedTuple):
    """What an event gives the page."""

    log: Any
    rail: Any
    opened: Any
    question: Any
    editing: Any
    edited: Any
    stop: Any


class Room:
    """A chat over a folder's conversations, called as gradio calls it."""

    def __init__(self, folder: Path, library: OneArticle | None = None) -> None:
        self.library = library or OneArticle()
        self.kept = Conversations(folder)
        with gr.Blocks() as self.blocks:
            chat = Chat(self.library, self.kept, WORDING, Views(WORDING))  # type: ignore[arg-type]
            chat.build(self.blocks, chat.build_rail())

    def begun(self, *turns: Said, owner: str = ME) -> str:
        opened = self.kept.begin(owner, turns[0].question)
        for turn in turns:
            self.kept.add(opened, to_value(turn), found_by(turn))
        return opened

    def said(self, opened: str) -> list[Said]:
        return from_values(self.kept.said(opened))

    def asked(self, opened: str) -> list[str]:
        return [turn.question for turn in self.said(opened)]

    def ask(self, question: str, opened: str = "", editing: int = -1, tab: str = "one") -> Iterator[Any]:
        states: Iterator[Any] = handler(self.blocks, "_ask")(question, opened, editing, browser(tab))
        return (State(*state) if isinstance(state, tuple) else state for state in states)

    def act(self, opened: str, **data: str) -> State:
        *_, state = handler(self.blocks, "_act")(opened, -1, press(**data), browser())
        return State(*state) if isinstance(state, tuple) else state

    def event(self, name: str, opened: str) -> State:
        return State(*handler(self.blocks, name)(opened, -1, browser()))


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


@pytest.fixture
def broken(tmp_path: Path) -> Callable[[Exception], Room]:
    return lambda error: Room(tmp_path, OneArticle(error))


def last(states: Iterator[State]) -> State:
    *_, state = states
    return state


def test_an_answer_grows_and_is_kept_at_its_end(room: Room) -> None:
    opened = room.begun(ASKED)
    states = list(room.ask(" متى؟ ", opened))
    assert [shown(state.log).count("يجري البحث") for state in states] == [1, 0, 0]
    assert [state.stop["visible"] for state in states] == [True, True, "hidden"]
    assert room.said(opened) == [ASKED, Said("متى؟", ANSWER, "", True)]
    (asked,) = room.library.asked
    assert asked[:2] == ("متى؟", [Turn("من؟", ANSWER.text)])


def test_the_first_question_begins_a_conversation_with_its_name_and_an_address(room: Room) -> None:
    state = last(room.ask("متى؟"))
    assert [(one.id, one.name) for one in room.kept.listed(ME)] == [(state.opened, "متى؟")]
    assert f'data-conversation="{state.opened}"' in state.log and f'href="?c={state.opened}"' in state.rail


def test_a_question_is_kept_before_its_answer_is_there(room: Room) -> None:
    state = next(room.ask("متى؟"))
    assert room.asked(state.opened) == ["متى؟"]
    other = Room(room.kept._path.parent)
    assert "انقطعت الإجابة" in shown(other.act("", act="open", conversation=state.opened).log)


def test_before_the_library_is_open_the_page_says_what_it_waits_for(tmp_path: Path) -> None:
    first = next(Room(tmp_path, OneArticle(settled=False)).ask("من؟"))
    assert "يجري تحميل النموذج" in shown(first.log)


@pytest.mark.parametrize(
    ("error", "said"),
    [(EmptyQuestion(), "السؤال فارغ"), (RuntimeError("secret"), "تعذّر إتمام الطلب"), (OSError(5, "secret"), "تعذّر")],
)
def test_what_fails_ends_in_a_sentence_and_can_be_asked_again(
    broken: Callable[[Exception], Room], error: Exception, said: str
) -> None:
    room = broken(error)
    state = last(room.ask("من؟"))
    assert said in shown(state.log) and "secret" not in state.log
    assert 'data-act="retry"' in state.log and room.said(state.opened)[0].done


@pytest.mark.parametrize(
    ("pressed", "asked", "written"),
    [
        ({"act": "ask", "text": "أين؟"}, ["من؟", "أين؟"], True),
        ({"act": "retry"}, ["من؟"], True),
        ({"act": "quotes"}, ["من؟"], False),
    ],
)
def test_a_pressed_button_asks(room: Room, pressed: dict[str, str], asked: list[str], written: bool) -> None:
    opened = room.begun(ASKED)
    assert room.act(opened, **pressed).opened == opened
    assert room.asked(opened) == asked
    assert room.library.asked[-1][3] is written


@pytest.mark.parametrize(
    ("pressed", "edited"),
    [({"act": "edit", "turn": "0"}, "من؟"), ({"act": "edit", "turn": "0", "text": "من حضر؟"}, "من حضر؟")],
)
def test_a_question_to_be_edited_comes_into_the_composer_and_it_is_told(
    room: Room, pressed: dict[str, str], edited: str
) -> None:
    opened = room.begun(ASKED)
    state = room.act(opened, **pressed)
    assert state[2:5] == (opened, edited, 0) and "يُعدَّل السؤال 1" in shown(state.edited)
    left = room.act(opened, act="keep")
    assert left[2:6] == (opened, "", -1, "")


@pytest.mark.parametrize("pressed", [{}, {"act": "edit", "turn": "7"}, {"act": "edit", "turn": "-1"}, {"act": "dance"}])
def test_what_no_button_says_changes_nothing(room: Room, pressed: dict[str, str]) -> None:
    assert room.act(room.begun(ASKED), **pressed) == gr.skip() and not room.library.asked


@pytest.mark.parametrize(("editing", "asked"), [(0, ["أين؟"]), (1, ["من؟", "أين؟"])])
def test_an_edited_question_goes_on_in_a_conversation_of_its_own(room: Room, editing: int, asked: list[str]) -> None:
    opened = room.begun(ASKED, ASKED)
    state = last(room.ask("أين؟", opened, editing))
    assert room.asked(state.opened) == asked and room.asked(opened) == ["من؟", "من؟"]


@pytest.mark.parametrize("pressed", [{"act": "ask", "text": "أين؟"}, {"act": "retry"}])
def test_somebody_else_s_conversation_is_read_and_gone_on_with_in_one_s_own(
    room: Room, pressed: dict[str, str]
) -> None:
    theirs = room.begun(ASKED, owner=OTHER)
    assert "حضر سامر" in shown(room.act("", act="open", conversation=theirs).log)
    mine = room.act(theirs, **pressed).opened
    assert mine != theirs and len(room.asked(mine)) == 2 and room.asked(theirs) == ["من؟"]


def test_a_new_question_stops_the_one_under_way_in_the_same_tab_alone(room: Room) -> None:
    first, other = room.ask("من؟"), room.ask("من؟", tab="two")
    opened = next(first).opened
    next(other)
    next(room.ask("متى؟", opened))
    assert list(first) == [gr.skip()]
    assert len(list(other)) == 2
    assert room.said(opened)[0].notice == "أُوقفت الإجابة."


def test_stopping_keeps_what_is_there_and_says_so(room: Room) -> None:
    growing = room.ask("من؟")
    next(growing)
    opened = next(growing).opened
    state = room.event("_stopped", opened)
    assert "أُوقفت الإجابة." in shown(state.log) and room.said(opened)[0].answer == ANSWER
    assert list(growing) == [gr.skip()]


def test_a_new_conversation_is_a_greeting_and_leaves_the_one_before(room: Room) -> None:
    opened = room.begun(ASKED)
    state = room.event("_new", opened)
    assert "greeting" in state.log and state.opened == "" and room.asked(opened) == ["من؟"]


def test_a_conversation_of_the_list_is_named_removed_and_put_back(room: Room) -> None:
    opened = room.begun(ASKED)
    assert "اجتماع" in shown(room.act(opened, act="rename", conversation=opened, text="اجتماع").rail)
    state = room.act(opened, act="remove", conversation=opened)
    assert "أُزيلت المحادثة «اجتماع»" in shown(state.rail) and state.opened == "" and "greeting" in state.log
    state = room.act("", act="restore", conversation=opened)
    assert state.opened == opened and "حضر سامر" in shown(state.log)


@pytest.mark.parametrize("act", ["open", "rename", "remove", "restore"])
def test_an_address_that_leads_nowhere_is_told(room: Room, act: str) -> None:
    assert "لا توجد محادثة بهذا العنوان" in shown(room.act("", act=act, conversation="gone", text="س").log)


def test_the_page_opens_at_its_address(room: Room) -> None:
    opened = room.begun(ASKED)
    assert "حضر سامر" in shown(State(*handler(room.blocks, "_restore")(browser(c=opened))).log)
    assert State(*handler(room.blocks, "_restore")(browser())).log == gr.skip()


def test_an_answer_grows_on_unseen_while_another_conversation_is_open(room: Room) -> None:
    other = room.begun(ASKED)
    growing = room.ask("متى؟")
    opened = next(growing).opened
    assert room.act(opened, act="open", conversation=other).opened == other
    assert all(state == gr.skip() for state in growing)
    assert room.said(opened)[0].answer == ANSWER


def test_conversations_are_found_by_their_words(room: Room) -> None:
    room.begun(ASKED)
    found = handler(room.blocks, "_found")
    assert [">من؟<" in found("", words, browser()) for words in ("سامر", "غائب")] == [True, False]
