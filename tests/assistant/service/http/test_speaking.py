"""An answer as one growing text: what was said stays said, and every mark is found where it stands."""

from dataclasses import replace

import pytest

from assistant.service.http.speaking import Speech, spoken
from assistant.types import Answer, Citation, Short
from prompts import load

SAY = load("http").say
ONE, TWO = Citation(1, "a", "العنوان", 0, 9, "حضر سامر."), Citation(2, "b", "آخر", 3, 15, "وغاب [1] ياسر.")
ANSWER = Answer("من؟", "من؟", "answered", "", None, 0.9, (), (), (), "extractive", 0.1)
FIRST = replace(ANSWER, text="حضر سامر. [1]", citations=(ONE,))
BOTH = replace(ANSWER, text="حضر سامر. [1]\nوغاب [1] ياسر. [2]", citations=(ONE, TWO))


def said(*answers: Answer) -> tuple[list[str], Speech]:
    """What is added by each snapshot and at the end, and all of it."""
    speech = Speech()
    added = [speech.grow(spoken(answer, SAY, so_far=True)) for answer in answers]
    return [*added, speech.end(spoken(answers[-1], SAY))], speech


def marks(speech: Speech) -> list[tuple[int, str]]:
    return [(citation.number, speech.text[start:end]) for citation, start, end in speech.marks()]


def test_snapshots_add_what_is_new() -> None:
    added, speech = said(FIRST, BOTH)
    assert added == [FIRST.text, "\nوغاب [1] ياسر. [2]", ""]
    assert speech.text == BOTH.text


def test_a_mark_stands_behind_its_quote_and_what_looks_like_one_in_a_quote_is_none() -> None:
    _, speech = said(FIRST, BOTH)
    assert marks(speech) == [(1, "[1]"), (2, "[2]")]
    assert [start for _, start, _ in speech.marks()] == [BOTH.text.index("[1]"), BOTH.text.index("[2]")]


def test_a_written_text_has_a_mark_wherever_a_number_stands() -> None:
    written = replace(FIRST, text="سامر حضر [1]. وهو هنا [1].", written_by="m")
    assert marks(said(written)[1]) == [(1, "[1]"), (1, "[1]")]


def test_a_text_that_became_another_is_said_whole_at_the_end() -> None:
    added, speech = said(replace(ANSWER, text="كتب النموذج"), FIRST)
    assert added == ["كتب النموذج", "", f"\n\n{FIRST.text}"]
    (mark,) = speech.marks()
    assert speech.text[mark[1] : mark[2]] == "[1]" and mark[1] > len("كتب النموذج")


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (replace(FIRST, short=Short("سامر", "person", "a", 4, 8)), "باختصار: سامر\n\nحضر سامر. [1]"),
        (replace(FIRST, verdict="no"), "باختصار: لا\n\nحضر سامر. [1]"),
        (
            replace(ANSWER, status="no_evidence", text="لا أجد.", nearest=(ONE,)),
            "لا أجد.\n\nأقرب ما ورد، وليس جوابًا:\n• «حضر سامر.» — العنوان",
        ),
    ],
)
def test_what_stands_beside_the_text_elsewhere_is_said(answer: Answer, text: str) -> None:
    _, speech = said(answer)
    assert speech.text == text
    assert [speech.text[start:end] for _, start, end in speech.marks()] == ["[1]"] * len(answer.citations)
