"""The page as gradio serves it: its head, its two parts, the panel beside them, and the endpoints."""

import json

import gradio as gr

from assistant.page import api
from assistant.page.chat import Chat
from assistant.page.events import or_notice, quiet
from assistant.page.shelf import Shelf
from assistant.page.views import Views
from assistant.service.conversations import Conversations
from assistant.service.library import Library
from prompts import Wording

_CONCURRENT = 8
_MOST_WAITING = 96
_UPLOADS_AGE = 3600  # seconds after which a file that was uploaded and never added goes
_ENGLISH_LABELS = {
    "More tabs": "label_tabs",
    "Click to upload or drop files": "label_upload",
    "File upload": "label_file",
    "Clear": "label_clear",
    "Remove this file": "label_remove_file",
    "Close": "source_close",
    "Error": "label_error",
    "Connection Lost": "label_lost",
    "This application is currently busy. Please try again.": "label_busy",
}


class Page:
    """Builds the page over one library; ``blocks`` is what gradio serves."""

    def __init__(
        self, library: Library, conversations: Conversations, wording: Wording, views: Views, *, local: bool = True
    ) -> None:
        self._library = library
        self._say = wording.say
        self._views = views
        self._chat = Chat(library, conversations, wording, views)
        self._shelf = Shelf(library, wording, views, local=local)

    def blocks(self) -> gr.Blocks:
        blocks: gr.Blocks
        with gr.Blocks(
            title=self._say("title"),
            analytics_enabled=False,
            fill_height=True,
            delete_cache=(_UPLOADS_AGE, _UPLOADS_AGE),
        ) as blocks:
            gr.HTML(self._views.masthead(), elem_id="masthead")
            status = gr.HTML(self._views.loading(), elem_id="status")
            rail = self._chat.build_rail()
            with gr.Tabs(elem_id="views"):
                with gr.Tab(self._say("conversation"), id="conversation"):
                    self._chat.build(blocks, rail)
                with gr.Tab(self._say("articles"), id="articles") as tab:
                    listed = self._shelf.build(tab)
            gr.HTML(self._views.panel(self._labels()), elem_id="panel", apply_default_css=False)
            for moment in (blocks.load, listed.change):
                moment(self._status, None, status, **quiet())
            api.expose(self._library)
        blocks.queue(default_concurrency_limit=_CONCURRENT, max_size=_MOST_WAITING)
        return blocks

    def _labels(self) -> str:
        """What gradio says and labels in English only, in Arabic, as JSON."""
        return json.dumps({english: self._say(key) for english, key in _ENGLISH_LABELS.items()}, ensure_ascii=False)

    def _status(self) -> str:
        return or_notice(self._views, lambda: self._views.status(*self._library.counts(), self._library.mode()))
