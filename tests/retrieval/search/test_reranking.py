"""Reordering passages by their best sentences, on numbers a reader can check."""

from dataclasses import astuple

import numpy as np
import pytest

from retrieval.search.hits import Hit, seen_sentences
from retrieval.search.query import Query
from retrieval.search.reranking import WEIGHTS, Match, match, score
from retrieval.search.search import Search
from retrieval.store.catalog import Stored
from retrieval.store.keywords import Term
from retrieval.types import Article, Passage, Sentence, Vectors

RARITY: dict[Term, float] = {
    ("stems", "سوق"): 3.0,
    ("stems", "قديم"): 1.0,
    ("grams", "#سوق"): 2.0,
    ("grams", "سوق#"): 2.0,
}


def hit(texts: list[str], near: Vectors, query: Query, fused: float = 0.0) -> Hit:
    """A passage of these sentences, whose vectors are the rows of ``near``."""
    starts = np.cumsum([0, *(len(text) + 1 for text in texts)]).tolist()
    sentences = tuple(Sentence(start, start + len(text)) for start, text in zip(starts, texts, strict=False))
    article, passage = Article("a", "", " ".join(texts), ""), Passage("a", 0, sentences)
    return Hit(article, passage, seen_sentences(Stored(1, article, passage, near), query), fused, fused, 0.0, 0.0)


def test_a_match_is_that_of_the_best_sentence() -> None:
    near = np.array([[1, 0], [0.6, 0.8]], np.float32)
    query = Query("", np.array([0.6, 0.8], np.float32), RARITY)
    seen = match(hit(["افتتح السوق القديم.", "مر عام قديم."], near, query, 7.0))
    assert astuple(seen) == pytest.approx(
        (7.0, 1.0, 0.5, 1.0, 0.6)
    )  # of «السوق» "سوق#" alone is a gram of the question


def test_words_spread_over_sentences_count_less_than_words_together() -> None:
    near, query = np.ones((2, 1), np.float32), Query("", np.ones(1, np.float32), RARITY)
    together, spread = (match(hit(texts, near, query)) for texts in (["السوق القديم.", "خبر."], ["السوق.", "القديم."]))
    assert (together.stems, spread.stems) == (1.0, 0.75)
    assert score(together) > score(spread)


def test_a_question_without_terms_is_ranked_by_its_vector() -> None:
    query = Query("", np.ones(1, np.float32), {})
    seen = match(hit(["خبر."], np.ones((1, 1), np.float32), query, 1.0))
    assert seen == Match(1.0, 1.0, 0.0, 0.0, 1.0)
    assert score(seen) == pytest.approx(WEIGHTS.fused + WEIGHTS.nearest + WEIGHTS.opening)


def test_hits_come_best_first_with_the_score_of_their_match(search: Search) -> None:
    found = search.search("من أكد أن الترميم يبدأ في شهر مارس؟")
    scores = [score(match(one)) for one in found.hits]
    assert scores == sorted(scores, reverse=True) == pytest.approx([one.score for one in found.hits])
    assert found.hits[0].article.id == "sanaa"
