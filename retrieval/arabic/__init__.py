"""What is known of the Arabic language: letters, words, sentences, numbers, dates, names. Pure, and free of state.

Most callers need the letters and words, which are here; the rest has a module each.
"""

from retrieval.arabic.letters import Folded, fold, fold_with_origins
from retrieval.arabic.stems import stem
from retrieval.arabic.words import FOLDING_VERSION, STOP_WORDS, grams, words

__all__ = ["FOLDING_VERSION", "STOP_WORDS", "Folded", "fold", "fold_with_origins", "grams", "stem", "words"]
