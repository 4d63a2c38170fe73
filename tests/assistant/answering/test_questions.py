"""What kind of answer a question asks for, questions that ask twice, and what is asked about."""

import pytest

from assistant.answering.questions import asked_about, asks_order, on_aspect, parts, question_kind


@pytest.mark.parametrize(
    ("question", "halves"),
    [
        ("متى عقد الاجتماع وكم عدد الحاضرين؟", ("متى عقد الاجتماع؟", "كم عدد الحاضرين (عقد الاجتماع)؟")),
        ("متى وأين عقد الاجتماع؟", ("متى عقد الاجتماع؟", "أين عقد الاجتماع؟")),
        ("أين عقد الاجتماع ومتى؟", ("أين عقد الاجتماع؟", "متى عقد الاجتماع؟")),
        ("من افتتح المكتبة ولماذا أغلقت؟", ("من افتتح المكتبة؟", "لماذا أغلقت (افتتح المكتبة)؟")),
        ("ما اسم الشركة ومن أسسها؟", ("ما اسم الشركة؟", "من أسسها (اسم الشركة)؟")),
        ("من هو المدير وما منصبه السابق؟", ("من هو المدير؟", "ما منصبه السابق (المدير)؟")),
        ("كم بلغت الخسائر، وفي أي مدينة وقعت؟", ("كم بلغت الخسائر، وفي أي مدينة وقعت؟",)),
        ("متى كان ذلك وأين (ترميم السوق)؟", ("متى كان ذلك (ترميم السوق)؟", "أين (ترميم السوق)؟")),
        ("امتى اتعمل الاجتماع وفين؟", ("امتى اتعمل الاجتماع؟", "فين اتعمل الاجتماع؟")),
    ],
)
def test_a_question_that_asks_twice_is_two_whole_questions(question: str, halves: tuple[str, ...]) -> None:
    assert parts(question) == halves


@pytest.mark.parametrize(
    "question",
    [
        "متى عقد الاجتماع؟",
        "ومتى كان ذلك؟",
        "من الداخل ومن الخارج؟",
        "ما الذي حدث في المدينة وما حولها؟",
        "كم عدد القتلى والجرحى؟",
        "هل غادر الوفد ولم يعد؟",
        "أين تقع المدينة ومن أي جهة يحدها النهر؟",
        "صرح الوزير متى يبدأ العمل وأين",
        "من حضر الاجتماع وكيل الوزارة؟",
        "",
    ],
)
def test_one_question_is_left_as_it_is(question: str) -> None:
    assert parts(question) == (question,)


def test_what_is_asked_about_stands_behind_the_interrogative() -> None:
    assert asked_about("في أي مدينة عُقد الاجتماع؟") == "مدينة عقد الاجتماع"
    assert asked_about("من هو المدير (الوزارة)؟") == "المدير الوزارة"
    assert asked_about("ومتى؟") == ""


def test_an_aspect_makes_a_question_of_a_side() -> None:
    assert on_aspect("خطة صنعاء", "من حيث الموعد") == "ما الموعد خطة صنعاء؟"
    assert on_aspect("خطة صنعاء", "") == "خطة صنعاء"


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("إلى أين سافر الوفد؟", "where"),
        ("والى اين نقل المصاب؟", "where"),
        ("لأين ذهب الوفد؟", "where"),
        ("لوين راح الوفد؟", "where"),
        ("من أين جاء الوفد؟", "where"),
        ("على من فاز الفريق؟", "who"),
        ("علي من فاز الفريق؟", "who"),
        ("على من تقع المسؤولية؟", "who"),
        ("علي متى ولد؟", "when"),
        ("علي من أي بلد هو؟", "where"),
        ("على ماذا حصل؟", "other"),
        ("من الفائز؟", "who"),
        ("كم مقعدا نال الحزب؟", "how_many"),
    ],
)
def test_the_interrogative_tells_the_kind(question: str, kind: str) -> None:
    assert question_kind(question) == kind


@pytest.mark.parametrize(
    ("question", "order"),
    [
        ("في أي مركز حل المنتخب؟", True),
        ("وفي أي مركز أنهى الفريق الموسم؟", True),
        ("في أية مرتبة جاءت الجامعة؟", True),
        ("أي مرتبة احتلت الجامعة؟", True),
        ("ما مرتبة المنتخب في التصنيف؟", True),
        ("ما هو ترتيب الفريق؟", True),
        ("في المركز الكم حل الفريق؟", True),
        ("المرتبة الكام خدها الفريق؟", True),
        ("في أي مركز صحي عولج المصاب؟", False),
        ("أي مركز تجاري احترق؟", False),
        ("كم مركزا للشرطة في المدينة؟", False),
        ("كم بلغ الكم الهائل من الأمطار؟", False),
    ],
)
def test_a_place_in_an_order_is_asked_for(question: str, order: bool) -> None:
    assert asks_order(question) is order
    assert not order or question_kind(question) == "how_many"
