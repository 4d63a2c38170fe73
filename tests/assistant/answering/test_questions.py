"""What kind of answer a question asks for, told from its interrogative."""

import pytest

from assistant.answering.questions import asks_order, question_kind


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
