"""Keys that names are joined by, plans, and the titles that stand around a name."""

import pytest

from retrieval.arabic.names import (
    Titles,
    body_key,
    find_plans,
    is_part,
    longer_form,
    person_key,
    place_key,
    sounds,
    told_apart,
)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("جورج كلوني", "جورج كلونى", True),
        ("سيرغي إيفانوف", "سيرجي ايفانوف", True),
        ("ونستون تشرشل", "وينستون تشرتشل", False),
        ("نيلسون مانديلا", "نلسون مانديلا", True),
        ("المنصف الشابي", "منصف الشابي", True),
        ("جورج كلوني", "جون كلوني", False),
    ],
)
def test_names_that_sound_alike(one: str, other: str, alike: bool) -> None:
    assert (sounds(person_key(one)) == sounds(person_key(other))) is alike


@pytest.mark.parametrize(
    ("short", "full", "part"),
    [
        ("مانديلا", "نيلسون مانديلا", True),
        ("نيلسون", "نيلسون مانديلا", True),
        ("فيصل", "سعود بن فيصل", False),  # his father
        ("سعود", "سعود بن فيصل", True),
        ("كلوني", "نيلسون مانديلا", False),
    ],
)
def test_what_somebody_is_called_by_alone(short: str, full: str, part: bool) -> None:
    assert is_part(person_key(short), person_key(full)) is part


@pytest.mark.parametrize(
    ("short", "full", "longer"),
    [
        ("سعود بن فيصل", "سعود بن فيصل بن عبدالعزيز", True),
        ("سعود بن فيصل", "سعود بن فيصل آل ثاني", True),
        ("المنصف الشابي", "محمد المنصف الشابي", True),
        ("جمال حمدان", "جمال محمود حمدان", True),
        ("جمال حمدان", "جمال حمدان الكيلاني", False),  # another family
    ],
)
def test_a_name_told_more_fully(short: str, full: str, longer: bool) -> None:
    assert longer_form(person_key(short), person_key(full)) is longer


@pytest.mark.parametrize(
    ("one", "other"),
    [("سورية", "سوريا"), ("أمريكا", "الولايات المتحدة"), ("إسطنبول", "اسطنبول")],
)
def test_places_of_one_key(one: str, other: str) -> None:
    assert place_key(one) == place_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("حركة فتح", "فتح"), ("الاتحاد_الأوروبي", "الاتحاد الأوروبي"), ("وكالة رويترز", "رويترز")],
)
def test_bodies_of_one_key(one: str, other: str) -> None:
    assert body_key(one) == body_key(other)


@pytest.mark.parametrize(
    ("body", "apart"),
    [("وزارة الداخلية", False), ("وزارة الداخلية التونسية", True), ("الجيش الوطني", False), ("رويترز", True)],
)
def test_bodies_that_many_lands_have(body: str, apart: bool) -> None:
    assert told_apart(body) is apart


@pytest.mark.parametrize(
    ("text", "plans"),
    [
        ("عرض الوزير خطة تأمين الانتخابات أمس", ["خطة تأمين الانتخابات"]),
        ('أطلق الجيش عملية "فجر الصحراء" في الجنوب', ['عملية "فجر الصحراء"']),
        ("صادق المجلس على قانون المالية", ["قانون المالية"]),
        ("ينص الدستور الجزائري على ذلك", ["الدستور الجزائري"]),
        ("جرت عملية عسكرية كبرى", []),
        ("لا توجد خطة", []),
    ],
)
def test_plans(text: str, plans: list[str]) -> None:
    assert [text[plan.start : plan.end] for plan in find_plans(text)] == plans


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("قال وزير الخارجية الأمريكي، جون سميث، أمس", "جون سميث", "وزير الخارجية الأمريكي"),
        ("لقاء ولي العهد السعودي، الأمير سعود بن فيصل", "سعود بن فيصل", "ولي العهد السعودي، الأمير"),
        ("قال رضا سالم، رئيس حركة الشعب، إنه", "رضا سالم", "رئيس حركة الشعب"),
        ("التقى جون سميث أمس", "جون سميث", None),
    ],
)
def test_the_title_beside_a_name(text: str, name: str, title: str | None) -> None:
    start = text.index(name)
    span = Titles(text).of(start, start + len(name))
    assert (span and text[slice(*span)]) == title
