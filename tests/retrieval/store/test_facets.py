"""Keeping a search to articles, outlets and days: decided before ranking, the same at every size."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from retrieval.arabic.calendar import day_of, period
from retrieval.errors import BadDate, UnknownArticle, UnknownOutlet
from retrieval.indexing.indexer import Indexer
from retrieval.search.search import Search
from retrieval.store.facets import Facets, make_filter
from retrieval.store.folder import Store
from retrieval.store.keywords import TantivyKeywords
from retrieval.store.keywords import index as keywords
from retrieval.store.vectors import ExactVectors
from retrieval.types import EVERYTHING, Filter
from tests.conftest import CommandLine, json_lines
from tests.fakes import LetterEmbedder, silent

ROWS = [
    (1, "a", "الأهرام", "2024-03-15"),
    (2, "a", "الأهرام", "2024-03-15"),
    (3, "b", "الأهرام", ""),
    (4, "c", "النهار", "15 آذار 2023"),
    (5, "d", "", "مارس 2024"),
]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-03-15", date(2024, 3, 15)),
        ("2024/3/5", date(2024, 3, 5)),
        ("2024-03-15T09:30:00+02:00", date(2024, 3, 15)),
        ("15/3/2024", date(2024, 3, 15)),
        ("٢٠٢٤-٠٣-١٥", date(2024, 3, 15)),
        ("الجمعة 15 مارس 2024", date(2024, 3, 15)),
        ("15 آذار 2024", date(2024, 3, 15)),
        ("3 تشرين الثاني/نوفمبر 2021", date(2021, 11, 3)),
        ("3 تشرين الثاني 2021", date(2021, 11, 3)),
        ("7 غشت، 2022", date(2022, 8, 7)),
        ("مارس 2024", None),
        ("2024", None),
        ("2024-13-40", None),
        ("أمس", None),
        ("", None),
    ],
)
def test_days_are_read_as_newspapers_write_them(text: str, day: date | None) -> None:
    assert day_of(text) == day


def test_a_month_or_a_year_stands_for_all_its_days() -> None:
    assert period("2024-02") == (date(2024, 2, 1), date(2024, 2, 29))
    assert period("شباط 2023") == (date(2023, 2, 1), date(2023, 2, 28))
    assert period("2023") == (date(2023, 1, 1), date(2023, 12, 31))
    bounds = make_filter([], [], "2023", "2024-02")
    assert (bounds.since, bounds.until) == (date(2023, 1, 1), date(2024, 2, 29))


@pytest.mark.parametrize(
    ("only", "keys", "left_out"),
    [
        (EVERYTHING, [1, 2, 3, 4, 5], 0),
        (Filter(articles=("a", "c")), [1, 2, 4], 0),
        (Filter(outlets=("الاهرام",)), [1, 2, 3], 0),
        (Filter(outlets=("النهار",), articles=("a",)), [], 0),
        (Filter(since=date(2024, 1, 1)), [1, 2], 2),
        (Filter(until=date(2024, 3, 15)), [1, 2, 4], 2),
        (Filter(until=date(2024, 3, 14)), [4], 2),
        (Filter(since=date(2024, 3, 15), outlets=("الأهرام",)), [1, 2], 1),
    ],
)
def test_what_a_filter_lets_through(only: Filter, keys: list[int], left_out: int) -> None:
    selection = Facets(ROWS).select(only)
    assert (selection.keys.tolist(), selection.left_out) == (keys, left_out)


def test_what_is_not_there_is_an_error() -> None:
    with pytest.raises(UnknownArticle):
        Facets(ROWS).select(Filter(articles=("z",)))
    with pytest.raises(UnknownOutlet) as refused:
        Facets(ROWS).select(Filter(outlets=("الحياة",)))
    assert "النهار" in str(refused.value.details["outlets"])
    with pytest.raises(BadDate):
        make_filter([], [], "قريبا", "")


@pytest.fixture(params=[0, 10_000], ids=["many", "few"])
def either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether few or many passages are let through decides how they are ranked, never what comes out."""
    monkeypatch.setattr(keywords, "_FEW_KEYS", request.param)
    monkeypatch.setattr("retrieval.store.folder._FEW_KEYS", request.param)


