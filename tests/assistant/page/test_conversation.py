"""A conversation comes back from what was kept of it, whole; what has not its shape does not."""

import json
from dataclasses import replace
from typing import Any

import pytest

from assistant.page.conversation import Said, found_by, from_values, to_value, turns
from assistant.types import Answer, Citation, Claim, Form, Note, Problem, Ranked, Short, Turn

CITATION = Citation(1, "a", "العنوان", 10, 18, "حضر سامر", ("b",))
ANSWER = Answer(
    "من؟", "من حضر؟", "answered", "حضر سامر. [1]", Short("سامر", "person", "a", 14, 18), 0.9, (CITATION,), (CITATION,),
    (Ranked("a", 0, 40, 0.5),), "openai:small", 0.1, Form.LIST, "openai:small", (Note(1, "— من «العنوان»"),), 2,
    (Claim("حضر سامر.", (1,)), Claim("وغاب ياسر.", (), (Problem("name", "ياسر"),))),
)  # fmt: skip
SAID = [Said("من؟", ANSWER, "", True), Said("متى؟", None, "توقف", True)]
VALUE = to_value(SAID[0])


def test_a_conversation_comes_back_through_json_as_it_was() -> None:
    assert from_values(json.loads(json.dumps([to_value(one) for one in SAID]))) == SAID


def test_a_turn_is_found_by_its_question_and_its_answer() -> None:
    assert found_by(SAID[0]) == "من؟\nحضر سامر. [1]"


def test_an_answer_kept_by_an_older_version_has_the_defaults_of_what_it_lacks() -> None:
    lacking = ("form", "written_by", "notes", "left_out", "claims")
    older = {key: value for key, value in VALUE["answer"].items() if key not in lacking}
    expected = replace(ANSWER, form=Form.FACT, written_by="", notes=(), left_out=0, claims=())
    assert from_values([VALUE | {"answer": older}]) == [replace(SAID[0], answer=expected)]


@pytest.mark.parametrize(
    "damaged",
    [
        None, 3, "س", [], {}, VALUE | {"question": None}, VALUE | {"answer": "حضر"},
        VALUE | {"answer": VALUE["answer"] | {"status": "maybe"}},
        VALUE | {"answer": VALUE["answer"] | {"form": "poem"}},
        VALUE | {"answer": VALUE["answer"] | {"citations": [{"number": 1}]}},
        VALUE | {"answer": {key: value for key, value in VALUE["answer"].items() if key != "text"}},
    ],
)  # fmt: skip
def test_a_damaged_turn_is_left_out(damaged: Any) -> None:
    assert from_values([damaged, *map(to_value, SAID)]) == SAID


@pytest.mark.parametrize("junk", [None, "junk", 3, {"question": "من؟"}])
def test_what_is_no_list_is_no_conversation(junk: Any) -> None:
    assert from_values(junk) == []


def test_the_assistant_reads_questions_and_what_was_answered() -> None:
    assert turns(SAID) == [Turn("من؟", "حضر سامر. [1]"), Turn("متى؟", "")]
