"""A visitor reads what others change, and owns nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.answering.extractive import Assistant
from assistant.service.library import Opened
from assistant.service.router import Router
from assistant.service.visitor import Visitor
from assistant.summary.digest import Digester
from assistant.summary.summaries import Summarizer
from prompts import load
from retrieval.errors import NothingIndexed
from retrieval.indexing.indexer import Indexer
from retrieval.search.search import Search
from retrieval.store.folder import Store
from tests.fakes import LetterEmbedder, silent


@pytest.fixture
def visitor(data: Path, embedder: LetterEmbedder) -> Iterator[Visitor]:
    @contextmanager
    def opening() -> Iterator[Opened]:
        with Store.visit(data, silent) as store:
            search, wording = Search(store, embedder), load("answers")
            summarizer = Summarizer(search)
            yield Opened(
                store, Router(Assistant(search, wording), Digester(search, summarizer, wording), summarizer), None
            )

    visitor = Visitor(data, opening)
    yield visitor
    visitor.close()


def test_it_sees_what_others_add_and_never_owns_the_folder(
    visitor: Visitor, data: Path, corpus: Path, embedder: LetterEmbedder
) -> None:
    with pytest.raises(NothingIndexed), visitor.library():
        pytest.fail("there is nothing yet")
    for number in (1, 2):
        (corpus / f"new{number}.txt").write_text(f"افتتحت حديقة جديدة رقم {number} في مدينة طرابلس.", "utf-8")
        with Store.own(data, silent) as store:  # which waits for nobody: the visitor is none who owns
            Indexer(store, embedder, silent).index([corpus])
        with visitor.library() as library:
            found = library.answer("أين افتتحت حديقة جديدة؟").passages
        assert {f"new{n + 1}" for n in range(number)} <= {one.article for one in found}
