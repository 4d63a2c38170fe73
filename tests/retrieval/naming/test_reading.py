"""The mentions of an article: by rules alone, and by a model's marks with the rules beside them."""

import pytest

from retrieval.naming.reading import in_article, read_mentions
from retrieval.types import Article, Marked, Passage, Sentence

TEXT = "التقى العميد ياسر قاسم أمس في دمشق ممثل شركة فيروزا وناقش معه خطة تأمين الملعب."


def article(text: str = TEXT, date: str = "2018-03-02") -> Article:
    return Article("a", "", text, "", date=date)


def marked(text: str, kind: str, certainty: float = 0.9) -> Marked:
    start = TEXT.index(text)
    return Marked(start, start + len(text), kind, certainty)  # type: ignore[arg-type]


def told(marks: list[Marked] | None) -> list[tuple[str, str]]:
    return [(one.kind, TEXT[one.start : one.end]) for one in read_mentions(article(), marks)]


def test_by_rules_alone() -> None:
    assert ("person", "ياسر قاسم") in told(None)
    assert ("place", "دمشق") in told(None)
    assert ("plan", "خطة تأمين الملعب") in told(None)


def test_a_mark_adds_what_no_rule_knows_and_a_doubtful_one_does_not() -> None:
    assert ("body", "شركة فيروزا") in told([marked("شركة فيروزا", "body")])
    assert ("person", "ممثل") not in told([marked("ممثل", "person", 0.2)])


def test_somebody_behind_a_rank_is_found_though_nothing_marks_them() -> None:
    (person,) = [one for one in read_mentions(article(), []) if one.kind == "person"]
    assert (TEXT[person.start : person.end], person.role and TEXT[slice(*person.role)]) == ("ياسر قاسم", "العميد")


def test_a_date_is_worth_what_it_is_on_the_articles_day() -> None:
    (date,) = [one for one in read_mentions(article(), None) if one.kind == "date"]
    assert (TEXT[date.start : date.end], date.value) == ("أمس", "2018-03-01")
    (undated,) = [one for one in read_mentions(article(date=""), None) if one.kind == "date"]
    assert (undated.value, undated.key) == ("", "امس")


def test_marks_of_passages_that_share_a_sentence_count_once() -> None:
    first = Passage("a", 0, (Sentence(0, 10), Sentence(10, 20)))
    second = Passage("a", 1, (Sentence(10, 20), Sentence(20, 30)))
    seen = [
        [Marked(2, 4, "person", 1.0), Marked(15, 17, "place", 1.0), Marked(18, 20, "place", 1.0)],
        [Marked(5, 7, "place", 1.0), Marked(16, 20, "body", 1.0)],
    ]
    found = in_article([first, second], [3, -10], seen)
    assert [(one.start, one.end) for one in found] == [(12, 14), (15, 17), (26, 30)]


@pytest.mark.parametrize("text", ["", "   ", "a", "١٢", "\u064b", "و" * 300, "خطة", "قال وزير"])
def test_no_text_is_too_odd(text: str) -> None:
    for one in read_mentions(article(text), []):
        assert 0 <= one.start < one.end <= len(text)
