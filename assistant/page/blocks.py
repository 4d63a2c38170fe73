"""The page's parts and what happens on each event. With ``server``, the only modules that know gradio."""

import json
import logging
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import replace
from html import escape
from pathlib import Path
from threading import Event
from typing import Any
from uuid import uuid4

import gradio as gr

import prompts
from assistant.page import api
from assistant.page.conversation import Said, from_values, to_values, turns
from assistant.page.markup import Markup
from assistant.service.examples import example_questions
from assistant.service.library import Library
from assistant.wording import error_text, reason_text
from retrieval.arabic import fold
from retrieval.errors import IsnadError
from retrieval.indexing.indexer import IndexReport
from retrieval.store.catalog import Entry, Listed

Lines = list[tuple[str, str, str]]

_LOG = logging.getLogger(__name__)
_ACTIONS = """
element.addEventListener('click', event => {
  const pressed = event.target.closest('[data-act]');
  if (pressed && !['copy', 'read', 'summarise'].includes(pressed.dataset.act)) trigger('click', {...pressed.dataset});
});
"""
_CONCURRENT = 8
_ENGLISH_LABELS = {
    "More tabs": "label_tabs",
    "Click to upload or drop files": "label_upload",
    "File upload": "label_file",
    "Clear": "label_clear",
    "Remove this file": "label_remove_file",
    "Close": "source_close",
    "Error": "label_error",
    "Connection Lost": "label_lost",
}


