"""Sentences that tell why."""

import pytest

from retrieval.arabic import words
from retrieval.arabic.reasons import gives_reason


@pytest.mark.parametrize(
    "text",
    [
        "أغلق المصنع بسبب الحريق",
        "أغلق المصنع لأنه قديم",
        "تأخر القطار نتيجة الأمطار",
        "جاء القرار بهدف خفض الأسعار",
        "زار المدينة من أجل لقاء الأهالي ولكي يطمئن عليهم",
        "خرجوا احتجاجا على الغلاء",
        "أضربوا تنديدا بالقرار",
        "أجلت الرحلة تحسبا للعاصفة",
        "منعوا من الدخول بحجة الزحام",
        "انهار الجسر جراء الفيضان",
        "ويعود ذلك إلى ضعف الطلب",
        "أدى الخلاف إلى تأجيل الجلسة",
        "كان السبب خللا في المحرك",
        "نظرا للحر أغلقت المدارس",
        "وحرصا على السلامة أخلي المبنى",
        "أوقف الرجل بتهمة السرقة",
        "دعما للمزارعين خفضت الضريبة",
        "كرم المدير تقديرا لعمله",
    ],
)
def test_a_reason_is_told(text: str) -> None:
    assert gives_reason(words(text))


@pytest.mark.parametrize(
    "text",
    [
        "افتتح المعرض صباح الخميس",
        "حضر الحفل جمهور كبير",
        "المدينة تقع على الساحل",
        "فاز الفريق بهدفين",
        "جلس على كرسي",
        "",
    ],
)
def test_none_is_told(text: str) -> None:
    assert not gives_reason(words(text))
