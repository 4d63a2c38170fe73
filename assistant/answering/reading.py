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
_SENTENCE_WEIGHT = 0.7
_PASSAGE_WEIGHT = 0.5


def rank(found: Found, reader: Reader | None) -> tuple[Found, list[Evidence]]:
    """The passages found and their sentences, best first, read where there is a reader."""
    ranked = rank_sentences(found)
    if reader is None:
        return found, ranked
    ranked = read_again(found.query.text, ranked, reader)
    return rank_passages(found, ranked), ranked


def read_again(question: str, ranked: Sequence[Evidence], reader: Reader) -> list[Evidence]:
    """The best sentences with their readings, ranked anew; the others follow in the order they had."""
    best, rest = ranked[:_SENTENCES], ranked[_SENTENCES:]
    readings = reader.read(question, [one.candidate for one in best])
    read = [
        replace(one, score=one.score + _SENTENCE_WEIGHT * reading.score, reading=reading)
        for one, reading in zip(best, readings, strict=True)
    ]
    return [*sorted(read, key=lambda one: -one.score), *rest]


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
