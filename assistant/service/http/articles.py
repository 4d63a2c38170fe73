"""The articles: the list by pages, one with its text, a part of its text, one taken out."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from assistant.service.http.responses import Text
from assistant.service.http.threads import Threads
from assistant.service.library import Library
from assistant.service.records import Leaf, Shown, leaf, shown

MOST_LISTED, _LISTED = 500, 100

Id = Annotated[str, Path(description="The article's id, as listed")]
Offset = Annotated[int | None, Query(ge=0)]


class Articles:
    """``/articles`` and what is behind it."""

    def __init__(self, library: Library, threads: Threads) -> None:
        self._library, self._threads = library, threads

    def router(self) -> APIRouter:
        router = APIRouter(tags=["articles"])
        router.get("/articles")(self.list)
        router.get("/articles/{article:path}/text", response_class=Text)(self.text)
        router.get("/articles/{article:path}")(self.show)
        router.delete("/articles/{article:path}", status_code=204)(self.remove)
        return router

    def list(self, after: str = "", limit: Annotated[int, Query(ge=1, le=MOST_LISTED)] = _LISTED) -> Leaf:
        """The articles by id, those behind ``after``, without their texts."""
        return leaf(self._library, after, limit)

    def show(self, article: Id) -> Shown:
        """One article with its text, as ``show --json``."""
        found = self._library.article(article)
        return shown(found, self._library.copies_of(found.id))

    def text(self, article: Id, start: Offset = None, end: Offset = None) -> Text:
        """The text as it is, or the part from ``start`` to before ``end``: offsets as citations have them."""
        return Text(self._library.article(article).text[start:end])

    async def remove(self, article: Id) -> None:
        """Take an article out."""
        await self._threads.change(lambda: self._library.remove(article))
