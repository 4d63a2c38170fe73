"""What the endpoints return has the names that the command line and the index use."""

from dataclasses import fields

from assistant.service.records import Listed, Report, Shown
from retrieval.indexing.report import IndexReport
from retrieval.types import Article


def names(kind: type) -> set[str]:
    return {field.name for field in fields(kind)}


def test_a_report_is_the_index_s() -> None:
    assert names(Report) == names(IndexReport)


def test_an_article_is_all_that_is_known_of_it() -> None:
    assert names(Shown) == names(Article) - {"id", "pages"} | {"article", "copies"}
    assert names(Listed) == names(Shown) - {"text"}
