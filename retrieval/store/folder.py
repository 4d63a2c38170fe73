"""One data folder opened: the catalog, and the two derived indexes brought in line with it.

A process that gets the folder's lock is its owner: it may write, and searches through Chroma. Beside an owner, or where
the folder cannot be written, a guest computes from the catalog and changes nothing. The system frees the lock when the
owner dies. Any number of threads may search; ``sync`` is for the one that has written.
"""

import logging
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from filelock import FileLock, Timeout

from retrieval.arabic import FOLDING_VERSION
from retrieval.arabic.names import lookup_keys
from retrieval.arabic.spellings import SPELLINGS_VERSION, Wanted
from retrieval.errors import (
    CatalogMissing,
    DataBusy,
    DataDamaged,
    DataThere,
    DataUnwritable,
    IndexDamaged,
    IsnadError,
    NothingIndexed,
    UnknownName,
)
from retrieval.store import originals
from retrieval.store.backups import check_backup, put_back, write_backup
from retrieval.store.catalog import Catalog
from retrieval.store.catalog.salvage import UNFINISHED, Salvage, salvage
from retrieval.store.derived import Derived, Kind
from retrieval.store.facets import Facets, Selection
from retrieval.store.keywords import Field, KeywordIndex, TantivyKeywords, Term, question_terms
from retrieval.store.leased import Leased
from retrieval.store.originals import Originals
from retrieval.store.passages import indexed_text
from retrieval.store.vectors import ChromaVectors, ExactVectors, VectorIndex, changed_by_reading
from retrieval.types import Filter, Keys, Progress, Scored, Vectors

_LOG = logging.getLogger(__name__)
_CATALOG = "catalog.sqlite3"
_LOCK = "owner.lock"
_INDEXES = ("vectors", "keywords")
_INSIDE = (*_INDEXES, originals.FOLDER)
ADDED = "added"
"""Where articles given to the page or the interface are kept, inside the data folder."""
_FEW_KEYS = 2000  # scored from the catalog without keeping all vectors in memory
_AMONG = 20
_MOST_NEAR = 5
_FOUND = 0.99  # a stored vector's cosine with itself, rounded to half precision, is above


@dataclass(frozen=True, slots=True)
class Health:
    """What a check found: the size of the catalog, and what is wrong ("catalog", "vectors", "keywords", "model").

    ``damaged``: the articles that are not as they were stored; of a catalog that was mended, ``mended`` tells what of.
    """

    articles: int
    passages: int
    problems: tuple[str, ...]
    damaged: tuple[str, ...] = ()
    mended: Salvage | None = None


