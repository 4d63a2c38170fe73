"""The articles and the assistant of one process: asked, read and changed by many threads.

The model and the folder are opened in the background; whoever comes earlier waits. Those who ask or read wait for
nobody; those who change the articles take turns.
"""

from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path
from threading import RLock

from assistant.names.directory import Directory
from assistant.names.timeline import Timeline
from assistant.service.router import Router
from assistant.summary.requests import Request
from assistant.summary.summaries import Length
from assistant.types import Answer, Digest, Turn
from retrieval.errors import DataBusy
from retrieval.indexing.indexer import Indexer
from retrieval.indexing.report import IndexReport
from retrieval.store.catalog import Catalog, Entry, Listed
from retrieval.store.folder import ADDED, Store
from retrieval.types import EVERYTHING, Article, Filter

_MOST_WITHDRAWN = 100


@dataclass(frozen=True, slots=True)
class Opened:
    """What a library works with; ``indexer`` is None where another process owns the folder."""

    store: Store
    assistant: Router
    indexer: Indexer | None


Opening = Callable[[], AbstractContextManager[Opened]]


class Library:
    """``start`` opens it in the background; every other method waits for that and raises what it raised."""

    def __init__(self, folder: Path, opening: Opening) -> None:
        self.folder = folder
        self._opening = opening
        self._changing = RLock()
        self._withdrawn: dict[str, bytes] = {}
        self._close = ExitStack()
        self._thread = ThreadPoolExecutor(1, "opening")
        self._opened: Future[Opened] = Future()

    def start(self) -> None:
        self._opened = self._thread.submit(lambda: self._close.enter_context(self._opening()))

    def close(self) -> None:
        self._thread.shutdown()
        with self._changing:
            self._close.close()

    @property
    def settled(self) -> bool:
        """Is it open, or has opening it failed?"""
        return self._opened.done()

    @property
    def _ready(self) -> Opened:
        problem = self._opened.exception()
        if problem is not None:
            raise problem.with_traceback(None)
        return self._opened.result()

    @property
    def _catalog(self) -> Catalog:
        return self._ready.store.catalog

    def stream(
        self, question: str, history: Sequence[Turn] = (), only: Filter = EVERYTHING, *, written: bool = True
    ) -> Generator[Answer]:
        """As ``Router.stream``."""
        return self._ready.assistant.stream(question, history, only, written=written)

    def summarize(self, identity: str, length: Length) -> Digest:
        """One article in this length, with its cards."""
        return self._ready.assistant.summarize(identity, length)

    def digest(self, request: Request, length: Length | None = None) -> Digest:
        """As ``Router.digest``."""
        return self._ready.assistant.digest(request, length)

    def counts(self) -> tuple[int, int]:
        """How many articles and passages there are."""
        return self._catalog.count_articles(), self._catalog.passages.count()

    def mode(self) -> str:
        return self._ready.assistant.mode

    def listed(self) -> list[Listed]:
        """All articles by id, without their texts."""
        return self._catalog.listed()

    def articles(self) -> list[Article]:
        return list(self._catalog.articles())

    def copies(self) -> dict[str, tuple[str, ...]]:
        """The articles that have copies, each with the others of its family."""
        return self._catalog.copies.all()

    def article(self, identity: str) -> Article:
        """One article; ``UnknownArticle`` where there is none of this id."""
        return self._catalog.article(identity)

    def copies_of(self, identity: str) -> tuple[str, ...]:
        """The other articles that print the same as one."""
        return self._catalog.copies.of(identity)

    def directory(self) -> Directory:
        """Whom and what the articles name."""
        return Directory(self._catalog)

    def timeline(self) -> Timeline:
        """The dated sentences of the articles, in order; on a topic too."""
        return Timeline(self._catalog, self._ready.assistant.places)

    def add(self, name: str, content: bytes) -> IndexReport:
        """Keep a file's content in the data folder and index it; a name that is taken is numbered.

        The file goes again where nothing in it was stored.
        """
        with self._changing:
            indexer = self._indexer()
            path = _keep(self.folder / ADDED, Path(name.replace("\0", " ")).name, content)
            try:
                return indexer.index([path])
            finally:
                if not self._catalog.digests(str(path.resolve())):
                    path.unlink()

    def remove(self, identity: str) -> Entry:
        """Take an article out, and the file that was kept for it; ``restore`` takes what this returns."""
        with self._changing:
            indexer = self._indexer()
            entry = self._catalog.entry(identity)
            kept = _content(Path(entry.article.source), self.folder / ADDED)
            indexer.remove([identity])
            if kept is not None:
                self._withdrawn[identity] = kept
                for forgotten in list(self._withdrawn)[:-_MOST_WITHDRAWN]:
                    del self._withdrawn[forgotten]
            return entry

    def restore(self, entry: Entry) -> None:
        """Put back an article that was taken out."""
        with self._changing:
            indexer, source = self._indexer(), Path(entry.article.source)
            kept = self._withdrawn.pop(entry.article.id, None)
            if kept is not None and not source.exists():
                source.write_bytes(kept)
            indexer.restore(entry)

    def _indexer(self) -> Indexer:
        indexer = self._ready.indexer
        if indexer is None:
            raise DataBusy(data=self.folder)
        return indexer


def _content(source: Path, folder: Path) -> bytes | None:
    """The bytes of a file that is kept in ``folder``; None of any other."""
    return source.read_bytes() if source.parent == folder.resolve() and source.is_file() else None


def _keep(folder: Path, name: str, content: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path, number = folder / name, 2
    while path.exists() and path.read_bytes() != content:
        path = folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
        number += 1
    path.write_bytes(content)
    return path
