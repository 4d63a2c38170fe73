"""Where a sentence may end early: behind a whole clause that says the same without the rest."""

import pytest

from retrieval.arabic.sentences import clause_ends, split_sentences, whole_sentences
from retrieval.types import Sentence


def beginnings(text: str) -> list[str]:
    return [text[:end] for end in clause_ends(text, Sentence(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "افتتح وزير النقل جسر النهر الجديد صباح الأحد، وأضاف أن الجسر يربط بين ضفتي المدينة.",
            ["افتتح وزير النقل جسر النهر الجديد صباح الأحد"],
        ),
        (
            "افتتح وزير النقل جسر النهر الجديد صباح الأحد، مؤكدا أن العمل فيه استغرق عاما.",
            ["افتتح وزير النقل جسر النهر الجديد صباح الأحد"],
        ),
        (
            "وصل الوفد إلى المدينة القديمة مساء أمس، الأمر الذي أسعد جميع سكانها وزوارها، وقال إنه يغادر اليوم.",
            [
                "وصل الوفد إلى المدينة القديمة مساء أمس",
                "وصل الوفد إلى المدينة القديمة مساء أمس، الأمر الذي أسعد جميع سكانها وزوارها",
            ],
        ),
    ],
)
def test_a_sentence_may_end_before_another_clause(text: str, found: list[str]) -> None:
    assert beginnings(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "عندما وصل الوفد إلى المدينة القديمة مساء أمس، وأضيئت شوارعها كلها للزائرين، خرج السكان.",
        "استقبل مدير المدرسة الجديدة في القرية، الذي عين أمس، أولياء أمور الطلاب.",
        "قال مدير المدرسة الجديدة في تصريح، بعد لقاء طويل مع المعلمين، إن الدراسة تبدأ غدا.",
        "لم يفتتح الوزير جسر النهر الجديد صباح الأحد، بل افتتح الميناء القديم.",
        "تفتح المدرسة أبوابها للطلاب صباح الأحد القادم، إذا وصلت الكتب من العاصمة.",
        "أصيب خمسة عمال في انهيار سقالة الجسر الجديد، بحسب ما ذكرت الشرطة.",
        "أصيب خمسة عمال في انهيار سقالة الجسر الجديد، ونقلوا إلى المستشفى، كما ذكرت الشرطة.",
        "قال المدير أمام المعلمين في قاعة المدرسة: «وصلت الكتب، وأضيئت القاعات كلها».",
        "كتبت صحيفة المدينة القديمة في عددها الأخير هذا «بينما يعمل العمال ينام المدير».",
        "حضر الافتتاح وزير النقل ومحافظ المدينة القديمة، ومدير الجسر، وأعيان القرى المجاورة.",
        "وكان مدير المدرسة القديمة في القرية، أستاذ التاريخ والآداب العربية، وقال إن الكتب وصلت.",
        "زار الوفد أمس ضريح الشاعر الكبير، سامر حداد، في مدينة بعيدة.",
        "وصل الوفد، وغادر.",
    ],
)
def test_it_may_not_where_the_beginning_says_less_or_something_else(text: str) -> None:
    assert beginnings(text) == []


def test_a_sentence_that_was_cut_for_its_length_is_whole_again() -> None:
    long = (
        "، ".join(f"وافتتح الوزير الجسر رقم {number} في المدينة القديمة" for number in range(12)).removeprefix("و")
        + "."
    )
    text = f"وصل الوفد أمس. {long} وغادر الوفد اليوم.\nوصل وفد آخر."
    sentences = split_sentences(text)
    assert len(sentences) > 4
    assert [text[one.start : one.end] for one in whole_sentences(text, sentences)] == [
        "وصل الوفد أمس.", long, "وغادر الوفد اليوم.", "وصل وفد آخر.",
    ]  # fmt: skip
