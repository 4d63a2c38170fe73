"""Folding and plain reading, each with its map back to the original."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from retrieval.arabic import fold, fold_with_origins
from retrieval.arabic.letters import Mapped, plain

ARABIC = st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x6FF), max_size=60)
ANY = st.text(max_size=60)
MARKED = st.text(
    alphabet="ابلهوي ء\u0640\u064e\u0651\u0653\u0654\u0655\u0670\u06d6\u200b\u200c\u200f\ufdfa\ufefbe\u0301٣",
    max_size=40,
)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("وَزِيرُ الدَّاخِلِيَّةِ", "وزير الداخليه"),
        ("الإسكندرية أمن آب ٱلله", "الاسكندريه امن اب الله"),
        ("مســـؤول", "مسوول"),
        ("على فتى", "علي فتي"),
        ("بناء شيء", "بنا شي"),
        ("١٢٣ ۴۵۶", "123 456"),
        ("١٬٢٣٤٫٥", "1,234.5"),
        ("٥٠٪", "50%"),
        ("CAFÉ", "cafe"),
        ("3½", "3 1⁄2 "),
        ("ＡＢＣ １２", "abc 12"),
    ],
)
def test_folding_unites_what_readers_take_for_the_same(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ڤيديو", "فيديو"),
        ("چورچ", "جورج"),
        ("گوگل", "كوكل"),
        ("پاريس", "باريس"),
        ("ژنرال", "زنرال"),
        ("ڨفصة", "قفصه"),
        ("أڭادير", "اكادير"),
        ("أݣادير", "اكادير"),
        ("ڢي ڧلب", "في قلب"),
        ("ٯال ڡي", "قال في"),
        ("پاکستان", "باكستان"),
        ("لاہور", "لاهور"),
        ("ایران", "ايران"),
        ("ٹیلی", "تيلي"),
        ("ڈاکٹر", "داكتر"),
        ("لڑکے", "لركي"),
        ("کوردستانی", "كوردستاني"),
        ("هەولێر", "ههولير"),
        ("سلێمانی", "سليماني"),
        ("ڕۆژ", "روز"),
        ("میرزا خاں", "ميرزا خان"),
        ("خانهٔ", "خانه"),
        ("ۀ ۂ ۓ", "ه ه ي"),
    ],
)
def test_letters_of_other_spellings_are_those_that_arabic_has(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ﻻ ﷲ ﻓﻲ", "لا الله في"),
        ("ﻣﺪﻳﻨﺔ", "مدينه"),
        ("ﻷﻥ ﻵﻥ ﻹﻥ", "لان لان لان"),
        ("عبدﷲ", "عبدالله"),
        ("محمدﷺ", "محمد صلي الله عليه وسلم "),
        ("ﷻ", " جل جلاله "),
        ("﷼", "ريال"),
        ("﷽", " بسم الله الرحمن الرحيم "),
        ("ﻣﹷﺪﹾﺭﺳﺔ", "مدرسه"),
        ("كتابﹰ", "كتاب"),
        ("ﯾک", "يك"),
    ],
)
def test_presentation_forms_are_their_letters(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("رئيس\u200bالوزراء", "رييس الوزرا"),
        ("رئيس\u00a0الوزراء", "رييس الوزرا"),
        ("رئيس\u2003\u202fالوزراء", "رييس  الوزرا"),
        ("رئيس\u3000الوزراء\u1680", "رييس الوزرا "),
        ("\u202bبنغازي\u202c\u200f", "بنغازي"),
        ("\u2067بنغازي\u2069\u061c\ufeff", "بنغازي"),
        ("می\u200cکند", "ميكند"),
        ("بن\u200dغازي\u00ad", "بنغازي"),
        ("بنـ\u0000ـغا\u0007زي", "بنغازي"),
        ("سطر\nسطر\tعمود", "سطر\nسطر\tعمود"),
        ("ٱلرَّحْمَـٰنِ", "الرحمن"),
        ("قَالُوٓا۟ ۖ بَلَىٰ", "قالوا  بلي"),
        ("لَهُۥ بِهِۦ", "له به"),
        ("العالمين\u06dd٢", "العالمين 2"),
    ],
)
def test_spaces_are_one_and_what_is_not_seen_is_dropped(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize("written", ["❶", "①", "⓪", "㉑", "⑴", "⒈", "²", "₂", "➓", "፩"])
def test_numbers_of_lists_and_notes_are_no_digits(written: str) -> None:
    assert not any(character.isdigit() for character in fold(f"بند{written}"))
    assert fold(f"1990{written}").strip() == "1990"


@given(ANY)
@example("\u0130\u1e9e\ufdfa")
@example("ﹰ´ﱞ")
def test_folding_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY | ARABIC)
@example("أؤئآإ é ۀ 각")
def test_composed_and_decomposed_fold_to_the_same(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(ARABIC | MARKED)
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


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("وَزِيرُ الدَّاخِلِيَّةِ", "وزير الداخلية"),
        ("الإسكندرية أمن آب على فتى شيء", "الإسكندرية أمن آب على فتى شيء"),
        ("ٱلرَّحْمَـٰنِ", "ٱلرحمن"),
        ("مســـؤول", "مسؤول"),
        ("ا\u0654مير ا\u0653ل مسو\u0654ول ا\u0655لى", "أمير آل مسؤول إلى"),
        ("ا\u064e\u0654مير", "أمير"),
        ("ا\u0640\u200d\u0654مير", "أمير"),
        ("خانهٔ", "خانه"),
        ("ﻻ ﷲ ﻓﻲ", "لا الله في"),
        ("ﻻ\u0654", "لأ"),
        ("محمدﷺ", "محمد صلى الله عليه وسلم "),
        ("ﻣﹷﺪﹾﺭﺳﺔ", "مدرسة"),
        ("رئيس\u200bالوزراء", "رئيس الوزراء"),
        ("می\u200cکند \u202bبنغازي\u202c\u200f\u0000", "میکند بنغازي"),
        ("سطر\r\nسطر\tعمود\u00a0", "سطر\r\nسطر\tعمود\u00a0"),
        ("لَهُۥ ۞ ۖ", "له ۞ "),
        ("Cafe\u0301 ½ ١٢٪ «» ڤيديو ❶", "Café ½ ١٢٪ «» ڤيديو ❶"),
        ("हिन्दी 각", "हिन्दी 각"),
        ("", ""),
    ],
)
def test_a_model_reads_letters_without_marks_and_all_else_as_it_was(written: str, read: str) -> None:
    assert plain(written).text == read


@given(ANY | ARABIC | MARKED)
@example("e\u0653\u0301")
@example("\u0640\u0301")
def test_plain_text_is_composed_and_stays_as_it_is(text: str) -> None:
    made = plain(text)
    assert unicodedata.is_normalized("NFC", made.text)
    again = plain(made.text)
    assert again.text == made.text
    assert again.origins == tuple(range(len(made.text)))


@given(st.text(alphabet="ابتءةىأإآؤئ a1٣.،؟«»\n", max_size=40))
def test_what_has_nothing_to_drop_comes_back_identical(text: str) -> None:
    made = plain(text)
    assert (made.text, made.origins, made.length) == (text, tuple(range(len(text))), len(text))


@given(ANY | ARABIC | MARKED, st.sampled_from([plain, fold_with_origins]), st.data())
def test_spans_go_there_and_back(text: str, make: Callable[[str], Mapped], data: st.DataObject) -> None:
    made = make(text)
    assert len(made.origins) == len(made.text)
    assert list(made.origins) == sorted(made.origins)
    assert all(0 <= origin < len(text) for origin in made.origins)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    first, last = made.span(start, end)
    assert 0 <= first <= last <= len(made.text)
    assert made.span(0, len(text)) == (0, len(made.text))
    if first < last:
        back = made.original(first, last)
        assert start <= back[0] < back[1]
        assert made.span(*back) == (first, max(last, made.span(*back)[1]))


@given(MARKED, st.data())
def test_a_cut_of_plain_text_is_the_plain_text_of_the_cut(text: str, data: st.DataObject) -> None:
    made = plain(text)
    first, last = sorted(data.draw(st.tuples(*[st.integers(0, len(made.text))] * 2)))
    if first < last:
        start, end = made.original(first, last)
        assert made.text[first:last] in plain(text[start:end]).text
