"""Datelines: the place and the agency in front of a report."""

import pytest

from retrieval.arabic.sentences.datelines import dateline_end


@pytest.mark.parametrize(
    "dateline",
    [
        "دبي، الإمارات العربية المتحدة (CNN)—",
        "دبي، الإمارات العربية المتحدة (CNN) --",
        "نيويورك، الولايات المتحدة الأمريكية (CNN) –",
        "(CNN)--",
        "القاهرة (رويترز) -",
        "بيروت (أ ف ب) -",
        "تونس (وات) –",
        "القاهرة -",
        "طرابلس ـــ",
        "عمان، الأردن (CNN) –",
        "باريس — ",
    ],
)
def test_a_dateline_ends_at_its_dash(dateline: str) -> None:
    text = f"{dateline} أعلن الوزير افتتاح المعرض."
    assert text[dateline_end(text) :] == "أعلن الوزير افتتاح المعرض."


@pytest.mark.parametrize(
    "text",
    [
        "أعلن الوزير افتتاح المعرض.",
        "قال الوزير - وهو طبيب - إن المعرض افتتح.",
        "أعلن الوزير (أمس) – في القاهرة – افتتاح المعرض.",
        "المعرض – كما قيل – كبير.",
        "القاهرة مدينة كبيرة.",
        "- القاهرة",
        "",
    ],
)
def test_what_is_no_dateline_is_left(text: str) -> None:
    assert dateline_end(text) == 0
