"""The words of reports on meetings: nouns in their forms, verbs in their persons, phrases; nouns of acts."""

import pytest

from retrieval.arabic import fold
from retrieval.arabic.acts import is_act
from retrieval.arabic.gatherings import is_nominative, is_oblique, is_plural, load_gatherings


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("اجتماع", "meeting"),
        ("والاجتماع", "meeting"),
        ("اجتماعا", "meeting"),
        ("لقائه", "meeting"),
        ("بزيارة", "visit"),
        ("زيارته", "visit"),
        ("اتصالا", "call"),
        ("المؤتمر", "conference"),
        ("الاجتماعي", None),
        ("جماعة", None),
        ("مزار", None),
    ],
)
def test_what_a_meeting_is_called(word: str, kind: str | None) -> None:
    assert load_gatherings().noun(fold(word)) == kind


@pytest.mark.parametrize(
    ("word", "owned"), [("لقائه", True), ("باجتماعها", True), ("الاجتماع", False), ("زيارة", False)]
)
def test_whose_meeting_it_is(word: str, owned: bool) -> None:
    assert load_gatherings().is_owned(fold(word)) is owned


@pytest.mark.parametrize(
    ("word", "name", "past", "coming"),
    [
        ("التقى", "meeting", True, False),
        ("والتقت", "meeting", True, False),
        ("يلتقي", "meeting", False, True),
        ("سيلتقي", "meeting", False, True),
        ("عقدته", "holding", True, False),
        ("أجراها", "holding", True, False),
        ("يؤديها", "holding", False, True),
        ("بدأت", "held", True, False),
        ("حضره", "joining", True, False),
        ("قرروا", "deciding", True, False),
        ("دعوة", "asking", False, False),
        ("قرار", "deciding", False, False),
    ],
)
def test_verbs_in_their_persons(word: str, name: str, past: bool, coming: bool) -> None:
    lists = load_gatherings()
    assert (lists.verb(fold(word), name), lists.coming_verb(fold(word), name)) == (past, coming)


@pytest.mark.parametrize(
    ("words", "at", "name", "end"),
    [
        ("على إثر لقاء", 0, "settings", 2),
        ("وبحضور الوزير", 0, "attending", 1),
        ("خصص لبحث", 0, "subjects", 1),
        ("خصص وقتا", 0, "subjects", 0),
        ("الوزير حول", 1, "subjects", 2),
        ("حول", 1, "subjects", 1),
    ],
)
def test_where_a_phrase_ends(words: str, at: int, name: str, end: int) -> None:
    assert load_gatherings().phrases[name].end(fold(words).split(), at) == end


@pytest.mark.parametrize(("words", "at", "before"), [("على إثر لقاء", 2, True), ("إثر هذا لقاء", 2, False)])
def test_whether_a_phrase_stands_right_before_a_word(words: str, at: int, before: bool) -> None:
    assert load_gatherings().phrases["settings"].before(fold(words).split(), at) is before


@pytest.mark.parametrize(
    "word",
    ["تنظيم", "إعداد", "مراجعة", "استكمال", "انتخاب", "اقتناء", "عقد", "فتح", "زيادة", "التنسيق", "صيانة", "تكوين"],
)
def test_nouns_of_acts(word: str) -> None:
    assert is_act(fold(word))


@pytest.mark.parametrize("word", ["تقرير", "تونس", "الوزير", "إيران", "اجتماع", "الكاف", "رئيس", "المدينة", "محافظة"])
def test_what_is_no_act(word: str) -> None:
    assert not is_act(fold(word))


@pytest.mark.parametrize(
    ("word", "found"), [("المشاركون", (True, True, False)), ("المشاركين", (True, False, True)), ("وزير", (False,) * 3)]
)
def test_the_sound_plural_tells_its_case(word: str, found: tuple[bool, bool, bool]) -> None:
    assert (is_plural(word), is_nominative(word), is_oblique(word)) == found
