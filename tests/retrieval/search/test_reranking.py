"""Reordering passages by their best sentences, on numbers a reader can check."""

from dataclasses import astuple

import numpy as np
import pytest

from retrieval.search.reranking import WEIGHTS, Match, match, score
from retrieval.search.search import Search
from retrieval.store.keywords import Term

RARITY: dict[Term, float] = {
    ("stems", "سوق"): 3.0,
    ("stems", "قديم"): 1.0,
    ("grams", "#سوق"): 2.0,
    ("grams", "سوق#"): 2.0,
}


def test_a_match_is_that_of_the_best_sentence() -> None:
    near = np.array([[1, 0], [0.6, 0.8]], np.float32)
    seen = match(7.0, np.array([0.6, 0.8], np.float32), RARITY, ["افتتح السوق القديم.", "مر عام قديم."], near)
    assert astuple(seen) == pytest.approx(
        (7.0, 1.0, 0.5, 1.0, 0.6)
    )  # of «السوق» "سوق#" alone is a gram of the question


def test_words_spread_over_sentences_count_less_than_words_together() -> None:
    near = np.ones((2, 1), np.float32)
    together, spread = (
        match(0.0, np.ones(1, np.float32), RARITY, texts, near)
        for texts in (["السوق القديم.", "خبر."], ["السوق.", "القديم."])
    )
    assert (together.stems, spread.stems) == (1.0, 0.75)
    assert score(together) > score(spread)


def test_a_question_without_terms_is_ranked_by_its_vector() -> None:
    seen = match(1.0, np.ones(1, np.float32), {}, ["خبر."], np.ones((1, 1), np.float32))
    assert seen == Match(1.0, 1.0, 0.0, 0.0, 1.0)
    assert score(seen) == pytest.approx(WEIGHTS.fused + WEIGHTS.nearest + WEIGHTS.opening)


def test_hits_come_best_first_with_the_score_of_their_match(search: Search) -> None:
    found = search.search("من أكد أن الترميم يبدأ في شهر مارس؟")
    scores = [score(seen) for seen in search.matches(found.question, found.vector, found.hits)]
    assert scores == sorted(scores, reverse=True) == pytest.approx([hit.score for hit in found.hits])
    assert found.hits[0].passage.article == "sanaa"
