"""A question that goes on with a story is looked for in its article; one that stands alone is not."""

from collections.abc import Mapping

import numpy as np
import pytest

from assistant.answering.composing import Ranking
from assistant.answering.evidence import Evidence, Features
from assistant.answering.story import Look, understand
from assistant.types import Turn
from retrieval.arabic import words
from retrieval.arabic.text import Text
from retrieval.search.hits import Found, Hit, SeenSentence
from retrieval.search.query import Query
from retrieval.types import Article, Passage, Reading, Sentence

TEXTS = {
    "port": "افتتح الوزير السيد سامر الحداد الميناء الجديد يوم الخميس.",
    "school": "حضر الافتتاح معلمون كثيرون، وكان ذلك يوم الأحد.",
    "unsure": "افتتح الميناء الجديد كما قيل.",
}
NAME = "سامر الحداد"
OPENED = "لماذا افتتح الميناء الجديد؟"
WHO = "من افتتح الميناء الجديد؟"
WHEN = "متى كان ذلك (افتتح الميناء الجديد)؟"


def found(article: str) -> tuple[Found, Evidence]:
    text = TEXTS[article]
    sentence = Sentence(0, len(text))
    seen = SeenSentence(sentence, Text(text), tuple(words(text)), frozenset(), 0.0, 0.0, 0.0)
    hit = Hit(Article(article, "", text, ""), Passage(article, 0, (sentence,)), (seen,), 0.0, 0.0, 0.0, 0.0)
    start = max(0, text.find(NAME))
    reading = Reading(0.0, 4.0, start, start + len(NAME), 0.95)
    return Found(Query("", np.zeros(1, np.float32), {}), (hit,)), Evidence(hit, 0, 0.0, Features(*[0.0] * 13), reading)


class Shelf:
    """Finds what a table says: (question, article or "") to (article, confidence); elsewhere nothing sure."""

    def __init__(self, table: Mapping[tuple[str, str], tuple[str, float]]) -> None:
        self._table = table
        self.looked: list[tuple[str, str]] = []

    def look(self, question: str, article: str) -> tuple[Found, Ranking]:
        self.looked.append((question, article))
        best, sure = self._table.get((question, article), (article or "school", 0.1))
        hits, evidence = found(best)
        return hits, Ranking((evidence,), sure)


def asked(shelf: Shelf, *questions: str) -> tuple[str, str]:
    """How the last question is understood, and the article it is answered from."""
    *earlier, last = questions
    look: Look = shelf.look
    result = understand(last, [Turn(question) for question in earlier], look)
    return result.question, result.article


@pytest.mark.parametrize(
    ("inside", "article"),
    [
        ({(WHEN, "port"): ("port", 0.9)}, "port"),
        ({("ومتى كان ذلك؟", "port"): ("port", 0.9)}, "port"),
        ({(WHEN, "port"): ("port", 0.6)}, "school"),
        ({}, "school"),
    ],
    ids=["filled in", "bare", "unsure", "nothing"],
)
def test_what_the_storys_article_surely_answers_is_preferred(
    inside: Mapping[tuple[str, str], tuple[str, float]], article: str
) -> None:
    shelf = Shelf({(OPENED, ""): ("port", 0.9), (WHEN, ""): ("school", 0.95), **inside})
    assert asked(shelf, OPENED, "ومتى كان ذلك؟") == (WHEN, article)


def test_where_all_articles_lead_to_the_story_nothing_more_is_searched() -> None:
    shelf = Shelf({(OPENED, ""): ("port", 0.9), (WHEN, ""): ("port", 0.9)})
    assert asked(shelf, OPENED, "ومتى كان ذلك؟") == (WHEN, "port")
    assert all(not article for _, article in shelf.looked)


def test_the_story_goes_on_over_several_turns_and_over_refused_ones() -> None:
    refused = "من يحكم جزر القمر اليوم؟"
    shelf = Shelf({(OPENED, ""): ("port", 0.9), (WHEN, "port"): ("port", 0.9), ("وأين؟", "port"): ("port", 0.9)})
    assert asked(shelf, OPENED, "ومتى كان ذلك؟", refused, "وأين؟")[1] == "port"


def test_a_question_that_stands_alone_is_searched_as_it_is() -> None:
    alone = "من حضر حفل المدرسة الثانوية في المدينة؟"
    shelf = Shelf({(OPENED, ""): ("port", 0.9), (alone, ""): ("school", 0.9)})
    assert asked(shelf, OPENED, alone) == (alone, "school")
    assert set(shelf.looked) == {(alone, "")}


def test_small_talk_is_no_part_of_a_story() -> None:
    shelf = Shelf({(OPENED, ""): ("port", 0.9), (WHEN, ""): ("port", 0.9)})
    assert asked(shelf, f"السلام عليكم، {OPENED}", "شكرا جزيلا", "ومتى كان ذلك؟") == (WHEN, "port")


def test_a_name_that_is_not_sure_is_not_put_into_the_question() -> None:
    shelf = Shelf({(WHO, ""): ("unsure", 0.9)})
    assert asked(shelf, WHO, "وما منصبه؟")[0] == "ما منصبه (افتتح الميناء الجديد)؟"
    named = Shelf({(WHO, ""): ("port", 0.9)})
    assert "سامر الحداد" in asked(named, WHO, "وما منصبه؟")[0]
