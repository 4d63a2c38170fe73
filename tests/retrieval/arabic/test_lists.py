"""Lists over several sentences: what introduces them, and where they end."""

import pytest

from retrieval.arabic.sentences import split_sentences
from retrieval.arabic.sentences.lists import find_list, introduces


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("وحضر الاجتماع أعضاء اللجنة، وهم:", True),
        ("وأقرّ المجلس القرارات التالية", True),
        ("وجاءت النتائج كما يلي.", True),
        ("وأقرّ المجلس القرارات التالية أمس.", False),
        ("حضر المدير.", False),
    ],
)
def test_an_introduction_announces_what_follows(sentence: str, expected: bool) -> None:
    assert introduces(sentence) is expected


MARKED = (
    "عُقد الاجتماع أمس.\nوقرر المجلس ما يلي:\n- فتح الطريق الساحلي. ويبدأ ذلك غدا.\n- إغلاق السوق.\n- بناء مدرسة.\n"
    "وانصرف الأعضاء بعد ذلك."
)
LINES = "وحضر الاجتماع:\nمدير الأمن في المدينة\nرئيس المجلس البلدي\nمندوب الوزارة\nوناقش الحاضرون خطة لتأمين الطرق."
INLINE = "وقرر المجلس: • فتح الطريق • إغلاق السوق • بناء مدرسة"
SPEECH = "وقال المدير:\n«سنبدأ العمل غدا في جميع أحياء المدينة وفي الميناء والمطار إن شاء الله».\nوشكر الحاضرين."


@pytest.mark.parametrize(
    ("text", "begins", "found"),
    [
        (MARKED, "وقرر", ["وقرر", "- فتح", "ويبدأ", "- إغلاق", "- بناء"]),
        (MARKED, "- إغلاق", ["وقرر", "- فتح", "ويبدأ", "- إغلاق", "- بناء"]),
        (MARKED, "عُقد", []),
        (MARKED, "وانصرف", []),
        (LINES, "وحضر", ["وحضر", "مدير", "رئيس", "مندوب"]),
        (INLINE, "• إغلاق", ["وقرر", "• فتح", "• إغلاق", "• بناء"]),
        (SPEECH, "وقال", []),
    ],
)
def test_a_list_is_found_from_its_introduction_and_from_any_item(text: str, begins: str, found: list[str]) -> None:
    sentences = split_sentences(text)
    place = next(number for number, one in enumerate(sentences) if text[one.start :].startswith(begins))
    told = [text[sentences[number].start : sentences[number].end] for number in find_list(text, sentences, place)]
    assert len(told) == len(found) and all(map(str.startswith, told, found)), told
