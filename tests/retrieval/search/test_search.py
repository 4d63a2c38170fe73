"""A search: what it carries, and what it costs."""

from collections import Counter
from typing import Any

import pytest

from assistant.answering.extractive import Assistant
from prompts import load
from retrieval.search import hits
from retrieval.search.search import Search
from retrieval.store.catalog.connections import Connections
from tests.fakes import WordReader

QUESTION = "من أكد أن الترميم يبدأ في شهر مارس؟"
MOST_STATEMENTS = 10


def test_a_hit_carries_its_article_and_its_sentences(search: Search) -> None:
    for hit in search.search(QUESTION).hits:
        assert hit.passage.article == hit.article.id
        assert tuple(seen.sentence for seen in hit.sentences) == hit.passage.sentences
        for seen in hit.sentences:
            assert seen.text == hit.article.text[seen.sentence.start : seen.sentence.end]


def test_the_sentence_with_the_questions_words_covers_them(search: Search) -> None:
    best = search.search("وأكد العميد ياسر قاسم أن الترميم يبدأ في شهر مارس").hits[0]
    assert max(seen.stems for seen in best.sentences) == pytest.approx(1.0)
    assert min(seen.stems for seen in best.sentences) < 1.0


def test_a_question_costs_few_statements_and_sees_each_sentence_once(
    search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: Counter[str] = Counter()
    seen: Counter[str] = Counter()

    def counting(name: str) -> None:
        original = getattr(Connections, name)

        def counted_call(self: Connections, *arguments: Any) -> Any:
            counted[name] += 1
            return original(self, *arguments)

        monkeypatch.setattr(Connections, name, counted_call)

    for name in ("rows", "row"):
        counting(name)
    original = hits._seen
    monkeypatch.setattr(hits, "_seen", lambda sentence, told, *rest: (
        seen.update([told.text]), original(sentence, told, *rest))[1])  # fmt: skip
    answer = Assistant(search, load("answers"), WordReader()).answer(QUESTION)
    assert answer.citations[0].article == "sanaa"
    assert 0 < counted.total() <= MOST_STATEMENTS
    assert set(seen.values()) == {1}
