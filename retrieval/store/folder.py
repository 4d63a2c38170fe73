"""One data folder opened: the catalog, and the two derived indexes brought in line with it.

A process that gets the folder's lock is its owner: it may write, and searches through Chroma. Beside an owner, or where
the folder cannot be written, a guest computes from the catalog and changes nothing. The system frees the lock when the
owner dies. Any number of threads may search; ``sync`` is for the one that has written.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from filelock import FileLock, Timeout

from retrieval.arabic import FOLDING_VERSION
from retrieval.errors import DataBusy, DataUnwritable, NothingIndexed
from retrieval.store.catalog import Catalog
from retrieval.store.derived import Derived, Kind
from retrieval.store.facets import Facets, Selection
from retrieval.store.keywords import KeywordIndex, TantivyKeywords, Term
from retrieval.store.leased import Leased
from retrieval.store.passages import indexed_text
from retrieval.store.vectors import ChromaVectors, ExactVectors, VectorIndex
from retrieval.types import Filter, Keys, Progress, Scored, Vectors

_CATALOG = "catalog.sqlite3"
_LOCK = "owner.lock"
_INDEXES = ("vectors", "keywords")
_FEW_KEYS = 2000  # scored from the catalog without keeping all vectors in memory
_FOUND = 0.99  # a stored vector's cosine with itself, rounded to half precision, is above


@dataclass(frozen=True, slots=True)
class Health:
    """What a check found: the size of the catalog, and what is wrong ("catalog", "vectors", "keywords")."""

    articles: int
    passages: int
    problems: tuple[str, ...]


class Store:
    """Use ``Store.own`` to write, ``Store.read`` to ask; close it, or use it as a context manager."""

    def __init__(self, folder: Path, catalog: Catalog, lock: FileLock | None, progress: Progress) -> None:
        self.folder = folder
        self.catalog = catalog
        self._lock = lock
        self._vectors: Leased[VectorIndex] = Leased()
        self._keywords: Leased[KeywordIndex] = Leased()
        self._facets: tuple[int, Facets] | None = None
        self._exact: tuple[int, ExactVectors] | None = None
        vectors = Kind("vectors", "2", ChromaVectors, self._change_vectors, self._probe_vectors)
        keywords = Kind("keywords", FOLDING_VERSION, TantivyKeywords, self._change_keywords, self._probe_keywords)
        self._chroma = Derived(vectors, folder, catalog, self._vectors.put, progress)
        self._tantivy = Derived(keywords, folder, catalog, self._keywords.put, progress)

    @classmethod
    def own(cls, folder: Path, progress: Progress, *, wait: float = 0.0) -> Self:
        """Open for writing; ``DataBusy`` if another process still owns the folder after ``wait`` seconds."""
        with ExitStack() as undo:
            lock = _locked(folder, wait)
            undo.callback(lock.release)
            catalog = Catalog(folder / _CATALOG)
            undo.callback(catalog.close)
            store = cls(folder, catalog, lock, progress)
            store.sync()
            undo.pop_all()
        return store

    @classmethod
    def read(cls, folder: Path, progress: Progress) -> Self:
        """Open for asking: as owner where that is possible, else as guest."""
        if (folder / _CATALOG).exists():
            with suppress(DataBusy, DataUnwritable):
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
        """The catalog of a folder, to read from; ``NothingIndexed`` where there is none."""
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
            return cls(folder, catalog, lock, progress)._health()
        finally:
            catalog.close()
            if lock is not None:
                lock.release()

    def holds(self, path: Path) -> bool:
        """Whether a file is part of an index of this folder, and so no article."""
        return any(path.is_relative_to(self.folder.resolve() / name) for name in _INDEXES)

    def _health(self) -> Health:
        problems = [] if self.catalog.check() else ["catalog"]
        if self.owned and not self._chroma.is_whole():
            problems.append("vectors")
        if not self._tantivy.is_whole():
            problems.append("keywords")
        return Health(self.catalog.count_articles(), self.catalog.passages.count(), tuple(problems))

    def select(self, only: Filter) -> Selection | None:
        """The passages of a filter, None for all; raises ``UnknownArticle`` or ``UnknownOutlet``."""
        if not only:
            return None
        revision = self.catalog.revision
        known, facets = self._facets or (-1, None)
        if facets is None or known != revision:
            facets = Facets(self.catalog.facets())
            self._facets = revision, facets
        return facets.select(only)

    def nearest(self, vector: Vectors, count: int, among: Keys | None = None) -> list[Scored]:
        """The ``count`` nearest passages; exact where they are kept to ``among``."""
        if among is None:
            with self._vectors.use() as vectors:
                return vectors.search(vector, count)
        if len(among) <= _FEW_KEYS:
            return ExactVectors(*self.catalog.passages.vectors(among.tolist())).search(vector, count)
        return self._all_exact().search(vector, count, among)

    def _all_exact(self) -> ExactVectors:
        with self._vectors.use() as vectors:
            if isinstance(vectors, ExactVectors):
                return vectors
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
        index.change(self._texts(added), removed)

    def _texts(self, keys: Sequence[int]) -> list[tuple[int, str]]:
        stored = self.catalog.passages.stored(keys)
        return [(key, indexed_text(one.article, one.passage)[0]) for key, one in stored.items()]

    def _probe_vectors(self, index: ChromaVectors, key: int) -> bool:
        _, vectors = self.catalog.passages.vectors([key])
        best = index.search(vectors[0], 1)
        return bool(best) and best[0].score > _FOUND

    def _probe_keywords(self, index: TantivyKeywords, key: int) -> bool:
        ((_, text),) = self._texts([key])
        return bool(index.search(text[:200], 1)) or not text.strip()


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
