"""Bringing a data folder in line with files: what is new or changed is cut, embedded and stored.

What has gone from a folder stays, unless it is to be pruned. Paths are looked at before anything is stored. However a
run ends, the derived indexes are brought in line with what it stored.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from retrieval.errors import NoArticles, UnknownArticle
from retrieval.files.articles import Files, list_files
from retrieval.files.fields import Columns
from retrieval.files.reader import MOST_BYTES
from retrieval.indexing.identities import Identities
from retrieval.indexing.progress import Cancelled, Step, unwatched
from retrieval.indexing.report import IndexReport
from retrieval.indexing.reprints import PERMUTATIONS, VERSION, families, signature
from retrieval.indexing.run import Run, file_state
from retrieval.store.catalog import Entry, FileState
from retrieval.store.folder import Store
from retrieval.types import Embedder, Progress


@dataclass(slots=True)
class _Root:
    """A path to index: its files, those that were read below it once and are gone, and those to be read now."""

    path: Path
    files: Sequence[Path]
    gone: Sequence[str]
    unread: Sequence[Path]
    columns: Mapping[str, Columns] = field(default_factory=dict)

    def columns_of(self, path: Path) -> Columns:
        """What was said of the columns of a file, or else of the nearest folder around it."""
        return next((self.columns[str(one)] for one in (path, *path.parents) if str(one) in self.columns), {})


class Indexer:
    """Writes to a store that this process owns; one call at a time, or one inside another between two steps.

    A text may have ``most_bytes``; what files of other formats may have is in proportion to it.
    """

    def __init__(self, store: Store, embedder: Embedder, progress: Progress, most_bytes: int = MOST_BYTES) -> None:
        self._store = store
        self._catalog = store.catalog
        self._embedder = embedder
        self._progress = progress
        self._most_bytes = most_bytes
        self._failed: dict[str, FileState] = {}
        self._given: set[str] = set()
        self._runs = 0

    def index(
        self, paths: Iterable[Path], columns: Columns | None = None, *, prune: bool = False, again: bool = True,
        restless: frozenset[Path] = frozenset(), step: Step = unwatched,
    ) -> IndexReport:  # fmt: skip
        """Add and update what the paths hold; how far that is, is told to ``step``.

        ``columns`` says which columns of their tables hold what, from now on; an empty one forgets that. ``prune``
        takes out what has gone from the folders. ``again`` reads anew what was taken out by hand, and what could not be
        read. ``restless`` files are left for later. Raises ``PathMissing``, ``PathUnreadable`` or ``NoArticles`` before
        anything is changed.
        """
        roots = [self._root(path.resolve(), restless) for path in paths]
        if columns is not None:
            self._remember(roots, columns)
        vanished, cancelled = list[str](), False
        with self._run(step) as run:
            try:
                self._renew(run)
                for root in roots:
                    self._sift(run, root, again=again)
                for root in roots:
                    self._read(run, root, root.unread)
                    vanished += self._gone(run, root, prune=prune)
                run.pause()
            except Cancelled:
                cancelled = True
        self._failed |= run.failed
        unread = [str(path) for root in roots for path in root.unread if str(path) not in run.done]
        return run.report(vanished, unread, cancelled=cancelled)

    def remove(self, targets: Iterable[str]) -> IndexReport:
        """Take out articles named by id, by file or by folder; ``UnknownArticle`` before anything is changed."""
        sources = self._catalog.sources()
        named = dict.fromkeys(article for target in targets for article in _named(target, sources))
        with self._run() as run:
            run.remove(named)
            run.take_out({sources[identity] for identity in named})
            run.flush()
            for source in {sources[identity] for identity in named}:
                self._store.discard_upload(source)
        return run.report()

    def abandon(self, path: Path) -> None:
        """Forget the vectors that are kept of a file which will not be indexed."""
        self._catalog.drafts.drop(str(path))

    def restore(self, entry: Entry) -> IndexReport:
        """Put back an article as it stood in the catalog."""
        with self._run() as run:
            run.restore(entry)
            run.flush()
        return run.report()

    def refresh(self) -> None:
        """Cut and embed anew, from the stored text, whatever another model or chunker made."""
        before = self._catalog.revision
        with Files() as files:
            self._renew(Run(self._catalog, self._embedder, files, unwatched))
        self._find_copies()
        if self._catalog.revision != before:
            self._store.sync()

    @contextmanager
    def _run(self, step: Step = unwatched) -> Iterator[Run]:
        self._runs += 1
        try:
            with Files(self._most_bytes, self._store.originals.put) as files:
                yield Run(self._catalog, self._embedder, files, step)
        finally:
            self._runs -= 1
            if not self._runs:
                self._given.clear()
            self._find_copies()
            self._store.sync()

    def _root(self, path: Path, restless: frozenset[Path]) -> _Root:
        files = [file for file in list_files(path) if not self._store.holds(file)]
        read = (Path(known) for known in self._catalog.files.all())
        gone = {str(known) for known in read if path in known.parents} - set(map(str, files))
        if not files and not gone:
            raise NoArticles(path=path)
        still = [file for file in files if file not in restless]
        return _Root(path, still, sorted(gone), still)

    def _remember(self, roots: Sequence[_Root], columns: Columns) -> None:
        with self._catalog.transaction():
            for root in roots:
                self._catalog.files.put_columns(str(root.path), columns)

    def _renew(self, run: Run) -> None:
        stale = run.stale()
        for done, identity in enumerate(stale):
            self._progress("refresh", done, len(stale))
            run.renew(identity)
        run.flush()

    def _sift(self, run: Run, root: _Root, *, again: bool) -> None:
        """Leave out the files of a root that are as they were; ``again`` as in ``index``."""
        known, taken_out = self._catalog.files.all(), self._catalog.files.taken_out()
        root.columns = self._catalog.files.columns()
        unread = []
        for path in root.files:
            run.pause()
            state = None if again and str(path) in taken_out else known.get(str(path))
            failed = not again and self._failed.get(str(path)) == file_state(path)
            if not failed and not (state and run.keep(path, state, root.columns_of(path))):
                unread.append(path)
        root.unread = unread
        run.pace.expect(len(root.unread), sum(map(_size, root.unread)))

    def _read(self, run: Run, root: _Root, files: Iterable[Path]) -> None:
        known, taken_out = self._catalog.files.all(), self._catalog.files.taken_out()
        identities = Identities(root.path, root.files, self._catalog.has, self._given)
        for path in files:
            state = None if str(path) in taken_out else known.get(str(path))
            run.read(path, state, root.columns_of(path), identities)
        run.flush()

    def _gone(self, run: Run, root: _Root, *, prune: bool) -> list[str]:
        """Take out the files that have gone, or tell which of them still have articles."""
        kept = [source for source in root.gone if self._catalog.digests(source)]
        for source in root.gone:
            if prune:
                run.remove_source(source)
            elif source not in kept:
                run.forget(source)
        before = self._catalog.files.all().keys()
        run.flush()
        released = before - self._catalog.files.all().keys() - set(root.gone)
        self._read(run, root, [path for path in root.files if str(path) in released])
        return [] if prune else kept

    def _find_copies(self) -> None:
        """Sign the articles that have no signature yet, and note which are copies of one another."""
        catalog, copies = self._catalog, self._catalog.copies
        known = catalog.meta("signatures") == VERSION
        if known and catalog.meta("families") == str(catalog.revision):
            return
        with catalog.transaction():
            if not known:
                copies.forget_signatures()
                catalog.set_meta("signatures", VERSION)
            for identity in copies.unsigned():
                copies.sign(identity, signature(catalog.article(identity).text))
            copies.put_families(self._families())
            catalog.set_meta("families", str(catalog.revision + 1))

    def _families(self) -> dict[str, str]:
        signed = self._catalog.copies.signatures()
        packed = np.frombuffer(b"".join(one for _, one in signed), np.uint16).reshape(len(signed), PERMUTATIONS)
        return families([identity for identity, _ in signed], packed)


def _named(target: str, sources: Mapping[str, str]) -> list[str]:
    """The articles a target names: an id, else a file, else a folder."""
    if target in sources:
        return [target]
    path = Path(target).resolve()
    found = [identity for identity, source in sources.items() if path == Path(source) or path in Path(source).parents]
    if not found:
        raise UnknownArticle(article=target)
    return found


def _size(path: Path) -> int:
    state = file_state(path)
    return state.size if state else 0
