"""Light stems, and what they unite."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from retrieval.arabic import fold
from retrieval.arabic.clitics import owns_beginning
from retrieval.arabic.stems import stem

WORDS = st.text(alphabet="ابتدرسلمنويهكف", min_size=2, max_size=12)


@pytest.mark.parametrize(
    ("word", "light"),
    [
        ("وبالاسكندريه", "اسكندر"),
        ("المديريات", "مدير"),
        ("والمنشات", "منش"),
        ("للقوات", "قو"),
        ("امن", "امن"),
        ("ال", "ال"),
        ("", ""),
        ("2018", "2018"),
        ("news", "news"),
    ],
)
def test_light10_stems(word: str, light: str) -> None:
    assert stem(word) == light


@pytest.mark.parametrize(
    "words",
    [
        "والي الوالي والٍ واليًا ووالي والوالي بالوالي",
        "قبلي القبلي",
        "قاضي القاضي قاضٍ قاضيًا",
        "وزير الوزير ووزير والوزير للوزير وزيرًا وزيرة",
        "وزارة الوزارة وزارات والوزارات ووزارة",
        "وفد الوفد والوفد ووفد",
        "وكيل الوكيل للوكيل وكيلًا",
        "وكالة الوكالة وكالات للوكالة",
        "ولاية الولاية ولايات والولايات",
        "وثيقة الوثيقة والوثيقة",
        "والد الوالد والده والدها الوالدين",
        "واحد الواحد واحدة",
        "وطني الوطني الوطنية وطنيًا",
        "التزام الالتزام والتزام بالتزامات الالتزامات",
        "ألعاب الألعاب",
        "إلغاء الإلغاء",
        "بالغ البالغ البالغين بالغين",
        "لغة اللغة للغة واللغة",
        "لاجئين اللاجئين للاجئين",
        "لجنة اللجنة للجنة وللجنة",
        "كتاب الكتاب والكتاب بالكتاب كالكتاب فالكتاب للكتاب وللكتاب وبالكتاب كتابًا",
        "فالنسيا",
        "ليبيا ليبي الليبية",
    ],
)
def test_one_word_in_its_forms_has_one_stem(words: str) -> None:
    first, *others = words.split()
    assert {fold(form): stem(fold(form)) for form in others} == dict.fromkeys(map(fold, others), stem(fold(first)))


@pytest.mark.parametrize(
    ("one", "another"),
    [
        ("وزير", "زير"),
        ("والي", "إلى"),
        ("التزام", "تزامن"),
        ("بالغين", "غين"),
        ("الجنة", "اللجنة"),
        ("ولاية", "لا"),
    ],
)
def test_letters_of_its_own_tell_a_word_from_another(one: str, another: str) -> None:
    assert stem(fold(one)) != stem(fold(another))


@given(WORDS)
def test_a_conjunction_before_an_article_changes_no_stem(word: str) -> None:
    assume(not owns_beginning(f"وال{word}") and not owns_beginning(f"ال{word}"))
    assert stem(f"وال{word}") == stem(f"ال{word}")


@given(WORDS)
def test_an_article_changes_no_stem(word: str) -> None:
    assume(not owns_beginning(f"ال{word}"))
    assert stem(f"ال{word}") == stem(word)


@given(WORDS)
def test_a_stem_is_part_of_its_word_and_never_empty(word: str) -> None:
    assert stem(word) in word
    assert len(stem(word)) >= 2


def test_what_is_longer_than_any_word_is_left_alone() -> None:
    assert stem("ال" * 100_000) == "ال" * 100_000
