"""All formats: which reader is a file's, by its content and then by its name; and reading that never raises."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import PurePath
from zlib import crc32

from retrieval.files import archives
from retrieval.files.archives import Allowance, Archives
from retrieval.files.books import Books
from retrieval.files.feeds import Feeds
from retrieval.files.fields import Columns
from retrieval.files.mail import Mail, MailFolder
from retrieval.files.pages import Pages, SavedPages
from retrieval.files.pdf import Pdf
from retrieval.files.reader import MOST_BYTES, Keep, Reader, Reading, Skipped, Step, Working
from retrieval.files.records import Records
from retrieval.files.tables import Delimited, Workbook
from retrieval.files.text import Text
from retrieval.files.warc import WebArchives
from retrieval.files.word import Word
from retrieval.files.worker import Worker
from retrieval.types import Article, Original

_DEEPEST = 4
"""How deep archives may lie in archives."""

_BY_NAME = (".csv", ".tsv", ".md", ".jsonl", ".ndjson", ".json")
"""Of a text of these names its beginning says nothing: a CSV may begin like anything."""

_log = logging.getLogger(__name__)


class Formats:
    """Reads any file of a known format; ``worker`` None reads all of them in this process.

    ``most_bytes`` may a text have; what other formats may is in proportion to it. ``keep`` is given the bytes of files
    that articles were taken out of; None leaves articles without their originals.
    """

    def __init__(
        self, columns: Columns, worker: Worker | None, depth: int = 0, allowance: Allowance | None = None, *,
        keep: Keep | None = None, most_bytes: int = MOST_BYTES,
    ) -> None:  # fmt: skip
        self._columns = columns
        self._worker = worker
        self._keep = keep
        self._depth = depth
        self._most_bytes = most_bytes
        self._allowance = allowance or Allowance()
        self.readers: tuple[Reader, ...] = (
            Pdf(), Word(), Workbook(columns), Books(), WebArchives(self._inside, self._allowance),
            Archives(self._inside, self._allowance, is_article_file), SavedPages(), MailFolder(self._inside),
            Mail(self._inside),
            Pages(), Feeds(), Records(columns), Delimited(columns), Text(),
        )  # fmt: skip

    def choose(self, name: str, content: bytes) -> Reader | None:
        """The reader of a file; None where it is of no known format. What cannot be told otherwise is text."""
        by_name = {reader.name: reader for reader in self.readers}
        suffix = PurePath(name).suffix.lower()
        named = next((reader for reader in self.readers if suffix in reader.suffixes), None)
        if packed := archives.kind(content):
            return by_name[packed]
        if named is None or suffix not in _BY_NAME:
            known = next((reader for reader in self.readers if reader.knows(content)), None)
            if known is not None and not (isinstance(named, Text) and isinstance(known, Records)):
                return known
        return named or (None if _is_foreign(content) else by_name["text"])

    def read(self, name: str, content: bytes) -> Iterator[Reading]:
        """The articles of a file, each with an id that none of them has; whatever is wrong with it is a reason."""
        taken: set[str] = set()
        reader = self.choose(name, content)
        for reading in self._read(reader, name, content):
            if isinstance(reading, Article):
                reading = _numbered(_whole(reading), taken)
                yield self._with_original(reading, name, content) if reader and reader.kept else reading
            elif not isinstance(reading, Working):
                yield reading

    def _with_original(self, article: Article, name: str, content: bytes) -> Article:
        """An article with the file it was taken out of, if it is not the file itself, and none inside the file."""
        if self._keep is None or article.original or article.text.encode() == content:
            return article
        return replace(article, original=Original(self._keep(content), PurePath(name).name))

    def _read(self, reader: Reader | None, name: str, content: bytes) -> Iterator[Step]:
        if reader is None:
            yield Skipped(name, "unknown_format")
        elif not content:
            yield Skipped(name, "empty")
        elif len(content) > reader.most_bytes * self._most_bytes // MOST_BYTES:
            yield Skipped(name, "too_large")
        elif reader.isolated and self._worker is not None:
            yield from self._worker.read(reader.name, name, content, dict(self._columns))
        else:
            yield from guarded(reader, name, content)

    def _inside(self, name: str, content: bytes) -> Iterator[Reading]:
        if self._depth == _DEEPEST:
            yield Skipped(name, "too_deep")
            return
        inside = Formats(
            self._columns, self._worker, self._depth + 1, self._allowance, keep=self._keep, most_bytes=self._most_bytes
        )  # fmt: skip
        yield from inside.read(name, content)


def largest(most_bytes: int = MOST_BYTES) -> int:
    """The size of the largest file of any format that is read, where a text may have so many bytes."""
    return max(reader.most_bytes for reader in Formats({}, None).readers) * most_bytes // MOST_BYTES


@cache
def suffixes() -> frozenset[str]:
    """How the names of files end that are read in a folder."""
    return frozenset(suffix for reader in Formats({}, None).readers for suffix in reader.suffixes)


def is_article_file(name: str) -> bool:
    """Whether a file of a folder, or a member of an archive, is to be read: by its name alone."""
    path = PurePath(name)
    return path.suffix.lower() in suffixes() and not name.startswith((".", "~")) and path.stem.upper() != "README"


def guarded(reader: Reader, name: str, content: bytes) -> Iterator[Step]:
    """What a reader gives, up to the place where it fails; that is a reason, for one file's damage is no other's."""
    try:
        yield from reader.read(name, content)
    except (GeneratorExit, KeyboardInterrupt, SystemExit):
        raise
    except MemoryError:
        yield Skipped(name, "too_much")
    except BaseException as error:  # a panic in a library of Rust is no Exception
        _log.debug("%s: %r", name, error)
        yield Skipped(name, "broken")


def read_with(reader: str, name: str, content: bytes, columns: dict[str, str]) -> Iterator[Step]:
    """A file by the reader of this name, in this process."""
    return guarded(next(one for one in Formats(columns, None).readers if one.name == reader), name, content)


def stamps() -> frozenset[str]:
    """What is noted of files that need no reading again: their readers as they are now, or with what may be installed
    beside them, for what that has read stays."""
    return frozenset(map(stamp, (*Formats({}, None).readers, Pdf(scans=True))))


def stamp(reader: Reader) -> str:
    """The reader with its version and what it has beside it; of one that reads what lies inside, with the versions of
    all."""
    if isinstance(reader, Pdf):
        return f"{reader.name} {reader.version}" + (" with scans" if reader.scans else "")
    all_readers = Formats({}, None).readers
    inside = crc32(" ".join(f"{one.name} {one.version}" for one in all_readers).encode())
    contains = isinstance(reader, Archives | WebArchives | Mail | MailFolder)
    return f"{reader.name} {reader.version}" + (f" {inside:08x}" if contains else "")


def _is_foreign(content: bytes) -> bool:
    """Whether nothing about some bytes is text: for files whose names say nothing."""
    return content.startswith(
        (b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x7fELF")
    )


def _whole(article: Article) -> Article:
    """Without half characters, which no text may have."""
    try:
        article.text.encode()
    except UnicodeEncodeError:
        return replace(article, text=article.text.encode("utf-8", "surrogatepass").decode("utf-8", "replace"))
    return article


def _numbered(article: Article, taken: set[str]) -> Article:
    """With an id that none before it has."""
    identity, number = article.id, 2
    while identity in taken:
        identity, number = f"{article.id}__{number}", number + 1
    taken.add(identity)
    return replace(article, id=identity) if identity != article.id else article
