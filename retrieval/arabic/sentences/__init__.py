"""Sentences that can be quoted: where they end, where long ones may be cut, and what is only the page around them."""

from retrieval.arabic.sentences.splitting import MAX_WORDS, clause_ends, cut_inside, split_sentences, word_count

__all__ = ["MAX_WORDS", "clause_ends", "cut_inside", "split_sentences", "word_count"]
