"""The articles' part of the page: adding files and texts, finding, removing, putting back."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import gradio as gr

from assistant.page.events import ON_PRESS, or_notice, quiet
from assistant.page.uploads import discard
from assistant.page.views import FileLine, Views
from assistant.service.library import Library
from assistant.wording import error_text, note_text, reason_text
from prompts import Wording
from retrieval.arabic import fold
from retrieval.errors import IsnadError
from retrieval.indexing.report import IndexReport
from retrieval.store.catalog import Entry, Listed

_MOST_REMARKS = 3
_MOST_UNDONE = 100


class Shelf:
    """Changes one library; what was removed is remembered until the page is served anew."""

    def __init__(self, library: Library, wording: Wording, views: Views) -> None:
        self._library = library
        self._say = wording.say
        self._views = views
        self._removed: dict[str, Entry] = {}

    def build(self, tab: gr.Tab) -> gr.HTML:
        """The parts and their events, on the tab being built; the list of articles."""
        with gr.Row():
            with gr.Column(min_width=280):
                files = gr.File(label=self._say("add_files"), file_count="multiple", type="filepath", elem_id="files")
                gr.HTML(self._views.formats(), apply_default_css=False)
            with gr.Column(min_width=280):
                title = gr.Textbox(label=self._say("paste_title"), rtl=True, elem_id="paste-title")
                text = gr.Textbox(label=self._say("paste_text"), lines=4, max_lines=12, rtl=True, elem_id="paste-text")
                add = gr.Button(self._say("add_text"), elem_id="add-text")
        report = gr.HTML("", elem_id="report", js_on_load=ON_PRESS, apply_default_css=False)
        wanted = gr.Textbox(label=self._say("search_articles"), rtl=True, elem_id="search-articles")
        listed = gr.HTML("", elem_id="articles-list", js_on_load=ON_PRESS, apply_default_css=False)
        key = gr.State("")
        files.upload(self._add_files, [files, wanted], [report, listed, files], **quiet())
        add.click(self._add_text, [title, text, wanted], [report, listed, title, text], **quiet())
        wanted.change(self._list, wanted, listed, **quiet())
        listed.click(self._remove, [wanted], [report, listed, key], **quiet())
        report.click(self._undo, [key, wanted], [report, listed], **quiet())
        tab.select(self._list, None, listed, **quiet())
        return listed

    def _list(self, wanted: str = "") -> str:
        return or_notice(self._views, lambda: self._listed(wanted))

    def _listed(self, wanted: str) -> str:
        articles = self._library.listed()
        parts = fold(wanted or "").split()
        matching = (article for article in articles if _matches(article, parts))
        return self._views.articles(matching, len(articles), self._library.copies())

    def _add_files(self, files: list[str] | None, wanted: str) -> Iterator[tuple[str, str, None]]:
        paths = [Path(path) for path in files or ()]
        lines = [FileLine("wait", path.name, self._say("waiting")) for path in paths]
        for number, path in enumerate(paths):
            lines[number] = FileLine("wait", path.name, self._say("working"))
            yield self._views.report(lines), self._list(wanted), None
            lines[number] = self._added(path.name, path.read_bytes())
            discard(path)
        yield self._views.report(lines), self._list(wanted), None

    def _add_text(self, title: str, text: str, wanted: str) -> tuple[str, str, str, str]:
        name = (title.strip() or text.strip()[:40] or self._say("paste_text")).replace("/", " ").strip(". ")[:80]
        content = f"{title.strip()}\n\n{text}" if title.strip() else text
        line = self._added(f"{name}.txt", content.encode("utf-8", "replace"))
        kept = ("", "") if line.state == "done" else (title, text)
        return self._views.report([line]), self._list(wanted), *kept

    def _added(self, name: str, content: bytes) -> FileLine:
        try:
            return self._reported(name, self._library.add(name, content))
        except IsnadError as error:
            return FileLine("skip", name, error_text(error))
        except OSError as error:
            return FileLine("skip", name, error.strerror or self._say("failed"))

    def _reported(self, name: str, report: IndexReport) -> FileLine:
        skipped = [reason_text(one.reason) for one in report.skipped[:1]]
        read = [self._say("added", embedded=report.embedded)] if report.added + report.changed else []
        remarks = [note_text(one) for one in report.remarks[:_MOST_REMARKS]]
        told = " ".join([*read, *remarks, *skipped]) or self._say("unchanged")
        return FileLine("done" if report.whole else "skip", name, told)

    def _remove(self, wanted: str, event: gr.EventData) -> tuple[str, str, str]:
        identity = str((event._data or {}).get("article", ""))
        try:
            entry = self._library.remove(identity)
        except IsnadError as error:
            return self._views.notice(error_text(error)), self._list(wanted), ""
        key = uuid4().hex
        self._removed[key] = entry
        for forgotten in list(self._removed)[:-_MOST_UNDONE]:
            self._removed.pop(forgotten, None)
        return self._views.undo(entry.article.title), self._list(wanted), key

    def _undo(self, key: str, wanted: str) -> tuple[str, str]:
        entry = self._removed.pop(key, None)
        if entry is None:
            return "", self._list(wanted)
        return or_notice(self._views, lambda: self._restored(entry)), self._list(wanted)

    def _restored(self, entry: Entry) -> str:
        self._library.restore(entry)
        return self._views.notice(self._say("restored"))


def _matches(article: Listed, parts: list[str]) -> bool:
    title = fold(f"{article.title} {article.outlet} {article.id}")
    return all(part in title for part in parts)
