"""The cards of real news: what the gold promises of itself, and how cards are judged."""

import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks import news_cards
from benchmarks.news_cards import Count, Judged

DATA = Path(__file__).parents[2] / "shared" / "data"
FILES = [DATA / "news.ant.jsonl", DATA / "news.ant.3000.jsonl.gz"]
HALVES = ("news-cards", "news-cards-aside")
ROUNDS = "news-cards-rounds"
KINDS = {"meeting", "visit", "call", "reception", "conference", "session", "signing"}
WHYS = {"planned", "remarks", "mentioned", "denied", "word"}
FIELDS = ["held_by", "attended", "place"]


def card(**given: Any) -> dict[str, Any]:
    return given


RABAT, TUNIS = (
    card(held_by=["وزير الداخلية"], attended=["الولاة"], place=["الرباط"]),
    card(held_by=["وزير الصحة"], attended=["الأطباء"], place=["تونس العاصمة"]),
)


@pytest.mark.parametrize(
    ("given", "expected", "right"),
    [
        ("وزير الداخلية", "وزير الداخلية", True),
        ("بوزير الدّاخليّة", "وزير الداخلية", True),
        ("والولاة", "الولاة", True),
        ("اليوم", "اليوم الخميس", True),
        ("صباح اليوم الخميس بمقر الوزارة", "اليوم الخميس", False),
        ("محسن مرزوق", "الأمين العام لحركة مشروع تونس محسن مرزوق", False),
        ("وزير الخارجية السوداني إبراهيم غندور", "وزير الخارجية المصري سامح شكري", False),
        ("6 اتفاقيات", "16 اتفاقية", False),
        ("...", "الرباط", False),
    ],
)
def test_values_are_alike_where_they_share_most_of_their_words(given: str, expected: str, right: bool) -> None:
    assert news_cards.alike(given, expected) is right


def test_a_word_counts_once() -> None:
    assert not news_cards.alike("تونس تونس تونس تونس", "تونس")


@pytest.mark.parametrize(
    ("name", "given", "expected", "counted"),
    [
        ("place", ["الرباط", "فاس"], ["الرباط"], Count(1, 2, 1, 1)),
        ("place", [], ["الرباط"], Count(0, 0, 0, 1)),
        ("place", ["الرباط"], [], Count(0, 1, 0, 0)),
        ("date", ["2018-03-01"], ["2018-03-01"], Count(1, 1, 1, 1)),
        ("date", ["2018-03"], ["2018-03-01"], Count(0, 1, 0, 1)),
        ("kind", ["visit"], ["meeting"], Count(0, 1, 0, 1)),
    ],
)
def test_a_field_counts_values_given_and_expected(
    name: str, given: list[str], expected: list[str], counted: Count
) -> None:
    assert news_cards.count(name, given, expected) == counted


@pytest.mark.parametrize(
    ("product", "read"),
    [
        ({"place": [{"text": "الرباط", "start": 3, "end": 9}]}, ["الرباط"]),
        ({"place": ["الرباط"]}, ["الرباط"]),
        ({"place": "الرباط"}, ["الرباط"]),
        ({"place": ""}, []),
        ({"place": None}, []),
        ({}, []),
    ],
)
def test_a_card_is_read_from_excerpts_and_words(product: dict[str, Any], read: list[str]) -> None:
    assert news_cards.values(product, ["place"]) == {"place": read}


def test_several_cards_are_put_together_the_best_way() -> None:
    counts = news_cards.matched([TUNIS, RABAT], [RABAT, TUNIS], FIELDS)
    assert [one["place"] for one in counts] == [Count(1, 1, 1, 1)] * 2


def test_a_card_too_many_or_too_few_counts_with_all_its_values() -> None:
    assert [one["place"] for one in news_cards.matched([TUNIS, RABAT], [RABAT], FIELDS)] == [
        Count(1, 1, 1, 1),
        Count(0, 1, 0, 0),
    ]
    assert [one["place"] for one in news_cards.matched([], [RABAT], FIELDS)] == [Count(0, 0, 0, 1)]


def test_many_cards_are_put_together_at_once() -> None:
    counts = news_cards.matched([TUNIS] * 14 + [RABAT], [RABAT, TUNIS], FIELDS)
    assert len(counts) == 15
    assert sum(one["place"].right for one in counts) == 2


