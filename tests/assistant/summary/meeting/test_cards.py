"""Cards of invented meeting reports, and that nothing on a card is other than the article's own words."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import build
from assistant.summary.meeting.cards import read_cards
from assistant.types import CARD_FIELDS, Card
from benchmarks.fields import FIELDS, Score, score_cards
from retrieval.arabic.sentences import split_sentences
from retrieval.files.articles import read_file
from retrieval.types import Article

REPORTS = tomllib.loads(Path(__file__).with_name("meetings.toml").read_text("utf-8"))["report"]
LEAST = 0.85


def report_article(text: str) -> Article:
    return Article("a", " ".join(text.split()[:10]) + "…", text, "a.txt")


def cards_of(article: Article) -> tuple[Card, ...]:
    return read_cards(article, split_sentences(article.text))


def entries(card: Card) -> dict[str, list[str]]:
    return {name: [span.text for span in getattr(card, name)] for name in FIELDS}


def scored(report: dict[str, Any]) -> Score:
    cards = [entries(card) for card in cards_of(report_article(report["text"]))]
    return score_cards(cards, report.get("card", []))


@pytest.mark.parametrize("half", ["dev", "unseen"])
def test_the_fields_of_invented_reports_are_right_and_none_is_invented(half: str) -> None:
    total = sum((scored(report) for report in REPORTS if report["half"] == half), Score())
    assert total.field_share >= LEAST
    assert total.invented == 0


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report["id"])
def test_each_meeting_has_its_card(report: dict[str, Any]) -> None:
    article = report_article(report["text"])
    cards = cards_of(article)
    assert len(cards) == len(report.get("card", []))
    assert_exact(article, cards)


@pytest.mark.parametrize("path", sorted(build.seeds().glob("*.md")), ids=lambda path: path.stem)
def test_every_entry_is_a_span_of_the_sample_article(path: Path) -> None:
    (article,) = read_file(path)
    assert isinstance(article, Article)
    assert_exact(article, cards_of(article))


def assert_exact(article: Article, cards: tuple[Card, ...]) -> None:
    for card in cards:
        for name in CARD_FIELDS:
            for span in getattr(card, name):
                assert 0 <= span.start < span.end
                assert article.text[span.start : span.end] == span.text


PIECES = st.sampled_from([report["text"][start : start + 60] for report in REPORTS for start in (0, 60, 120)])


@settings(deadline=None, max_examples=60)
@given(st.lists(st.one_of(PIECES, st.text("ابو عقد،.«»()\u064e\u0640\u200f٣ \n", max_size=20)), max_size=6))
def test_whatever_the_text_entries_are_its_words(pieces: list[str]) -> None:
    article = Article("a", "t", "".join(pieces), "a.txt")
    assert_exact(article, cards_of(article))


@pytest.mark.parametrize(
    "text",
    [
        "عقد الوزير مؤتمرا صحفيا أمس وتحدث عن الأسعار.",
        "ومن المقرر أن يعقد المجلس اجتماعا الأسبوع المقبل.",
        "وكان المجلس قد عقد اجتماعا في مارس لبحث الميزانية.",
        "ارتفعت أسعار القمح في الأسواق.",
    ],
)
def test_what_is_no_meeting_that_is_reported_has_no_card(text: str) -> None:
    assert cards_of(report_article(text)) == ()


def test_a_missing_field_is_empty_rather_than_guessed() -> None:
    (card,) = cards_of(report_article("عقد وزير النقل المهندس رامي سعد اجتماعا مع ممثلي الشركات."))
    assert [span.text for span in card.held_by] == ["وزير النقل المهندس رامي سعد"]
    assert [span.text for span in card.attended] == ["ممثلي الشركات"]
    assert (card.place, card.time, card.subject, card.decisions, card.figures) == ((), (), (), (), ())


def test_a_list_behind_a_colon_is_decided_until_somebody_says_something_else() -> None:
    text = (
        "عقد وزير الري المهندس رامي سعد اجتماعا مع مديري الفروع أكد خلاله على: تطهير الترع قبل الشتاء. "
        "صيانة محطات الرفع كافة. وقال الوزير إن العمل مستمر. وهذا إلى جانب زيادة المرتبات."
    )
    (card,) = cards_of(report_article(text))
    assert [span.text for span in card.decisions] == ["تطهير الترع قبل الشتاء", "صيانة محطات الرفع كافة"]


def test_what_comes_besides_a_decision_is_decided_too() -> None:
    text = (
        "عقد وزير الري المهندس رامي سعد اجتماعا مع مديري الفروع. وكلف الوزير المديرين بتطهير الترع. "
        "هذا إلى جانب توعية المزارعين بترشيد المياه."
    )
    (card,) = cards_of(report_article(text))
    assert [span.text for span in card.decisions][1:] == ["توعية المزارعين بترشيد المياه"]
