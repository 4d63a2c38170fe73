"""The service over a library with three articles, asked in this process."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assistant.answering.extractive import Assistant
from assistant.service.http.application import mounted
from assistant.service.library import Library, Opened
from assistant.service.router import Router
from assistant.summary.digest import Digester
from assistant.summary.summaries import Summarizer
from prompts import load
from retrieval.indexing.indexer import Indexer
from retrieval.search.search import Search
from retrieval.store.folder import Store
from tests.conftest import ARTICLES
from tests.fakes import LetterEmbedder, silent


@contextmanager
def opened_library(folder: Path, embedder: LetterEmbedder) -> Iterator[Library]:
    """A library over the test's articles."""
    corpus = folder / "corpus"
    corpus.mkdir()
    for name, text in ARTICLES.items():
        (corpus / name).write_text(text, "utf-8")

    @contextmanager
    def opening() -> Iterator[Opened]:
        with Store.own(folder / "data", silent) as store:
            indexer = Indexer(store, embedder, silent)
            indexer.index([corpus])
            search, wording = Search(store, embedder), load("answers")
            summarizer = Summarizer(search)
            router = Router(Assistant(search, wording), Digester(search, summarizer, wording), summarizer)
            yield Opened(store, router, indexer)

    library = Library(folder / "data", opening)
    library.start()
    yield library
    library.close()


@pytest.fixture
def library(tmp_path: Path, embedder: LetterEmbedder) -> Iterator[Library]:
    with opened_library(tmp_path, embedder) as library:
        yield library


def client(library: object) -> TestClient:
    """Asks the service of a library, mounted as the page mounts it."""
    routes = [mounted(library)]  # type: ignore[arg-type]
    return TestClient(Starlette(routes=routes), "http://test/v1", raise_server_exceptions=False)


@pytest.fixture
def web(library: Library) -> Iterator[TestClient]:
    with client(library) as web:
        yield web
