"""When a question leans on the ones before it, and what it is then read as."""

import pytest

from assistant.answering.followups import Before, Sign, at_home, fill_in, sign
from assistant.types import Short
from retrieval.arabic import words

PERSON = Short("العميد ياسر قاسم", "person", "sanaa", 0, 16)
BEFORE = Before("من أكد ترميم السوق القديم في صنعاء؟", PERSON, set(words("أكد العميد ياسر قاسم ترميم السوق القديم")))


@pytest.mark.parametrize(
    "question",
    [
        "وما منصبه؟",
        "متى كان ذلك؟",
        "ولماذا؟",
        "أين عُقد؟",
        "متى توفي",
        "كم عدد الذين حضروه؟",
        "كم عدد أعضائها؟",
        "بالتنسيق مع من؟",
        "من هو؟",
        "متى بدأ هذا المشروع؟",
        "مين اللي حضر؟",
        "ماذا قال عنها؟",
        "وما شهادته الجامعية؟",
        "ما منصبه السابق؟",
        "وعلى كم سنة يسدد؟",
        "ومن حضر معه؟",
        "وكم عددهم؟",
    ],
)
def test_pronouns_and_bare_interrogatives_lean_on_what_came_before(question: str) -> None:
    assert sign(question) is Sign.CLEAR


@pytest.mark.parametrize("question", ["ومن كُلّف بعدن؟", "وفي عدن؟", "والسوق الجديد؟", "من حضر الاجتماع؟"])
def test_a_conjunction_or_a_known_event_is_a_weak_sign(question: str) -> None:
    assert sign(question) is Sign.WEAK


@pytest.mark.parametrize(
    "question",
    [
        "ما عاصمة اليمن؟",
        "ما هو الرادار؟",
        "من هم القرامطة؟",
        "ما اسم الشركة ومن أسسها؟",
        "ما الذي اعتمد عليه العلماء في تجاربهم؟",
        "من له صلاحية تعديل الدستور؟",
        "متى تأسست وزارة الداخلية؟",
        "عند وصوله إلى المدينة، ماذا فعل القائد؟",
        "ما وجه الشبه بين المدينتين؟",
        "ماذا يسميه العرب؟",
        "كيف ستواجه الوزارة الغلاء؟",
        "كم مدينة أسسها الإسكندر؟",
    ],
)
def test_a_pronoun_with_its_antecedent_in_the_question_is_no_sign(question: str) -> None:
    assert sign(question) is Sign.NONE


def test_what_is_added_stands_in_brackets_behind_the_question() -> None:
    assert fill_in("وما منصبه؟", BEFORE) == "ما منصبه (العميد ياسر قاسم، أكد ترميم السوق القديم في صنعاء)؟"
    assert fill_in("متى يبدأ؟", BEFORE) == "متى يبدأ (أكد ترميم السوق القديم في صنعاء)؟"


def test_a_short_answer_is_added_only_where_a_pronoun_fits_it() -> None:
    assert "ياسر" not in fill_in("كم عدد محلاتها؟", BEFORE)


def test_at_home_are_words_of_the_article_before_but_for_a_verb_in_front() -> None:
    assert at_home("ومن رمم السوق؟", BEFORE)
    assert not at_home("ومن يحكم فرنسا؟", BEFORE)
    assert not at_home("ولماذا؟", BEFORE)
