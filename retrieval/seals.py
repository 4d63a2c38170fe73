"""A folder's files as they were left: their sizes, times and checksums, in one small file beside them.

A file that looks as it did is taken for whole where the folder is large, and is read where it is small; one that does
not is read, so that a folder that was copied is as good as before. What it does not know: what the files mean, and who
may have changed them.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_NAME = "SEAL.json"
_NO_FILES = (_NAME, f"{_NAME}.new")
_PASSING = (".lock", "-wal", "-shm", "-journal")
"""Endings of files that come and go while others are only read: locks, and what SQLite puts beside its own."""

_READ_ANYWAY = 64_000_000
"""Bytes of a folder that are read whole whenever it is looked at: some hundredths of a second."""


@dataclass(frozen=True, slots=True)
class _Left:
    """A file as it was left: its bytes, when it was modified in nanoseconds, its SHA-256."""

    size: int
    modified: int
    checksum: str


_LOOSE = _Left(0, 0, "")


def seal(folder: Path, holds: int = 0, loose: Collection[str] = ()) -> None:
    """Note every file of a folder as it is now, and how much it ``holds``; those that look as noted are not read again.

    Of files that are ``loose``, by name, because reading alone changes them, it is noted that they are there. Raises
    ``OSError`` where the note cannot be written.
    """
    known = _files(_noted(folder))
    files = {name: _LOOSE if path.name in loose else _left(path, known.get(name)) for name, path in _listed(folder)}
    _write(folder, {"holds": holds, "files": {name: _values(left) for name, left in files.items()}})


def unseal(folder: Path) -> None:
    """Note that the files are being changed, until they are sealed again; raises ``OSError``."""
    noted = _noted(folder)
    if noted.get("files") is not None and not noted.get("open"):
        _write(folder, noted | {"open": True})


def sealed(folder: Path) -> bool:
    """Is there a note of the files, and were they not being changed since?"""
    noted = _noted(folder)
    return bool(_files(noted)) and not noted.get("open")


def holds(folder: Path) -> int:
    """How much a folder was said to hold when it was sealed; 0 where it never was."""
    found = _noted(folder).get("holds")
    return found if isinstance(found, int) else 0


def flaw(folder: Path, *, thoroughly: bool = False) -> str:
    """Why the files may not be what they were, "" where they are; ``thoroughly``: all of them are read."""
    noted = _noted(folder)
    known = _files(noted)
    if not known:
        return "it has no seal"
    if noted.get("open"):
        return "it was being changed"
    try:
        return _difference(known, dict(_listed(folder)), thoroughly=thoroughly)
    except OSError as error:
        return str(error)


def _difference(known: Mapping[str, _Left], found: Mapping[str, Path], *, thoroughly: bool) -> str:
    if odd := sorted(known.keys() ^ found.keys()):
        return f"{odd[0]} {'is missing' if odd[0] in known else 'is new'}"
    every = thoroughly or sum(left.size for left in known.values()) <= _READ_ANYWAY
    for name, left in known.items():
        if left == _LOOSE:
            continue
        status = found[name].stat()
        if status.st_size != left.size:
            return f"{name} has {status.st_size} bytes, not {left.size}"
        looked_at = every or status.st_mtime_ns != left.modified
        if looked_at and _checksum(found[name]) != left.checksum:
            return f"{name} has another checksum"
    return ""


def _listed(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files below a folder, by relative name, but for those that come and go."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name not in _NO_FILES and not path.name.endswith(_PASSING):
            yield path.relative_to(folder).as_posix(), path


def _left(path: Path, known: _Left | None) -> _Left:
    status = path.stat()
    looks = status.st_size, status.st_mtime_ns
    if known and looks == (known.size, known.modified):
        return known
    return _Left(*looks, _checksum(path))


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _values(left: _Left) -> list[int | str]:
    return [left.size, left.modified, left.checksum]


def _noted(folder: Path) -> dict[str, object]:
    """What was written beside the files; nothing where that cannot be read."""
    with suppress(OSError, ValueError):
        noted = json.loads((folder / _NAME).read_bytes())
        if isinstance(noted, dict):
            return noted
    return {}


def _files(noted: Mapping[str, object]) -> dict[str, _Left]:
    files = noted.get("files")
    try:
        return {name: _Left(*values) for name, values in files.items()} if isinstance(files, dict) else {}
    except TypeError:
        return {}


def _write(folder: Path, noted: Mapping[str, object]) -> None:
    new = folder / f"{_NAME}.new"
    new.write_text(json.dumps(noted, ensure_ascii=False), "utf-8")
    new.replace(folder / _NAME)
