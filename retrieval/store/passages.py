"""Cutting an article into passages of whole sentences, and the text of a passage that is embedded and indexed."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise

from retrieval.arabic.sentences import split_sentences, word_count
from retrieval.types import Article, Embedder, Passage, Sentence

CHUNKER_VERSION = "2"
"""Part of the index stamp: raise it whenever the same article would be cut or prefixed otherwise."""

MOST_WORDS = 220
"""A passage has at most this many words, unless a single pair of sentences has more."""


def split_passages(article: Article, pause: Callable[[], object] = bool) -> tuple[Passage, ...]:
    """Passages of about equal length, at most ``MOST_WORDS``; each begins with the last sentence of the one before.

    ``pause`` is called between small steps of long work, and may raise.
    """
    sentences = split_sentences(article.text, pause)
    lengths = [word_count(article.text[s.start : s.end]) for s in sentences]
    groups = _group(lengths)
    return tuple(Passage(article.id, number, sentences[a:b]) for number, (a, b) in enumerate(groups))


def _group(lengths: Sequence[int]) -> list[tuple[int, int]]:
    """Half-open ranges of sentences, overlapping by one, about evenly filled."""
    parts = -(-sum(lengths) // MOST_WORDS)
    groups = _even(lengths, parts)
    while any(end - start > 2 and sum(lengths[start:end]) > MOST_WORDS for start, end in groups):
        parts += max(1, parts // 20)
        groups = _even(lengths, parts)
    return groups


def _even(lengths: Sequence[int], parts: int) -> list[tuple[int, int]]:
    """Ranges whose ends come nearest to equal shares of all words; each but the first takes in the sentence before."""
    ends = list(accumulate(lengths))
    cuts = (
        {bisect_left(ends, ends[-1] * part / parts - lengths[0] / 2) + 1 for part in range(1, parts)} if ends else set()
    )
    bounds = [0, *sorted(cuts - {len(lengths)}), len(lengths)]
    return [(max(0, start - 1), end) for start, end in pairwise(bounds) if start < end]


def indexed_text(article: Article, passage: Passage) -> tuple[str, int]:
    """What is embedded and indexed for a passage, and how far its offsets are shifted in it by the title in front."""
    body = article.text[passage.start : passage.end]
    heading = " — ".join(part for part in (article.title, article.date) if part)
    if passage.number == 0 and body.startswith(article.title.removesuffix("…")):
        heading = article.date
    prefix = f"{heading}\n" if heading else ""
    return prefix + body, len(prefix) - passage.start


def stamp(embedder: Embedder) -> str:
    """What an article's passages and vectors depend on beside its text."""
    return f"{embedder.stamp}|{CHUNKER_VERSION}"


def sentence_spans(sentences: Sequence[Sentence], shift: int) -> list[tuple[int, int]]:
    """The spans of sentences in the indexed text of their passage."""
    return [(sentence.start + shift, sentence.end + shift) for sentence in sentences]
