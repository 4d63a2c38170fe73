"""The conversation's part of the page: asking, watching the answer grow, stopping, correcting, starting anew."""

import logging
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import replace
from threading import Event
from typing import Any

import gradio as gr

from assistant.page.conversation import Said, from_values, to_values, turns
from assistant.page.events import ON_PRESS, or_notice, quiet
from assistant.page.views import Views
from assistant.service.examples import example_questions
from assistant.service.library import Library
from assistant.types import EXTRACTIVE
from assistant.wording import error_text
from prompts import Wording
from retrieval.errors import IsnadError

_LOG = logging.getLogger(__name__)


class Chat:
    """Asks one library; the conversation itself is kept by the browser."""

    def __init__(self, library: Library, wording: Wording, views: Views) -> None:
        self._library = library
        self._wording = wording
        self._say = wording.say
        self._views = views
        self._under_way: dict[str, Event] = {}

    def build(self, blocks: gr.Blocks, kept: gr.BrowserState) -> None:
        """The parts and their events, on the blocks being built."""
        log = gr.HTML(self._views.conversation([]), elem_id="log", js_on_load=ON_PRESS, apply_default_css=False)
        examples = gr.HTML("", elem_id="examples", js_on_load=ON_PRESS, apply_default_css=False)
        editing = gr.State(-1)
        with gr.Row(elem_id="composer"):
            question = gr.Textbox(
                label=self._say("question"), placeholder=self._say("question_hint"), lines=1, max_lines=4, rtl=True,
                scale=8, autofocus=True, elem_id="question",
            )  # fmt: skip
            send = gr.Button(self._say("send"), variant="primary", scale=1, elem_id="send")
            stop = gr.Button(self._say("stop"), scale=1, elem_id="stop", visible="hidden")
            new = gr.Button(self._say("new"), scale=1, elem_id="new")
        asked, outputs = [question, kept, editing], [log, kept, question, editing, stop]
        gr.on([question.submit, send.click], self._ask, asked, outputs, trigger_mode="multiple", **quiet())
        for part in (log, examples):
            part.click(self._act, asked, outputs, trigger_mode="multiple", **quiet())
        stop.click(self._stopped, kept, [log, kept, stop], **quiet())
        new.click(self._cleared, None, outputs, **quiet())
        blocks.load(self._restore, kept, log, **quiet())
        blocks.load(self._examples, None, examples, **quiet())

    def _ask(
        self, question: str, kept: Any, editing: int, request: gr.Request, *, written: bool = True
    ) -> Iterator[Any]:
        """The page as the answer grows. Stopping is ours: gradio's own may cancel what is asked right after it."""
        if not question.strip():
            yield gr.skip()
            return
        said = from_values(kept)
        said = said[:editing] if editing >= 0 else said
        stopped = self._take_over(request)
        with closing(self._answered(question.strip(), said, written=written)) as grows:
            for turn in grows:
                if stopped.is_set():
                    yield gr.skip()  # what came last is shown once more at the end
                    return
                yield self._shown([*said, turn], "", -1, busy=not turn.done)

    def _take_over(self, request: gr.Request) -> Event:
        """Stop what this browser has under way; the event that stops what begins now."""
        self._stop(request)
        self._under_way[str(request.session_hash)] = stopped = Event()
        return stopped

    def _stop(self, request: gr.Request) -> None:
        if (running := self._under_way.pop(str(request.session_hash), None)) is not None:
            running.set()

    def _act(self, question: str, kept: Any, editing: int, event: gr.EventData, request: gr.Request) -> Iterator[Any]:
        said, pressed = from_values(kept), event._data or {}
        match pressed.get("act"):
            case "ask":
                yield from self._ask(str(pressed.get("text", "")), kept, -1, request)
            case "retry" if said:
                yield from self._ask(said[-1].question, to_values(said[:-1]), -1, request)
            case "quotes" if said:
                yield from self._ask(said[-1].question, to_values(said[:-1]), -1, request, written=False)
            case "edit" if str(pressed.get("turn", "")).isdigit() and int(pressed["turn"]) < len(said):
                number = int(pressed["turn"])
                yield self._shown(said, str(pressed.get("text") or said[number].question), number, busy=False)
            case _:
                yield gr.skip()

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

    def _shown(self, said: list[Said], question: str, editing: int, *, busy: bool) -> tuple[Any, ...]:
        stop = gr.update(visible=True if busy else "hidden")
        return self._views.conversation(said), to_values(said), question, editing, stop

    def _stopped(self, kept: Any, request: gr.Request) -> tuple[Any, ...]:
        self._stop(request)
        said = from_values(kept)
        if said:
            said[-1] = replace(said[-1], notice=self._say("stopped"))
        return self._views.conversation(said), to_values(said), gr.update(visible="hidden")

    def _cleared(self, request: gr.Request) -> tuple[Any, ...]:
        self._stop(request)
        return self._shown([], "", -1, busy=False)

    def _restore(self, kept: Any) -> str:
        return self._views.conversation(from_values(kept))

    def _examples(self) -> str:
        return or_notice(self._views, lambda: self._views.examples(example_questions(self._library, self._wording)))