@pytest.mark.usefixtures("either_way")
@pytest.mark.parametrize("share", [1, 3, 40, 100])
def test_filtered_rankings_are_the_whole_ranking_without_the_others(share: int) -> None:
    chance = np.random.default_rng(0)
    vectors = chance.normal(size=(100, 8)).astype(np.float32)
    among = np.sort(chance.choice(np.arange(1, 101), share, replace=False))
    dense = ExactVectors(range(1, 101), vectors)
    words = ["خطة", "أمنية", "مدينة", "سوق", "مدرسة"]
    index = TantivyKeywords(None)
    index.change([(key, " ".join(chance.choice(words, 6))) for key in range(1, 101)], [])
    for found, whole in (
        (dense.search(vectors[3], 5, among), dense.search(vectors[3], 100)),
        (index.search("خطة أمنية في المدينة", 5, among), index.search("خطة أمنية في المدينة", 100)),
    ):
        allowed = [one for one in whole if one.key in among]
        assert [one.score for one in found] == pytest.approx([one.score for one in allowed[:5]])
        assert {one.key for one in found} <= set(among.tolist())


def test_passages_that_rank_far_down_are_found_among_those_let_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading the ranking on is not enough for them: they are looked for by name."""
    monkeypatch.setattr(keywords, "_FEW_KEYS", 0)
    index = TantivyKeywords(None)
    index.change([(key, "خطة أمنية" + " أخرى" * key) for key in range(1, 101)], [])
    found = index.search("خطة أمنية", 5, np.arange(91, 101))
    assert [one.key for one in found] == [91, 92, 93, 94, 95]


@pytest.fixture
def dated(data: Path, tmp_path: Path, embedder: LetterEmbedder) -> Iterator[Store]:
    path = tmp_path / "news.jsonl"
    lines = [
        {"id": "old", "text": "افتتح الوزير مدرسة في المدينة.", "outlet": "النهار", "date": "2020-01-01"},
        {"id": "new", "text": "افتتح المحافظ مدرسة في القرية.", "outlet": "الأهرام", "date": "2024-01-01"},
        {"id": "undated", "text": "افتتح الرئيس مدرسة في العاصمة.", "outlet": "الأهرام"},
    ]
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "utf-8")
    with Store.own(data, silent) as opened:
        Indexer(opened, embedder, silent).index([path])
        yield opened


@pytest.mark.usefixtures("either_way")
def test_a_search_finds_only_what_the_filter_lets_through(dated: Store, embedder: LetterEmbedder) -> None:
    search = Search(dated, embedder)

    def found(only: Filter) -> set[str]:
        return {hit.passage.article for hit in search.search("من افتتح المدرسة؟", only=only).hits}

    assert found(EVERYTHING) == {"old", "new", "undated"}
    assert found(Filter(articles=("undated",))) == {"undated"}
    assert found(Filter(outlets=("الاهرام",))) == {"new", "undated"}
    assert found(Filter(since=date(2021, 1, 1))) == {"new"}
    assert found(Filter(until=date(2019, 1, 1))) == set()
    assert search.search("من افتتح المدرسة؟", only=Filter(since=date(2021, 1, 1))).left_out == 1


def test_a_filter_follows_what_is_added_and_removed(dated: Store, embedder: LetterEmbedder, tmp_path: Path) -> None:
    search, only = Search(dated, embedder), Filter(outlets=("الأهرام",))
    assert len(search.search("مدرسة", only=only).hits) == 2
    Indexer(dated, embedder, silent).remove(["new"])
    assert [hit.passage.article for hit in search.search("مدرسة", only=only).hits] == ["undated"]


def test_the_command_line_filters_and_says_what_it_left_out(isnad: CommandLine, data: Path, tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    text = "أعلن وزير التعليم سامي بدر افتتاح مدرسة جديدة في مدينة الورد."
    lines = [{"id": "dated", "text": text, "date": "2024-01-01"}, {"id": "undated", "text": "هطلت أمطار غزيرة أمس."}]
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "utf-8")
    assert isnad("index", str(path), "--data", str(data)).returncode == 0
    ask = ("ask", "من أعلن افتتاح المدرسة؟", "--data", str(data))
    done = isnad(*ask, "--since", "2023", "--json")
    (answer,) = json_lines(done.stdout)
    assert answer["left_out"] == 1
    assert {one["article"] for one in answer["passages"]} == {"dated"}
    assert "1" in done.stderr and "تاريخ" in done.stderr
    (answer,) = json_lines(isnad(*ask, "--until", "2020-05", "--json").stdout)
    assert (answer["status"], answer["passages"]) == ("no_evidence", [])
    refused = isnad(*ask, "--since", "قريبا")
    assert (refused.returncode, "2024-03-15" in refused.stderr) == (2, True)
    assert isnad(*ask, "--article", "لا شيء").returncode == 1
    assert isnad(*ask, "--outlet", "لا شيء").returncode == 1
