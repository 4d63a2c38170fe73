"""From a path to articles: which files of a folder are read, and what is in them.

A file that cannot be read as articles is a ``Skipped`` with its reason, never an exception. A ``README`` inside a
folder describes the folder and is no article; named on its own it is read like any other file.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType, TracebackType
from zlib import crc32

from retrieval.errors import PathMissing, PathUnreadable
from retrieval.files.fields import Columns
from retrieval.files.formats import Formats, is_article_file, largest, stamp, stamps
from retrieval.files.reader import MOST_BYTES, Keep, Reading, Skipped
from retrieval.files.worker import Worker

_NO_COLUMNS: Columns = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Opened:
    """A file about to be read: the SHA-256 of its bytes, the reader with its version, and what it gives."""

    digest: str
    reader: str
    readings: Iterator[Reading]


class Files:
    """Reads files of all formats, none larger than ``most_bytes`` (of archives and such: many times that); ``keep``
    keeps the bytes of files that articles were taken out of. Close it."""

    def __init__(self, most_bytes: int = MOST_BYTES, keep: Keep | None = None) -> None:
        self._most_bytes = most_bytes
        self._keep = keep
        self._stamps = stamps()
        self._worker = Worker()

    def __enter__(self) -> "Files":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._worker.close()

    def stamps(self, columns: Columns) -> frozenset[str]:
        """The readers there are, with their versions, reading tables by these columns."""
        return frozenset(one + _told(columns) for one in self._stamps)

    def open(self, path: Path, columns: Columns = _NO_COLUMNS) -> Opened:
        """One file; ``columns`` says which columns of tables hold what.

        Ids are as the file gives them; making them unique among files is the caller's work.
        """
        try:
            if path.stat().st_size > largest(self._most_bytes):
                return Opened("", "", iter([Skipped(str(path), "too_large")]))
            content = path.read_bytes()
        except OSError:
            return Opened("", "", iter([Skipped(str(path), "unreadable")]))
        formats = Formats(columns, self._worker, keep=self._keep, most_bytes=self._most_bytes)
        reader = formats.choose(str(path), content)
        digest = hashlib.sha256(content).hexdigest()
        return Opened(digest, stamp(reader) + _told(columns) if reader else "", formats.read(str(path), content))


def _told(columns: Columns) -> str:
    """What columns add to the stamp of a reader: other columns read a table otherwise."""
    said = json.dumps(sorted(columns.items()), ensure_ascii=False)
    return f" {crc32(said.encode('utf-8', 'replace')):08x}" if columns else ""


def list_files(path: Path) -> list[Path]:
    """The article files of a folder and those below it, sorted, hidden ones left out; or the file itself."""
    if not path.exists():
        raise PathMissing(path=path)
    if path.is_file():
        return [path]
    found: list[Path] = []
    for folder, folders, names in os.walk(path, onerror=_raise_unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found.extend(Path(folder, name) for name in sorted(names) if is_article_file(name))
    return found


def read_file(path: Path) -> Iterator[Reading]:
    """What one file gives, read by itself."""
    with Files() as files:
        yield from files.open(path).readings


def _raise_unreadable(error: OSError) -> None:
    raise PathUnreadable(path=error.filename)
