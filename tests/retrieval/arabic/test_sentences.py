"""Cutting text into sentences that can be quoted alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.arabic.sentences import MAX_WORDS, split_sentences, word_count

TEXT = st.text(alphabet='ابدم .؟!؛:،"«»()\n\r\u2028١2 dM3', max_size=200)


def cut(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("حضر الوزير. ثم غادر.", ["حضر الوزير.", "ثم غادر."]),
        ("هل حضر؟ نعم! انتهى", ["هل حضر؟", "نعم!", "انتهى"]),
        ("وصل أولا؛ ثم غادر", ["وصل أولا؛", "ثم غادر"]),
        ("قال د. سامي إن م. رامي حضر.", ["قال د. سامي إن م. رامي حضر."]),
        ("بلغت النسبة 3.5 بالمئة و٢٫٥ مليون.", ["بلغت النسبة 3.5 بالمئة و٢٫٥ مليون."]),
        ("ولد سنة 622م. ثم هاجر.", ["ولد سنة 622م.", "ثم هاجر."]),
        ("سنة 1440 هـ. وقال", ["سنة 1440 هـ.", "وقال"]),
        ("ثم... عاد", ["ثم... عاد"]),
        ("قال: «نعم.» ثم خرج", ["قال: «نعم.»", "ثم خرج"]),
        ("هذا جيد.والأوضاع مستقرة", ["هذا جيد.", "والأوضاع مستقرة"]),
        ("زوروا www.example.com اليوم", ["زوروا www.example.com اليوم"]),
        ("كلمة «،» فاصلة", ["كلمة «،» فاصلة"]),
        ("البنود:\nالأول\nالثاني", ["البنود:", "الأول", "الثاني"]),
        ("انتهى الاجتماع .\r\n\r\nوبدأ غيره", ["انتهى الاجتماع .", "وبدأ غيره"]),
    ],
)
def test_where_sentences_end(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


@given(TEXT)
def test_sentences_tile_the_text(text: str) -> None:
    covered = 0
    for sentence in split_sentences(text):
        assert text[covered : sentence.start].strip() == ""
        assert covered <= sentence.start < sentence.end
        assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end]
        covered = sentence.end
    assert text[covered:].strip() == ""


@given(st.lists(st.sampled_from(["كلمة", "وقد", "التي", "أكد،", "قال:", "و"]), min_size=1, max_size=400))
def test_no_sentence_is_longer_than_the_limit(listed: list[str]) -> None:
    assert all(word_count(sentence) <= MAX_WORDS for sentence in cut(" ".join(listed)))


def test_a_long_sentence_is_cut_at_the_strongest_boundary_in_reach() -> None:
    text = " ".join(["كلمة"] * 30 + ["أخيرة،"] + ["كلمة"] * 40)
    assert [word_count(part) for part in cut(text)] == [31, 40]


ARTICLE = """عنوان قصير للخبر

عقد الوزير اجتماعا موسعا مع القيادات في مقر الوزارة لبحث الخطة الجديدة وسبل تنفيذها في المحافظات كلها.
الوزير أثناء الاجتماع
وشدد الوزير على ضرورة المتابعة اليومية وعلى رفع التقارير في مواعيدها إلى غرفة العمليات المركزية في الوزارة.
تم إضافة تعليقك سوف يظهر بعد المراجعة
"""


def test_captions_and_comment_boxes_are_boilerplate() -> None:
    marked = [ARTICLE[s.start : s.end] for s in split_sentences(ARTICLE) if s.boilerplate]
    assert marked == ["الوزير أثناء الاجتماع", "تم إضافة تعليقك سوف يظهر بعد المراجعة"]


def test_a_text_of_short_lines_is_no_boilerplate() -> None:
    assert not any(s.boilerplate for s in split_sentences("العنوان\nالبند الأول\nالبند الثاني\nالبند الثالث"))
