"""The corpus as a LangChain retriever. This folder is what knows langchain."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant import build
from assistant.settings import Settings
from retrieval.search.hits import Hit
from retrieval.search.search import Search
from retrieval.types import EVERYTHING, Filter, Progress


class IsnadRetriever(BaseRetriever):
    """The ``count`` best passages of a question, fused from dense and keyword search.

    Each document holds a passage as it stands in its article; ``metadata`` has ``article``, ``title``, ``start``,
    ``end`` (offsets into the article's text), ``number`` (of the passage in its article, from 0), ``score`` and
    ``copies`` (the articles that print the same, of which only one comes). ``only`` filters before ranking.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    search: Search
    count: int = 10
    only: Filter = EVERYTHING

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [self._document(hit) for hit in self.search.search(query, self.count, self.only).hits]

    def _document(self, hit: Hit) -> Document:
        passage, article = hit.passage, hit.article
        place = {"article": article.id, "title": article.title, "start": passage.start, "end": passage.end}
        text = article.text[passage.start : passage.end]
        return Document(
            page_content=text, metadata={**place, "number": passage.number, "score": hit.score, "copies": hit.copies}
        )


@contextmanager
def open_retriever(
    data: str | Path, count: int = 10, progress: Progress | None = None, only: Filter = EVERYTHING
) -> Iterator[IsnadRetriever]:
    """A retriever over a data folder, with the settings of the environment; ``only`` filters before ranking."""
    settings = Settings.from_environment(os.environ, data)
    with build.open_search(settings, progress or _unwatched) as search:
        yield IsnadRetriever(search=search, count=count, only=only)


def _unwatched(stage: str, done: int, total: int) -> None:
    return None
