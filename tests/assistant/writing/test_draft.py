"""Sentences become an answer one by one; it is made of quotes until one of them is supported."""

import pytest

import prompts
from assistant.types import Answer, Citation
from assistant.writing.draft import Draft
from assistant.writing.sentences import Written
from assistant.writing.support import Check

QUOTES = ("عقدت الوزيرة ليلى حمدان اجتماعا في تونس.", "وحضر الاجتماع 25 خبيرا.", "وانتهى الاجتماع مساء الخميس.")
SOURCES = [Citation(number, "a", "الاجتماع", 0, len(quote), quote) for number, quote in enumerate(QUOTES, start=1)]
EXTRACTIVE = Answer("س", "س", "answered", f"{QUOTES[0]} [1]", None, 0.9, tuple(SOURCES[:1]), (), (), "extractive", 0.0)

ATTENDED = Written("حضر الاجتماع 25 خبيرا.", (2,))
HELD = Written("عقدت ليلى حمدان اجتماعا في تونس.", (1,))
WRONG = Written("حضر الاجتماع 26 خبيرا.", (2,))
HEADING = Written("الاجتماع:", ())


def draft(*, marked: bool = False) -> Draft:
    return Draft(EXTRACTIVE, SOURCES, "model", Check(None), marked=marked, say=prompts.load("writing").say)


@pytest.mark.parametrize("sentences", [[], [WRONG], [HEADING], [HEADING, WRONG], [Written("نص", (17,))]])
@pytest.mark.parametrize("marked", [False, True])
def test_without_a_supported_sentence_it_is_the_quotes(sentences: list[Written], marked: bool) -> None:
    made = draft(marked=marked)
    made.take(sentences)
    answer = made.so_far()
    assert not made.supported
    assert (answer.text, answer.citations, answer.written_by) == (EXTRACTIVE.text, EXTRACTIVE.citations, "")
    assert [claim.text for claim in answer.claims] == [sentence.text for sentence in sentences]


def test_citations_are_numbered_in_the_order_in_which_they_are_cited() -> None:
    made = draft()
    made.take([ATTENDED])
    made.take([HELD, Written("حضر 25 خبيرا.", (2, 1))])
    answer = made.so_far()
    assert answer.text.split("\n") == [f"{ATTENDED.text} [1]", f"{HELD.text} [2]", "حضر 25 خبيرا. [1][2]"]
    assert [(citation.number, citation.quote) for citation in answer.citations] == [(1, QUOTES[1]), (2, QUOTES[0])]
    assert (answer.mode, answer.written_by) == ("model", "model")


@pytest.mark.parametrize(("marked", "lines"), [(False, 1), (True, 2)])
def test_what_is_unsupported_is_removed_and_counted_or_marked(marked: bool, lines: int) -> None:
    made = draft(marked=marked)
    made.take([WRONG, ATTENDED])
    *shown, last = made.ended("cut_short").text.split("\n")
    assert len(shown) == 2
    assert shown[lines - 1] == f"{ATTENDED.text} [1]"
    assert ("حُذف" in last) == (not marked)
    assert (WRONG.text in "".join(shown)) == marked


def test_a_sentence_said_again_is_shown_once_and_the_third_time_it_repeats() -> None:
    made = draft()
    made.take([ATTENDED, HELD, ATTENDED])
    assert not made.repeats
    made.take([ATTENDED])
    assert made.repeats
    assert made.so_far().text.count(ATTENDED.text) == 1


def test_the_quotes_instead_say_why_behind_them() -> None:
    made = draft()
    made.take([WRONG])
    answer = made.instead("broken", reason="why")
    assert answer.text == f"{EXTRACTIVE.text}\n{answer.notes[-1].text}"
    assert (answer.notes[-1].after, answer.mode) == (1, "extractive")
    assert "why" in answer.notes[-1].text
    assert [claim.text for claim in answer.claims] == [WRONG.text]
