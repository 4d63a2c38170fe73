"""The conversation's part of the page: asking, watching the answer grow, stopping, correcting, going back to others.

Conversations are kept by the server (``assistant.service.conversations``), whose they are is told by a cookie
(``assistant.page.owners``); a tab holds which one is open. What is asked again from an earlier question, or in somebody
else's, goes on in a conversation of its own.
"""

import logging
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from threading import Event
from typing import Any

import gradio as gr

from assistant.errors import UnknownConversation
from assistant.page.conversation import Said, found_by, from_values, to_value, turns
from assistant.page.events import ON_PRESS, or_notice, quiet
from assistant.page.owners import owner_of
from assistant.page.views import Views
from assistant.service.conversations import Conversations
from assistant.service.examples import example_questions
from assistant.service.library import Library
from assistant.types import EXTRACTIVE
from assistant.wording import error_text
from prompts import Wording
from retrieval.errors import IsnadError

_LOG = logging.getLogger(__name__)


@dataclass(slots=True)
class _UnderWay:
    """A turn that grows in one browser's tab, and where it is kept."""

    conversation: str
    number: int
    turn: Said
    stopped: Event = field(default_factory=Event)
    left: Event = field(default_factory=Event)
    """Set when another conversation is shown in its place: it grows on unseen."""


@dataclass(frozen=True, slots=True)
class Rail:
    """The parts beside the page: a new conversation, words to find one by, the list."""

    new: gr.Button
    words: gr.Textbox
    conversations: gr.HTML


