"""Which words of a text each way of asking for a word finds."""

import pytest

from retrieval.arabic.spellings import Wanted, forms, single, wanted, wanted_beginning, wanted_exactly, wanted_like
from retrieval.arabic.words import Word


def word(text: str) -> Word:
    found = single(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("asked", "found", "left"),
    [
        ("بنغازي", "بنغازي وبنغازي ببنغازي لبنغازي وببنغازي فبنغازي بَنْغازي بنغـــازى", "طرابلس"),
        ("المجلس", "مجلس والمجلس بالمجلس للمجلس لمجلس كالمجلس", "جلسة"),
        ("وزير", "وزير الوزير ووزير لوزير والوزير للوزير", "زير"),
        ("فريق", "فريق والفريق وفريق بفريق", "ريق"),
        ("أحمد", "أحمد احمد وأحمد لأحمد", "محمود"),
        ("2016", "2016 ٢٠١٦", "2017"),
        ("Sky", "Sky SKY sky", "skies"),
    ],
)
def test_a_word_is_found_whatever_is_written_together_with_it(asked: str, found: str, left: str) -> None:
    assert told(wanted(word(asked)), found) == found.split()
    assert told(wanted(word(asked)), left) == []


@pytest.mark.parametrize(
    ("asked", "found", "left"),
    [
        ("أحمد", "أحمد أَحمد", "احمد وأحمد"),
        ("مدرسة", "مدرسة مدرســة", "مدرسه المدرسة"),
        ("على", "على", "علي"),
        ("Sky", "Sky", "sky"),
    ],
)
def test_exact_spelling_is_of_letters_not_of_marks(asked: str, found: str, left: str) -> None:
    assert told(wanted_exactly(word(asked)), f"{found} {left}") == found.split()


@pytest.mark.parametrize(
    ("asked", "found", "left"),
    [
        ("بنغ", "بنغازي وبنغازي ببنغلاديش", "بن نغازي"),
        ("المدر", "المدرسة والمدرسون", "مدرسة"),
        ("مدر", "مدرسة المدرسة والمدرسون", "درس"),
    ],
)
def test_a_beginning_counts_behind_clitics_too(asked: str, found: str, left: str) -> None:
    assert told(wanted_beginning(word(asked)), f"{found} {left}") == found.split()


@pytest.mark.parametrize(
    ("asked", "found", "left"),
    [
        ("القذافي", "القذافي القدافي القذاافي القذفي والقدافي القذاف", "القدفي القائد"),
        ("حفتر", "حفتر لحفتر حفطر حفترا حتفر", "حتفار"),
    ],
)
def test_a_name_is_found_though_a_letter_is_another(asked: str, found: str, left: str) -> None:
    assert told(wanted_like(word(asked)), f"{found} {left}") == found.split()


@pytest.mark.parametrize(
    ("folded", "left"),
    [
        ("وبنغازي", {"وبنغازي", "بنغازي"}),
        ("وببنغازي", {"وببنغازي", "ببنغازي", "بنغازي"}),
        ("وزير", {"وزير"}),
        ("ووزير", {"ووزير", "وزير"}),
        ("ولد", {"ولد"}),
        ("سيزور", {"سيزور", "يزور"}),
    ],
)
def test_own_first_letters_stay(folded: str, left: set[str]) -> None:
    assert left <= set(forms(folded))
    assert all(folded.endswith(form) for form in forms(folded))
    assert set(forms("وزير")) == {"وزير"}


def test_a_word_longer_than_any_is_found_by_its_beginning() -> None:
    endless = word("ا" * 5000)
    assert wanted(endless).fits(endless)
    assert wanted_exactly(endless).fits(endless)
    assert len(wanted_like(endless).value) < 20_000


def told(asked: Wanted, text: str) -> list[str]:
    return [piece for piece in text.split() if asked.fits(word(piece))]
