"""Whether the compressed parts of a PDF are whole: readers pass over those that are not, without a word.

What it does not know: parts that are not compressed, those packed in other ways, encrypted files.
"""

import re
import zlib
from collections.abc import Iterator

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_BEFORE = 400
"""Within so many bytes before it a stream says how it is packed."""

_MOST = 100_000_000
"""No further byte of what is unpacked is looked at."""

_STEP = 1 << 20


def is_damaged(content: bytes) -> bool:
    """Whether any part that is compressed cannot be unpacked to its end, or not to what was packed."""
    if b"/Encrypt" in content:
        return False
    left = _MOST
    for start in _compressed(content):
        size = _unpacked(content, start, left)
        if size is None:
            return True
        left -= size
        if left <= 0:
            break
    return False


def _compressed(content: bytes) -> Iterator[int]:
    """Where the streams begin that Flate alone has packed."""
    for match in _STREAM.finditer(content):
        said = content[max(0, match.start() - _BEFORE) : match.start()].rpartition(b" obj")[2]
        if re.search(rb"/Filter\s*\[?\s*/FlateDecode\s*\]?\s*[/>]", said):
            yield match.end()


def _unpacked(content: bytes, start: int, most: int) -> int | None:
    """How much a stream unpacks to, which is read no further than ``most``; None where it is broken."""
    unpacking, at, size = zlib.decompressobj(), start, 0
    try:
        while not unpacking.eof and size < most:
            packed = unpacking.unconsumed_tail or content[at : at + _STEP]
            at += 0 if unpacking.unconsumed_tail else _STEP
            if not packed:
                return None
            size += len(unpacking.decompress(packed, _STEP))
    except zlib.error:
        return None
    return size
