"""Which sentence stands first: one that tells something, before a headline and what repeats the question."""

from collections.abc import Sequence

import pytest

from assistant.answering.evidence import Evidence, Features
from assistant.answering.leading import led
from retrieval.arabic import words
from retrieval.arabic.text import Text
from retrieval.search.hits import Hit, SeenSentence
from retrieval.types import Article, Passage, Sentence

TITLE = "افتتاح الميناء الجديد في المدينة"
FULL = "وقال المدير إن السفن ستصل من عشر دول وإن العمل فيه سيستمر ليلا ونهارا."
DATED = "افتتح الميناء الجديد يوم الخميس."


def evidence(text: str, score: float) -> Evidence:
    sentence = Sentence(0, len(text))
    seen = SeenSentence(sentence, Text(text), tuple(words(text)), frozenset(), 0.0, 0.0, 0.0)
    hit = Hit(Article("port", TITLE, text, ""), Passage("port", 0, (sentence,)), (seen,), 0.0, 0.0, 0.0, 0.0)
    return Evidence(hit, 0, score, Features(*[0.0] * 13))


@pytest.mark.parametrize(
    ("question", "ranked", "first"),
    [
        ("ماذا حدث في الميناء الجديد؟", [(TITLE, 9), (FULL, 8)], FULL),
        ("ماذا حدث في الميناء الجديد؟", [("في الميناء الجديد بالمدينة", 9), (FULL, 8)], FULL),
        ("متى افتتح الميناء الجديد؟", [(TITLE, 9), (DATED, 8)], DATED),
        ("متى افتتح الميناء الجديد؟", [(DATED, 9), (FULL, 8)], DATED),
        ("ماذا حدث في الميناء الجديد؟", [(TITLE, 9), (FULL, 2)], TITLE),
        ("ماذا حدث في الميناء الجديد؟", [(TITLE, 9)], TITLE),
        ("ماذا يضم الميناء الجديد؟", [("ويضم الميناء ما يلي:", 9), (FULL, 8)], "ويضم الميناء ما يلي:"),
    ],
)
def test_what_only_repeats_yields_to_what_tells_more(
    question: str, ranked: Sequence[tuple[str, float]], first: str
) -> None:
    given = [evidence(text, score) for text, score in ranked]
    found = led(question, given)
    assert found[0].quote == first
    assert sorted(map(id, found)) == sorted(map(id, given))


def test_of_nothing_nothing_leads() -> None:
    assert led("من؟", []) == []
