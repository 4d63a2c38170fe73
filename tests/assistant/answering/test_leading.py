"""Which sentence stands first: one that tells something, before a headline and what repeats the question."""

from collections.abc import Sequence

import pytest

from assistant.answering.evidence import Evidence, Features
from assistant.answering.leading import led
from retrieval.arabic import words
from retrieval.arabic.entities import find_entities
from retrieval.arabic.text import Text
from retrieval.search.hits import Hit, SeenSentence
from retrieval.types import Article, Passage, Reading, Sentence

TITLE = "افتتاح الميناء الجديد في المدينة"
COUNTED = "افتتاح الميناء الجديد ووصول 7 سفن"
COUNTED_MORE = "ووصلت 7 سفن من عشر دول مختلفة في اليوم نفسه."
FULL = "وقال المدير إن السفن ستصل قريبا وإن العمل فيه سيستمر ليلا ونهارا."
DATED = "افتتح الميناء الجديد يوم الخميس."


def evidence(text: str, score: float) -> Evidence:
    sentence = Sentence(0, len(text))
    seen = SeenSentence(sentence, Text(text), tuple(words(text)), frozenset(), 0.0, 0.0, 0.0)
    title = COUNTED if text in (COUNTED, COUNTED_MORE) else TITLE
    hit = Hit(Article("port", title, text, ""), Passage("port", 0, (sentence,)), (seen,), 0.0, 0.0, 0.0, 0.0)
    spans = [
        span for kind in ("date", "number") for span in find_entities(text, kind)
    ]  # the reader is sure of the first
    reading = Reading(0.0, 4.0, *spans[0], 0.95) if spans else None
    return Evidence(hit, 0, score, Features(*[0.0] * 13), reading)


@pytest.mark.parametrize(
    ("question", "ranked", "first"),
    [
        ("ماذا حدث في الميناء الجديد؟", [(TITLE, 9), (FULL, 8)], FULL),
        ("ماذا حدث في الميناء الجديد؟", [("في الميناء الجديد بالمدينة", 9), (FULL, 8)], FULL),
        ("متى افتتح الميناء الجديد؟", [(TITLE, 9), (DATED, 8)], DATED),
        ("متى افتتح الميناء الجديد؟", [(DATED, 9), (FULL, 8)], DATED),
        ("ماذا حدث في الميناء الجديد؟", [(TITLE, 9), (FULL, 2)], TITLE),
        ("ماذا حدث في المدينة؟", [(f"{TITLE}.", 9), (FULL, 8)], f"{TITLE}."),
        ("كم سفينة وصلت؟", [(COUNTED, 9), (FULL, 8), (COUNTED_MORE, 7)], COUNTED_MORE),
        ("كم سفينة وصلت؟", [(COUNTED, 9), ("وصلت سفن كثيرة من كل مكان.", 8)], COUNTED),
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
