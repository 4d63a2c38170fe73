"""One run of indexing: what it has read and not stored yet, what it counted, what it left out.

Work takes effect in small transactions. A file is noted as read only together with its last article, so that work cut
short goes on where it stopped; an article's new passages replace the old in one transaction. What a run that fails or
is cancelled has not stored is gone with it, but for the vectors of large articles (``slices``).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter
from urllib.parse import urlsplit

from retrieval.files.articles import Files, Opened
from retrieval.files.fields import Columns
from retrieval.files.reader import Remark, Skipped
from retrieval.indexing.identities import Identities
from retrieval.indexing.progress import Pace, Step
from retrieval.indexing.report import IndexReport
from retrieval.indexing.reprints import signature
from retrieval.indexing.slices import KEPT, Slices
from retrieval.store.catalog import Catalog, Entry, FileState
from retrieval.store.catalog.checksums import article_digest
from retrieval.store.passages import split_passages, stamp
from retrieval.types import Article, Embedder, Original, Passage

_GROUP_PASSAGES = 32
_GROUP_FILES = 200


@dataclass(slots=True)
class _Group:
    """Work that will take effect in one transaction."""

    entries: list[tuple[Entry, Sequence[Passage]]] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    originals: dict[str, Original | None] = field(default_factory=dict)
    files: dict[str, FileState] = field(default_factory=dict)
    moved: list[tuple[str, str, FileState]] = field(default_factory=list)
    replaced: list[tuple[str, str]] = field(default_factory=list)
    readdressed: list[Entry] = field(default_factory=list)
    released: list[str] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    taken_out: list[str] = field(default_factory=list)

    @property
    def passages(self) -> int:
        return sum(len(passages) for _, passages in self.entries)


class Run:
    """Queues work on a catalog and stores it; ``flush`` stores what is left, ``report`` sums up.

    ``step`` is called between small steps of all work.
    """

    def __init__(self, catalog: Catalog, embedder: Embedder, files: Files, step: Step) -> None:
        self._catalog = catalog
        self._files = files
        self._stamp = stamp(embedder)
        self.pace = Pace()
        self._step = step
        self._slices = Slices(catalog, embedder, self.pace, self.pause)
        self._group = _Group()
        self._counts: Counter[str] = Counter()
        self._skipped: list[Skipped] = []
        self._remarks: list[Remark] = []
        self._started = perf_counter()
        self.done: set[str] = set()
        """The files that are stored, or told why not."""
        self.failed: dict[str, FileState] = {}
        """The files of which something was left out, as they looked."""

    def pause(self) -> None:
        """A moment in which a run may be held up, or ended by ``Cancelled``."""
        self._step(self.pace.advance())

    def report(
        self, vanished: Sequence[str] = (), unread: Sequence[str] = (), *, cancelled: bool = False
    ) -> IndexReport:
        counts = self._counts
        return IndexReport(
            self._catalog.count_articles(), self._catalog.passages.count(), counts["added"], counts["changed"],
            counts["removed"], counts["unchanged"], self.pace.embedded, tuple(self._skipped),
            perf_counter() - self._started, tuple(self._remarks), tuple(vanished), tuple(unread), cancelled,
        )  # fmt: skip

    def stale(self) -> list[str]:
        """The articles that another model or chunker made."""
        return self._catalog.stale(self._stamp)

    def renew(self, identity: str) -> None:
        """Cut and embed a stored article anew."""
        self._put(replace(self._catalog.entry(identity), stamp=self._stamp))

    def restore(self, entry: Entry) -> None:
        """Put back an article as it stood in the catalog."""
        self._put(replace(entry, stamp=self._stamp))
        self._group.counts["added"] += 1

    # files

    def keep(self, path: Path, known: FileState, columns: Columns) -> bool:
        """Whether a file looks as when it was last read, ``known``; what it gave is counted as unchanged."""
        state = file_state(path)
        if state is None or known.looks != state.looks or known.reader not in self._files.stamps(columns):
            return False
        articles = len(self._catalog.digests(str(path)))
        if not articles and not self._stands_elsewhere(str(path), known):
            return False
        self._counts["unchanged"] += articles
        return True

    def read(self, path: Path, known: FileState | None, columns: Columns, identities: Identities) -> None:
        """Queue what is new in one file, ``known`` as it was last read."""
        self.pace.reading(str(path))
        self.pause()
        stored, state = self._catalog.digests(str(path)), file_state(path)
        opened = self._files.open(path, columns)
        if state is not None:
            state = replace(state, digest=opened.digest, reader=opened.reader)
            if known and stored and (state.digest, state.reader) == (known.digest, known.reader):
                self._counts["unchanged"] += len(stored)
                self._note(path, state)
                return
            if not stored and self._is_twin(path, state):
                return
        self._take_all(path, state, opened, stored, identities)

    def _take_all(
        self, path: Path, state: FileState | None, opened: Opened, stored: dict[str, tuple[str, str]],
        identities: Identities,
    ) -> None:  # fmt: skip
        gone, whole, size = dict(stored), True, 0
        for reading in opened.readings:
            if isinstance(reading, Remark):
                self._remarks.append(reading)
            elif isinstance(reading, Skipped):
                self._skipped.append(reading)
                whole = False
            else:
                gone.pop(reading.id, None)
                self._take(reading, stored.get(reading.id), identities)
                size += (read := len(reading.text.encode("utf-8", "replace")))
                self.pace.read(read)
            self.pause()
        self.pace.read((state.size if state else 0) - size)
        if not whole or state is None:
            self._leave(path)
            return
        if gone:
            self.remove(identity for identity, _ in gone.values())
            self._group.released.append(str(path))
        self._note(path, state)

    def _note(self, path: Path, state: FileState) -> None:
        self._group.files[str(path)] = state
        self._flush_if_full()

    def _leave(self, path: Path) -> None:
        """Store what a file gave, something of which was left out: it is not noted as read."""
        self.flush()
        self.pace.finished(1)
        self.done.add(str(path))
        if state := file_state(path):
            self.failed[str(path)] = state

    def _is_twin(self, path: Path, state: FileState) -> bool:
        """Whether the articles of a file are there by another of the same bytes; one that has gone was renamed."""
        source = str(path)
        queued = (other for other, one in self._group.files.items() if _same(one, state) and other != source)
        twins = [*queued, *self._twins(source, state)]
        if twin := next((one for one in twins if Path(one).exists()), ""):
            self._remarks.append(Remark(source, "twin", twin))
            self._note(path, state)
        elif twins:
            self._remarks.append(Remark(source, "moved", twins[0]))
            self._group.moved.append((twins[0], source, state))
            self._counts["unchanged"] += len(self._catalog.digests(twins[0]))
            self.flush()
        return bool(twins)

    def _stands_elsewhere(self, source: str, state: FileState) -> bool:
        """Whether a file without articles is known for what others hold, or for having had them taken out."""
        files = self._catalog.files
        noted = files.is_replaced(source) or files.is_taken_out(source)
        return noted or any(Path(twin).exists() for twin in self._twins(source, state))

    def _twins(self, source: str, state: FileState) -> list[str]:
        """The files of the same bytes that have articles, those left out that have changed since."""
        twins = self._catalog.files.twins(source, state)
        return [twin for twin, looks in twins.items() if (now := file_state(Path(twin))) is None or now.looks == looks]

    # articles

    def _take(self, article: Article, known: tuple[str, str] | None, identities: Identities) -> None:
        """Queue one article as read, unless it stands in the catalog just so: ``known`` is its id and digest there."""
        older = None if known else self._older_version(article)
        identity = known[0] if known else older[0] if older else identities.unique(article)
        named = replace(article, id=identity)
        entry = Entry(named, article.id, article_digest(named), self._stamp)
        if known and known[1] == entry.digest:
            self._counts["unchanged"] += 1
            self._group.originals[named.id] = named.original
            return
        if older and self._replace(entry, older[1]):
            self._counts["unchanged"] += 1
            return
        self._put(entry)
        self._group.counts["changed" if known or older else "added"] += 1

    def _replace(self, entry: Entry, older: str) -> bool:
        """Queue an article to take the place of one that the file ``older`` gave; whether it says the same."""
        remark = Remark(entry.article.source, "newer", older)
        if remark not in self._remarks:
            self._remarks.append(remark)
        stored = replace(self._catalog.article(entry.article.id), original=entry.article.original)
        same = stored == replace(entry.article, source=older)
        if same:
            self._group.readdressed.append(entry)
            self._group.originals[entry.article.id] = entry.article.original
        else:
            self._flush_if_full()
        self._group.replaced.append((older, entry.article.source))
        return same

    def _older_version(self, article: Article) -> tuple[str, str] | None:
        """The one article that another file gave of the same address: its id and its file."""
        if not _names_an_article(article.url):
            return None
        if any(entry.article.url == article.url for entry, _ in self._group.entries):
            self.flush()
        same = self._catalog.by_url(article.url)
        return same[0] if len(same) == 1 and same[0][1] != article.source else None

    def remove(self, identities: Iterable[str]) -> None:
        """Queue articles to be taken out."""
        before = len(self._group.removed)
        self._group.removed.extend(identities)
        self._group.counts["removed"] += len(self._group.removed) - before

    def take_out(self, sources: Iterable[str]) -> None:
        """Queue files of which articles are taken out by hand to be noted so."""
        self._group.taken_out.extend(sources)

    def forget(self, source: str) -> None:
        """Queue a file to be noted as never read."""
        self._group.forgotten.append(source)

    def remove_source(self, source: str) -> None:
        """Queue a file that has gone, with its articles."""
        self.remove(identity for identity, _ in self._catalog.digests(source).values())
        self.forget(source)

    # storing

    def _put(self, entry: Entry) -> None:
        self._flush_if_full()
        passages = split_passages(entry.article, self.pause)
        self.pace.cut(len(passages))
        if len(passages) > KEPT:
            self.flush()  # what is small need not wait for what is large
        self._group.entries.append((entry, passages))

    def _flush_if_full(self) -> None:
        if self._group.passages >= _GROUP_PASSAGES or len(self._group.files) >= _GROUP_FILES:
            self.flush()

    def flush(self) -> None:
        """Store what is queued; nothing of it where that fails or is cancelled."""
        group, self._group = self._group, _Group()
        if group == _Group():
            return
        vectors = self._slices.embedded(group.entries)
        signed = [signature(entry.article.text, self.pause) for entry, _ in group.entries]
        with self._catalog.transaction():
            for identity in group.removed:
                self._catalog.remove_article(identity)
            for (entry, passages), found, signs in zip(group.entries, vectors, signed, strict=True):
                self._catalog.put_article(entry, passages, found)
                self._catalog.copies.sign(entry.article.id, signs)
                if len(passages) > KEPT:
                    self._catalog.drafts.drop(entry.article.source)
            for entry in group.readdressed:
                self._catalog.readdress(entry)
            for identity, original in group.originals.items():
                self._catalog.put_original(identity, original)
            self._note_files(group)
        self._counts += group.counts
        stored = [*group.files, *(new for _, new, _ in group.moved)]
        self.pace.finished(len(stored))
        self.done.update(stored)

    def _note_files(self, group: _Group) -> None:
        files = self._catalog.files
        for path in group.forgotten:
            files.forget(path)
            self._catalog.drafts.drop(path)
        for path in group.released:
            files.release(path)
        for old, new, state in group.moved:
            self._move(old, new)
            files.move(old, new, state)
        for path, state in group.files.items():
            files.put(path, state)
        for old, new in group.replaced:
            files.replace(old, new)
        files.take_out(group.taken_out)

    def _move(self, old: str, new: str) -> None:
        """Give the articles of a file that is elsewhere now its new path; they keep their ids."""
        for local_id, (identity, _) in self._catalog.digests(old).items():
            entry = self._catalog.entry(identity)
            article = replace(entry.article, source=new)
            local_id = Path(new).stem if local_id == Path(old).stem else local_id
            self._catalog.readdress(replace(entry, article=article, local_id=local_id, digest=article_digest(article)))


def file_state(path: Path) -> FileState | None:
    """What a file looks like now; None where that cannot be told."""
    try:
        status = path.stat()
    except OSError:
        return None
    return FileState(status.st_size, status.st_mtime_ns, changed=status.st_ctime_ns)


def _same(one: FileState, other: FileState) -> bool:
    return (one.digest, one.reader) == (other.digest, other.reader) and bool(one.digest)


def _names_an_article(url: str) -> bool:
    """Whether an address is of one page and not of a whole site."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.path.strip("/") or parts.query)