class Page:
    """Builds the page over one library; ``blocks`` is what gradio serves."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._say = prompts.load("page").say
        self._markup = Markup(prompts.load("page"))
        self._removed: dict[str, Entry] = {}
        self._under_way: dict[str, Event] = {}

    def blocks(self) -> gr.Blocks:
        blocks: gr.Blocks
        with gr.Blocks(title=self._say("title"), analytics_enabled=False, fill_height=True) as blocks:
            kept = gr.BrowserState([], storage_key="isnad", secret="isnad")
            gr.HTML(f"<h1>{self._say('title')}</h1><p>{self._say('tagline')}</p>", elem_id="masthead")
            status = gr.HTML(self._say("status_loading"), elem_id="status")
            with gr.Tabs(elem_id="views"):
                with gr.Tab(self._say("conversation"), id="conversation"):
                    log, examples = self._conversation(kept)
                with gr.Tab(self._say("articles"), id="articles") as tab:
                    listed = self._articles()
            gr.HTML(self._panel(), elem_id="panel", apply_default_css=False)
            tab.select(self._list, None, listed, show_progress="hidden", api_visibility="private")
            blocks.load(self._restore, kept, log, show_progress="hidden", api_visibility="private")
            blocks.load(self._examples, None, examples, show_progress="hidden", api_visibility="private")
            for moment in (blocks.load, listed.change):
                moment(self._status, None, status, show_progress="hidden", api_visibility="private")
            api.expose(self._library)
        blocks.queue(default_concurrency_limit=_CONCURRENT)
        return blocks

    def _panel(self) -> str:
        labels = {act: self._say(f"source_{act}") for act in ("previous", "next", "close")}
        buttons = "".join(f'<button type="button" data-panel="{act}">{label}</button>' for act, label in labels.items())
        phrases = "".join(
            f' data-{name}="{self._say(name)}"' for name in ("copied", "summary_copied", "lost", "sources")
        )
        phrases += f' data-labels="{escape(json.dumps(self._labels(), ensure_ascii=False))}"'
        return (
            f'<section id="source" aria-label="{self._say("source_panel")}"{phrases} hidden>'
            f'<div class="tools">{buttons}</div><div id="source-article"></div></section>'
            '<div id="toast" role="status" aria-live="polite"></div><div id="tip" role="tooltip" hidden></div>'
        )

    def _labels(self) -> dict[str, str]:
        """What gradio says and labels in English only, in Arabic."""
        return {english: self._say(key) for english, key in _ENGLISH_LABELS.items()}

    # --- the conversation ---

    def _conversation(self, kept: gr.BrowserState) -> tuple[gr.HTML, gr.HTML]:
        log = gr.HTML(self._markup.conversation([]), elem_id="log", js_on_load=_ACTIONS, apply_default_css=False)
        examples = gr.HTML("", elem_id="examples", js_on_load=_ACTIONS, apply_default_css=False)
        editing = gr.State(-1)
        with gr.Row(elem_id="composer"):
            question = gr.Textbox(
                label=self._say("question"), placeholder=self._say("question_hint"), lines=1, max_lines=4, rtl=True,
                scale=8, autofocus=True, elem_id="question",
            )  # fmt: skip
            send = gr.Button(self._say("send"), variant="primary", scale=1, elem_id="send")
            stop = gr.Button(self._say("stop"), scale=1, elem_id="stop", visible="hidden")
            new = gr.Button(self._say("new"), scale=1, elem_id="new")
        outputs = [log, kept, question, editing, stop]
        common: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        many: dict[str, Any] = {"trigger_mode": "multiple", **common}
        gr.on([question.submit, send.click], self._ask, [question, kept, editing], outputs, **many)
        for part in (log, examples):
            part.click(self._act, [question, kept, editing], outputs, **many)
        stop.click(self._stopped, kept, [log, kept, stop], **common)
        new.click(self._cleared, None, outputs, **common)
        return log, examples

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
                    turn = Said(question, answer, "" if answer.text else self._say("writing"))
                    yield turn
            yield replace(turn, done=True)
        except IsnadError as error:
            yield Said(question, notice=error_text(error), done=True)
        except Exception:
            _LOG.exception("a question failed")
            yield Said(question, notice=self._say("failed"), done=True)

    def _shown(self, said: list[Said], question: str, editing: int, *, busy: bool) -> tuple[Any, ...]:
        stop = gr.update(visible=True if busy else "hidden")
        return self._markup.conversation(said), to_values(said), question, editing, stop

    def _stopped(self, kept: Any, request: gr.Request) -> tuple[Any, ...]:
        self._stop(request)
        said = from_values(kept)
        if said:
            said[-1] = replace(said[-1], notice=self._say("stopped"))
        return self._markup.conversation(said), to_values(said), gr.update(visible="hidden")

    def _cleared(self, request: gr.Request) -> tuple[Any, ...]:
        self._stop(request)
        return self._shown([], "", -1, busy=False)

    def _restore(self, kept: Any) -> str:
        return self._markup.conversation(from_values(kept))

    def _examples(self) -> str:
        return self._safely(lambda: self._markup.examples(example_questions(self._library, prompts.load("page"))))

    # --- the articles ---

    def _articles(self) -> gr.HTML:
        common: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        with gr.Row():
            with gr.Column(min_width=280):
                files = gr.File(label=self._say("add_files"), file_count="multiple", type="filepath", elem_id="files")
                gr.HTML(f'<p class="meta">{self._say("formats")}</p>', apply_default_css=False)
            with gr.Column(min_width=280):
                title = gr.Textbox(label=self._say("paste_title"), rtl=True, elem_id="paste-title")
                text = gr.Textbox(label=self._say("paste_text"), lines=4, max_lines=12, rtl=True, elem_id="paste-text")
                add = gr.Button(self._say("add_text"), elem_id="add-text")
        report = gr.HTML("", elem_id="report", js_on_load=_ACTIONS, apply_default_css=False)
        wanted = gr.Textbox(label=self._say("search_articles"), rtl=True, elem_id="search-articles")
        listed = gr.HTML("", elem_id="articles-list", js_on_load=_ACTIONS, apply_default_css=False)
        key = gr.State("")
        files.upload(self._add_files, [files, wanted], [report, listed, files], **common)
        add.click(self._add_text, [title, text, wanted], [report, listed, title, text], **common)
        wanted.change(self._list, wanted, listed, **common)
        listed.click(self._remove, [wanted], [report, listed, key], **common)
        report.click(self._undo, [key, wanted], [report, listed], **common)
        return listed

    def _list(self, wanted: str = "") -> str:
        return self._safely(lambda: self._listed(wanted))

    def _listed(self, wanted: str) -> str:
        articles = self._library.listed()
        parts = fold(wanted or "").split()
        matching = (article for article in articles if _matches(article, parts))
        return self._markup.articles(matching, len(articles), self._library.copies())

    def _add_files(self, files: list[str] | None, wanted: str) -> Iterator[tuple[str, str, None]]:
        paths = [Path(path) for path in files or ()]
        lines: Lines = [("wait", path.name, self._say("waiting")) for path in paths]
        for number, path in enumerate(paths):
            lines[number] = ("wait", path.name, self._say("working"))
            yield self._markup.report(lines), self._list(wanted), None
            lines[number] = self._added(path.name, path.read_bytes())
        yield self._markup.report(lines), self._list(wanted), None

    def _add_text(self, title: str, text: str, wanted: str) -> tuple[str, str, str, str]:
        name = (title.strip() or text.strip()[:40] or self._say("paste_text")).replace("/", " ").strip(". ")[:80]
        content = f"{title.strip()}\n\n{text}" if title.strip() else text
        line = self._added(f"{name}.txt", content.encode("utf-8", "replace"))
        kept = ("", "") if line[0] == "done" else (title, text)
        return self._markup.report([line]), self._list(wanted), *kept

    def _added(self, name: str, content: bytes) -> tuple[str, str, str]:
        try:
            return self._reported(name, self._library.add(name, content))
        except IsnadError as error:
            return "skip", name, error_text(error)
        except OSError as error:
            return "skip", name, error.strerror or self._say("failed")

    def _reported(self, name: str, report: IndexReport) -> tuple[str, str, str]:
        skipped = [reason_text(one.reason) for one in report.skipped[:1]]
        read = [self._say("added", embedded=report.embedded)] if report.added + report.changed else []
        return ("skip" if skipped else "done"), name, " ".join([*read, *skipped]) or self._say("unchanged")

    def _remove(self, wanted: str, event: gr.EventData) -> tuple[str, str, str]:
        identity = str((event._data or {}).get("article", ""))
        try:
            entry = self._library.remove(identity)
        except IsnadError as error:
            return self._markup.notice(error_text(error)), self._list(wanted), ""
        key = uuid4().hex
        self._removed[key] = entry
        return self._markup.undo(entry.article.title), self._list(wanted), key

    def _undo(self, key: str, wanted: str) -> tuple[str, str]:
        entry = self._removed.pop(key, None)
        if entry is None:
            return "", self._list(wanted)
        return self._safely(lambda: self._restored(entry)), self._list(wanted)

    def _restored(self, entry: Entry) -> str:
        self._library.restore(entry)
        return self._markup.notice(self._say("restored"))

    def _status(self) -> str:
        return self._safely(lambda: self._markup.status(*self._library.counts(), self._library.mode()))

    def _safely(self, work: Callable[[], str]) -> str:
        try:
            return work()
        except IsnadError as error:
            return self._markup.notice(error_text(error))


def _matches(article: Listed, parts: list[str]) -> bool:
    title = fold(f"{article.title} {article.outlet} {article.id}")
    return all(part in title for part in parts)
