"""The numbers of a text: what each is worth, what it counts, where it stands."""

import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from retrieval.arabic import fold
from retrieval.arabic.numbers import Number, find_numbers, is_number_word, numbers, same_value
from tests.retrieval.arabic.number_rows import NONE, ROWS
from tests.retrieval.arabic.speller import Speller

SCRIPTS = {"ascii": "0123456789", "arabic": "٠١٢٣٤٥٦٧٨٩", "persian": "۰۱۲۳۴۵۶۷۸۹"}


def shown(number: Number) -> str:
    """The value, both ends of a range or score, kind, unit and noun; "?" where no value is told."""
    ends = "…".join(map(plain, (number.value, *([] if number.upper is None else [number.upper]))))
    return " ".join(filter(None, (ends, number.kind, number.unit, number.noun)))


def plain(value: float | None) -> str:
    return "?" if value is None else str(int(value) if value == int(value) else round(value, 6))


def read(text: str) -> str:
    return "; ".join(map(shown, find_numbers(text)))


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_a_number_tells_its_value_kind_unit_and_noun(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("text", NONE)
def test_a_text_without_numbers_has_none(text: str) -> None:
    assert find_numbers(text) == []


@pytest.mark.parametrize(
    ("text", "value", "whole"),
    [
        ("وصل نحو 1500 لاجئ سوري", "1500", "1500 لاجئ"),
        ("بلغ 5 ملايين دولار", "5 ملايين", "5 ملايين دولار"),
        ("بنسبة 12 في المئة من", "12 في المئة", "12 في المئة"),
        ("بكلفة $500", "$500", "$500"),
        ("وخمسةِ آلافٍ جنديّ", "خمسةِ آلافٍ", "خمسةِ آلافٍ جنديّ"),
        ("بخمسة ملايين", "خمسة ملايين", "خمسة ملايين"),
        ("لعشر سيارات", "عشر", "عشر سيارات"),
        ("للمرة الـ15 هذا", "15", "للمرة الـ15"),
        ("والقرن الثالث عشر", "الثالث عشر", "القرن الثالث عشر"),
        ("وساعتين", "ساعتين", "ساعتين"),
        ("وطفل واحد", "واحد", "طفل واحد"),
        ("وَالأيامِ الثلاثةِ", "الثلاثةِ", "الأيامِ الثلاثةِ"),
        ("بين 80 و120 شخصا", "80 و120", "80 و120 شخصا"),
        ("عملا بالمادة (8)", "8", "المادة (8)"),
        ("\u200f12\u200f% منها", "12\u200f%", "12\u200f%"),
    ],
)
def test_a_number_stands_where_it_is_told(text: str, value: str, whole: str) -> None:
    (number,) = find_numbers(text)
    assert (text[number.start : number.end], text[slice(*number.whole)]) == (value, whole)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("ثلاثة آلاف", "٣٠٠٠", True),
        ("3 ملايين", "3,000,000", True),
        ("12%", "اثنا عشر بالمئة", True),
        ("12%", "12", False),
        ("المرة الثالثة", "3 مرات", False),
        ("المرة الثالثة", "المرة الـ3", True),
        ("500 دولار", "$500", True),
        ("500 دولار", "500 يورو", False),
        ("500 دولار", "500", True),
        ("5 كم", "خمسة كيلومترات", True),
        ("بين 5 و7", "5-7 أيام", True),
        ("بين 5 و7", "5", False),
        ("بين 5 و7", "بين 5 و8", False),
        ("ساعتين", "2 ساعة", True),
        ("-5 درجات", "5 درجات تحت الصفر", True),
        ("5 درجات مئوية", "5 درجات", True),
        ("5 درجات مئوية", "5 درجات فهرنهايت", False),
        ("آلاف القتلى", "آلاف الجرحى", True),
        ("آلاف", "1000", False),
        ("آلاف", "مئات", False),
    ],
)
def test_equal_values_are_equal_however_they_are_told(one: str, other: str, same: bool) -> None:
    (first,), (second,) = find_numbers(one), find_numbers(other)
    assert same_value(first, second) is same
    assert same_value(second, first) is same


