"""The terms by which passages are ranked: light stems and character n-grams of folded words."""

from collections.abc import Sequence
from typing import Literal

from retrieval.arabic import grams, stem, words
from retrieval.arabic.stopwords import meaningful
from retrieval.arabic.words import tokens

Term = tuple[Literal["stems", "grams"], str]
"""A stem or an n-gram, as it is indexed."""

_MOST_WORDS = 100


def terms(text: str) -> list[Term]:
    """Every stem and n-gram of a text, in order, repetitions kept."""
    return word_terms(words(text))


def question_terms(question: str) -> list[Term]:
    """The terms of a question's meaningful words, at most ``_MOST_WORDS``; of all words where none is meaningful."""
    said = tokens(question)
    return word_terms([word.folded for word in meaningful(said) or said][:_MOST_WORDS])


def word_terms(tokens: Sequence[str]) -> list[Term]:
    """The terms of folded words."""
    stems: list[Term] = [("stems", stem(token)) for token in tokens]
    return stems + [("grams", gram) for token in tokens for gram in grams(token)]
