"""Finding passages in Arabic articles: files are read, cut, embedded and stored; questions are searched.

The nouns are in ``retrieval.types``; what a Python user works with is here. ``Store`` opens a data folder, ``Indexer``
fills it, ``Search`` searches it. It knows nothing of answers, pages or language models.
"""

from retrieval.errors import IsnadError
from retrieval.indexing.indexer import Indexer
from retrieval.indexing.report import IndexReport
from retrieval.search.hits import Found, Hit
from retrieval.search.search import Search
from retrieval.store.folder import Health, Store
from retrieval.types import Article, Embedder, Filter, Passage, Reader, Sentence

__all__ = [
    "Article",
    "Embedder",
    "Filter",
    "Found",
    "Health",
    "Hit",
    "IndexReport",
    "Indexer",
    "IsnadError",
    "Passage",
    "Reader",
    "Search",
    "Sentence",
    "Store",
]
