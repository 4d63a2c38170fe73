"""The articles and the assistant of one process: asked, read and changed by many threads.

The model and the folder are opened in the background; whoever comes earlier waits. Those who ask or read wait for
nobody. What changes the articles is done by one thread, between whose steps those who ask go first.
"""

from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from assistant.errors import Interrupted
from assistant.names.directory import Directory
from assistant.names.timeline import Timeline
from assistant.service.finding import PER_PAGE, Finder
from assistant.service.folders import Folders
from assistant.service.jobs import Job, Jobs
from assistant.service.news import NewsDesk
from assistant.service.priority import Priority
from assistant.service.router import Router
from assistant.service.uploads import Uploads
from assistant.summary.requests import Request
from assistant.summary.summaries import Length
from assistant.types import Answer, Digest, Kept, Matches, News, Summary, Turn, Verdict
from retrieval.errors import DataBusy, NoArticles, NoPicture
from retrieval.files.reader import MOST_BYTES
from retrieval.files.worker import Stopped, Worker
from retrieval.indexing.indexer import Indexer
from retrieval.indexing.progress import Step
from retrieval.indexing.report import IndexReport
from retrieval.search.articles import Order
from retrieval.store.catalog import Catalog, Entry, Listed
from retrieval.store.folder import ADDED, Store
from retrieval.store.saved import SavedFile, SavedKind
from retrieval.types import EVERYTHING, Article, Filter, Span

_SMALL = 300_000
"""Files of so many bytes together overtake a job that is running."""
_MOST_WITHDRAWN = 100

_DRAWING_SECONDS = 20.0
"""The longest a page may take to be drawn."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a library works with; ``indexer`` is None where another process owns the folder."""

    store: Store
    assistant: Router
    indexer: Indexer | None


Opening = Callable[[], AbstractContextManager[Opened]]


