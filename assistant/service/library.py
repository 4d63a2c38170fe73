"""The articles and the assistant of one process: asked, read and changed by many threads.

The model and the folder are opened in the background; whoever comes earlier waits. Everything else takes turns: one
search takes milliseconds, and SQLite, Chroma and the model are each used by one thread at a time.
"""

from collections.abc import Callable, Generator, Sequence
from contextlib import AbstractContextManager, ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from threading import Event, RLock, Thread

from assistant.service.router import Router
from assistant.summary.requests import Request
from assistant.types import Answer, Digest, Turn
from retrieval.errors import DataBusy, IsnadError
from retrieval.indexing.indexer import Indexer, IndexReport
from retrieval.store.catalog import Entry, Listed
from retrieval.store.folder import Store
from retrieval.types import EVERYTHING, Article, Filter

ADDED = "added"
"""Where articles given to the page or the interface are kept, inside the data folder."""


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
        self._turn = RLock()
        self._settled = Event()
        self._close = ExitStack()
        self._opened: Opened | None = None
        self._problem: Exception | None = None

    def start(self) -> None:
        Thread(target=self._open, name="opening", daemon=True).start()

    def _open(self) -> None:
        try:
            self._opened = self._close.enter_context(self._opening())
        except (IsnadError, OSError) as error:
            self._problem = error
        finally:
            self._settled.set()

    def close(self) -> None:
        self._settled.wait()
        with self._turn:
            self._close.close()

    @property
    def settled(self) -> bool:
        """Is it open, or has opening it failed?"""
        return self._settled.is_set()

    def _ready(self) -> Opened:
        self._settled.wait()
        if self._opened is None:
            raise self._problem or RuntimeError("closed")
        return self._opened

    def stream(
        self, question: str, history: Sequence[Turn] = (), only: Filter = EVERYTHING, *, written: bool = True
    ) -> Generator[Answer]:
        """As ``Router.stream``; others get their turn between two snapshots."""
        snapshots = self._ready().assistant.stream(question, history, only, written=written)
        with closing(snapshots):
            while True:
                with self._turn:
                    snapshot = next(snapshots, None)
                if snapshot is None:
                    return
                yield snapshot

    def summarize(self, identity: str, words: int) -> Digest:
        """One article in short, with its cards."""
        with self._turn:
            return self._ready().assistant.summarize(identity, words)

    def digest(self, request: Request, words: int) -> Digest:
        """What the articles say on a topic, in short."""
        with self._turn:
            return self._ready().assistant.digest(request, words)

    def counts(self) -> tuple[int, int]:
        """How many articles and passages there are."""
        with self._turn:
            catalog = self._ready().store.catalog
            return catalog.count_articles(), catalog.count_passages()

    def mode(self) -> str:
        return self._ready().assistant.mode

    def listed(self) -> list[Listed]:
        """All articles by id, without their texts."""
        with self._turn:
            return list(self._ready().store.catalog.listed())

    def articles(self) -> list[Article]:
        with self._turn:
            return list(self._ready().store.catalog.articles())

    def copies(self) -> dict[str, tuple[str, ...]]:
        """The articles that have copies, each with the others of its family."""
        with self._turn:
            return self._ready().store.catalog.copies.all()

    def article(self, identity: str) -> Article:
        """One article; ``UnknownArticle`` where there is none of this id."""
        with self._turn:
            return self._ready().store.catalog.article(identity)

    def add(self, name: str, content: bytes) -> IndexReport:
        """Keep a file's content in the data folder and index it; a name that is taken is numbered."""
        with self._turn:
            indexer = self._indexer()
            path = _keep(self.folder / ADDED, Path(name).name, content)
            report = indexer.index([path])
            if not report.added + report.changed + report.unchanged:
                path.unlink()  # nothing in it could be read
            return report

    def remove(self, identity: str) -> Entry:
        """Take an article out; ``restore`` takes what this returns."""
        with self._turn:
            indexer = self._indexer()
            self._ready().store.catalog.article(identity)
            entry = self._ready().store.catalog.entry(identity)
            indexer.remove([identity])
            return entry

    def restore(self, entry: Entry) -> None:
        """Put back an article that was taken out."""
        with self._turn:
            self._indexer().restore(entry)

    def _indexer(self) -> Indexer:
        indexer = self._ready().indexer
        if indexer is None:
            raise DataBusy(data=self.folder)
        return indexer


def _keep(folder: Path, name: str, content: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path, number = folder / name, 2
    while path.exists() and path.read_bytes() != content:
        path = folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
        number += 1
    path.write_bytes(content)
    return path