class Chat:
    """Asks one library and keeps what is said."""

    def __init__(self, library: Library, conversations: Conversations, wording: Wording, views: Views) -> None:
        self._library = library
        self._conversations = conversations
        self._wording = wording
        self._say = wording.say
        self._views = views
        self._under_way: dict[str, _UnderWay] = {}
        self._growing: set[tuple[str, int]] = set()

    def build_rail(self) -> Rail:
        """The list of conversations, which stays in sight beside all that is shown."""
        with gr.Column(elem_id="rail"):
            new = gr.Button(self._say("new"), elem_id="new")
            words = gr.Textbox(
                label=self._say("search_conversations"),
                show_label=False,
                placeholder=self._say("search_conversations"),
                rtl=True,
                elem_id="search-conversations",
            )
            rail = gr.HTML("", elem_id="conversations", js_on_load=ON_PRESS, apply_default_css=False)
        return Rail(new, words, rail)

    def build(self, blocks: gr.Blocks, beside: Rail) -> None:
        """The parts and their events, on the blocks being built."""
        new, words, rail = beside.new, beside.words, beside.conversations
        opened, editing = gr.State(""), gr.State(-1)
        log = gr.HTML(self._views.conversation(None, []), elem_id="log", js_on_load=ON_PRESS, apply_default_css=False)
        examples = gr.HTML("", elem_id="examples", js_on_load=ON_PRESS, apply_default_css=False)
        with gr.Column(elem_id="composer"):
            edited = gr.HTML("", elem_id="edited", js_on_load=ON_PRESS, apply_default_css=False)
            with gr.Row():
                question = gr.Textbox(
                    label=self._say("question"), show_label=False, placeholder=self._say("question_hint"), lines=1,
                    max_lines=4, rtl=True, scale=8, autofocus=True, elem_id="question",
                )  # fmt: skip
                send = gr.Button(self._say("send"), variant="primary", scale=1, elem_id="send")
                stop = gr.Button(self._say("stop"), scale=1, elem_id="stop", visible="hidden")
        state = [opened, editing]
        outputs = [log, rail, opened, question, editing, edited, stop]
        gr.on([question.submit, send.click], self._ask, [question, *state], outputs, trigger_mode="multiple", **quiet())
        for part in (log, examples, rail, edited):
            part.click(self._act, state, outputs, trigger_mode="multiple", **quiet())
        stop.click(self._stopped, state, outputs, **quiet())
        new.click(self._new, state, outputs, **quiet())
        words.change(self._found, [opened, words], rail, **quiet())
        blocks.load(self._restore, None, outputs, **quiet())
        blocks.load(self._examples, None, examples, **quiet())

    def _ask(
        self, question: str, opened: str, editing: int, request: gr.Request, *, written: bool = True
    ) -> Iterator[Any]:
        """The page as the answer grows. Stopping is ours: gradio's own may cancel what is asked right after it."""
        question = question.strip()
        if not question:
            yield gr.skip()
            return
        try:
            opened, number = self._place(question, owner_of(request), opened, editing)
            yield from self._grown(question, opened, number, request, written=written)
        except IsnadError as error:
            yield self._shown(owner_of(request), opened, notice=error_text(error))

    def _place(self, question: str, owner: str, opened: str, editing: int) -> tuple[str, int]:
        """The conversation a question goes into, and its number there."""
        if not opened or editing == 0:
            opened = self._conversations.begin(owner, question)
        elif editing > 0:
            opened = self._conversations.fork(opened, editing, owner)
        elif self._conversations.owner(opened) != owner:
            opened = self._conversations.fork(opened, len(self._conversations.said(opened)), owner)
        asked = Said(question)
        return opened, self._conversations.add(opened, to_value(asked), found_by(asked))

    def _grown(self, question: str, opened: str, number: int, request: gr.Request, *, written: bool) -> Iterator[Any]:
        owner = owner_of(request)
        running = self._take_over(request, _UnderWay(opened, number, Said(question)))
        said = self._said(opened)[:number]
        with closing(self._answered(question, said, written=written)) as grows:
            for turn in grows:
                if running.stopped.is_set():
                    yield gr.skip()  # what came last is shown once more by what stopped it
                    return
                running.turn = turn
                if turn.done:
                    self._end(request, running)
                if running.left.is_set():
                    yield gr.skip()
                    continue
                yield self._shown(owner, opened, [*said, turn], listed=turn.done or not number, busy=not turn.done)

    def _end(self, request: gr.Request, running: _UnderWay) -> None:
        self._keep(running, running.turn)
        if self._under_way.get(str(request.session_hash)) is running:
            del self._under_way[str(request.session_hash)]

    def _keep(self, running: _UnderWay, turn: Said) -> None:
        """Keep a turn at its place, unless its conversation was removed meanwhile."""
        self._growing.discard((running.conversation, running.number))
        try:
            self._conversations.put(running.conversation, running.number, to_value(turn), found_by(turn))
        except UnknownConversation:
            _LOG.info("an answer came to a conversation that was removed")

    def _take_over(self, request: gr.Request, running: _UnderWay) -> _UnderWay:
        """Stop what this tab has under way; what begins now."""
        self._stop(request)
        self._under_way[str(request.session_hash)] = running
        self._growing.add((running.conversation, running.number))
        return running

    def _stop(self, request: gr.Request) -> None:
        if (running := self._under_way.pop(str(request.session_hash), None)) is not None:
            running.stopped.set()
            self._keep(running, replace(running.turn, notice=self._say("stopped"), done=True))

    def _leave(self, request: gr.Request) -> None:
        """What this tab has under way goes on unseen."""
        if (running := self._under_way.pop(str(request.session_hash), None)) is not None:
            running.left.set()

    def _act(self, opened: str, editing: int, event: gr.EventData, request: gr.Request) -> Iterator[Any]:
        try:
            yield from self._pressed(event._data or {}, opened, request)
        except IsnadError as error:
            yield self._shown(owner_of(request), opened, notice=error_text(error))

    def _pressed(self, pressed: dict[str, Any], opened: str, request: gr.Request) -> Iterator[Any]:
        owner = owner_of(request)
        conversation, said = str(pressed.get("conversation", "")), self._said(opened)
        match pressed.get("act"):
            case "ask":
                yield from self._ask(str(pressed.get("text", "")), opened, -1, request)
            case ("retry" | "quotes") as act if said:
                yield from self._again(said[-1].question, opened, len(said) - 1, request, act == "retry")
            case "edit" if str(pressed.get("turn", "")).isdigit() and int(pressed["turn"]) < len(said):
                number = int(pressed["turn"])
                yield self._edited(owner, opened, said, str(pressed.get("text") or said[number].question), number)
            case "keep":
                yield self._shown(owner, opened, said)
            case "open":
                self._leave(request)
                yield self._shown(owner, conversation)
            case ("rename" | "remove" | "restore") as act:
                yield self._changed(act, owner, opened, conversation, str(pressed.get("text", "")))
            case _:
                yield gr.skip()

    def _again(self, question: str, opened: str, number: int, request: gr.Request, written: bool) -> Iterator[Any]:
        """The last question once more, in its place; in somebody else's conversation behind it."""
        if self._conversations.owner(opened) != owner_of(request):
            yield from self._ask(question, opened, -1, request, written=written)
        else:
            yield from self._grown(question, opened, number, request, written=written)

    def _changed(self, act: str, owner: str, opened: str, conversation: str, text: str) -> tuple[Any, ...]:
        """The page after a conversation of the list was named, removed or put back."""
        removed = ("", "")
        if act == "rename":
            self._conversations.rename(conversation, owner, text)
        elif act == "restore":
            self._conversations.restore(conversation, owner)
            opened = conversation
        else:
            removed = conversation, self._conversations.remove(conversation, owner)
            opened = "" if opened == conversation else opened
        return self._shown(owner, opened, removed=removed)

    def _answered(self, question: str, said: list[Said], *, written: bool) -> Generator[Said]:
        """The turn as it grows; its last state is done."""
        turn = Said(question, notice=self._say("searching" if self._library.settled else "loading"))
        yield turn
        try:
            with closing(self._library.stream(question, turns(said), written=written)) as snapshots:
                for answer in snapshots:
                    writing = answer.mode != EXTRACTIVE and not answer.written_by
                    turn = Said(question, notice=self._say("writing")) if writing else Said(question, answer)
                    yield turn
            yield replace(turn, done=True)
        except IsnadError as error:
            yield Said(question, notice=error_text(error), done=True)
        except Exception:
            _LOG.exception("a question failed")
            yield Said(question, notice=self._say("failed"), done=True)

    def _said(self, opened: str) -> list[Said]:
        """The turns of a conversation; one that grows elsewhere or was interrupted says so."""
        if not opened:
            return []
        return [
            turn if turn.done else self._awaited(turn, growing=(opened, number) in self._growing)
            for number, turn in enumerate(from_values(self._conversations.said(opened)))
        ]

    def _awaited(self, turn: Said, *, growing: bool) -> Said:
        return replace(turn, notice=self._say("searching" if growing else "interrupted"), done=not growing)

    def _shown(
        self, owner: str, opened: str, said: list[Said] | None = None, *, listed: bool = True, busy: bool = False,
        removed: tuple[str, str] = ("", ""), notice: str = "",
    ) -> tuple[Any, ...]:  # fmt: skip
        """The page with a conversation open; without ``said``, as it is kept."""
        try:
            said = self._said(opened) if said is None else said
        except IsnadError as error:
            opened, said, notice = "", [], error_text(error)
        log = self._views.conversation(opened, said) + (self._views.notice(notice) if notice else "")
        rail = self._listed(owner, opened, removed=removed) if listed else gr.skip()
        return log, rail, opened, "", -1, "", gr.update(visible=True if busy else "hidden")

    def _edited(self, owner: str, opened: str, said: list[Said], question: str, number: int) -> tuple[Any, ...]:
        """The page with a question in the composer, to be asked anew from its place."""
        log, rail, opened, *_, stop = self._shown(owner, opened, said)
        return log, rail, opened, question, number, self._views.editing(number), stop

    def _listed(self, owner: str, opened: str, words: str = "", *, removed: tuple[str, str] = ("", "")) -> str:
        return or_notice(
            self._views, lambda: self._views.rail(self._conversations.listed(owner, words), opened, removed)
        )

    def _found(self, opened: str, words: str, request: gr.Request) -> str:
        return self._listed(owner_of(request), opened, words)

    def _stopped(self, opened: str, editing: int, request: gr.Request) -> tuple[Any, ...]:
        self._stop(request)
        return self._shown(owner_of(request), opened)

    def _new(self, opened: str, editing: int, request: gr.Request) -> tuple[Any, ...]:
        self._leave(request)
        return self._shown(owner_of(request), "")

    def _restore(self, request: gr.Request) -> tuple[Any, ...]:
        """The page as it is opened or loaded again: the conversation that its address names.

        Without one nothing but the list changes: somebody quick may have asked already.
        """
        if opened := str(request.query_params.get("c", "")):
            return self._shown(owner_of(request), opened)
        kept = gr.skip()
        return kept, self._listed(owner_of(request), ""), kept, kept, kept, kept, kept

    def _examples(self) -> str:
        return or_notice(self._views, lambda: self._views.examples(example_questions(self._library, self._wording)))
