"""Embedding in slices: between two of them a run may be told how far it is, wait, or end.

What was embedded of an article of many passages is kept as drafts from slice to slice, and read from there when the
article is stored; small articles are done again where work was cut short among them.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from retrieval.indexing.progress import Pace
from retrieval.store.catalog import Catalog, Entry
from retrieval.store.passages import indexed_text, sentence_spans
from retrieval.types import Embedded, Embedder, Passage, Span

SLICE = 4
"""Passages embedded at once: soon done, and as fast as more, for one or two are a batch of the encoder."""

KEPT = 64
"""An article of more passages is kept in drafts; a multiple of ``SLICE``."""

Piece = tuple[str, list[Span]]
"""What is embedded of a passage, and where its sentences stand in it."""

ItemT = TypeVar("ItemT")

Work = tuple[Entry, Sequence[Passage]]


class Slices:
    """Embeds the passages of articles; ``pause`` is called before every slice."""

    def __init__(self, catalog: Catalog, embedder: Embedder, pace: Pace, pause: Callable[[], None]) -> None:
        self._drafts = catalog.drafts
        self._embedder = embedder
        self._pace = pace
        self._pause = pause

    def embedded(self, works: Sequence[Work]) -> list[Iterable[Embedded]]:
        """The vectors of every article's passages, article by article."""
        self._pace.begin()
        small = [work for work in works if len(work[1]) <= KEPT]
        pieces = [_piece(entry, passage) for entry, passages in small for passage in passages]
        vectors = iter([one for part in _parts(pieces, SLICE) for one in self._slice(part)])
        found: list[Iterable[Embedded]] = []
        for entry, passages in works:
            if len(passages) <= KEPT:
                found.append([next(vectors) for _ in passages])
            else:
                self._draft(entry, passages)
                found.append(self._drafted(entry, passages))
        return found

    def _slice(self, pieces: Sequence[Piece]) -> list[Embedded]:
        self._pause()
        embedded = list(self._embedder.passages([text for text, _ in pieces], [spans for _, spans in pieces]))
        self._pace.done(len(pieces))
        return embedded

    def _draft(self, entry: Entry, passages: Sequence[Passage]) -> None:
        """Embed what is not kept of an article yet, and keep it."""
        source, held = entry.article.source, self._drafts.held(entry.article.source)
        for part in _parts(passages, SLICE):
            pieces = {digest: piece for digest, piece in self._digested(entry, part) if digest not in held}
            self._pace.done(len(part) - len(pieces), embedded=False)
            if pieces:
                self._drafts.put(source, list(pieces), self._slice(list(pieces.values())))
                held.update(pieces)

    def _drafted(self, entry: Entry, passages: Sequence[Passage]) -> Iterator[Embedded]:
        for part in _parts(passages, KEPT):
            digests = [digest for digest, _ in self._digested(entry, part)]
            kept = self._drafts.of(entry.article.source, digests)
            yield from (kept[digest] for digest in digests)

    def _digested(self, entry: Entry, passages: Sequence[Passage]) -> Iterator[tuple[bytes, Piece]]:
        for passage in passages:
            piece = _piece(entry, passage)
            said = json.dumps([entry.stamp, *piece], ensure_ascii=False)
            yield hashlib.sha256(said.encode("utf-8", "surrogatepass")).digest(), piece


def _piece(entry: Entry, passage: Passage) -> Piece:
    text, shift = indexed_text(entry.article, passage)
    return text, sentence_spans(passage.sentences, shift)


def _parts(items: Sequence[ItemT], size: int) -> Iterator[Sequence[ItemT]]:
    return (items[start : start + size] for start in range(0, len(items), size))
