"""Reprints are one source: found when indexing, searched and quoted once, with their copies named."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant.answering.extractive import Assistant
from prompts import load
from retrieval.errors import DataOutdated
from retrieval.indexing.indexer import Indexer
from retrieval.indexing.reprints import PERMUTATIONS, families, signature
from retrieval.search.search import Search
from retrieval.store.folder import Store
from tests.fakes import LetterEmbedder, silent
from tests.retrieval.store.layouts import as_of

STORY = (
    "افتتح المهندس سامر حداد مكتبة جديدة في مدينة دمشق صباح يوم الخميس بحضور عدد من الأدباء. "
    "وقال حداد إن المكتبة تضم ثلاثين ألف كتاب في العلوم والآداب والتاريخ. "
    "وأضاف أن قاعة القراءة تتسع لمئتي زائر وتفتح أبوابها طوال أيام الأسبوع ما عدا الجمعة."
)
OTHER = "ناقش مجلس المدينة في صنعاء ترميم السوق القديم وأكد العميد ياسر قاسم أن العمل يبدأ في شهر مارس المقبل."
REPRINTS = {
    "agency": STORY,
    "daily": f"دمشق - الوكالة: {STORY}",
    "evening": STORY.replace("الأدباء", "الأُدَبَاء") + " انتهى.",
    "morning": STORY.replace("ثلاثين", "نحو ثلاثين"),
    "weekly": f"{STORY}\n",
}
QUESTION = "من افتتح المكتبة الجديدة في دمشق؟"


def family_of(*texts: str) -> dict[str, str]:
    signatures = np.frombuffer(b"".join(map(signature, texts)), np.uint16).reshape(-1, PERMUTATIONS)
    return families([str(number) for number in range(len(texts))], signatures)


def test_reprints_are_a_family_and_other_stories_are_not() -> None:
    assert family_of(*REPRINTS.values(), OTHER) == dict.fromkeys("01234", "0")
    assert family_of(STORY, OTHER) == {}
    assert family_of() == {}
    assert signature("... —") == b""


def test_the_same_facts_in_other_words_are_another_source() -> None:
    retold = "دشّن سامر حداد الخميس مكتبة دمشق الجديدة، وفيها ثلاثون ألف كتاب وقاعة لمئتي قارئ."
    assert family_of(STORY, retold) == {}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name, text in {**REPRINTS, "other": OTHER}.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


@pytest.fixture
def reprinted(data: Path, corpus: Path, embedder: LetterEmbedder) -> Iterator[Store]:
    with Store.own(data, silent) as opened:
        Indexer(opened, embedder, silent).index([corpus])
        yield opened


def test_five_copies_are_one_hit_that_names_the_others(reprinted: Store, embedder: LetterEmbedder) -> None:
    hits = Search(reprinted, embedder).search(QUESTION).hits
    articles = [hit.passage.article for hit in hits]
    assert len(articles) == 2 and "other" in articles
    story = next(hit for hit in hits if hit.passage.article != "other")
    assert sorted([story.passage.article, *story.copies]) == sorted(REPRINTS)


def test_five_copies_do_not_look_like_five_confirmations(reprinted: Store, embedder: LetterEmbedder) -> None:
    answer = Assistant(Search(reprinted, embedder), load("answers")).answer(QUESTION)
    shown = answer.citations or answer.nearest
    stories = [citation for citation in shown if citation.article != "other"]
    assert stories and len({citation.article for citation in stories}) == 1
    assert all(len(citation.copies) == 4 for citation in stories)


def test_families_follow_changes_and_removals(reprinted: Store, embedder: LetterEmbedder, corpus: Path) -> None:
    assert reprinted.catalog.copies.of("agency") == ("daily", "evening", "morning", "weekly")
    (corpus / "daily.txt").write_text(OTHER, "utf-8")
    Indexer(reprinted, embedder, silent).index([corpus])
    assert reprinted.catalog.copies.of("daily") == ("other",)
    assert reprinted.catalog.copies.of("agency") == ("evening", "morning", "weekly")
    Indexer(reprinted, embedder, silent).remove(["agency", "morning", "weekly"])
    assert reprinted.catalog.copies.of("evening") == ()


def test_copies_beyond_the_candidates_leave_room_for_others(
    reprinted: Store, embedder: LetterEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retrieval.search.search._CANDIDATES", 2)
    articles = {hit.passage.article for hit in Search(reprinted, embedder).search(QUESTION, 2).hits}
    assert len(articles) == 2 and "other" in articles


def test_signatures_of_another_version_are_made_anew(reprinted: Store, embedder: LetterEmbedder) -> None:
    reprinted.catalog.copies.sign("agency", b"of another length")
    reprinted.catalog.set_meta("signatures", "another")
    before = embedder.embedded
    Indexer(reprinted, embedder, silent).refresh()
    assert len(reprinted.catalog.copies.of("agency")) == 4
    assert embedder.embedded == before


def test_a_folder_of_the_first_layout_is_carried_over(data: Path, corpus: Path, embedder: LetterEmbedder) -> None:
    with Store.own(data, silent) as store:
        Indexer(store, embedder, silent).index([corpus])
        before = embedder.embedded
    as_of("1", data / "catalog.sqlite3")
    with pytest.raises(DataOutdated):
        Store.catalog_of(data)
    with Store.own(data, silent) as store:
        Indexer(store, embedder, silent).refresh()
        assert len(store.catalog.copies.of("agency")) == 4
        assert store.catalog.arrived(0) == []
        assert store.catalog.identity
    assert embedder.embedded == before