class Library:
    """``start`` opens it in the background; every other method waits for that and raises what it raised.

    ``watched``: folders to be watched beside those that the data folder names; ``most_bytes`` may a text have.
    """

    def __init__(
        self, folder: Path, opening: Opening, watched: Iterable[Path] = (), most_bytes: int = MOST_BYTES
    ) -> None:
        self.folder = folder
        self.most_bytes = most_bytes
        self._opening = opening
        self._withdrawn: dict[str, bytes] = {}
        self._close = ExitStack()
        self._thread = ThreadPoolExecutor(1, "opening")
        self._opened: Future[Opened] = Future()
        self._priority = Priority()
        self.jobs = Jobs(self._priority)
        self._uploads = Uploads(folder)
        self._folders = Folders(folder, self.jobs, self._read_folder, watched)
        self._closing = Event()
        self._drawing = Worker(_DRAWING_SECONDS)

    def start(self) -> None:
        self._opened = self._thread.submit(self._open)

    def _open(self) -> Opened:
        opened = self._close.enter_context(self._opening())
        if opened.indexer is not None:
            if awaited := self._uploads.awaited():
                self._submit(awaited)
            self._folders.start()
        return opened

    def close(self) -> None:
        """End what runs, keeping what it has done; what was given and is not indexed yet is, at the next start."""
        self._closing.set()
        self._thread.shutdown()
        self._folders.stop()
        self.jobs.close()
        self._folders.join()
        self._drawing.close()
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
        """As ``Router.stream``; whatever else is to be done waits meanwhile."""
        return self._first(self._ready.assistant.stream(question, history, only, written=written))

    def _first(self, answers: Generator[Answer]) -> Generator[Answer]:
        with closing(answers):
            while True:
                with self._priority.asking():
                    answer = next(answers, None)
                if answer is None:
                    return
                yield answer

    def answer(
        self, question: str, history: Sequence[Turn] = (), only: Filter = EVERYTHING, *, written: bool = True
    ) -> Answer:
        """The last snapshot of ``stream``."""
        *_, last = self.stream(question, history, only, written=written)
        return last

    def summary(self, identity: str, length: Length, *, written: bool = True) -> Summary:
        """As ``Router.summary``."""
        with self._priority.asking():
            return self._ready.assistant.summary(identity, length, written=written)

    def check(self, sentence: str, quotes: Sequence[str]) -> Verdict:
        """Do quotes support a sentence?"""
        with self._priority.asking():
            return self._ready.assistant.check(sentence, quotes)

    def summarize(self, identity: str, length: Length) -> Digest:
        """One article in this length, with its cards."""
        with self._priority.asking():
            return self._ready.assistant.summarize(identity, length)

    def digest(self, request: Request, length: Length | None = None) -> Digest:
        """As ``Router.digest``."""
        with self._priority.asking():
            return self._ready.assistant.digest(request, length)

    def find(self, query: str, order: Order = "fit", page: int = 1, per_page: int = PER_PAGE) -> Matches:
        """As ``Finder.find``."""
        return Finder(self._ready.store).find(query, order, page, per_page)

    def save(self, text: str, kind: SavedKind | None = None) -> Kept:
        """As ``NewsDesk.save``."""
        return self._desk.save(text, kind)

    def kept(self) -> list[Kept]:
        """The questions and searches that are saved."""
        return self._desk.kept()

    def forget(self, number: int) -> Kept:
        """As ``NewsDesk.remove``."""
        return self._desk.remove(number)

    def news(self, *, look: bool = True) -> list[News]:
        """As ``NewsDesk.news``."""
        opened = self._ready
        return self._desk.news(Finder(opened.store), opened.assistant, look=look)

    @property
    def _desk(self) -> NewsDesk:
        return NewsDesk(SavedFile(self.folder), self._catalog)

    def counts(self) -> tuple[int, int]:
        """How many articles and passages there are."""
        return self._catalog.count_articles(), self._catalog.passages.count()

    def mode(self) -> str:
        return self._ready.assistant.mode

    def revision(self) -> int:
        """Grows with every change of the articles."""
        return self._catalog.revision

    def listed(self) -> list[Listed]:
        """All articles by id, without their texts."""
        return self._catalog.listed()

    def some(self, after: str, count: int) -> list[Article]:
        """At most ``count`` articles whose ids come after this one, by id."""
        return self._catalog.some(after, count)

    def articles(self) -> list[Article]:
        return list(self._catalog.articles())

    def copies(self) -> dict[str, tuple[str, ...]]:
        """The articles that have copies, each with the others of its family."""
        return self._catalog.copies.all()

    def article(self, identity: str) -> Article:
        """One article; ``UnknownArticle`` where there is none of this id."""
        return self._catalog.article(identity)

    def original(self, identity: str) -> tuple[str, bytes]:
        """The name and bytes of the file that an article was taken out of.

        Raises ``UnknownArticle``, ``NoOriginal`` or ``OriginalLost``.
        """
        article = self._catalog.article(identity)
        content = self._ready.store.originals.of(article)
        return article.original.name if article.original else "", content

    def picture(self, identity: str, number: int, spans: Sequence[Span] = ()) -> bytes:
        """A page, from 1, of an article's file as a picture (PNG), the words at ``spans`` of the article marked on it.

        Raises what ``original`` raises, or ``NoPicture``.
        """
        article = self._catalog.article(identity)
        content = self._ready.store.originals.of(article)
        if not 0 < number <= len(article.pages):
            raise NoPicture(article=identity, page=number)
        start, end = article.page_bounds(number)
        inside = [(max(a, start) - start, min(b, end) - start) for a, b in spans if a < end and b > start]
        try:
            return bytes(self._drawing.call("draw", content, number, article.text[start:end], inside)[0])
        except (Stopped, IndexError) as error:
            raise NoPicture(article=identity, page=number) from error

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

        The file goes again where nothing in it was stored. Raises ``Interrupted`` where the job was cancelled.
        """
        self._indexer()
        job = self._taken_in([self._uploads.keep(name, content)]).result()
        if job.error is not None:
            raise job.error
        if job.report is None or job.report.cancelled:
            raise Interrupted
        return job.report

    def submit(self, files: Sequence[tuple[str, Path]]) -> None:
        """Take in files, each a name and where its content lies, in a job; as ``add``."""
        self._indexer()
        self._taken_in([self._uploads.keep(name, content) for name, content in files])

    def remove(self, identity: str) -> Entry:
        """Take an article out, and the file that was kept for it; ``restore`` takes what this returns."""
        indexer = self._indexer()

        def work() -> Entry:
            entry = self._catalog.entry(identity)
            kept = _content(Path(entry.article.source), self.folder / ADDED)
            indexer.remove([identity])
            if kept is not None:
                self._withdrawn[identity] = kept
                for forgotten in list(self._withdrawn)[:-_MOST_WITHDRAWN]:
                    del self._withdrawn[forgotten]
            return entry

        entry: Entry = self.jobs.at_once(work)
        return entry

    def restore(self, entry: Entry) -> None:
        """Put back an article that was taken out."""
        indexer = self._indexer()

        def work() -> None:
            source, kept = Path(entry.article.source), self._withdrawn.pop(entry.article.id, None)
            if kept is not None and not source.exists():
                source.write_bytes(kept)
            indexer.restore(entry)

        self.jobs.at_once(work)

    # folders

    def folders(self) -> list[Path]:
        """The folders that are watched."""
        return self._folders.all()

    def watch(self, folder: Path) -> None:
        """Watch a folder from now on, in later starts too; ``PathMissing`` where it is none."""
        self._indexer()
        self._folders.add(folder)

    def unwatch(self, folder: Path) -> None:
        """Watch a folder no more; its articles stay."""
        self._indexer()
        self._folders.remove(folder)

    def _read_folder(self, folder: Path, restless: frozenset[Path], step: Step) -> IndexReport:
        indexer = self._indexer()
        try:
            return indexer.index([folder], again=False, restless=restless, step=step)
        except NoArticles:
            return indexer.index([], step=step)  # nothing in it yet

    def _taken_in(self, paths: Sequence[Path]) -> "Future[Job]":
        self._uploads.expect(paths)
        return self._submit(paths)

    def _submit(self, paths: Sequence[Path]) -> "Future[Job]":
        small = sum(path.stat().st_size for path in paths) <= _SMALL
        name = paths[0].name + (" …" if len(paths) > 1 else "")
        return self.jobs.submit(name, lambda step: self._add(paths, step), small=small)

    def _add(self, paths: Sequence[Path], step: Step) -> IndexReport:
        indexer = self._indexer()
        finished = False
        try:
            report = indexer.index(paths, step=step)
            finished = True
        finally:
            if not self._closing.is_set() or (finished and not report.cancelled):
                for path in self._uploads.settle(paths, self._is_stored):
                    indexer.abandon(path)
        return report

    def _is_stored(self, path: Path) -> bool:
        return bool(self._catalog.digests(str(path)))

    def _indexer(self) -> Indexer:
        indexer = self._ready.indexer
        if indexer is None:
            raise DataBusy(data=self.folder)
        return indexer


def _content(source: Path, folder: Path) -> bytes | None:
    """The bytes of a file that is kept in ``folder``; None of any other."""
    return source.read_bytes() if source.parent == folder.resolve() and source.is_file() else None
