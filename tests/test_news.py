"""The questions on real news: what the gold promises of itself, and how answers are judged."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from benchmarks import news
from benchmarks.news import Pair

ARTICLES = Path(__file__).parents[2] / "shared" / "data" / "news.ant.jsonl"
HALVES = ("news", "news-aside")
ARTICLE, OTHER = "a", "b"


def citation(quote: str, article: str = ARTICLE, *copies: str) -> dict[str, Any]:
    return {"article": article, "quote": quote, "copies": copies}


def pair(gold: dict[str, Any], *quotes: dict[str, Any], short: str = "", **answer: Any) -> Pair:
    status = "answered" if quotes else "no_evidence"
    known = {"kind": "who", "article": ARTICLE, "quotes": ["زار القدس"], "short": [], "answerable": True}
    given = {"text": short, "value": answer.pop("value", "")} if short else None
    return known | gold, {"citations": list(quotes), "status": status, "short": given} | answer


@pytest.mark.parametrize(
    ("given", "listed", "right"),
    [
        ("القاضي رهيف رمضان", ["رهيف رمضان"], True),
        ("رمضان", ["رهيف رمضان"], False),
        ("رهيف", ["رهيف رمضان"], False),
        ("وزارة الشؤون الإسلامية", ["وزارة الشؤون الإسلامية والدعوة والإرشاد"], True),
        ("بمستشفى سهلول", ["مستشفى سهلول"], True),
        ("أكثر من 25 ألف متفرج", ["25 ألف متفرج"], True),
        ("9", ["9 آلاف شخص"], False),
        ("2016", ["16"], False),
        ("نحو 16 شخصا", ["16"], True),
        ("في مدينة رام الله بعد لقاء طويل مع الوفد", ["رام الله"], False),
    ],
)
def test_a_short_answer_is_right_where_it_is_a_listed_one_with_little_around_it(
    given: str, listed: list[str], right: bool
) -> None:
    assert news.right_short(given, listed) is right


@pytest.mark.parametrize(
    ("quotes", "first", "any_of_them"),
    [
        ([citation("وقد زار القُدس أمس")], True, True),
        ([citation("شيء آخر"), citation("زار القدس")], False, True),
        ([citation("زار القدس", OTHER)], False, False),
        ([citation("زار القدس", OTHER, ARTICLE)], True, True),
        ([], False, False),
    ],
)
def test_a_quote_is_right_where_it_is_of_the_article_and_holds_the_words(
    quotes: list[dict[str, Any]], first: bool, any_of_them: bool
) -> None:
    asked = pair({}, *quotes)
    assert (news.right_first(asked), news.right_any(asked)) == (first, any_of_them)


def test_a_list_is_whole_with_every_item_in_some_quote() -> None:
    gold = {"kind": "list", "all": ["قابس", "صفاقس"]}
    assert news.whole(pair(gold, citation("في قابس"), citation("وصفاقس")))
    assert not news.whole(pair(gold, citation("في قابس"), citation("وصفاقس", OTHER)))


def test_a_comparison_needs_a_quote_of_each_side_from_its_article() -> None:
    gold = {"kind": "comparison", "articles": [ARTICLE, OTHER], "quotes_each": [["ثلاثة أيام"], ["يوم واحد"]]}
    assert news.both_sides(pair(gold, citation("ثلاثة أيام"), citation("يوم واحد", OTHER)))
    assert not news.both_sides(pair(gold, citation("ثلاثة أيام"), citation("يوم واحد")))


def test_figures_count_right_of_all() -> None:
    found = news.figures([
        pair({"short": ["بن علوي"]}, citation("زار القدس"), short="يوسف بن علوي"),
        pair({"kind": "when", "short": ["أمس"], "value": "2018-07-03"}, citation("لا شيء"), short="غدا"),
        pair({"kind": "why"}, citation("زار القدس"), short="القدس"),
        pair({"kind": "how"}),
        pair({"kind": "yes_no", "verdict": "no"}, citation("زار القدس"), verdict="no"),
        pair({"kind": "yes_no", "verdict": None}, citation("زار القدس"), verdict="yes"),
        pair({"kind": "yes_no", "verdict": "yes"}, citation("زار القدس")),
        pair({"kind": "near_miss", "answerable": False}),
        pair({"kind": "near_miss", "answerable": False}, citation("زار القدس")),
        pair({"kind": "follow_up"}, citation("لا شيء"), citation("زار القدس")),
        pair({"kind": "stand_alone", "turns": ["س", "ج؟"]}, citation("زار القدس"), understood="ج؟"),
    ])  # fmt: skip
    assert found["first_quote"] == "5 of 7"
    assert found["why_how"] == "1 of 2"
    assert found["false_refusals"] == "1 of 7"
    assert (found["short_given"], found["short_right"], found["short_undue"]) == ("2 of 2", "1 of 2", "1 of 2")
    assert found["values_right"] == "0 of 1"
    assert (found["verdicts_given"], found["verdicts_right"]) == ("1 of 2", "1 of 2")
    assert found["near_misses_refused"] == "1 of 2"
    assert (found["follow_ups_right"], found["stand_alone_left"]) == ("1 of 1", "1 of 1")


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        (pair({}, citation("زار القدس")), False),
        (pair({"short": ["بن علوي"]}, citation("زار القدس")), True),
        (pair({"kind": "what"}, citation("زار القدس"), short="القدس"), True),
        (pair({"kind": "yes_no", "verdict": "no"}, citation("زار القدس"), verdict="yes"), True),
        (pair({"kind": "near_miss", "answerable": False}), False),
        (pair({"kind": "outside", "answerable": False}, citation("زار القدس")), True),
    ],
)
def test_what_is_printed_as_wrong(asked: Pair, wrong: bool) -> None:
    assert news.wrong(asked) is wrong


def test_the_two_halves_are_alike_and_share_no_article() -> None:
    first, aside = map(news.read_gold, HALVES)
    assert Counter(one["kind"] for one in first) == Counter(one["kind"] for one in aside)
    identities = [one["id"] for one in (*first, *aside)]
    assert len(identities) == len(set(identities))
    about = [{one.get("article") or one.get("about") for one in half} - {""} for half in (first, aside)]
    assert not about[0] & about[1]


@pytest.mark.skipif(not ARTICLES.exists(), reason="the news articles are not here (../shared/data)")
@pytest.mark.parametrize("half", HALVES)
def test_every_listed_quote_stands_in_its_article(half: str) -> None:
    texts = {one["id"]: one["text"] for one in map(json.loads, ARTICLES.read_text("utf-8").splitlines())}
    for one in news.read_gold(half):
        articles, sides = one.get("articles", [one.get("article")]), one.get("quotes_each", [one.get("quotes", [])])
        missing = [q for article, side in zip(articles, sides, strict=True) for q in side if q not in texts[article]]
        assert not missing, one["id"]
