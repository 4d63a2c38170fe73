"""What can be read of a damaged catalog, in a new one: row by row, so that one bad page costs what stands on it alone.

An article is saved where its text has the checksum that was stored with it; its passages where theirs have, else they
are cut and embedded anew when the folder is next opened. The damaged file is kept beside the new one. What it does not
know: what a text was before it was damaged; its file has to be indexed again.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from retrieval.errors import DataDamaged
from retrieval.store.catalog.catalog import Catalog
from retrieval.store.catalog.checksums import rows_digest
from retrieval.store.catalog.passages import ARTICLE, PASSAGE, SENTENCE, article_of, whole

UNFINISHED = ".salvage-"
"""What the folder is called in which a new catalog is made."""

_BOOKKEEPING = "local_id, digest, stamp"
_MOST_PAGES = 1 << 12  # what SQLite may be asked to find in the dark


@dataclass(frozen=True, slots=True)
class Salvage:
    """How many articles were saved, which are lost by id, their files, and where the damaged catalog is kept."""

    saved: int
    lost: tuple[str, ...]
    sources: tuple[str, ...]
    aside: Path


def salvage(path: Path) -> Salvage:
    """Put a new catalog with what can be read of a damaged one in its place; only the folder's owner may."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=UNFINISHED, ignore_cleanup_errors=True) as folder:
        old, new = Path(folder) / "old", Path(folder) / "new"
        for ending in ("", "-wal"):
            if path.with_name(path.name + ending).exists():
                shutil.copyfile(path.with_name(path.name + ending), old.with_name(old.name + ending))
        with closing(Catalog(new)) as catalog, closing(_Wreck(old)) as wreck:
            saved, lost, sources = _saved(wreck, catalog)
        return Salvage(saved, lost, sources, _replaced(path, new))


def _saved(wreck: "_Wreck", catalog: Catalog) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    known, saved, keys = wreck.identities(), set[str](), set[int]()
    with catalog.transaction():
        for row in wreck.articles():
            try:
                article = whole(article_of(row[3:]), row[1], wreck.path)
            except (DataDamaged, ValueError, TypeError, AttributeError):
                known |= {row[3]: row[6]} if isinstance(row[3], str) else {}
                continue
            sentences, passages = wreck.rows(article.id)
            own = {key for key, *_ in passages}
            alone = len(own) == len(passages) and not own & keys and all(isinstance(key, int) for key in own)
            catalog.adopt(row, *((sentences, passages) if alone else ((), ())))
            keys |= own
            saved.add(article.id)
    lost = {identity: source for identity, source in known.items() if identity not in saved}
    sources = {source for source in lost.values() if isinstance(source, str) and source}
    with catalog.transaction():
        for state in wreck.files():
            if state[0] not in sources and isinstance(state[0], str):
                catalog.adopt_file(state)
        catalog.set_meta("revision", str(wreck.revision() + 1))
    return len(saved), tuple(sorted(lost)), tuple(sorted(sources))


def _replaced(path: Path, new: Path) -> Path:
    """Put the new file in the place of the damaged one; where that is kept. Its log goes before the new one comes."""
    names = (path.with_name(f"{path.name}.damaged-{number}") for number in count(1))
    aside = next(name for name in names if not name.exists())
    shutil.copyfile(path, aside)
    for ending in ("-wal", "-shm"):
        log = path.with_name(path.name + ending)
        if log.exists():
            log.rename(aside.with_name(aside.name + ending))
    new.replace(path)
    return aside


class _Wreck:
    """A damaged catalog, read as far as that goes: what SQLite cannot read is left out."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.text_factory = _text

    def close(self) -> None:
        self._connection.close()

    def articles(self) -> Iterator[tuple[Any, ...]]:
        """Every article that can be read, its bookkeeping first."""
        query = f"SELECT {_BOOKKEEPING}, {ARTICLE} FROM articles WHERE rowid = ?"
        for number in range(1, self._last("articles") + 1):
            yield from self._rows(query, (number,))

    def identities(self) -> dict[str, str]:
        """The articles by id that the file knows of, wherever it says so, with the file each was read from."""
        known: dict[str, str] = {}
        for query in (
            "SELECT id, '' FROM articles INDEXED BY articles_listed",
            "SELECT DISTINCT article, '' FROM passages INDEXED BY passages_by_article",
            "SELECT article, '' FROM checksums",
            "SELECT id, source FROM articles",
        ):
            known |= {identity: source for identity, source in self._rows(query) if isinstance(identity, str)}
        return known

    def rows(self, article: str) -> tuple[list[Sequence[Any]], list[Sequence[Any]]]:
        """An article's sentences, and its passages with their keys; none where they are not as they were stored."""
        sentences = self._rows(f"SELECT {SENTENCE} FROM sentences WHERE article = ? ORDER BY number", (article,))
        passages = self._rows(f"SELECT key, {PASSAGE} FROM passages WHERE article = ? ORDER BY number", (article,))
        known = self._rows("SELECT rows FROM checksums WHERE article = ?", (article,))
        try:
            right = [(rows_digest(sentences, (row[1:] for row in passages)),)] == known
        except (TypeError, ValueError):
            right = False
        return (sentences, passages) if right else ([], [])

    def files(self) -> list[Sequence[Any]]:
        return self._rows("SELECT path, size, modified, digest, reader FROM files")

    def revision(self) -> int:
        with suppress(ValueError, IndexError):
            return int(self._rows("SELECT value FROM meta WHERE name = 'revision'")[0][0])
        return _MOST_PAGES

    def _last(self, table: str) -> int:
        """The highest row number of a table, or one that is high enough."""
        found = self._rows(f"SELECT max(rowid) FROM {table}")
        if found and isinstance(found[0][0], int):
            return found[0][0]
        return 0 if found else _MOST_PAGES

    def _rows(self, query: str, values: Sequence[Any] = ()) -> list[Sequence[Any]]:
        rows: list[Sequence[Any]] = []
        with suppress(sqlite3.DatabaseError):
            cursor = self._connection.execute(query, values)
            while (row := cursor.fetchone()) is not None:
                rows.append(row)
        return rows


def _text(content: bytes) -> str:
    """A text as it stands; what is no UTF-8 in it is marked, so that it has another checksum."""
    return content.decode("utf-8", "replace")
