"""The corpus as a LangChain retriever: every document is a passage as it stands in its article."""

from pathlib import Path

import pytest

from assistant import build
from assistant.chains.retriever import IsnadRetriever, open_retriever
from assistant.settings import Settings
from retrieval.search.search import Search
from retrieval.store.facets import make_filter
from retrieval.store.folder import Store
from retrieval.types import Embedder, Progress
from tests.conftest import ARTICLES
from tests.fakes import LetterEmbedder

QUESTION = "ترميم السوق القديم في صنعاء"


def test_documents_are_passages_with_their_place_the_best_first(search: Search) -> None:
    documents = IsnadRetriever(search=search).invoke(QUESTION)
    assert documents[0].metadata["article"] == "sanaa"
    for document in documents:
        place = document.metadata
        assert ARTICLES[f"{place['article']}.txt"][place["start"] : place["end"]] == document.page_content
        assert place["title"] == search.article(place["article"]).title
        assert (place["number"], place["copies"]) == (0, ())
    scores = [document.metadata["score"] for document in documents]
    assert scores == sorted(scores, reverse=True)


def test_as_many_come_as_are_asked_for_and_only_what_the_filter_lets_through(search: Search) -> None:
    assert [len(IsnadRetriever(search=search, count=count).invoke(QUESTION)) for count in (1, 2, 10)] == [1, 2, 3]
    only = make_filter(["tunis"], [], "", "")
    (document,) = IsnadRetriever(search=search, only=only).invoke(QUESTION)
    assert document.metadata["article"] == "tunis"


def test_one_is_opened_over_a_data_folder(store: Store, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def letters(settings: Settings, progress: Progress) -> Embedder:
        return LetterEmbedder()

    monkeypatch.setattr(build, "load_embedder", letters)
    with open_retriever(data, count=1) as retriever:
        (document,) = retriever.invoke(QUESTION)
    assert document.metadata["article"] == "sanaa"
