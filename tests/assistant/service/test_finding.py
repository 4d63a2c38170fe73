"""A page of what a query finds: every mark and quote is the article's own words at its place."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.service.finding import Finder
from assistant.types import Matches, Tally
from retrieval.arabic.sentences import word_count
from retrieval.errors import BadQuery, NothingIndexed
from retrieval.indexing.indexer import Indexer
from retrieval.store.folder import Store
from tests.fakes import LetterEmbedder, silent

ROWS = """\
{"id": "a", "title": "زيارة إلى حلب", "text": "وصل الوفد إلى حلب. زار الوفد قلعة حلب وسوق حلب.", "outlet": "BBC", "date": "2016-05-26"}
{"id": "b", "title": "اجتماع", "text": "عُقد اجتماع في حمص.\\r\\nوحضره وفد من حَلَب،\\r\\nوانتهى.", "outlet": "CNN", "date": "2016-06-01"}
{"id": "c", "title": "رياضة", "text": "فاز فريق حمص.", "outlet": "BBC"}
"""  # noqa: E501


@pytest.fixture
def finder(data: Path, tmp_path: Path, embedder: LetterEmbedder) -> Iterator[Finder]:
    (tmp_path / "rows.jsonl").write_text(ROWS, "utf-8")
    with Store.own(data, silent) as store:
        Indexer(store, embedder, silent).index([tmp_path / "rows.jsonl"])
        yield Finder(store)


def exact(found: Matches, finder: Finder) -> None:
    """Nothing is shown that is not the article's at that place."""
    for match in found.matches:
        article = finder._store.catalog.article(match.article)
        for mark in match.title_marks:
            assert mark.text == article.title[mark.start : mark.end]
        for mark in match.marks:
            assert mark.text == article.text[mark.start : mark.end]
        for quoted in match.quotes:
            assert quoted.quote == article.text[quoted.start : quoted.end]
            assert word_count(quoted.quote) <= 60
            for mark in quoted.marks:
                assert mark in match.marks
                assert quoted.start <= mark.start < mark.end <= quoted.end


@pytest.mark.parametrize(
    ("query", "articles", "marks"),
    [
        ("حلب", ["a", "b"], {"a": ["حلب", "حلب", "حلب"], "b": ["حَلَب"]}),
        ('"قلعة حلب"', ["a"], {"a": ["قلعة حلب"]}),
        ('"من حلب"', ["b"], {"b": ["من حَلَب"]}),
        ("=حلب", ["a", "b"], {"b": ["حَلَب"]}),
        ("وفد NEAR/1 حلب", ["a", "b"], {"a": ["الوفد", "حلب", "الوفد", "حلب"], "b": ["وفد", "حَلَب"]}),
        ("حلب -outlet:BBC", ["b"], {"b": ["حَلَب"]}),
        ("title:حلب", ["a"], {"a": []}),
        ("date:2016-06", ["b"], {"b": []}),
        ("NOT date:2016", ["c"], {"c": []}),
        ("صنعاء", [], {}),
    ],
)
def test_what_is_found_and_marked(finder: Finder, query: str, articles: list[str], marks: dict[str, list[str]]) -> None:
    found = finder.find(query)
    exact(found, finder)
    assert sorted(match.article for match in found.matches) == articles
    assert found.total == found.articles == len(articles)
    told = {match.article: [mark.text for mark in match.marks] for match in found.matches}
    assert {article: told[article] for article in marks} == marks


def test_a_word_in_the_title_is_marked_there_and_the_first_sentence_quoted(finder: Finder) -> None:
    (match,) = finder.find("title:حلب").matches
    assert [mark.text for mark in match.title_marks] == ["حلب"]
    assert [quoted.quote for quoted in match.quotes] == ["وصل الوفد إلى حلب."]


def test_a_phrase_that_runs_through_two_sentences_is_quoted_with_both(finder: Finder) -> None:
    (match,) = finder.find('"حلب زار"').matches
    assert [quoted.quote for quoted in match.quotes] == ["وصل الوفد إلى حلب. زار الوفد قلعة حلب وسوق حلب."]


def test_counts_by_outlet_and_month(finder: Finder) -> None:
    found = finder.find("حلب أو حمص")
    assert found.outlets == (Tally("BBC", 2), Tally("CNN", 1))
    assert found.months == (Tally("2016-05", 1), Tally("2016-06", 1), Tally("", 1))


def test_pages_hold_all_once(finder: Finder) -> None:
    pages = [finder.find("حلب أو حمص", "date", page, 2) for page in (1, 2, 3)]
    assert [[match.article for match in page.matches] for page in pages] == [["b", "a"], ["c"], []]
    assert {page.total for page in pages} == {3}


def test_what_cannot_be_found_is_told(finder: Finder, tmp_path: Path) -> None:
    with pytest.raises(BadQuery):
        finder.find("(حلب")
    with Store.own(tmp_path / "empty", silent) as store, pytest.raises(NothingIndexed):
        Finder(store).find("حلب")
