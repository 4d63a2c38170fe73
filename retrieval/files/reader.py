"""What reads one format, and what reading gives: articles, reasons why there is none, remarks on what was read.

A reader takes a file's name and bytes and knows nothing of folders, of the catalog or of how ids are made unique.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Protocol

from retrieval.types import Article

MOST_BYTES = 20_000_000
"""A larger file is skipped, where its reader says nothing else."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file, or a part of one (``path:line``, ``path/member``), that gave no article; ``reason`` is a key worded by
    the caller."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What to know of a file that was read; ``note`` is a key worded by the caller, with ``words`` in it.

    ``damaged`` where something of the file could not be read and is marked in the article.
    """

    path: str
    note: str
    words: str
    damaged: bool = False


def cut(path: str) -> Remark:
    """That a file lacks the end which its format has."""
    return Remark(path, "cut", "", damaged=True)


@dataclass(frozen=True, slots=True)
class Working:
    """Given between the steps of long work, so that it is not taken for one that hangs; it is told to nobody."""


Reading = Article | Skipped | Remark

Step = Reading | Working

Keep = Callable[[bytes], str]
"""Keeps a file's bytes; their SHA-256."""

Inside = Callable[[str, bytes], Iterator[Reading]]
"""Reads what lies inside another file, by its name there and its bytes."""


def placed(container: str, member: str, readings: Iterator[Reading]) -> Iterator[Reading]:
    """What a member gave, as given by its container: the source of an article is the file that holds it."""
    bare = PurePath(member).with_suffix("").as_posix().lstrip("./")
    for reading in readings:
        if not isinstance(reading, Article):
            yield replace(reading, path=f"{container}/{reading.path}")
            continue
        whole = reading.id == PurePath(member).stem
        yield replace(reading, id=bare.replace("/", "__") if whole else reading.id, source=container)


class Reader(Protocol):
    """Reads one format. A new ``version`` makes files be read again that an older one read."""

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> int: ...

    @property
    def suffixes(self) -> tuple[str, ...]: ...

    @property
    def most_bytes(self) -> int: ...

    @property
    def kept(self) -> bool:
        """Does a file say more than the articles out of it, so that it is worth keeping?"""

    @property
    def isolated(self) -> bool:
        """Read in a process of its own, by a library that may crash, hang or eat memory on a damaged file?"""

    def knows(self, content: bytes) -> bool:
        """Whether bytes are of this format, whatever the file is called."""

    def read(self, name: str, content: bytes) -> Iterator[Step]:
        """The articles of one file, their ``source`` its name. May raise whatever its library raises."""
