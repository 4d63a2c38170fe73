"""``search`` and ``news`` in both their forms."""

from pathlib import Path

import pytest

from tests.assistant.cli.conftest import Command


def test_search_in_both_forms(indexed: Command) -> None:
    (found,) = indexed("search", "مدينة", "--json").records
    assert {match["article"] for match in found["matches"]} == {"damascus", "sanaa"}
    assert list(found) == [
        "query", "total", "articles", "page", "per_page", "order", "outlets", "months", "matches", "seconds",
    ]  # fmt: skip
    text = indexed("search", "مدينة").out
    assert text.startswith(f"المقالات: {found['total']} ")
    assert "⟦مدينة⟧ دمشق" in text
    assert "بلا جهة (" in text and "بلا تاريخ (" in text


def test_pages_and_orders(indexed: Command) -> None:
    one, two = (indexed("search", "مدينة أو فريق", "--per-page", "1", "--page", page).out for page in ("1", "2"))
    assert "صفحة 1 من 3" in one and "\n1. " in one
    assert "صفحة 2 من 3" in two and "\n2. " in two
    assert indexed("search", "مدينة", "--sort", "date", "--json").records[0]["order"] == "date"


def test_what_is_nowhere_is_no_error(indexed: Command) -> None:
    told = indexed("search", "زرافة")
    assert (told.code, told.out.startswith("لا توجد مقالة")) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["search"], 2, "بحثًا واحدًا"),
        (["search", "(مدينة"], 2, "(مدينة‸"),
        (["search", " "], 2, "لا شيء في البحث"),
        (["search", "outlet:none"], 1, "none"),
        (["search", "مدينة", "--per-page", "101"], 2, "--per-page"),
        (["search", "مدينة", "--page", "0"], 2, "--page"),
        (["search", "--batch", "no/such.csv"], 1, "No such file"),
        (["news", "save"], 2, "news save"),
        (["news", "list", "x"], 2, "news save"),
        (["news", "remove", "x"], 2, "news save"),
        (["news", "remove", "9"], 1, "news list"),
        (["news", "save", "(مدينة"], 2, "‸"),
        (["news", "other"], 2, "other"),
    ],
)
def test_a_failure_is_one_line(indexed: Command, arguments: list[str], code: int, told: str) -> None:
    failed = indexed(*arguments)
    assert (failed.code, failed.out, failed.err.count("\n")) == (code, "", 1)
    assert told in failed.err


def test_news(indexed: Command, corpus: Path) -> None:
    assert "لم تحفظ" in indexed("news").out
    assert indexed("news", "save", "حمص").out.startswith("حُفظ برقم 1: بحث «حمص»")
    assert indexed("news", "save", "من زار حمص؟", "--json").records == [
        {"number": 2, "kind": "question", "text": "من زار حمص؟"}
    ]
    assert indexed("news", "list").out == "1\tبحث\tحمص\n2\tسؤال\tمن زار حمص؟\n"
    assert indexed("news").out == "لا جديد.\n"
    (corpus / "homs.txt").write_text("زار الوزير سمير قاسم مدينة حمص أمس.", "utf-8")
    indexed("index", str(corpus))
    peeked = indexed("news", "--peek", "--json").records
    assert [one["number"] for one in peeked] == [1, 2]
    assert peeked[0]["matches"][0]["article"] == "homs"
    told = indexed("news").out
    assert "[1] بحث «حمص»: 1 جديدة" in told and "مدينة ⟦حمص⟧ أمس" in told
    assert indexed("news").out == "لا جديد.\n"
    assert indexed("news", "remove", "1").out == "لم يعد محفوظًا: بحث «حمص»\n"
    assert [one["number"] for one in indexed("news", "list", "--json").records] == [2]
