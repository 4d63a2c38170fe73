"""What can be read of a damaged catalog, in a new one: record by record, so that a bad page costs what stands on it.

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

from retrieval.errors import DataDamaged
from retrieval.store.catalog.catalog import Catalog
from retrieval.store.catalog.pages import Record, Value, records
from retrieval.store.catalog.passages import ARTICLE, article_of, whole

UNFINISHED = ".salvage-"
"""What the folder is called in which a new catalog is made."""

_FEWEST = 10  # columns of an article, in the first layout
_CHECKSUM = 32
_LATER = 1 << 20  # for a revision that cannot be read: above any that was


@dataclass(frozen=True, slots=True)
class Salvage:
    """How many articles were saved, which are lost by id, the files they came from where that is known, and where the
    damaged catalog is kept."""

    saved: int
    lost: tuple[str, ...]
    sources: tuple[str, ...]
    aside: Path


def salvage(path: Path) -> Salvage:
    """Put a new catalog with what can be read of a damaged one in its place; only the folder's owner may."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=UNFINISHED, ignore_cleanup_errors=True) as folder:
        old, new = _copied(path, Path(folder)), Path(folder) / "new"
        with closing(Catalog(new)) as catalog:
            saved, lost = _articles(old, catalog)
            _passages(old, catalog, saved)
            _bookkeeping(old, catalog)
        sources = sorted({source for source in lost.values() if source})
        return Salvage(len(saved), tuple(sorted(lost)), tuple(sources), _replaced(path, new))


def _copied(path: Path, folder: Path) -> Path:
    """A copy of a catalog into which its log has been written, as far as SQLite can."""
    old = folder / "old"
    for ending in ("", "-wal"):
        if path.with_name(path.name + ending).exists():
            shutil.copyfile(path.with_name(path.name + ending), folder / f"old{ending}")
    with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(old)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return old


def _articles(old: Path, catalog: Catalog) -> tuple[set[str], dict[str, str]]:
    """Save the articles that are as they were stored: their ids, and those of the others with their files."""
    saved, known, columns = set[str](), dict[str, str](), catalog.columns("articles")
    with catalog.transaction():
        for record in records(old):
            fields = _fields(record, columns)
            if fields is None:
                known |= dict.fromkeys(_named(record) - known.keys(), "")
                continue
            known[str(fields["id"])] = str(fields["source"])
            with suppress(DataDamaged, ValueError, TypeError, AttributeError):
                read = article_of([fields.get(name, "") for name in ARTICLE.split(", ")])
                article = whole(read, str(fields["digest"]), old)
                if article.id not in saved:
                    catalog.adopt("articles", fields)
                    saved.add(article.id)
    return saved, {identity: source for identity, source in known.items() if identity not in saved}


def _fields(record: Record, columns: Sequence[str]) -> dict[str, Value] | None:
    """The columns of an article; None of what is none. One that an earlier version stored may lack the last."""
    values = record.values
    if not record.row or not _FEWEST <= len(values) <= len(columns):
        return None
    return dict(zip(columns, values, strict=False)) if all(isinstance(one, str) for one in values[:_FEWEST]) else None


def _named(record: Record) -> set[str]:
    """The article that a record of a list or of a sentence names."""
    match record.values:
        case (str(identity), str(), str(), str(), int()) if not record.row:
            return {identity}
        case (str(identity), int(), int(), int(), int(), bytes()) if not record.row:
            return {identity}
    return set()


def _passages(old: Path, catalog: Catalog, saved: set[str]) -> None:
    """Save the sentences and passages of the saved articles, where they sum up to what was stored with them."""
    with catalog.transaction():
        for record in records(old):
            match record.values:
                case (str(identity), int(), int(), int(), int(), bytes()) if identity in saved and not record.row:
                    catalog.passages.adopt_sentence(record.values)
                case (None, str(identity), int(), int(), int(), bytes()) if identity in saved and record.row:
                    catalog.passages.adopt_passage((record.row, *record.values[1:]))
                case (str(identity), bytes(digest)) if identity in saved and len(digest) == _CHECKSUM:
                    catalog.passages.adopt_checksum(identity, digest)
        for identity in saved:
            if not catalog.passages.summed_up(identity):
                catalog.forget_passages(identity)


def _bookkeeping(old: Path, catalog: Catalog) -> None:
    """Note every file as one that has changed, so that it is read again; and a revision that was never used."""
    revision = _LATER
    with catalog.transaction():
        for record in records(old):
            match record.values:
                case (str(path), int(), int(), str(), str(), *_) if not record.row:
                    catalog.adopt("files", {"path": path, "size": -1, "modified": 0})
                case ("revision", str(value)) if value.isdecimal():
                    revision = int(value)
        catalog.set_meta("revision", str(revision + 1))


def _replaced(path: Path, new: Path) -> Path:
    """Put the new file in the place of the damaged one; where that is kept. Its log goes before the new one comes."""
    aside = next(name for name in _numbered(path) if not name.exists())
    shutil.copyfile(path, aside)
    for ending in ("-wal", "-shm"):
        log = path.with_name(path.name + ending)
        if log.exists():
            log.rename(aside.with_name(aside.name + ending))
    new.replace(path)
    return aside


def _numbered(path: Path) -> Iterator[Path]:
    return (path.with_name(f"{path.name}.damaged-{number}") for number in count(1))