JUDGED: list[Judged] = [
    ({"article": "a", "cards": [RABAT, TUNIS]}, [RABAT]),
    ({"article": "b", "cards": [RABAT]}, [card(held_by=["الولاة"], attended=["وزير الداخلية"], place=[]), TUNIS]),
    ({"article": "c", "cards": [TUNIS]}, []),
    ({"article": "d", "cards": [], "why": "planned"}, [TUNIS]),
    ({"article": "e", "cards": [], "why": "planned"}, []),
    ({"article": "f", "cards": [], "why": "word"}, []),
]


def test_figures() -> None:
    found = news_cards.figures(JUDGED, FIELDS)
    assert (found["precision"], found["recall"]) == (round(3 / 8, 3), round(3 / 12, 3))
    assert found["place"] == {"precision": 0.5, "recall": 0.25, "given": 2, "expected": 4}
    assert found["parties"] == {"precision": round(4 / 6, 3), "recall": 0.5, "given": 6, "expected": 8}
    assert (found["meetings_with_a_card"], found["articles_without_a_card"]) == ("2 of 4", "1 of 3")
    assert (found["extra_cards"], found["others_with_a_card"]) == (1, "1 of 3")
    assert found["by_why"] == {"planned": "1 of 2", "word": "0 of 1"}
    assert "date" not in found


def test_what_nothing_was_given_for_has_no_precision() -> None:
    found = news_cards.figures([({"article": "a", "cards": [RABAT]}, [])], FIELDS)
    assert (found["precision"], found["recall"]) == (None, 0)


@pytest.mark.parametrize(
    ("judged", "differ"),
    [
        (({"article": "a", "cards": [RABAT]}, [RABAT]), None),
        (({"article": "a", "cards": [RABAT]}, [RABAT | {"place": ["فاس"]}]), ["place"]),
        (({"article": "a", "cards": [], "why": "word"}, [{"place": ["فاس"]}]), ["place"]),
        (({"article": "a", "cards": [], "why": "word"}, [{}]), []),
        (({"article": "a", "cards": [], "why": "word"}, []), None),
    ],
)
def test_what_is_printed_as_wrong(judged: Judged, differ: list[str] | None) -> None:
    found = news_cards.wrong(judged, FIELDS)
    assert (found and found["differ"]) == differ
    assert (found is None) is (differ is None)


def test_the_half_kept_aside_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["news_cards", "none.jsonl", "--aside", "--wrong"])
    with pytest.raises(SystemExit):
        news_cards.main()


def test_only_fields_that_a_card_has_are_counted() -> None:
    assert {"held_by", "figures"} <= set(news_cards.known_fields()) <= {*news_cards.TEXTS, *news_cards.EXACT}


def test_the_two_halves_are_alike_and_share_no_article() -> None:
    first, aside = map(news_cards.read_gold, HALVES)
    for half in (first, aside):
        assert [sum(len(one["cards"]) == many for one in half) for many in (0, 1, 2)] == [32, 28, 4]
        assert sum(one["outlet"] == "Jawhara FM" for one in half) == len(half) // 2
    identities = [one["article"] for one in (*first, *aside)]
    assert len(identities) == len(set(identities))


@pytest.mark.parametrize(("half", "other"), [("news-cards", "news-aside"), ("news-cards-aside", "news")])
def test_what_is_aside_for_questions_is_not_open_for_cards(half: str, other: str) -> None:
    asked = {one.get("article") or one.get("about") for one in news_cards.read_gold(other)}
    assert not {one["article"] for one in news_cards.read_gold(half)} & asked


@pytest.mark.parametrize("name", [*HALVES, ROUNDS])
def test_every_card_has_all_fields(name: str) -> None:
    for one in news_cards.read_gold(name):
        assert one["cards"] or one["why"] in WHYS
        for due in one["cards"]:
            assert set(due) == {*news_cards.TEXTS, *news_cards.EXACT}
            assert due["kind"] in KINDS
            assert due["held_by"] or due["attended"]


def test_no_article_of_a_round_is_in_a_half_or_asked_about() -> None:
    identities = [one["article"] for one in news_cards.read_gold(ROUNDS)]
    halves = {one["article"] for half in HALVES for one in news_cards.read_gold(half)}
    assert len(identities) == len(set(identities))
    assert not halves & set(identities)


@pytest.mark.skipif(not all(map(Path.exists, FILES)), reason="the news articles are not here (../shared/data)")
def test_every_value_stands_in_its_article() -> None:
    texts = {one["id"]: one["text"] for one in news_cards.articles_in(FILES)}
    for one in (one for name in (*HALVES, ROUNDS) for one in news_cards.read_gold(name)):
        listed = [value for due in one["cards"] for name in news_cards.TEXTS for value in due[name]]
        assert all(value in texts[one["article"]] for value in listed), one["article"]
