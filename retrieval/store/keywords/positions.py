"""The words of articles with their places: how they are indexed, and the queries for words in order and near another.

All spellings of a word (``retrieval.arabic.spellings``) are indexed at its one place, so that words asked for by stem,
by their exact letters and by pattern can stand in one phrase. A spelling is marked with the first letter of its kind.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from retrieval.arabic.spellings import Wanted, spellings
from retrieval.arabic.words import tokens
from retrieval.types import Article

if TYPE_CHECKING:
    import tantivy

Field = Literal["title", "text"]
"""Where words stand: in an article's title, or in its text."""

FIELDS: tuple[Field, ...] = ("title", "text")
ARTICLE = "article"
"""Marks the passage that carries its article's words."""


def add_article(document: "tantivy.Document", article: Article) -> None:
    """Add the words of an article to the document of its first passage."""
    document.add_unsigned(ARTICLE, 1)
    document.add_pre_tokenized_text("title", _placed(article.title))
    document.add_pre_tokenized_text("text", _placed(article.text))


def phrase(schema: "tantivy.Schema", field: Field, words: Sequence[Wanted]) -> "tantivy.Query":
    """Words that follow one another."""
    import tantivy

    if len(words) > 1:
        return _apart(schema, field, list(enumerate(words)))
    (word,) = words
    if word.pattern:
        return tantivy.Query.regex_query(schema, field, _term(word))
    return tantivy.Query.term_query(schema, field, _term(word), "freq")


def near(schema: "tantivy.Schema", field: Field, one: Wanted, other: Wanted, between: int) -> "tantivy.Query":
    """Two words in any order with at most so many others between them."""
    import tantivy

    orders = [(one, other)] if one == other else [(one, other), (other, one)]
    ways = [
        _apart(schema, field, [(0, first), (distance, second)], slop)
        for first, second in orders
        for distance, slop in _distances(1, between + 1)
    ]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, way) for way in ways])


def _apart(
    schema: "tantivy.Schema", field: Field, words: Sequence[tuple[int, Wanted]], slop: int = 0
) -> "tantivy.Query":
    """Words at these places; of two, the distance may be ``slop`` more or less."""
    import tantivy

    if not any(word.pattern for _, word in words):
        return tantivy.Query.phrase_query(schema, field, [(place, _term(word)) for place, word in words], slop)
    patterns: list[str | tuple[int, str]] = [
        (place, _term(word) if word.pattern else re.escape(_term(word))) for place, word in words
    ]
    return tantivy.Query.regex_phrase_query(schema, field, patterns, slop)


def _distances(least: int, most: int) -> Iterator[tuple[int, int]]:
    """Distances with their slop that together cover a range."""
    if (most - least) % 2:
        yield most, 0
        most -= 1
    yield (least + most) // 2, (most - least) // 2


def _term(word: Wanted) -> str:
    return f"{word.kind[0]}(?:{word.value})" if word.pattern else word.kind[0] + word.value


def _placed(text: str) -> "tantivy.PreTokenizedString":
    import tantivy

    placed = [
        tantivy.Token(kind[0] + value, place, 0, 0)
        for place, word in enumerate(tokens(text))
        for kind, value in spellings(word.typed, word.folded)
    ]
    return tantivy.PreTokenizedString("", placed)
