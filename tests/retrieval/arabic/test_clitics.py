"""Where a word begins: all readings of its first letters, and the one that the list of words favours."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.arabic import fold
from retrieval.arabic.clitics import (
    Reading,
    bare,
    bare_forms,
    behind_conjunction,
    is_definite,
    may_end_in_pronoun,
    owns_beginning,
    proclitics,
    pronoun_on_particle,
    readings,
    without_article,
    without_conjunction,
    without_pronoun,
)

WORDS = st.text(alphabet="ابتدرسلمنويهكف", max_size=10)


def test_all_ways_to_read_a_word_are_told() -> None:
    assert list(readings("وبالكتاب")) == [
        Reading("وبالكتاب"),
        Reading("بالكتاب", "و"),
        Reading("الكتاب", "و", "ب"),
        Reading("كتاب", "و", "ب", article=True),
    ]
    assert list(readings("فسيكتب")) == [Reading("فسيكتب"), Reading("سيكتب", "ف"), Reading("يكتب", "ف", future=True)]
    assert list(readings("للقوات")) == [
        Reading("للقوات"),
        Reading("قوات", "", "ل", article=True),
        Reading("لقوات", "", "ل"),
    ]


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("وقال", "وقال قال"),
        ("بطرابلس", "بطرابلس طرابلس"),
        ("وبطرابلس", "وبطرابلس بطرابلس طرابلس"),
        ("الكتاب", "الكتاب كتاب"),
        ("بالكتاب", "بالكتاب الكتاب كتاب"),
        ("كالكتاب", "كالكتاب الكتاب كتاب"),
        ("لالتزام", "لالتزام التزام"),
        ("سيعلن", "سيعلن يعلن"),
        ("ستعلن", "ستعلن تعلن"),
        ("وسنعلن", "وسنعلن سنعلن نعلن"),
        ("سلاح", "سلاح"),
        ("في", "في"),
        ("وهو", "وهو"),
        ("", ""),
    ],
)
def test_bare_forms(word: str, forms: str) -> None:
    assert list(bare_forms(word)) == (forms.split() or [""])


def test_fewer_letters_may_be_left() -> None:
    assert list(bare_forms("وعن", least=2)) == ["وعن", "عن"]


@pytest.mark.parametrize(
    ("word", "without"),
    [
        ("وقال", "قال"),
        ("فقال", "قال"),
        ("والعمل", "العمل"),
        ("وفي", "في"),
        ("ووزير", "وزير"),
        ("فوزير", "وزير"),
        ("وزير", "وزير"),
        ("وزيرها", "وزيرها"),
        ("وزارته", "وزارته"),
        ("وفد", "وفد"),
        ("وثائق", "وثائق"),
        ("وصلت", "وصلت"),
        ("واشنطن", "واشنطن"),
        ("فريق", "فريق"),
        ("فندق", "فندق"),
        ("فيلم", "فيلم"),
        ("فلسطين", "فلسطين"),
        ("وفلسطين", "فلسطين"),
        ("كتاب", "كتاب"),
        ("و", "و"),
        ("وا", "وا"),
        ("", ""),
    ],
)
def test_a_conjunction_is_off_unless_it_is_the_words_own(word: str, without: str) -> None:
    assert without_conjunction(fold(word)) == fold(without)


@pytest.mark.parametrize(
    ("word", "without"),
    [
        ("الكتاب", "كتاب"),
        ("والكتاب", "كتاب"),
        ("بالكتاب", "كتاب"),
        ("كالكتاب", "كتاب"),
        ("فالكتاب", "كتاب"),
        ("للكتاب", "كتاب"),
        ("وبالكتاب", "كتاب"),
        ("وللكتاب", "كتاب"),
        ("للغة", "لغة"),
        ("واللغة", "لغة"),
        ("للوزير", "وزير"),
        ("الالتزام", "التزام"),
        ("الجنة", "جنة"),
        ("اللجنة", "لجنة"),
        ("كتاب", "كتاب"),
        ("والي", "والي"),
        ("والد", "والد"),
        ("التزام", "التزام"),
        ("والتزام", "والتزام"),
        ("ألوان", "ألوان"),
        ("بالغين", "بالغين"),
        ("ال", "ال"),
        ("لله", "لله"),
    ],
)
def test_an_article_is_off_with_all_before_it_unless_it_is_the_words_own(word: str, without: str) -> None:
    assert without_article(fold(word)) == fold(without)
    assert is_definite(fold(word)) == (word != without)


@pytest.mark.parametrize(
    ("word", "rest"),
    [
        ("ووزير", "وزير"),
        ("والوزير", "وزير"),
        ("والتزام", "التزام"),
        ("بالتزام", "التزام"),
        ("وبالكتاب", "كتاب"),
        ("وقال", "قال"),
        ("بكتاب", "بكتاب"),
    ],
)
def test_one_reading_is_favoured(word: str, rest: str) -> None:
    assert bare(fold(word)) == fold(rest)


@pytest.mark.parametrize(
    ("word", "without"),
    [
        ("كتابه", "كتاب"),
        ("كتابها", "كتاب"),
        ("كتابهم", "كتاب"),
        ("كتابهما", "كتاب"),
        ("كتابنا", "كتاب"),
        ("كتابكم", "كتاب"),
        ("كتابي", "كتاب"),
        ("يده", "يده"),
        ("كتاب", "كتاب"),
    ],
)
def test_a_pronoun_is_off_if_enough_is_left(word: str, without: str) -> None:
    assert without_pronoun(word) == without


@pytest.mark.parametrize("word", ["وزير", "وزيرا", "وزارتها", "وفود", "فريقها", "التزاماته", "والدته", "ورشة"])
def test_words_with_a_beginning_of_their_own(word: str) -> None:
    assert owns_beginning(fold(word))


@pytest.mark.parametrize("word", ["وقال", "والعمل", "فقال", "الكتاب", "وأضاف", "كتاب", "بالكتاب", "اليمني", "الغاية"])
def test_words_with_a_clitic(word: str) -> None:
    assert not owns_beginning(fold(word))


@pytest.mark.parametrize(
    ("pattern", "taken", "left"),
    [
        (proclitics(), "و ف ب ل ك ال وال بال لل كال فال وبال ولل وب", "س لال بلا"),
        (proclitics(conjunction=False), "ب ل ك ال بال لل كال", "و وال"),
        (proclitics(preposition=False), "و ف ال وال فال", "ب بال لل"),
        (proclitics(article=False), "و ب وب فل", "ال بال"),
    ],
)
def test_clitics_as_a_pattern(pattern: str, taken: str, left: str) -> None:
    assert re.fullmatch(pattern, "")
    assert all(re.fullmatch(pattern, clitics) for clitics in taken.split())
    assert not any(re.fullmatch(pattern, clitics) for clitics in left.split())


@given(WORDS)
def test_every_reading_is_the_end_of_its_word(word: str) -> None:
    told = list(readings(word))
    assert told[0] == Reading(word)
    assert len(set(told)) == len(told)
    for reading in told[1:]:
        assert word.endswith(reading.rest)
        assert len(reading.rest) >= 3
        assert re.fullmatch(proclitics() + "س?", word.removesuffix(reading.rest))


@given(WORDS)
def test_the_favoured_reading_stays_as_it_is(word: str) -> None:
    assert bare(bare(word)) == bare(word)
    assert without_article(word) == word or len(without_article(word)) >= 2


@pytest.mark.parametrize("word", ["فيه", "وعنها", "منهم", "لديهن", "اليها", "فمعهما"])
def test_a_particle_may_carry_a_pronoun(word: str) -> None:
    assert pronoun_on_particle(word)


@pytest.mark.parametrize("word", ["في", "منه المال", "فيل", "عنهما شيء", "فيك", "ميناه"])
def test_what_is_no_particle_with_a_pronoun_of_the_third_person(word: str) -> None:
    assert not pronoun_on_particle(word)


@pytest.mark.parametrize(
    ("word", "ends"),
    [
        ("منصبه", True),
        ("شهادتها", True),
        ("عددهم", True),
        ("بيتهما", True),
        ("فقه", False),
        ("مها", False),
        ("كتاب", False),
    ],
)
def test_a_word_of_three_letters_may_end_in_a_pronoun(word: str, ends: bool) -> None:
    assert may_end_in_pronoun(word) is ends


@pytest.mark.parametrize(
    ("text", "rest"),
    [("ومتى كان ذلك", "متى كان ذلك"), (" فأين عُقد", "أين عُقد"), ("و", "و"), ("متى ولماذا", "متى ولماذا")],
)
def test_a_text_behind_its_conjunction(text: str, rest: str) -> None:
    assert behind_conjunction(text) == rest
