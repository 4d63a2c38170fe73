"""Reading the best sentences together with the question, and ranking sentences and passages anew by it.

The reader's score is added to those that were there before; the weights were chosen on one half of two public sets
with a reader trained on the other half (``docs/decisions/0006-reader.md``).
"""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.evidence import Evidence, rank_sentences
from retrieval.search.hits import Found
from retrieval.types import Passage, Reader

_SENTENCES = 8
_PASSAGES = 6
_NEAR = 4.0
"""A passage's score is so near the best one's that its best sentence is read too."""

_SENTENCE_WEIGHT = 1.0
_PASSAGE_WEIGHT = 0.5


def rank(found: Found, reader: Reader | None) -> tuple[Found, list[Evidence]]:
    """The passages found and their sentences, best first, read where there is a reader."""
    ranked = rank_sentences(found)
    if reader is None:
        return found, ranked
    ranked = read_again(found, ranked, reader)
    return rank_passages(found, ranked), ranked


def read_again(found: Found, ranked: Sequence[Evidence], reader: Reader) -> list[Evidence]:
    """The sentences ranked anew, those worth it with their readings."""
    some = to_read(found, ranked)
    readings = reader.read(found.query.text, [one.candidate for one in some])
    read = {one.where: replace(one, reading=made) for one, made in zip(some, readings, strict=True)}
    return reread([read.get(one.where, one) for one in ranked])


def to_read(found: Found, ranked: Sequence[Evidence]) -> list[Evidence]:
    """The best sentences, and of each passage that is among the first and near the best one its best."""
    least = max((hit.score for hit in found.hits), default=0.0) - _NEAR
    near = {hit.passage for hit in found.hits[:_PASSAGES] if hit.score > least}
    some = list(ranked[:_SENTENCES])
    near -= {one.hit.passage for one in some}
    for one in ranked[_SENTENCES:]:
        if one.hit.passage in near:
            near.remove(one.hit.passage)
            some.append(one)
    return some


def reread(ranked: Sequence[Evidence]) -> list[Evidence]:
    """Those that have a reading by it and their score together; the others follow in the order they had."""
    read = [
        replace(one, score=one.score + _SENTENCE_WEIGHT * one.reading.score)
        for one in ranked
        if one.reading is not None
    ]
    return [*sorted(read, key=lambda one: -one.score), *(one for one in ranked if one.reading is None)]


def rank_passages(found: Found, ranked: Sequence[Evidence]) -> Found:
    """The passages found, ranked anew: a passage gains what the reader makes of its best sentence.

    One that had no sentence read gains as little as the least of those that had.
    """
    gains: dict[Passage, float] = {}
    for one in ranked:
        if one.reading is not None:
            gains[one.hit.passage] = max(gains.get(one.hit.passage, one.reading.score), one.reading.score)
    least = min(gains.values(), default=0.0)
    hits = [replace(hit, score=hit.score + _PASSAGE_WEIGHT * gains.get(hit.passage, least)) for hit in found.hits]
    return replace(found, hits=tuple(sorted(hits, key=lambda hit: -hit.score)))
