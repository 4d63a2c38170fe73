"""Short answers: what is guessed, which guess is given, and that an office asked for is the office answered with."""

from collections.abc import Sequence
from datetime import date

import pytest

from assistant.answering.evidence import Evidence, Features
from assistant.answering.guesses import guesses
from assistant.answering.offices import of_another
from assistant.answering.short import short_answer
from retrieval.arabic import words
from retrieval.arabic.text import Text
from retrieval.search.hits import Hit, SeenSentence
from retrieval.types import Article, Passage, Reading, Sentence

PUBLISHED = date(2024, 3, 5)


def evidence(text: str, read: str, *, certainty: float = 0.95, answers: float = 4.0, score: float = 9.0) -> Evidence:
    """A sentence of which the reader takes some words for the answer."""
    sentence = Sentence(0, len(text))
    seen = SeenSentence(sentence, Text(text, PUBLISHED), tuple(words(text)), frozenset(), 0.0, 0.0, 0.0)
    hit = Hit(Article("a", "", text, ""), Passage("a", 0, (sentence,)), (seen,), 0.0, 0.0, 0.0, 0.0)
    start = text.index(read)
    return Evidence(hit, 0, score, Features(*[0.0] * 13), Reading(score, answers, start, start + len(read), certainty))


@pytest.mark.parametrize(
    ("question", "text", "read", "short"),
    [
        ("من افتتح المعرض؟", "افتتح الوزير سامر حداد المعرض.", "سامر حداد", "الوزير سامر حداد"),
        ("من الوزير الذي افتتح المعرض؟", "افتتح الوزير سامر حداد المعرض.", "سامر", "سامر حداد"),
        ("متى افتتح المعرض؟", "افتتح المعرض يوم الخميس الماضي في المدينة.", "الخميس", "يوم الخميس الماضي"),
        ("كم زائرا دخل المعرض؟", "دخل المعرض 1500 زائر في يومين.", "1500", "1500 زائر"),
        ("كم عدد الزوار؟", "بلغ عدد الزوار في اليوم الأول ثلاثة آلاف.", "ثلاثة", "ثلاثة آلاف"),
        ("أين افتتح المعرض؟", "افتتح المعرض في مدينة حلب مساء أمس.", "حلب", "مدينة حلب"),
        ("لماذا أغلق المعرض؟", "أغلق المعرض بسبب المطر.", "بسبب المطر", None),
        ("هل افتتح المعرض؟", "افتتح الوزير سامر حداد المعرض.", "سامر حداد", None),
        ("ما المعرض؟", "المعرض سوق كبيرة للكتب.", "سوق كبيرة", None),
    ],
)
def test_the_answer_is_the_name_number_or_date_that_the_reader_touches(
    question: str, text: str, read: str, short: str | None
) -> None:
    found = short_answer(question, [evidence(text, read)])
    assert (found.text if found else None) == short


def test_a_date_is_given_with_the_day_it_means() -> None:
    found = short_answer("متى افتتح المعرض؟", [evidence("افتتح المعرض مساء أمس.", "أمس")])
    assert found is not None
    assert found.value == "2024-03-04"


@pytest.mark.parametrize(("certainty", "answers"), [(0.03, 1.0), (0.9, -6.0), (0.05, -2.0)])
def test_what_is_not_sure_is_not_given(certainty: float, answers: float) -> None:
    one = evidence("افتتح الوزير سامر حداد المعرض.", "سامر حداد", certainty=certainty, answers=answers)
    assert short_answer("من افتتح المعرض؟", [one]) is None


def test_the_surest_of_the_sentences_quoted_gives_the_answer() -> None:
    first = evidence("تحدث المدير كمال نجار عن المعرض.", "كمال نجار", certainty=0.3, answers=0.5)
    second = evidence("افتتح الوزير سامر حداد المعرض.", "سامر حداد", certainty=0.98, answers=5.0, score=8.5)
    found = short_answer("من افتتح المعرض؟", [first, second])
    assert found is not None
    assert found.text == "الوزير سامر حداد"


@pytest.mark.parametrize(
    ("question", "text", "read"),
    [
        ("من الذي افتتح المعرض سامر حداد؟", "افتتح سامر حداد المعرض.", "سامر حداد"),
        ("كم زائرا من 1500 زائر عاد؟", "دخل المعرض 1500 زائر.", "1500"),
        ("من افتتح المعرض؟", "افتتح المعرض مساء أمس.", "مساء أمس"),
    ],
)
def test_what_the_question_tells_or_what_is_of_another_kind_is_no_guess(question: str, text: str, read: str) -> None:
    assert not guesses(question, "person" if question.startswith("من") else "number", [evidence(text, read)])


@pytest.mark.parametrize(
    ("question", "text", "name", "another"),
    [
        ("من هو الأمين العام للحزب؟", "قال الأمين العام للحزب سامر حداد", "سامر حداد", False),
        ("من هو الأمين العام المساعد للحزب؟", "قال الأمين العام للحزب سامر حداد", "سامر حداد", True),
        ("من هو الأمين العام للحزب؟", "قال الأمين العام المساعد للحزب سامر حداد", "سامر حداد", True),
        ("من نائب الوزير؟", "التقى الوزير سامر حداد الوفد", "سامر حداد", True),
        ("من نائب الوزير؟", "التقى نائب الوزير سامر حداد الوفد", "سامر حداد", False),
        ("من وزير الصحة؟", "قال وزير الصحة السابق سامر حداد", "سامر حداد", True),
        ("من وزير الصحة السابق؟", "قال وزير الصحة السابق سامر حداد", "سامر حداد", False),
        ("من وزير الصحة؟", "سامر حداد، وزير الصحة، زار المدينة", "سامر حداد", False),
        ("من المتحدث باسم الشرطة؟", "ذكر سامر حداد أن الحريق أخمد", "سامر حداد", False),
        ("من فتح الباب؟", "قال نائب الوزير سامر حداد", "سامر حداد", False),
    ],
)
def test_an_office_is_answered_with_the_same_office(question: str, text: str, name: str, another: bool) -> None:
    start = text.index(name)
    assert of_another(question, evidence(text, name), (start, start + len(name))) is another


def test_of_no_sentence_there_is_no_answer() -> None:
    empty: Sequence[Evidence] = ()
    assert short_answer("من افتتح المعرض؟", empty) is None
