"""The keyword index: passages ranked by the terms they share with a question, articles found by their words in order.

The one folder that knows tantivy.
"""

from retrieval.store.keywords.index import KeywordIndex, TantivyKeywords
from retrieval.store.keywords.positions import Field
from retrieval.store.keywords.terms import Term, question_terms, word_terms

__all__ = ["Field", "KeywordIndex", "TantivyKeywords", "Term", "question_terms", "word_terms"]
