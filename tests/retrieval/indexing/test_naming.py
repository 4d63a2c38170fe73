"""Names on the way of indexing: read once, read again by a better version, gone with their article."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from retrieval.indexing.indexer import Indexer
from retrieval.store.folder import Store
from retrieval.types import Embedded, Marked
from tests.fakes import LetterEmbedder, silent
from tests.retrieval.store.layouts import as_of


class Marking(LetterEmbedder):
    """Marks the first word of a text as a body."""

    def __init__(self, marks: str = "first words") -> None:
        super().__init__()
        self.marks = marks

    def passages(self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]) -> Iterator[Embedded]:
        for text, one in zip(texts, super().passages(texts, spans), strict=True):
            yield Embedded(one.vector, one.spans, (Marked(0, len(text.split()[0]), "body", 1.0),))


def names(store: Store, kind: str) -> list[str]:
    return sorted(one.name for one in store.catalog.names.entities(kind))


def test_every_mention_is_the_words_it_says(store: Store) -> None:
    catalog = store.catalog
    mentions = catalog.names.all()
    assert {one.name for one in mentions} >= {"سامر حداد", "ياسر قاسم", "دمشق", "صنعاء", "يوم الخميس"}
    for one in mentions:
        text, mention = catalog.article(one.article).text, one.mention
        assert one.text == text[mention.start : mention.end]
        assert one.name == text[slice(*mention.core)]
        assert one.role == (text[slice(*mention.role)] if mention.role else "")


def test_names_go_with_their_article_and_come_back_with_it(store: Store, embedder: LetterEmbedder) -> None:
    indexer, entry = Indexer(store, embedder, silent), store.catalog.entry("sanaa")
    indexer.remove(["sanaa"])
    assert "ياسر قاسم" not in names(store, "person")
    indexer.restore(entry)
    assert "ياسر قاسم" in names(store, "person")


def test_another_tagger_reads_again_without_changing_a_vector(store: Store, corpus: Path) -> None:
    before = [store.catalog.sentences(one.id)[0][1].tolist() for one in store.catalog.listed()]
    better = Marking()
    report = Indexer(store, better, silent).index([corpus])
    assert (report.embedded, report.unchanged) == (0, 3)
    assert {"افتتح", "فاز", "ناقش"} <= set(names(store, "body"))  # what is marked, beside what rules are sure of
    assert [store.catalog.sentences(one.id)[0][1].tolist() for one in store.catalog.listed()] == before
    read = better.embedded
    Indexer(store, better, silent).index([corpus])
    assert better.embedded == read


@pytest.fixture
def older(data: Path, store: Store) -> Path:
    """The folder as an earlier version left it."""
    store.close()
    as_of("3", data / "catalog.sqlite3")
    return data


def test_an_older_folder_gets_its_names_when_it_is_opened(older: Path) -> None:
    embedder = LetterEmbedder()
    with Store.own(older, silent) as store:
        Indexer(store, embedder, silent).refresh()
        assert "ياسر قاسم" in names(store, "person")
        assert embedder.embedded == 0


def test_joined_by_hand_survives_indexing_and_is_taken_back(
    store: Store, embedder: LetterEmbedder, corpus: Path
) -> None:
    indexer = Indexer(store, embedder, silent)
    done = indexer.correct("join", "person", "سامر حداد", "ياسر قاسم")
    (corpus / "new.txt").write_text("وصل العميد ياسر قاسم إلى صنعاء.", "utf-8")
    indexer.index([corpus])
    (one,) = store.catalog.names.entities("person")
    assert (one.count, one.reasons["ياسر قاسم"]) == (3, "hand")
    indexer.take_back(done)
    assert names(store, "person") == ["سامر حداد", "ياسر قاسم"]
