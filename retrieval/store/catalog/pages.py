"""The records of an SQLite file read page by page, without SQLite: what one bad page says costs that page alone.

After the file format as SQLite documents it (sqlite.org/fileformat2.html): pages of table leaves, of index leaves and
of the insides of indexes hold records; a long one goes on in a chain of other pages. What it does not know: which table
a record is of, and whether it was deleted (it is overwritten then: see ``layout``); and what a log beside the file has.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

Value = None | int | float | str | bytes

_HEADER = b"SQLite format 3\0"
_PAGE = 4096
_FILE_HEADER = 100  # bytes at the beginning of the first page
_TABLE_LEAF, _INDEX_LEAF, _INDEX_INSIDE = 13, 10, 2
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_MOST = 200_000_000  # bytes of one record: what says that it is longer is damaged


@dataclass(frozen=True, slots=True)
class Record:
    """The values of one row of a table, with its number, or of an index, whose number is 0."""

    row: int
    values: tuple[Value, ...]


def records(path: Path) -> Iterator[Record]:
    """Every record that can be read, in the order of pages; texts that are not UTF-8 have U+FFFD in them."""
    with path.open("rb") as file:
        head = file.read(_FILE_HEADER)
        size = int.from_bytes(head[16:18], "big") if head.startswith(_HEADER) else _PAGE
        size = 65536 if size == 1 else size
        if size < 512 or size & (size - 1):
            size = _PAGE
        pages = _Pages(file, path.stat().st_size // size, size)
        for number in range(1, pages.count + 1):
            yield from pages.records(number)


class _Pages:
    def __init__(self, file: IO[bytes], count: int, size: int) -> None:
        self._file, self.count, self._size = file, count, size

    def records(self, number: int) -> Iterator[Record]:
        page = self._page(number)
        start = _FILE_HEADER if number == 1 else 0
        kind = page[start]
        if kind not in (_TABLE_LEAF, _INDEX_LEAF, _INDEX_INSIDE):
            return
        cells = int.from_bytes(page[start + 3 : start + 5], "big")
        first = start + (12 if kind == _INDEX_INSIDE else 8)
        for cell in range(min(cells, self._size // 4)):
            at = int.from_bytes(page[first + 2 * cell : first + 2 * cell + 2], "big")
            try:
                yield self._record(page, at, kind)
            except (IndexError, ValueError):
                continue

    def _record(self, page: bytes, at: int, kind: int) -> Record:
        at += 4 if kind == _INDEX_INSIDE else 0
        length, at = _varint(page, at)
        row = 0
        if kind == _TABLE_LEAF:
            row, at = _varint(page, at)
        return Record(row, _values(self._payload(page, at, length, table=kind == _TABLE_LEAF)))

    def _payload(self, page: bytes, at: int, length: int, *, table: bool) -> bytes:
        """A record's bytes: those on its page, and the rest from a chain of others."""
        if length > _MOST:
            raise ValueError(length)
        size = self._size
        most = size - 35 if table else (size - 12) * 64 // 255 - 23
        if length <= most:
            return _exactly(page[at : at + length], length)
        least = (size - 12) * 32 // 255 - 23
        local = least + (length - least) % (size - 4)
        local = local if local <= most else least
        content, following = bytearray(page[at : at + local]), int.from_bytes(page[at + local : at + local + 4], "big")
        while len(content) < length:
            if not 1 <= following <= self.count:
                raise ValueError(following)
            more = self._page(following)
            following = int.from_bytes(more[:4], "big")
            content += more[4 : 4 + length - len(content)]
        return bytes(content)

    def _page(self, number: int) -> bytes:
        self._file.seek((number - 1) * self._size)
        return self._file.read(self._size)


def _values(payload: bytes) -> tuple[Value, ...]:
    end, at = _varint(payload, 0)
    kinds = []
    while at < end:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    found = []
    for kind in kinds:
        value, at = _value(payload, at, kind)
        found.append(value)
    return tuple(found)


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind == 0:
        return None, at
    if kind in (8, 9):
        return kind - 8, at
    if kind == 7:
        return float("nan"), at + 8  # no column of ours is one
    if kind in _INTEGERS:
        end = at + _INTEGERS[kind]
        return int.from_bytes(_exactly(payload[at:end], _INTEGERS[kind]), "big", signed=True), end
    if kind < 12:
        raise ValueError(kind)
    length = (kind - 12) // 2
    content = _exactly(payload[at : at + length], length)
    return (content.decode("utf-8", "replace") if kind % 2 else content), at + length


def _varint(content: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends."""
    value = 0
    for read in range(8):
        byte = content[at + read]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + read + 1
    return value << 8 | content[at + 8], at + 9


def _exactly(content: bytes, length: int) -> bytes:
    if len(content) != length:
        raise ValueError(length)
    return content