@pytest.mark.parametrize(
    "word", ["واحد", "خمسة", "وعشرين", "بثلاثة", "مليار", "الثالث", "مئتين", "نصف", "عشرات", "صفر"]
)
def test_number_words_are_known_folded(word: str) -> None:
    assert is_number_word(fold(word))


@pytest.mark.parametrize("word", ["الاثنين", "الثلاثاء", "أحد", "رجل", "لست", "ساعتين", "12", ""])
def test_other_words_are_not(word: str) -> None:
    assert not is_number_word(fold(word))


def test_ordinals_say_so_and_the_old_name_tells_the_same() -> None:
    text = "الدورة الثانية عشرة و15 لاعبا"
    assert [number.ordinal for number in numbers(text)] == [True, False]
    assert numbers(text) == find_numbers(text)


def test_no_number_goes_over_the_end_of_a_line() -> None:
    assert read("الفصل 5\nآلاف القتلى") == "5 label الفصل; ? vague القتلى"


@given(st.integers(0, 10**10), st.booleans(), st.booleans())
def test_words_tell_what_digits_tell(number: int, feminine: bool, nominative: bool) -> None:
    assume(number != 1)  # "one" for itself is a pronoun
    (found,) = find_numbers(Speller(feminine, nominative).spell(number))
    (digits,) = find_numbers(f"بلغ {number}")
    assert found.value == number
    assert same_value(found, digits)


@given(st.integers(0, 10**10), st.sampled_from(sorted(SCRIPTS)))
def test_every_script_tells_the_same(number: int, script: str) -> None:
    digits = f"{number:,}".translate(str.maketrans("0123456789,", SCRIPTS[script] + "٬"))
    assert [found.value for found in find_numbers(f"بلغ {digits} وحسب")] == [number]


WORDS = ("رجل", "كتاب", "جميل", "ذهب", "سيارة", "المدينة", "سلطان", "لبنان", "كان", "هناك", "أحد", "الاثنين")
PIECES = st.sampled_from((
    "12", "3,5", "1.500", "٤٥", "2017", "خمسة", "عشر", "وعشرون", "ألف", "آلاف", "مليونا", "ونصف", "المليون", "من",
    "إلى", "بين", "و", "-", "/", ":", "%", "$", "دولار", "كم", "سنة", "طفل", "واحد", "الثالثة", "الساعة", "صباحا",
    "رقم", "+", "(", ")", "ساعتين", "تحت", "الصفر", "عشرات", "القتلى", "صفر", "مقابل", "الـ", "في", "المئة", "مايو",
    "\u200f", "ء", "\n",
))  # fmt: skip


@given(st.lists(PIECES, max_size=25), st.sampled_from(("", " ")))
def test_numbers_are_in_order_and_never_overlap(pieces: list[str], space: str) -> None:
    text = space.join(pieces)
    behind = 0
    for number in find_numbers(text):
        first, last = number.whole
        assert behind <= first <= number.start < number.end <= last <= len(text)
        assert text[number.start : number.end] == text[number.start : number.end].strip()
        assert not number.noun or number.noun in text[first:last]
        assert number.words == " ".join(fold(text[number.start : number.end]).split())
        behind = last


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    assert all(0 <= number.start < number.end <= len(text) for number in find_numbers(text))


@given(
    st.lists(
        st.sampled_from(
            ["رجل", "كتاب", "جميل", "ذهب", "سيارة", "المدينة", "سلطان", "لبنان", "كان", "هناك", "أحد", "الاثنين"]
        ),
        max_size=20,
    )
)
def test_words_that_tell_no_number_have_none(words: list[str]) -> None:
    assert find_numbers(" ".join(words)) == []


@pytest.mark.parametrize("piece", ["1 ", "12-", "خمسة و", "1,", "a1", "من 5 ", "(", "3:", "ألف ", "+1", "ـ", "مئة و"])
def test_the_work_grows_with_the_length_of_the_text(piece: str) -> None:
    short, long = (calls(find_numbers, piece * times) for times in (300, 1200))
    assert long < 5 * short + 1000


def calls(function: Any, text: str) -> int:
    """How many Python functions are called."""
    count = 0

    def counted(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        function(text)
    finally:
        sys.setprofile(before)
    return count
