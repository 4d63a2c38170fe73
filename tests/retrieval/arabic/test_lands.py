"""Which states a text speaks of: by name, by adjective, by capital, whatever particles stand in front."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.arabic import words
from retrieval.arabic.names import lands


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("مصر", "مصر"),
        ("بمصر", "مصر"),
        ("ولمصر", "مصر"),
        ("المصريون", "مصر"),
        ("المصرية", "مصر"),
        ("للمصريين", "مصر"),
        ("القاهرة", "مصر"),
        ("بالقاهرة", "مصر"),
        ("السعودية", "السعودية"),
        ("المملكة العربية السعودية", "السعودية"),
        ("والرياض", "السعودية"),
        ("سعوديين", "السعودية"),
        ("الولايات المتحدة", "الولايات المتحدة"),
        ("بالولايات المتحدة", "الولايات المتحدة"),
        ("أميركا", "الولايات المتحدة"),
        ("الأمريكية", "الولايات المتحدة"),
        ("واشنطن", "الولايات المتحدة"),
        ("المملكة المتحدة", "بريطانيا"),
        ("البريطاني", "بريطانيا"),
        ("موسكو", "روسيا"),
        ("الروسية", "روسيا"),
        ("كوريا الشمالية", "كوريا الشمالية"),
        ("الكوري الشمالي", "كوريا الشمالية"),
        ("الكورية الجنوبية", "كوريا الجنوبية"),
        ("بيونغ يانغ", "كوريا الشمالية"),
        ("ألمانيا", "ألمانيا"),
        ("الألمانية", "ألمانيا"),
        ("ألماني", "ألمانيا"),
        ("الصينيين", "الصين"),
        ("أديس أبابا", "إثيوبيا"),
        ("الإثيوبية", "إثيوبيا"),
        ("أبوظبي", "الإمارات"),
        ("أبو ظبي", "الإمارات"),
        ("اليمنيون", "اليمن"),
        ("كندا", "كندا"),
        ("الكندية", "كندا"),
        ("التونسيات", "تونس"),
        ("جنوب أفريقيا", "جنوب أفريقيا"),
        ("إيران", "إيران"),
        ("طهران", "إيران"),
        ("النمساوي", "النمسا"),
        ("الفلبينيين", "الفلبين"),
        ("السودان", "السودان"),
        ("جنوب السودان", "جنوب السودان"),
    ],
)
def test_a_state_is_told(text: str, told: str) -> None:
    (key,) = {key for one in map(words, (text, told)) for _, keys in lands(one) for key in keys}
    assert [place for place, _ in lands(words(text))] == [0]
    assert key


@pytest.mark.parametrize(
    "text",
    ["الرئيس", "مصرف", "المصير", "عرق", "صينية الطعام كبيرة"[7:], "قطرة ماء", "الأمين العام", "وسيتا", "مالية", ""],
)
def test_other_words_tell_no_state(text: str) -> None:
    assert lands(words(text)) == []


@pytest.mark.parametrize(("text", "count"), [("القدس", 2), ("لندن", 2), ("باريس", 1)])
def test_where_the_words_are_not_clear_all_are_told(text: str, count: int) -> None:
    ((_, told),) = lands(words(text))
    assert len(told) == count


def test_each_is_told_where_it_stands() -> None:
    said = words("زار الوزير التركي بغداد ثم سافر إلى الولايات المتحدة الأمريكية")
    assert [(place, len(told)) for place, told in lands(said)] == [(2, 1), (3, 1), (7, 1)]


@given(st.lists(st.sampled_from(words("مصر القدس من الولايات المتحدة كوريا الجنوبية والصين باب")), max_size=12))
def test_places_are_in_order_and_in_range(said: list[str]) -> None:
    places = [place for place, _ in lands(said)]
    assert places == sorted(set(places))
    assert all(0 <= place < len(said) for place in places)
