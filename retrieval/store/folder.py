"""One data folder opened: the catalog, and the two derived indexes brought in line with it.

A process that gets the folder's lock is its owner: it may write, and searches through Chroma. Beside an owner, or where
the folder cannot be written, a reader computes from the catalog and changes nothing. The system frees the lock when the
owner dies.
"""

from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from filelock import FileLock, Timeout

from retrieval.arabic import FOLDING_VERSION
from retrieval.errors import DataBusy, DataUnwritable, NothingIndexed
from retrieval.store.catalog import Catalog
from retrieval.store.derived import Derived, Kind
from retrieval.store.facets import Facets, Selection
from retrieval.store.keywords import KeywordIndex, TantivyKeywords
from retrieval.store.passages import indexed_text
from retrieval.store.vectors import ChromaVectors, ExactVectors, VectorIndex
from retrieval.types import Filter, Keys, Progress, Scored, Vectors

_CATALOG = "catalog.sqlite3"
_LOCK = "owner.lock"
_FEW_KEYS = 2000  # scored from the catalog without keeping all vectors in memory


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
        self.vectors: VectorIndex
        self.keywords: KeywordIndex
        self._facets: tuple[int, Facets] | None = None
        self._exact: tuple[int, ExactVectors] | None = None
        self._lock = lock
        vectors = Kind("vectors", "2", ChromaVectors, self._change_vectors, self._probe_vectors)
        keywords = Kind("keywords", FOLDING_VERSION, TantivyKeywords, self._change_keywords, self._probe_keywords)
        self._chroma = Derived(vectors, folder, catalog, progress)
        self._tantivy = Derived(keywords, folder, catalog, progress)

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
        """Open for asking: as owner where that is possible, else as reader."""
        if (folder / _CATALOG).exists():
            with suppress(DataBusy, DataUnwritable):
                return cls.own(folder, progress)
        store = cls(folder, cls.catalog_of(folder), None, progress)
        store._load_reader()
        return store

    @staticmethod
    def catalog_of(folder: Path) -> Catalog:
        """The catalog of a folder, to read from; ``NothingIndexed`` where there is none."""
        if not (folder / _CATALOG).exists():
            raise NothingIndexed(data=folder)
        return Catalog(folder / _CATALOG, writable=False)

    @classmethod
    def inspect(cls, folder: Path, progress: Progress) -> "Health":
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

    def _health(self) -> "Health":
        problems = [] if self.catalog.check() else ["catalog"]
        if self.owned and not self._chroma.is_whole():
            problems.append("vectors")
        if not self._tantivy.is_whole():
            problems.append("keywords")
        return Health(self.catalog.count_articles(), self.catalog.count_passages(), tuple(problems))

    def select(self, only: Filter) -> Selection | None:
        """The passages of a filter, None for all; raises ``UnknownArticle`` or ``UnknownOutlet``."""
        if not only:
            return None
        if self._facets is None or self._facets[0] != self.catalog.revision:
            self._facets = self.catalog.revision, Facets(self.catalog.facets())
        return self._facets[1].select(only)

    def nearest(self, vector: Vectors, count: int, among: Keys | None) -> list[Scored]:
        """The ``count`` nearest passages; exact where they are kept to ``among``."""
        if among is None:
            return self.vectors.search(vector, count)
        if len(among) <= _FEW_KEYS:
            return ExactVectors(*self.catalog.vectors(among.tolist())).search(vector, count)
        if self._exact is None or self._exact[0] != self.catalog.revision:
            self._exact = self.catalog.revision, self._all_exact()
        return self._exact[1].search(vector, count, among)

    def _all_exact(self) -> ExactVectors:
        return self.vectors if isinstance(self.vectors, ExactVectors) else ExactVectors(*self.catalog.vectors())

    @property
    def owned(self) -> bool:
        return self._lock is not None

    def close(self) -> None:
        self.vectors.close()
        self.keywords.close()
        self.catalog.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def sync(self) -> None:
        """Bring both indexes in line with the catalog, in place or rebuilt; the owner's work."""
        self.vectors = self._chroma.sync()
        self.keywords = self._tantivy.sync()

    def _load_reader(self) -> None:
        self.vectors = ExactVectors(*self.catalog.vectors())
        self.keywords = self._tantivy.open_if_current() or self._in_memory()

    def _in_memory(self) -> KeywordIndex:
        keywords = TantivyKeywords(None)
        self._change_keywords(keywords, self.catalog.keys(), ())
        return keywords

    def _change_vectors(self, index: ChromaVectors, added: Sequence[int], removed: Sequence[int]) -> None:
        index.change(*self.catalog.vectors(added), removed)

    def _change_keywords(self, index: TantivyKeywords, added: Sequence[int], removed: Sequence[int]) -> None:
        index.change(list(self._texts(added)), removed)

    def _texts(self, keys: Sequence[int]) -> list[tuple[int, str]]:
        texts = []
        for key, stored in self.catalog.stored(keys).items():
            article = self.catalog.article(stored.passage.article)
            texts.append((key, indexed_text(article, stored.passage)[0]))
        return texts

    def _probe_vectors(self, index: ChromaVectors, key: int) -> bool:
        _, vectors = self.catalog.vectors([key])
        best = index.search(vectors[0], 1)
        return bool(best) and best[0].score > 0.99

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
