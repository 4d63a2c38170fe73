"""ZIP, TAR and GZIP: what lies inside is read as if it lay in a folder. Nothing is unpacked to the disk.

Members, bytes, their ratio to the archive and archives inside archives have limits, which hold for all that one file
brings; a member's name is told and never used as a path. What it does not know: RAR, 7z, encrypted members.
"""

import gzip
import tarfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import IO
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo, is_zipfile

from retrieval.files.decoding import decode
from retrieval.files.reader import MOST_BYTES, Inside, Reading, Skipped, placed

UNREADABLE = (
    BadZipFile, LargeZipFile, tarfile.TarError, zlib.error, OSError, EOFError, ValueError, KeyError, IndexError,
    NotImplementedError, RuntimeError,
)  # fmt: skip
"""What the standard library raises at a broken or encrypted archive."""

_MOST_MEMBERS = 20_000
_MOST_UNPACKED = 1_000_000_000
_MOST_RATIO = 200
_SMALL = 1_000_000
"""Below so many bytes no ratio is too high: a short text of one letter packs well."""

_BLOCK = 1 << 16
_ENCRYPTED, _UNICODE = 0x1, 0x800
_MEMBERS = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "sheets",
    "xl/workbook.bin": "sheets",
    "META-INF/container.xml": "epub",
}
_TYPES = {"application/epub+zip": "epub", "application/vnd.oasis.opendocument.spreadsheet": "sheets"}


@dataclass(slots=True)
class Allowance:
    """What one file may still bring out of archives, those inside it too."""

    members: int = _MOST_MEMBERS
    unpacked: int = _MOST_UNPACKED

    def take(self, size: int) -> bool:
        """Whether another member of this size may be read; it is counted."""
        self.members -= 1
        self.unpacked -= size
        return self.members >= 0 and self.unpacked >= 0


def kind(content: bytes) -> str:
    """The reader of what is in a ZIP: a document of its own format, else ``archive``; "" of what is no ZIP."""
    if not content.startswith(b"PK\x03\x04"):
        return ""
    try:
        with ZipFile(BytesIO(content)) as parts:
            names = frozenset(parts.namelist())
            if "mimetype" in names:
                stated = parts.open("mimetype").read(100).decode("ascii", "replace").strip()
                if stated in _TYPES:
                    return _TYPES[stated]
    except UNREADABLE:
        return ""
    return next((reader for member, reader in _MEMBERS.items() if member in names), "archive")


class Archives:
    """``inside`` reads the members whose names are ``wanted``; what is unpacked is taken from ``allowance``."""

    name, version = "archive", 1
    suffixes = (".zip", ".tar", ".tgz", ".gz")
    most_bytes, isolated, kept = MOST_BYTES * 10, False, False

    def __init__(self, inside: Inside, allowance: Allowance, wanted: Callable[[str], bool]) -> None:
        self._inside = inside
        self._allowance = allowance
        self._wanted = wanted

    def knows(self, content: bytes) -> bool:
        return content.startswith(b"\x1f\x8b") or content[257:262] == b"ustar" or kind(content) == "archive"

    def read(self, name: str, content: bytes) -> Iterator[Reading]:
        members = self._members(name, content)
        found = False
        for member in members:
            found = True
            if isinstance(member, Skipped):
                yield member
            else:
                yield from placed(name, member[0], self._inside(*member))
        if not found:
            yield Skipped(name, "empty")

    def _members(self, name: str, content: bytes) -> Iterator[tuple[str, bytes] | Skipped]:
        if is_zipfile(BytesIO(content)):
            yield from self._zipped(name, content)
        elif content.startswith(b"\x1f\x8b") and not _is_tarred(name, content):
            yield self._gunzipped(name, content)
        else:
            yield from self._tarred(name, content)

    def _is_wanted(self, member: str) -> bool:
        """As in a folder: nothing hidden, and nothing that a system adds."""
        *folders, name = PurePath(member).parts or ("",)
        hidden = any(folder.startswith((".", "__MACOSX")) and folder not in (".", "..") for folder in folders)
        return not hidden and self._wanted(name)

    def _zipped(self, name: str, content: bytes) -> Iterator[tuple[str, bytes] | Skipped]:
        with ZipFile(BytesIO(content)) as parts:
            for part in parts.infolist():
                member = _member_name(part)
                if part.is_dir() or not self._is_wanted(member):
                    continue
                if not self._allowance.take(part.file_size):
                    yield Skipped(name, "too_much")
                    return
                yield _unzipped(parts, part, f"{name}/{member}", member)

    def _tarred(self, name: str, content: bytes) -> Iterator[tuple[str, bytes] | Skipped]:
        with tarfile.open(fileobj=BytesIO(content), mode="r:*") as parts:
            for part in parts:
                member = _told(part.name)
                if not part.isfile() or not self._is_wanted(member):
                    continue
                if not self._allowance.take(part.size):
                    yield Skipped(name, "too_much")
                    return
                if part.size > MOST_BYTES:
                    yield Skipped(f"{name}/{member}", "too_large")
                    continue
                file = parts.extractfile(part)
                yield member, file.read() if file else b""

    def _gunzipped(self, name: str, content: bytes) -> tuple[str, bytes] | Skipped:
        most = min(MOST_BYTES, max(_SMALL, len(content) * _MOST_RATIO))
        with gzip.GzipFile(fileobj=BytesIO(content)) as file:
            unpacked = read_at_most(file, most)
        if unpacked is None or not self._allowance.take(len(unpacked)):
            return Skipped(name, "too_much")
        path = PurePath(name)
        return path.stem if path.suffix.lower() == ".gz" else path.name, unpacked


def read_at_most(file: IO[bytes] | gzip.GzipFile, most: int) -> bytes | None:
    """What a file holds, or None where that is more than ``most`` bytes, without reading much further."""
    pieces, size = [], 0
    while piece := file.read(_BLOCK):
        size += len(piece)
        if size > most:
            return None
        pieces.append(piece)
    return b"".join(pieces)


def _unzipped(parts: ZipFile, part: ZipInfo, where: str, member: str) -> tuple[str, bytes] | Skipped:
    if part.flag_bits & _ENCRYPTED:
        return Skipped(where, "encrypted")
    if part.file_size > MOST_BYTES:
        return Skipped(where, "too_large")
    most = min(MOST_BYTES, max(_SMALL, part.compress_size * _MOST_RATIO))
    try:
        with parts.open(part) as file:
            unpacked = read_at_most(file, most)
    except UNREADABLE:
        return Skipped(where, "broken")
    return Skipped(where, "too_much") if unpacked is None else (member, unpacked)


def _is_tarred(name: str, content: bytes) -> bool:
    """Whether a GZIP holds a TAR."""
    if name.lower().endswith((".tgz", ".tar.gz")):
        return True
    try:
        with gzip.GzipFile(fileobj=BytesIO(content)) as file:
            return file.read(262)[257:] == b"ustar"
    except UNREADABLE:
        return False


def _member_name(part: ZipInfo) -> str:
    """A name as it was written: without the flag of UTF-8 it is in whatever the writer's system had."""
    if part.flag_bits & _UNICODE or part.filename.isascii():
        return _told(part.filename)
    try:
        decoded = decode(part.filename.encode("cp437"))
    except UnicodeEncodeError:
        decoded = None
    return _told(decoded.text if decoded else part.filename)


def _told(name: str) -> str:
    """A member's name to be shown, without controls and half characters, and with one kind of slash."""
    whole = name.encode("utf-8", "replace").decode().replace("\\", "/")
    return "".join(character if character.isprintable() else "?" for character in whole) or "?"
