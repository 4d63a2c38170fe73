"""Answers, conversations and summaries as files to be downloaded: what is in them is what is shown."""

import re
from collections.abc import Callable
from datetime import date
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import Response
from starlette.routing import Route

from assistant.documents.contents import Contents
from assistant.documents.document import Document
from assistant.documents.files import FORMS
from assistant.page.conversation import from_values
from assistant.service.conversations import Conversations
from assistant.service.library import Library
from assistant.types import Digest
from assistant.wording import error_text
from prompts import Wording
from retrieval.errors import IsnadError, UnknownArticle

_NAME = 60


class Downloads:
    """Files of what one library and its conversations have."""

    def __init__(
        self, library: Library, conversations: Conversations, wording: Wording, today: Callable[[], date] = date.today
    ) -> None:
        self._library = library
        self._conversations = conversations
        self._wording = wording
        self._today = today

    def all(self) -> list[Route]:
        return [Route("/isnad/conversation", self._conversation)]

    def digest(self, digest: Digest, form: str) -> Response:
        """A summary as a file; ``form`` is one of ``FORMS``."""
        contents = self._contents()
        contents.of_digest(digest)
        return self._file(contents.document(f"{self._wording.say('summary')}: {digest.topic}", self._today()), form)

    def _conversation(self, request: Request) -> Response:
        """``c``, ``form``, and ``turn`` where only one is meant: the conversation, or its answer, as a file."""
        try:
            said = from_values(self._conversations.said(request.query_params.get("c", "")))
            form, turn = request.query_params["form"], request.query_params.get("turn")
            FORMS[form]
            if turn is not None:
                said = [said[_number(turn)]]
        except (KeyError, ValueError, IndexError):
            return Response(status_code=400)
        except IsnadError as error:
            return Response(error_text(error), status_code=404, media_type="text/plain; charset=utf-8")
        contents = self._contents()
        for answer in (one.answer for one in said if one.answer):
            contents.of_answer(answer)
        return self._file(contents.document(said[0].question if said else "", self._today()), form)

    def _contents(self) -> Contents:
        return Contents(self._wording, self._link)

    def _link(self, article: str) -> str:
        """The address of an article; of one that was removed there is none."""
        try:
            return self._library.article(article).url
        except UnknownArticle:
            return ""

    def _file(self, document: Document, form: str) -> Response:
        name = quote(f"{_file_name(document.title)}.{form}", safe="")
        headers = {"content-disposition": f"attachment; filename*=UTF-8''{name}"}
        return Response(FORMS[form].write(document, self._wording), media_type=FORMS[form].media, headers=headers)


def _number(text: str) -> int:
    """Of a turn, from 0; raises ``ValueError``."""
    if not text.isdecimal():
        raise ValueError(text)
    return int(text)


def _file_name(title: str) -> str:
    return re.sub(r"[\\/:*?\"<>|؟\s]+", "-", title).strip("-.")[:_NAME] or "isnad"
