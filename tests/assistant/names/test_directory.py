"""The directory and the timeline over three small articles."""

import json
from datetime import date
from pathlib import Path

import pytest

from assistant.names.by_hand import ByHand
from assistant.names.directory import Directory
from assistant.names.timeline import Timeline
from retrieval.errors import UnknownName
from retrieval.indexing.indexer import Indexer
from retrieval.store.folder import Store
from retrieval.types import Filter
from tests.fakes import LetterEmbedder, silent

TOLD = [
    ("one", "2018-03-02", "وصل العميد ياسر الرفاعي إلى صنعاء أمس. وقال الرفاعي إن الترميم يبدأ في 10 مارس 2018."),
    ("two", "2018-05-01", "زار العميد ياسر الرفاعي دمشق يوم 3 أبريل 2018. وبدأت خطة تأمين الملعب في 2017."),
    ("copy", "2018-05-02", "زار العميد ياسر الرفاعي دمشق يوم 3 أبريل 2018."),
    ("none", "", "لا شيء هنا سوى كلام قبل أسابيع."),
]


@pytest.fixture
def told(store: Store, embedder: LetterEmbedder, tmp_path: Path) -> Store:
    path = tmp_path / "told.jsonl"
    lines = (json.dumps({"id": one, "date": day, "text": text}, ensure_ascii=False) for one, day, text in TOLD)
    path.write_text("\n".join(lines), "utf-8")
    Indexer(store, embedder, silent).index([path])
    return store


def test_a_page_tells_all_of_one(told: Store) -> None:
    directory = Directory(told.catalog)
    found = directory.find("ياسر الرفاعي")
    (page,) = directory.pages(found)
    assert (page.name, page.kind, page.first, page.last) == ("ياسر الرفاعي", "person", "2018-03-02", "2018-05-02")
    assert {role.text for role in page.roles} == {"العميد"}
    assert page.count == len(page.mentions) == 4
    for one in page.mentions:
        assert told.catalog.article(one.article).text[one.start : one.end] == one.quote
    for role in page.roles:
        assert told.catalog.article(role.article).text[role.start : role.end] == role.text


def test_pages_of_all_entries_are_those_of_each(told: Store) -> None:
    directory = Directory(told.catalog)
    entries = directory.entries()
    assert len(entries) > 8  # more than are read one by one
    assert next(directory.pages(entries)) == next(directory.pages(entries[:1]))


@pytest.mark.parametrize("name", ["الرفاعي", "العميد ياسر الرفاعي", "ياسر الرِّفَاعي", "  ياسر   الرفاعي "])
def test_a_name_is_found_in_any_spelling(told: Store, name: str) -> None:
    assert Directory(told.catalog).find(name)[0].name == "ياسر الرفاعي"


def test_a_name_that_nobody_bears_is_told_with_near_ones(told: Store) -> None:
    with pytest.raises(UnknownName) as error:
        Directory(told.catalog).find("ياسر سليمان")
    assert error.value.details["near"] == "ياسر الرفاعي، ياسر قاسم"


def test_kinds_and_days(told: Store) -> None:
    directory = Directory(told.catalog)
    assert {one.name for one in directory.entries("place")} >= {"صنعاء", "دمشق"}
    assert {one.kind for one in directory.entries("plan")} == {"plan"}
    assert [one.name for one in directory.entries("person", Filter(until=date(2018, 3, 31)))] == ["ياسر الرفاعي"]
    assert not directory.entries("person", Filter(since=date(2019, 1, 1)))


def test_who_stands_beside_whom(told: Store) -> None:
    directory = Directory(told.catalog)
    beside = dict(directory.beside(directory.find("ياسر الرفاعي")[0], "place"))
    assert beside["دمشق"] == 2


def test_the_timeline_is_in_order_exact_and_tells_reprints_once(told: Store) -> None:
    events = Timeline(told.catalog).events("ياسر الرفاعي")
    dated = [(one.date, one.said) for one in events if one.date]
    assert dated == [("2018-03-01", "أمس"), ("2018-03-10", "10 مارس 2018"), ("2018-04-03", "يوم 3 أبريل 2018")]
    for one in events:
        text = told.catalog.article(one.article).text
        assert text[one.start : one.end] == one.quote
        assert text[one.said_start : one.said_end] == one.said
    (visit,) = [one for one in events if one.date == "2018-04-03"]
    assert {visit.article, *visit.copies} == {"two", "copy"}


def test_a_date_without_a_value_stands_last_as_said(told: Store) -> None:
    events = Timeline(told.catalog).events()
    undated = [one for one in events if not one.date]
    assert undated == events[-len(undated) :]
    assert ("none", "قبل أسابيع") in [(one.article, one.said) for one in undated]
    assert all(one.date for one in Timeline(told.catalog).events(only=Filter(since=date(2018, 1, 1))))


def test_about_a_topic_are_the_events_where_it_is_found(told: Store) -> None:
    def finds(about: str, most: int, only: Filter) -> list[tuple[str, int, int]]:
        start = TOLD[1][2].index("وبدأت")
        return [("two", start, start + 20)]

    (event,) = Timeline(told.catalog, finds).events(about="الملعب")
    assert (event.article, event.date) == ("two", "2017")


def test_by_hand(told: Store, embedder: LetterEmbedder) -> None:
    by_hand = ByHand(told.catalog, Indexer(told, embedder, silent))
    directory = Directory(told.catalog)
    by_hand.join("ياسر الرفاعي", "سامر حداد")
    assert directory.find("سامر حداد")[0].name == directory.find("ياسر الرفاعي")[0].name
    by_hand.undo()
    by_hand.part("ياسر الرفاعي", "الرفاعي")
    assert directory.find("ياسر الرفاعي")[0].count == 3
    with pytest.raises(UnknownName):
        by_hand.part("ياسر الرفاعي", "حداد")
    assert by_hand.undo() is not None
    assert by_hand.undo() is None