class Store:
    """Use ``Store.own`` to write, ``Store.read`` to ask; close it, or use it as a context manager."""

    def __init__(self, folder: Path, catalog: Catalog, lock: FileLock | None, progress: Progress) -> None:
        self.folder = folder
        self.catalog = catalog
        self._lock = lock
        self.originals = Originals(folder / originals.FOLDER)
        self._vectors: Leased[VectorIndex] = Leased()
        self._keywords: Leased[KeywordIndex] = Leased()
        self._facets: tuple[int, Facets] | None = None
        self._exact: tuple[int, ExactVectors] | None = None
        folded = f"{FOLDING_VERSION}.{SPELLINGS_VERSION}"
        vectors = Kind(
            "vectors",
            "2",
            ChromaVectors,
            self._change_vectors,
            self._probe_vectors,
            rests=False,
            loose=changed_by_reading,
        )
        keywords = Kind("keywords", folded, TantivyKeywords, self._change_keywords, self._probe_keywords, rests=True)
        self._chroma = Derived(vectors, folder, catalog, self._vectors.put, progress)
        self._tantivy = Derived(keywords, folder, catalog, self._keywords.put, progress)

    @classmethod
    def own(cls, folder: Path, progress: Progress, *, wait: float = 0.0) -> Self:
        """Open for writing; ``DataBusy`` if another process still owns the folder after ``wait`` seconds."""
        with ExitStack() as undo:
            lock = _locked(folder, wait)
            undo.callback(lock.release)
            _alarm(folder)
            _tidy(folder)
            catalog = Catalog(folder / _CATALOG)
            undo.callback(catalog.close)
            store = cls(folder, catalog, lock, progress)
            undo.callback(store._vectors.close)
            undo.callback(store._keywords.close)
            store._alarm_if_new()
            store.sync()
            store._sweep()
            undo.pop_all()
        return store

    @classmethod
    def read(cls, folder: Path, progress: Progress) -> Self:
        """Open for asking: as owner where that is possible, else as guest."""
        if (folder / _CATALOG).exists():
            with suppress(DataBusy, DataUnwritable, IndexDamaged):
                return cls.own(folder, progress)
        return cls.visit(folder, progress)

    @classmethod
    def visit(cls, folder: Path, progress: Progress) -> Self:
        """Open as guest, even where nobody owns the folder; what is changed later is not seen."""
        store = cls(folder, cls.catalog_of(folder), None, progress)
        store._open_as_guest()
        return store

    @staticmethod
    def catalog_of(folder: Path) -> Catalog:
        """The catalog of a folder, to read from; ``NothingIndexed`` where there is none, and never was."""
        _alarm(folder)
        if not (folder / _CATALOG).exists():
            raise NothingIndexed(data=folder)
        return Catalog(folder / _CATALOG, writable=False)

    @classmethod
    def inspect(cls, folder: Path, progress: Progress) -> Health:
        """Look without mending. Beside an owner the vector index is not looked at."""
        catalog = cls.catalog_of(folder)
        lock = None
        with suppress(DataBusy, DataUnwritable):
            lock = _locked(folder, 0)
        try:
            store = cls(folder, catalog, lock, progress)
            store._alarm_if_new()
            return store._health()
        finally:
            catalog.close()
            if lock is not None:
                lock.release()

    @classmethod
    def rescue(cls, folder: Path, *, wait: float = 0.0) -> Salvage | None:
        """Save what can be read of a damaged catalog in a new one; None where it is whole.

        Raises ``DataBusy`` beside an owner, ``CatalogMissing`` where there is nothing to save it from.
        """
        _alarm(folder)
        path = folder / _CATALOG
        if not path.exists():
            return None
        lock = _locked(folder, wait)
        try:
            if _is_whole(path):
                return None
            _forget_indexes(folder)  # a key may be used again for another passage
            return salvage(path)
        except OSError as error:
            raise DataUnwritable(data=folder, reason=error.strerror or str(error)) from error
        finally:
            lock.release()

    @classmethod
    def back_up(cls, folder: Path, target: Path) -> int:
        """Copy the catalog, and the files that were given to the page, to a new folder; how many articles are in it.

        Those who use the folder go on. Raises ``BackupExists``, and ``DataDamaged`` where the copy is not whole.
        """
        with closing(cls.catalog_of(folder)) as catalog:
            return write_backup(catalog, folder, target)

    @classmethod
    def restore(cls, backup: Path, folder: Path, *, wait: float = 0.0) -> None:
        """Put a backup in a folder's place; what damaged catalog stood there is kept beside it.

        Raises ``BackupDamaged``, and ``DataThere`` where the folder has articles of its own.
        """
        check_backup(backup)
        lock = _locked(folder, wait)
        try:
            path = folder / _CATALOG
            if path.exists() and path.stat().st_size and _is_whole(path) and _has_articles(path):
                raise DataThere(data=folder)
            _forget_indexes(folder)
            put_back(backup, folder)
        finally:
            lock.release()

    def discard_upload(self, source: str) -> None:
        """Remove a file that was given to the page, when none of its articles is left."""
        path = Path(source)
        inside = path.parent == (self.folder / ADDED).resolve()
        if inside and not self.catalog.digests(source):
            path.unlink(missing_ok=True)

    @classmethod
    def judge(cls, folder: Path, index: str, most: int, path: Path) -> str:
        """What is wrong with the files of an index at ``path``, beside the catalog; they may end the process."""
        catalog = cls.catalog_of(folder)
        store = cls(folder, catalog, None, lambda *_: None)
        with closing(catalog):
            return (store._chroma if index == store._chroma.name else store._tantivy).judge(path, most)

    def holds(self, path: Path) -> bool:
        """Whether a file is part of this folder's own, and so no article."""
        return any(path.is_relative_to(self.folder.resolve() / name) for name in _INSIDE)

    def _health(self) -> Health:
        whole = self.catalog.check()
        problems = [] if whole else ["catalog"]
        if self.owned and not self._chroma.is_whole():
            problems.append("vectors")
        if not self._tantivy.is_whole():
            problems.append("keywords")
        damaged = tuple(self.catalog.damaged()) if not whole else ()
        return Health(self.catalog.count_articles(), self.catalog.passages.count(), tuple(problems), damaged)

    def _alarm_if_new(self) -> None:
        """A catalog in which nothing was ever stored, beside indexes with passages, is not what they were made of."""
        new = self.catalog.revision <= 1 and not self.catalog.count_articles()
        if new and (self._chroma.held() or self._tantivy.held()):
            raise CatalogMissing(data=self.folder)

    def select(self, only: Filter) -> Selection | None:
        """The passages of a filter, None for all; raises ``UnknownArticle``, ``UnknownOutlet`` or ``UnknownName``."""
        if not only:
            return None
        selected = self.facets.select(only)
        for name in only.entities:
            selected = Selection(np.intersect1d(selected.keys, self._mentioning(name)), selected.left_out)
        return selected

    def _mentioning(self, name: str) -> Keys:
        """The passages that mention what is called so, in any spelling, ascending."""
        names = self.catalog.names
        found = names.called(lookup_keys(name))
        if not found:
            raise UnknownName(name=name, near="، ".join(names.beginning(lookup_keys(name), _MOST_NEAR)) or "-")
        return np.unique(np.array([key for one in found for key in names.passages(one.id)], np.int64))

    @property
    def facets(self) -> Facets:
        """The outlets and days of all passages, read once for each state of the catalog."""
        revision = self.catalog.revision
        known, facets = self._facets or (-1, None)
        if facets is None or known != revision:
            facets = Facets(self.catalog.facets())
            self._facets = revision, facets
        return facets

    def nearest(self, vector: Vectors, count: int, among: Keys | None = None) -> list[Scored]:
        """The ``count`` nearest passages; exact where they are kept to ``among``."""
        if among is None:
            try:
                with self._vectors.use() as vectors:
                    return vectors.search(vector, count)
            except IndexDamaged as damage:
                _LOG.warning("vectors: computed from the catalog until the folder is opened again: %s", damage)
                return self._computed().search(vector, count)
        if len(among) <= _FEW_KEYS:
            return ExactVectors(*self.catalog.passages.vectors(among.tolist())).search(vector, count)
        return self._all_exact().search(vector, count, among)

    def _all_exact(self) -> ExactVectors:
        with self._vectors.use() as vectors:
            if isinstance(vectors, ExactVectors):
                return vectors
        return self._computed()

    def _computed(self) -> ExactVectors:
        revision = self.catalog.revision
        known, exact = self._exact or (-1, None)
        if exact is None or known != revision:
            exact = ExactVectors(*self.catalog.passages.vectors())
            self._exact = revision, exact
        return exact

    def matching(self, question: str, count: int, among: Keys | None = None) -> list[Scored]:
        """The ``count`` best passages by keywords, of ``among`` where it is given."""
        with self._keywords.use() as keywords:
            return keywords.search(question, count, among)

    def articles(self) -> list[Scored]:
        """All articles, by the key of their first passage."""
        with self._keywords.use() as keywords:
            return keywords.articles()

    def phrase(self, field: Field, words: Sequence[Wanted]) -> list[Scored]:
        """The articles in whose title or text such words follow one another, by the key of their first passage."""
        with self._keywords.use() as keywords:
            return keywords.phrase(field, words)

    def near(self, field: Field, one: Wanted, other: Wanted, between: int) -> list[Scored]:
        """Those in which two words have at most so many others between them."""
        with self._keywords.use() as keywords:
            return keywords.near(field, one, other, between)

    def frequencies(self, terms: Iterable[Term]) -> dict[Term, int]:
        """In how many passages each term occurs."""
        with self._keywords.use() as keywords:
            return keywords.frequencies(terms)

    @contextmanager
    def indexes(self) -> Iterator[tuple[VectorIndex, KeywordIndex]]:
        """Both indexes in use, open until the block ends."""
        with self._vectors.use() as vectors, self._keywords.use() as keywords:
            yield vectors, keywords

    @property
    def owned(self) -> bool:
        return self._lock is not None

    def close(self) -> None:
        if self.owned:
            with suppress(IsnadError, OSError):  # the next owner will do it
                self._sweep()
        self._vectors.close()
        self._keywords.close()
        self.catalog.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def sync(self) -> None:
        """Bring both indexes in line with the catalog, in place or rebuilt; the owner's work."""
        self._chroma.sync()
        self._tantivy.sync()

    def _sweep(self) -> None:
        """Remove the originals of articles that are gone: not at once, for an article may be put back."""
        self.originals.sweep(self.catalog.originals())

    def _open_as_guest(self) -> None:
        exact = ExactVectors(*self.catalog.passages.vectors())
        self._vectors.put(exact, exact.close)
        keywords = self._tantivy.open_if_current() or self._in_memory()
        self._keywords.put(keywords, keywords.close)

    def _in_memory(self) -> TantivyKeywords:
        keywords = TantivyKeywords(None)
        self._change_keywords(keywords, self.catalog.passages.keys(), ())
        return keywords

    def _change_vectors(self, index: ChromaVectors, added: Sequence[int], removed: Sequence[int]) -> None:
        index.change(*self.catalog.passages.vectors(added), removed)

    def _change_keywords(self, index: TantivyKeywords, added: Sequence[int], removed: Sequence[int]) -> None:
        stored = self.catalog.passages.stored(added)
        texts = [(key, indexed_text(one.article, one.passage)[0]) for key, one in stored.items()]
        articles = {key: one.article for key, one in stored.items() if one.passage.number == 0}
        index.change(texts, removed, articles)

    def _probe_vectors(self, index: ChromaVectors, key: int) -> bool:
        """Is a passage among those that its own vector finds, or are there many others with the same?"""
        _, vectors = self.catalog.passages.vectors([key])
        found = index.search(vectors[0], _AMONG)
        mine = any(one.key == key and one.score > _FOUND for one in found)
        return mine or (len(found) == _AMONG and found[-1].score > _FOUND)

    def _probe_keywords(self, index: TantivyKeywords, key: int) -> bool:
        """Is a passage among those that its own words find, or as good as the last of them?"""
        (one,) = self.catalog.passages.stored([key]).values()
        text, _ = indexed_text(one.article, one.passage)
        found = index.search(text, _AMONG)
        if any(scored.key == key for scored in found) or not question_terms(text):
            return True
        own = index.search(text, 1, np.array([key]))
        return bool(own) and len(found) == _AMONG and own[0].score >= found[-1].score * _FOUND


