"""How likely the corpus answers a question, and when to refuse.

Two logistic models. One, over what the best sentence and its passage share with the question and what the reader makes
of the best sentences, is fitted to tell "the passage that answers is there" from "it was taken out" on questions of
XQuAD-ar and TyDi-ar that the reader was not trained on (``benchmarks/train_confidence.py``). The other, over the
reader's log-odds and what the question demands, is set by hand, by near misses of our own questions: taking an article
out leaves what is nearly asked out too, so the first says little of them. Neither judges truth.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.demands import alike, unmet
from assistant.answering.evidence import Evidence
from assistant.answering.foreign import foreign
from assistant.answering.logistic import Logistic
from retrieval.arabic import STOP_WORDS, words
from retrieval.search.hits import Found

THRESHOLD = 0.5
"""Below it an answer is refused."""

_MOST_GAP = 5.0
_MOST_FOREIGN = 2


@dataclass(frozen=True, slots=True)
class Signals:
    """What the model sees."""

    cosine: float
    """Of the best sentence."""
    coverage: float
    """The share (0..1) of the question's weighted n-grams in the best sentence's passage."""
    gap: float
    """By how much the best article's fused score beats the next article's, at most ``_MOST_GAP``."""
    unmet: float
    """1 where the best sentences fail a demand of the question (``assistant.answering.demands``)."""
    foreign: float
    """How many states, years and numbers of the question the article does not speak of, at most ``_MOST_FOREIGN``."""
    strange: float
    """The share (0..1) of the question's meaningful words that resemble no word of the passage."""
    answers: float
    """The reader's greatest log-odds that a sentence answers; 0 without a reader."""


ALIKE = Logistic(
    Signals(cosine=23.99, coverage=1.88, gap=0.28, unmet=0.0, foreign=0.0, strange=-2.33, answers=0.38), -19.2
)
"""Whether the articles speak of what is asked, or of other things."""
TOLD = Logistic(Signals(cosine=0.0, coverage=0.0, gap=0.0, unmet=-4.0, foreign=-4.0, strange=0.0, answers=1.0), 5.0)
"""Whether they tell what is asked of it, by the reader and by what the question demands."""
UNREAD = Logistic(
    Signals(cosine=20.38, coverage=2.18, gap=0.47, unmet=-4.0, foreign=-3.0, strange=-2.15, answers=0.0), -17.34
)
"""Both, without a reader."""


def confidence(found: Found, ranked: Sequence[Evidence]) -> float:
    """From 0 to 1, monotone in "the corpus answers this"; 0 where nothing quotable was found.

    With a reader an answer has to pass twice, and the lesser of both counts: what is like the question in every word
    may not tell what is asked, and what reads like an answer may be one to another question.
    """
    if not ranked:
        return 0.0
    seen = signals(found, ranked)
    return UNREAD(seen) if ranked[0].reading is None else min(ALIKE(seen), TOLD(seen))


def signals(found: Found, ranked: Sequence[Evidence]) -> Signals:
    """The features of one search and its sentences, best first."""
    best = ranked[0]
    return Signals(
        cosine=best.features.cosine,
        coverage=found.query.coverage("grams", best.hit.terms),
        gap=_gap(found),
        unmet=float(unmet(found.query.text, ranked)),
        foreign=float(min(_MOST_FOREIGN, foreign(found.query.text, ranked))),
        strange=_strange(found.query.text, best),
        answers=max((one.reading.answers for one in ranked if one.reading), default=0.0),
    )


def _gap(found: Found) -> float:
    best = found.hits[0]
    others = (hit.fused for hit in found.hits if hit.article.id != best.article.id)
    return min(_MOST_GAP, best.fused - max(others, default=best.fused - _MOST_GAP))


def _strange(question: str, best: Evidence) -> float:
    present = best.passage_words
    asked = [word for word in words(question) if word not in STOP_WORDS]
    return sum(not alike(word, present) for word in asked) / max(1, len(asked))
