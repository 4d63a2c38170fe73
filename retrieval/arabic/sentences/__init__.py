"""Sentences that can be quoted: where they end, where one may end early, and what is only the page around them."""

from retrieval.arabic.sentences.ending import clause_ends
from retrieval.arabic.sentences.splitting import MAX_WORDS, cut_inside, split_sentences, whole_sentences, word_count

__all__ = ["MAX_WORDS", "clause_ends", "cut_inside", "split_sentences", "whole_sentences", "word_count"]