def _alarm(folder: Path) -> None:
    """Raise ``CatalogMissing`` where the catalog is missing or empty, and indexes that were made of it are there."""
    path = folder / _CATALOG
    gone = not path.exists() or not path.stat().st_size
    if gone and any((folder / name / "CURRENT").exists() for name in _INDEXES):
        raise CatalogMissing(data=folder)


def _forget_indexes(folder: Path) -> None:
    for name in _INDEXES:
        shutil.rmtree(folder / name, ignore_errors=True)


def _tidy(folder: Path) -> None:
    """Remove what a rescue that was killed has left; for the owner."""
    for left in folder.glob(f"{UNFINISHED}*"):
        shutil.rmtree(left, ignore_errors=True)


def _is_whole(path: Path) -> bool:
    try:
        with closing(Catalog(path)) as catalog:
            return catalog.check()
    except (DataDamaged, NothingIndexed):
        return False


def _has_articles(path: Path) -> bool:
    with closing(Catalog(path)) as catalog:
        return bool(catalog.count_articles())


def _locked(folder: Path, wait: float) -> FileLock:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / _LOCK, thread_local=False)
        lock.acquire(timeout=wait)
    except Timeout as error:
        raise DataBusy(data=folder) from error
    except OSError as error:
        raise DataUnwritable(data=folder, reason=error.strerror) from error
    return lock
