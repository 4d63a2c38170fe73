"""What a model wrote is read the same wherever its stream is cut, and a sentence that is complete stays as it is."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings

from assistant.writing.sentences import Reading, Written
from tests.assistant.writing.test_marks import PIECES

REPLY = (
    "عقد الوزير اجتماعا [1]. وحضره 3.5 آلاف [٢، 3]\n- بند أول. [[4]] 【5】 بند ثان [1][2]؟\n"
    "1. بند مرقم [6].\nالنتائج:\n"
    "![صورة](http://a/b.png) نص <b>غامق</b> **مهم** [رابط](http://e.com/x) هنا [7]."
)


def read(pieces: Iterable[str]) -> list[Written]:
    reading = Reading()
    return [*(sentence for piece in pieces for sentence in reading.take(piece)), *reading.end()]


@pytest.mark.parametrize(
    ("written", "text", "ids"),
    [
        ("نص أول [1].", "نص أول.", (1,)),
        ("نص أول. [1]", "نص أول.", (1,)),
        ("نص أول. [1].", "نص أول.", (1,)),
        ("نص أول.[1]", "نص أول.", (1,)),
        ("نص أول.\n[1]", "نص أول.", (1,)),
        ("نص أول [١].", "نص أول.", (1,)),
        ("نص أول [1، 2].", "نص أول.", (1, 2)),
        ("نص أول [1, 2][3].", "نص أول.", (1, 2, 3)),
        ("نص [2] أول [1، 2].", "نص أول.", (2, 1)),
        ("نص أول [[4]]", "نص أول", (4,)),
        ("نص أول 【3】", "نص أول", (3,)),
        ("* **نص** أول [2]", "نص أول", (2,)),
        ("«نص أول.» [2]", "«نص أول.»", (2,)),
        ("نص [هنا](http://evil.example/?q=1) آخر [1]", "نص هنا آخر", (1,)),
        ("![س](http://evil.example/x.png)نص [1]", "سنص", (1,)),
        ("نص <img src=x onerror=alert(1)> آخر [1]", "نص آخر", (1,)),
        ("نص http://evil.example/a آخر [1]", "نص آخر", (1,)),
        ("بلغت 3.5 ملايين [1]", "بلغت 3.5 ملايين", (1,)),
        ("نص [كذا] و[[[2]1] أول [1]", "نص (كذا) و(1) أول", (2, 1)),
    ],
)
def test_a_sentence_is_told_from_its_marks_and_markup(written: str, text: str, ids: tuple[int, ...]) -> None:
    assert read([written]) == [Written(text, ids)]


@pytest.mark.parametrize(
    ("written", "ids"),
    [
        ("الأولى. [1] الثانية. [2][3]", [(1,), (2, 3)]),
        ("الأولى [1]\nالثانية [2]", [(1,), (2,)]),
        ("الأولى.\n[1] الثانية. [2]", [(1,), (2,)]),
        ("- الأولى.\n- [1] الثانية.", [(), (1,)]),
        ("الأولى؟ الثانية! [1] الثالثة… [2]", [(), (1,), (2,)]),
        ("... \n --- \n [1] \n 【", []),
    ],
)
def test_marks_belong_to_the_sentence_before_them(written: str, ids: list[tuple[int, ...]]) -> None:
    assert [sentence.ids for sentence in read([written])] == ids


def test_a_heading_names_what_follows_and_cites_nothing() -> None:
    heading, sentence = read(["القرارات:\nتقرر البدء [1]."])
    assert heading.is_heading
    assert not sentence.is_heading


def test_a_sentence_is_complete_when_something_other_than_its_marks_follows() -> None:
    reading = Reading()
    assert reading.take("نص أول. [1] [") == []
    assert reading.take("2] ") == []
    assert reading.take("ن") == [Written("نص أول.", (1, 2))]
    assert reading.take("ص ثان") == []
    assert reading.take("\n") == [Written("نص ثان", ())]
    assert reading.end() == []


def test_a_reply_is_read_the_same_wherever_it_is_cut() -> None:
    whole = read([REPLY])
    assert [sentence.ids for sentence in whole] == [(1,), (2, 3), (4, 5), (1, 2), (6,), (), (7,)]
    assert read(REPLY) == whole
    for end in range(len(REPLY) + 1):
        assert read([REPLY[:end], REPLY[end:]]) == whole


@settings(max_examples=400, deadline=None)
@given(PIECES)
def test_it_makes_no_difference_where_a_stream_is_cut(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert read(pieces) == read(text) == read([text])
