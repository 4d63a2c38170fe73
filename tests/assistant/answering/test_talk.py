"""What is said beside questions, and the greeting in front of one."""

import pytest

from assistant.answering.talk import Talk, small_talk, without_greeting


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("السلام عليكم", "greeting"),
        ("السلام عليكم ورحمة الله وبركاته", "greeting"),
        ("مرحبا", "greeting"),
        ("مرحبًا يا إسناد، كيف حالك؟", "greeting"),
        ("أهلا وسهلا", "greeting"),
        ("صَباح الخير!", "greeting"),
        ("إزيك؟", "greeting"),
        ("شلونك", "greeting"),
        ("شكرا", "thanks"),
        ("شكرا جزيلا", "thanks"),
        ("شكرًا لك على المساعدة", "thanks"),
        ("يعطيك العافية", "thanks"),
        ("تسلم يا غالي", "thanks"),
        ("ممتاز، شكرا", "thanks"),
        ("شكرا ومع السلامة", "farewell"),
        ("كم مقالة لديك؟", "count"),
        ("كم عدد المقالات المفهرسة عندك؟", "count"),
        ("عندك كم مقالة؟", "count"),
        ("قداش مقالة عندك", "count"),
        ("السلام عليكم، كم مقالا لديك؟", "count"),
        ("ما الذي تستطيع فعله؟", "about"),
        ("من أنت؟", "about"),
        ("مرحبا، من أنت؟", "about"),
        ("إنت مين", "about"),
        ("شو بتقدر تعمل", "about"),
        ("كيف تستطيع مساعدتي؟", "about"),
    ],
)
def test_a_message_of_such_phrases_alone_is_small_talk(message: str, kind: Talk) -> None:
    assert small_talk(message) == kind


@pytest.mark.parametrize(
    "message",
    [
        "شكر الوزير الحاضرين على ماذا؟",
        "لماذا شكر الوزير الحاضرين؟",
        "كم مقالة نشرت الصحيفة عن الميناء؟",
        "كم مقالة لديك عن الميناء؟",
        "السلام عليكم، متى عقد الاجتماع؟",
        "من أنت حتى تقول ذلك؟",
        "من هو سلام فياض؟",
        "ما الذي تستطيع فعله الحكومة؟",
        "كيف تعمل المحطة؟",
        "متى صباح العيد؟",
        "ما حال السلام في المنطقة؟",
        "لك",
        "لديك",
        "؟",
        "",
    ],
)
def test_what_asks_or_tells_more_is_none(message: str) -> None:
    assert small_talk(message) is None


@pytest.mark.parametrize(
    ("message", "question"),
    [
        ("السلام عليكم، متى عقد الاجتماع؟", "متى عقد الاجتماع؟"),
        ("السلام عليكم متى عقد الاجتماع؟", "متى عقد الاجتماع؟"),
        ("صباح الخير يا إسناد! من حضر الاجتماع؟", "من حضر الاجتماع؟"),
        ("شكرا جزيلا. وكم عددهم؟", "وكم عددهم؟"),
        ("مرحبا: لخص ما ورد عن الميناء", "لخص ما ورد عن الميناء"),
        ("سلام فياض متى استقال؟", "سلام فياض متى استقال؟"),
        ("السلام عليكم", "السلام عليكم"),
        ("متى عقد الاجتماع؟ شكرا", "متى عقد الاجتماع؟ شكرا"),
        ("", ""),
    ],
)
def test_a_greeting_in_front_of_a_question_is_left_out(message: str, question: str) -> None:
    assert without_greeting(message) == question
