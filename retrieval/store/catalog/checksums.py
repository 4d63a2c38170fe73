"""Checksums of what the catalog holds: an article's fields, and the sentences and passages that hang on it.

SQLite finds damage to how a file is built, not to what is written in it: a flipped bit in a text is another text.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from typing import Any

from retrieval.types import Article


def article_digest(article: Article) -> str:
    """The SHA-256 of an article's fields, in hexadecimal.

    Of an article without pages it is that of its other fields, as it was before there were pages.
    """
    values = astuple(article) if article.pages else astuple(article)[:-1]
    return hashlib.sha256(json.dumps(values, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def rows_digest(sentences: Iterable[Sequence[Any]], passages: Iterable[Sequence[Any]]) -> bytes:
    """The SHA-256 of rows of numbers that each end with the bytes of a vector, in order."""
    digest = hashlib.sha256()
    for kind, rows in ((b"s", sentences), (b"p", passages)):
        for *numbers, vector in rows:
            digest.update(kind + ",".join(str(int(number)) for number in numbers).encode() + b":")
            digest.update(vector)
    return digest.digest()
