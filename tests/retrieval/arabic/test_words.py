"""Words, where they stand, and their n-grams."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from retrieval.arabic import STOP_WORDS, fold, grams, stem, words
from retrieval.arabic.words import tokens

ANY = st.text(max_size=60)
ARABIC = st.text(alphabet="ابلهوي ء\u0640\u064e\u0651\u0654\u200b\u200f\ufdfa\ufefb3٣.,-_\n«»a", max_size=60)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("في 19نوفمبر، 3.5% (بنغازي)", "في 19 نوفمبر 3.5 بنغازي"),
        ("1,500,000 و٣٫٥", "1,500,000 و 3.5"),
        ("محمد_علي #ليبيا", "محمد علي ليبيا"),
        ("رئيس\u200bالوزراء", "رييس الوزرا"),
        ("محمدﷺ", "محمد صلي الله عليه وسلم"),
        ("وَزِيرُ الدَّاخِلِيَّةِ", "وزير الداخليه"),
        ("COVID-19 في U.S.A", "covid 19 في u s a"),
        ("❶ بند ②", "بند"),
        ("م²", "م"),
        ("", ""),
        ("ء ، .", ""),
    ],
)
def test_words_are_letters_or_numbers(text: str, found: str) -> None:
    assert words(text) == found.split()


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("وَزِيرُ الدَّاخِلِيَّةِ", ["وَزِيرُ", "الدَّاخِلِيَّةِ"]),
        ("بناءٌ وشيء.", ["بناءٌ", "وشيء"]),
        ("ءَامنوا", ["ءَامنوا"]),
        ("شيء ءاخر", ["شيء", "ءاخر"]),
        ("«بنغازي\u200f» \u202bسبها\u202c", ["بنغازي", "سبها"]),
        ("مســـؤول", ["مســـؤول"]),
        ("في 19نوفمبر", ["في", "19", "نوفمبر"]),
        ("بناء\u200f شيء", ["بناء", "شيء"]),
        ("ﻣﺪﻳﻨﺔ", ["ﻣﺪﻳﻨﺔ"]),
    ],
)
def test_a_word_is_typed_from_its_first_letter_to_its_last_mark(text: str, typed: list[str]) -> None:
    assert [word.typed for word in tokens(text)] == typed


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("قال علي العريض", "العريض"),
        ("قال، ثم ذهب", "قال ذهب"),
        ("قال: نعم", "قال نعم"),
        ("هذا «علي» هنا", "علي هنا"),
        ("من علي «الأرض» هنا", "الأرض هنا"),
        ("محمد_علي", "علي"),
        ("سطر\nسطرنا هنا", "سطر هنا"),
        ("علي (أبو محمد) هنا", "علي محمد هنا"),
        ("علي - وزير", "علي وزير"),
        ("أبو-علي", "علي"),
    ],
)
def test_punctuation_closes_a_word(text: str, closed: str) -> None:
    assert [word.typed for word in tokens(text) if word.closed] == closed.split()


def test_a_word_knows_its_stem_and_grams() -> None:
    (word,) = tokens("الْوِزَارَة")
    assert (word.folded, word.stem, word.grams(6)) == ("الوزاره", "وزار", ["#الوزا", "الوزار", "لوزاره", "وزاره#"])


def test_the_words_of_a_ligature_share_its_span() -> None:
    found = tokens("محمدﷺ قال")
    assert [(word.start, word.end) for word in found] == [(0, 4), *[(4, 5)] * 4, (6, 9)]


@given(ANY | ARABIC)
@example("ءَ\u200fا")
@example("aﷺa")
@example("3¼0")
@example("ءﷺء")
@example("\u03000ﻵ")
def test_tokens_are_the_words_with_their_spans(text: str) -> None:
    found = tokens(text)
    assert [word.folded for word in found] == words(text)
    assert [word.start for word in found] == sorted(word.start for word in found)
    for word in found:
        assert 0 <= word.start < word.end <= len(text)
        assert text[word.start : word.end] == word.typed
        assert word.folded in fold(word.typed)
    for word, following in pairwise(found):
        assert word.end <= following.start or word.typed == following.typed
    assert not found or found[-1].closed


def test_grams_mark_both_ends_of_the_word() -> None:
    assert grams("مدينه") == ["#مدي", "مدين", "دينه", "ينه#"]
    assert grams("في") == ["#في#"]


def test_stop_words_are_folded() -> None:
    assert {fold(word) for word in STOP_WORDS} == STOP_WORDS
    assert stem("في") == "في"
