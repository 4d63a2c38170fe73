"""Folding, its offset map, stems and n-grams."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from retrieval.arabic import fold, fold_with_origins, grams, stem, words

ARABIC = st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x6FF), max_size=60)
ANY = st.text(max_size=60)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("وَزِيرُ الدَّاخِلِيَّةِ", "وزير الداخليه"),
        ("الإسكندرية أمن آب ٱلله", "الاسكندريه امن اب الله"),
        ("مســـؤول", "مسوول"),
        ("على فتى", "علي فتي"),
        ("١٢٣ ۴۵۶", "123 456"),
        ("ﻻ ﷲ ﻓﻲ", "لا الله في"),
        ("\u202bبنغازي\u202c\u200f", "بنغازي"),
        ("می‌کند کتاب", "ميكند كتاب"),
        ("CAFÉ ½", "cafe 1⁄2"),
        ("١٬٢٣٤٫٥", "1,234.5"),
    ],
)
def test_folding_unites_what_readers_take_for_the_same(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(ANY)
@example("\u0130\u1e9e\ufdfa")
def test_folding_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ARABIC)
def test_the_map_cuts_the_original_exactly(text: str) -> None:
    folded = fold_with_origins(text)
    assert folded.text == fold(text)
    for start, end in ((s, e) for s in range(len(folded.text)) for e in range(s + 1, min(s + 4, len(folded.text) + 1))):
        first, last = folded.original(start, end)
        assert 0 <= first < last <= len(text)
        assert folded.text[start:end] in fold(text[first:last])


def test_a_span_keeps_the_marks_of_its_last_letter() -> None:
    text = "وَزِيرُ الدَّاخِلِيَّةِ"
    start, end = fold_with_origins(text).original(0, 4)
    assert text[start:end] == "وَزِيرُ"


def test_words_are_letters_or_numbers() -> None:
    assert words("في 19نوفمبر، 3.5% (بنغازي)") == ["في", "19", "نوفمبر", "3.5", "بنغازي"]


@pytest.mark.parametrize(
    ("word", "light"),
    [
        ("وبالاسكندريه", "اسكندر"),
        ("المديريات", "مدير"),
        ("والمنشات", "منش"),
        ("للقوات", "قو"),
        ("امن", "امن"),
        ("ال", "ال"),
    ],
)
def test_light10_stems(word: str, light: str) -> None:
    assert stem(word) == light


def test_grams_mark_both_ends_of_the_word() -> None:
    assert grams("مدينه") == ["#مدي", "مدين", "دينه", "ينه#"]
    assert grams("في") == ["#في#"]
