"""Bringing a data folder in line with files: what is new or changed is cut, embedded and stored, what has gone goes.

Paths are looked at before anything is stored. However a run ends, the derived indexes are brought in line with what it
stored.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from retrieval.errors import NoArticles, UnknownArticle
from retrieval.files.articles import Files, list_files
from retrieval.files.fields import Columns
from retrieval.indexing.identities import Identities
from retrieval.indexing.naming import entries_stamp, join_all, read_again
from retrieval.indexing.report import IndexReport
from retrieval.indexing.reprints import PERMUTATIONS, VERSION, families, signature
from retrieval.indexing.run import Run, file_state
from retrieval.store.catalog import Correction, Entry
from retrieval.store.folder import Store
from retrieval.types import Embedder, Progress


@dataclass(frozen=True, slots=True)
class _Root:
    """A path to index: its files, and those that were read below it once and are gone."""

    path: Path
    files: Sequence[Path]
    gone: Sequence[str]


class Indexer:
    """Writes to a store that this process owns; one call at a time."""

    def __init__(self, store: Store, embedder: Embedder, progress: Progress) -> None:
        self._store = store
        self._catalog = store.catalog
        self._embedder = embedder
        self._progress = progress

    def index(self, paths: Iterable[Path], columns: Columns | None = None) -> IndexReport:
        """Add and update what the paths hold, and take out what has gone from the folders among them; ``columns`` says
        which columns of tables hold what.

        Raises ``PathMissing``, ``PathUnreadable`` or ``NoArticles`` before anything is changed.
        """
        roots = [self._root(path.resolve()) for path in paths]
        with self._run(columns) as run:
            self._renew(run)
            for root in roots:
                self._index(run, root)
            read_again(self._catalog, self._embedder, self._progress, marking=True)
        return run.report()

    def correct(self, deed: str, kind: str, one: str, other: str) -> Correction:
        """Join two names of a kind by hand ("join"), or part a spelling from one ("part")."""
        with self._catalog.transaction():
            self._catalog.names.correct(deed, kind, one, other)
        self._settle()
        return self._catalog.names.corrections()[-1]

    def take_back(self, correction: Correction) -> None:
        """Undo what was done by hand."""
        with self._catalog.transaction():
            self._catalog.names.undo(correction.number)
        self._settle()

    def _settle(self) -> None:
        self._derive()
        self._store.sync()

    def remove(self, targets: Iterable[str]) -> IndexReport:
        """Take out articles named by id, by file or by folder; ``UnknownArticle`` before anything is changed."""
        sources = self._catalog.sources()
        named = dict.fromkeys(article for target in targets for article in _named(target, sources))
        with self._run() as run:
            run.remove(named)
            for source in {sources[identity] for identity in named}:
                run.forget(source)
            run.flush()
            for source in {sources[identity] for identity in named}:
                self._store.discard_upload(source)
        return run.report()

    def restore(self, entry: Entry) -> IndexReport:
        """Put back an article as it stood in the catalog."""
        with self._run() as run:
            run.restore(entry)
            run.flush()
        return run.report()

    def refresh(self) -> None:
        """Cut and embed anew, from the stored text, whatever another model or chunker made."""
        before = self._catalog.revision
        self._renew(Run(self._catalog, self._embedder, Files()))
        read_again(self._catalog, self._embedder, self._progress, marking=False)
        self._derive()
        if self._catalog.revision != before:
            self._store.sync()

    @contextmanager
    def _run(self, columns: Columns | None = None) -> Iterator[Run]:
        try:
            with Files(columns) as files:
                yield Run(self._catalog, self._embedder, files)
        finally:
            self._settle()

    def _root(self, path: Path) -> _Root:
        files = [file for file in list_files(path) if not self._store.holds(file)]
        read = (Path(known) for known in self._catalog.files())
        gone = {str(known) for known in read if path in known.parents} - set(map(str, files))
        if not files and not gone:
            raise NoArticles(path=path)
        return _Root(path, files, sorted(gone))

    def _renew(self, run: Run) -> None:
        stale = run.stale()
        for done, identity in enumerate(stale):
            self._progress("refresh", done, len(stale))
            run.renew(identity)
        run.flush()

    def _index(self, run: Run, root: _Root) -> None:
        known = self._catalog.files()
        identities = Identities(root.path, root.files, self._catalog.sources())
        total, done = sum(map(_size, root.files)), 0
        for path in root.files:
            self._progress("index", done, total)
            for article in run.read(path, known.get(str(path)), identities):
                done += len(article.text.encode("utf-8", "replace"))
                self._progress("index", min(done, total), total)
        for source in root.gone:
            run.remove_source(source)
        run.flush()
        self._progress("index", total, total)

    def _derive(self) -> None:
        """Note which articles are copies of one another, and which names are of one, where that is not known yet."""
        catalog, revision = self._catalog, self._catalog.revision
        copied = catalog.meta("families") == str(revision) and catalog.meta("signatures") == VERSION
        joined = catalog.meta("entries") == entries_stamp(revision)
        if copied and joined:
            return
        with catalog.transaction():
            if not copied:
                self._find_copies()
            if not joined:
                join_all(catalog)
            catalog.set_meta("families", str(revision + 1))
            catalog.set_meta("entries", entries_stamp(revision + 1))

    def _find_copies(self) -> None:
        """Sign the articles that have no signature yet, and note which are copies of one another."""
        catalog, copies = self._catalog, self._catalog.copies
        if catalog.meta("signatures") != VERSION:
            copies.forget_signatures()
            catalog.set_meta("signatures", VERSION)
        for identity in copies.unsigned():
            copies.sign(identity, signature(catalog.article(identity).text))
        copies.put_families(self._families())

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
