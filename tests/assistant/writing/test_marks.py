"""What a model wrote is read the same wherever its stream is cut."""

from itertools import accumulate, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.writing.marks import read

REPLY = (
    "عقد الوزير اجتماعا [1]. وحضره 3.5 آلاف [٢، 3]\n- بند أول. [[4]] 【5】 بند ثان [1][2]؟\n"
    "1. بند مرقم [6].\nالنتائج:\n"
    "![صورة](http://a/b.png) نص <b>غامق</b> **مهم** [رابط](http://e.com/x) هنا [7]."
)


@pytest.mark.parametrize(
    ("written", "text", "ids"),
    [
        ("نص أول [1].", "نص أول.", (1,)),
        ("نص أول. [1]", "نص أول.", (1,)),
        ("نص أول [١].", "نص أول.", (1,)),
        ("نص أول [1، 2].", "نص أول.", (1, 2)),
        ("نص أول [1, 2][3].", "نص أول.", (1, 2, 3)),
        ("نص أول [[4]]", "نص أول", (4,)),
        ("نص أول 【3】", "نص أول", (3,)),
        ("* **نص** أول [2]", "نص أول", (2,)),
        ("نص [هنا](http://evil.example/?q=1) آخر [1]", "نص هنا آخر", (1,)),
        ("![س](http://evil.example/x.png)نص [1]", "سنص", (1,)),
        ("نص <img src=x onerror=alert(1)> آخر [1]", "نص آخر", (1,)),
        ("نص http://evil.example/a آخر [1]", "نص آخر", (1,)),
        ("بلغت 3.5 ملايين [1]", "بلغت 3.5 ملايين", (1,)),
    ],
)
def test_a_sentence_is_told_from_its_marks_and_markup(written: str, text: str, ids: tuple[int, ...]) -> None:
    (sentence,) = read(written, finished=True)
    assert (sentence.text, sentence.ids) == (text, ids)


def test_marks_behind_a_full_stop_belong_to_the_sentence_before() -> None:
    assert [sentence.ids for sentence in read("الأولى. [1] الثانية. [2][3]", finished=True)] == [(1,), (2, 3)]


def test_a_heading_names_what_follows_and_cites_nothing() -> None:
    heading, sentence = read("القرارات:\nتقرر البدء [1].", finished=True)
    assert heading.is_heading
    assert not sentence.is_heading


def test_at_every_point_of_a_stream_what_is_read_is_the_beginning_of_the_whole() -> None:
    whole = read(REPLY, finished=True)
    assert len(whole) == 7
    for end in range(len(REPLY) + 1):
        so_far = read(REPLY[:end], finished=False)
        assert so_far == whole[: len(so_far)], REPLY[:end]


PIECES = st.lists(
    st.sampled_from(["نص ", "كلمة", ".", " [1]", "[", "1", "]", "، ", "【2】", "\n", "؟", " ", "[[3]]", "5"]),
    max_size=14,
)


@settings(max_examples=300, deadline=None)
@given(PIECES)
def test_a_complete_sentence_stays_as_it_is(pieces: list[str]) -> None:
    snapshots = [read(text, finished=False) for text in accumulate(pieces)]
    for earlier, later in pairwise(snapshots):
        assert later[: len(earlier)] == earlier
