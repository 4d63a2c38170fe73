"""What came in since the last look: never an old article, whatever was indexed anew, moved, renamed or copied."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.answering.extractive import Assistant
from assistant.errors import EmptyQuestion
from assistant.service.finding import Finder
from assistant.service.news import NewsDesk
from assistant.service.router import Router
from assistant.summary.digest import Digester
from assistant.summary.summaries import Summarizer
from assistant.types import Kept
from prompts import load
from retrieval.errors import BadQuery, UnknownSaved
from retrieval.indexing.indexer import Indexer
from retrieval.search.search import Search
from retrieval.store.folder import Store
from retrieval.store.saved import SavedFile
from tests.fakes import LetterEmbedder, silent


class Newsroom:
    """A folder of articles, an index of them, and the saved."""

    def __init__(self, store: Store, corpus: Path) -> None:
        embedder = LetterEmbedder()
        self.corpus, self.store = corpus, store
        self.indexer = Indexer(store, embedder, silent)
        self.finder = Finder(store)
        self.desk = NewsDesk(SavedFile(store.folder), store.catalog)
        search, wording = Search(store, embedder), load("answers")
        summarizer = Summarizer(search)
        self.router = Router(Assistant(search, wording), Digester(search, summarizer, wording), summarizer)

    def index(self) -> None:
        self.indexer.index([self.corpus])

    def write(self, name: str, text: str) -> None:
        (self.corpus / name).write_text(text, "utf-8")

    def news(self, *, look: bool = True) -> list[list[str]]:
        """The articles that are new of each that is saved."""
        told = self.desk.news(self.finder, self.router, look=look)
        return [
            [match.article for match in one.matches] + [c.article for c in (one.answer.citations if one.answer else ())]
            for one in told
        ]


@pytest.fixture
def newsroom(data: Path, corpus: Path) -> Iterator[Newsroom]:
    with Store.own(data, silent) as store:
        room = Newsroom(store, corpus)
        room.index()
        yield room


def test_only_what_came_since_the_last_look(newsroom: Newsroom) -> None:
    newsroom.desk.save("مدينة أو فريق")
    assert newsroom.news() == [[]]
    newsroom.write("homs.txt", "افتتح الوزير مدرسة في مدينة حمص.")
    newsroom.write("sea.txt", "هبت رياح على البحر.")
    newsroom.index()
    assert newsroom.news(look=False) == [["homs"]]
    assert newsroom.news() == [["homs"]]
    assert newsroom.news() == [[]]


def rename(room: Newsroom) -> None:
    (room.corpus / "sanaa.txt").rename(room.corpus / "other.txt")


def copy(room: Newsroom) -> None:
    room.write("copy.txt", (room.corpus / "sanaa.txt").read_text("utf-8"))


def reprint(room: Newsroom) -> None:
    room.write("reprint.txt", "خاص: " + (room.corpus / "sanaa.txt").read_text("utf-8"))


def gone_and_back(room: Newsroom) -> None:
    room.indexer.remove(["sanaa"])


def touched(room: Newsroom) -> None:
    (room.corpus / "sanaa.txt").touch()


def embedded_anew(room: Newsroom) -> None:
    Indexer(room.store, LetterEmbedder("other"), silent).refresh()
    room.indexer.refresh()


@pytest.mark.parametrize("change", [rename, copy, reprint, gone_and_back, touched, embedded_anew])
def test_what_was_there_is_never_news(newsroom: Newsroom, change: Callable[[Newsroom], None]) -> None:
    newsroom.desk.save("السوق")
    change(newsroom)
    newsroom.index()
    assert newsroom.finder.find("السوق").total == 1
    assert newsroom.news() == [[]]


def test_an_article_whose_text_changed_is_news(newsroom: Newsroom) -> None:
    newsroom.desk.save("السوق")
    newsroom.write("sanaa.txt", "اكتمل ترميم السوق القديم وافتتح أمام الناس في حفل حضره سكان الحي كلهم.")
    newsroom.index()
    assert newsroom.news() == [["sanaa"]]


def test_another_title_alone_is_no_news(newsroom: Newsroom) -> None:
    row = '{{"id": "n", "title": "{}", "text": "رممت البلدية السوق."}}\n'
    newsroom.write("n.jsonl", row.format("خبر"))
    newsroom.index()
    newsroom.desk.save("السوق")
    newsroom.write("n.jsonl", row.format("خبر عاجل"))
    newsroom.index()
    assert newsroom.finder.find("title:عاجل").total == 1
    assert newsroom.news() == [[]]


def test_a_question_is_asked_of_what_is_new(newsroom: Newsroom) -> None:
    kept = newsroom.desk.save("من افتتح المدرسة في مدينة حمص؟")
    assert kept == Kept(1, "question", "من افتتح المدرسة في مدينة حمص؟")
    newsroom.write("homs.txt", "افتتح المهندس سليم الأحمد المدرسة في مدينة حمص يوم الأحد.")
    newsroom.index()
    (one,) = newsroom.desk.news(newsroom.finder, newsroom.router)
    assert one.answer is not None
    assert {cited.article for cited in one.answer.citations} == {"homs"}
    assert (one.count, one.answer.nearest) == (1, ())
    assert newsroom.news() == [[]]


def test_without_one_who_answers_questions_stay_unseen(newsroom: Newsroom) -> None:
    newsroom.desk.save("من افتتح المدرسة في مدينة حمص؟")
    newsroom.write("homs.txt", "افتتح المهندس سليم الأحمد المدرسة في مدينة حمص يوم الأحد.")
    newsroom.index()
    assert newsroom.desk.news(newsroom.finder, None) == []
    assert newsroom.news() == [["homs"]]


def test_of_a_catalog_made_anew_all_is_old(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.desk.save("السوق")
    saved = SavedFile(newsroom.store.folder)
    with Store.own(tmp_path / "anew", silent) as store:
        other = Newsroom(store, newsroom.corpus)
        other.index()
        desk = NewsDesk(saved, store.catalog)
        assert [one.count for one in desk.news(other.finder, None)] == [0]
        other.write("new.txt", "احترق السوق القديم.")
        other.index()
        assert [one.count for one in desk.news(other.finder, None)] == [1]


def test_the_saved_are_kept_by_indexing(newsroom: Newsroom) -> None:
    kept = [newsroom.desk.save("السوق"), newsroom.desk.save(" متى؟ "), newsroom.desk.save("متى", "question")]
    newsroom.indexer.remove(["sanaa", "tunis", "damascus"])
    newsroom.index()
    assert newsroom.desk.kept() == kept
    assert [one.kind for one in kept] == ["search", "question", "question"]
    assert newsroom.desk.remove(2) == kept[1]
    assert newsroom.desk.kept() == [kept[0], kept[2]]


def test_what_cannot_be_saved_is_told(newsroom: Newsroom) -> None:
    with pytest.raises(BadQuery):
        newsroom.desk.save("(حلب")
    with pytest.raises(EmptyQuestion):
        newsroom.desk.save("  ")
    with pytest.raises(UnknownSaved):
        newsroom.desk.remove(5)
