"""Articles that are copies of one another, as when papers reprint an agency. The one module that knows rensa.

Two articles are copies when their sets of three-word runs, folded, have a Jaccard likeness of at least ``LIKENESS``,
estimated from MinHash signatures (Broder, 1997) and looked up in bands of them (Leskovec et al., Mining of Massive
Datasets, chapter 3). What it does not know: a story told anew in other words, or a short text inside a long one.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from retrieval.arabic import words
from retrieval.types import Span

Signatures = npt.NDArray[np.uint16]
"""Shape (articles, ``PERMUTATIONS``); of each value the last 16 bits, which differ but for one pair in 65,536."""

VERSION = "rensa-0.5|1"
"""Of the signatures: raise it whenever the same text would get another one."""

PERMUTATIONS = 128
LIKENESS = 0.6
_RUN = 3
_BAND = 4  # signature values in a band: of pairs as alike as LIKENESS 99 in 100 share one of the 32 bands
_SEED = 1
_AT_ONCE = 10_000  # characters read, or runs signed, between two pauses


def signature(text: str, pause: Callable[[], object] = bool) -> bytes:
    """The MinHash signature of a text, packed; empty where the text has no word. ``pause`` is called now and then."""
    from rensa import RMinHash

    found: list[str] = []
    for start, end in _parts(text):
        pause()
        found += words(text[start:end])
    if not found:
        return b""
    minhash = RMinHash(num_perm=PERMUTATIONS, seed=_SEED)
    runs = max(1, len(found) - _RUN + 1)
    for start in range(0, runs, _AT_ONCE):
        pause()
        minhash.update([" ".join(found[i : i + _RUN]) for i in range(start, min(start + _AT_ONCE, runs))])
    return np.array(minhash.digest(), np.uint32).astype(np.uint16).tobytes()


def families(articles: Sequence[str], signatures: Signatures) -> dict[str, str]:
    """Every article that has a copy, with the first of its family; ``articles`` ascending, as the signatures' rows."""
    first = list(range(len(articles)))
    for row, other in _pairs(signatures):
        a, b = sorted((_root(first, row), _root(first, other)))
        if a != b and np.mean(signatures[row] == signatures[other]) >= LIKENESS:
            first[b] = a
    roots = [_root(first, row) for row in range(len(first))]
    shared = {root for row, root in enumerate(roots) if root != row}
    return {articles[row]: articles[root] for row, root in enumerate(roots) if root in shared}


def _parts(text: str) -> Iterator[Span]:
    """A text in parts that end with a line."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + _AT_ONCE) + 1 or len(text)
        yield start, end
        start = end


def _pairs(signatures: Signatures) -> list[tuple[int, int]]:
    """Rows that agree in a whole band, each with the first row that does."""
    found: dict[tuple[int, int], None] = {}
    for start in range(0, PERMUTATIONS, _BAND):
        band = np.ascontiguousarray(signatures[:, start : start + _BAND]).view(f"V{2 * _BAND}").ravel()
        _, firsts, inverse = np.unique(band, return_index=True, return_inverse=True)
        heads = firsts[inverse]
        for row in np.flatnonzero(heads != np.arange(len(heads))):
            found[(int(heads[row]), int(row))] = None
    return list(found)


def _root(first: list[int], row: int) -> int:
    while first[row] != row:
        first[row] = first[first[row]]
        row = first[row]
    return row
