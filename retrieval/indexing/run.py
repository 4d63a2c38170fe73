"""One run of indexing: what it has read and not stored yet, what it counted, what it left out.

Work takes effect in small transactions. A file is noted as read only together with its last article, so that work cut
short goes on where it stopped; an article's new passages replace the old in one transaction. What a run that fails has
not stored is gone with it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from time import perf_counter

from retrieval.files.articles import Files
from retrieval.files.reader import Remark, Skipped
from retrieval.indexing.identities import Identities
from retrieval.indexing.naming import mentions_in
from retrieval.indexing.report import IndexReport
from retrieval.indexing.reprints import signature
from retrieval.naming.reading import version
from retrieval.store.catalog import Catalog, Entry, FileState
from retrieval.store.catalog.checksums import article_digest
from retrieval.store.passages import indexed_text, sentence_spans, split_passages, stamp
from retrieval.types import Article, Embedded, Embedder, Passage

_GROUP_PASSAGES = 128


@dataclass(slots=True)
class _Group:
    """Work that will take effect in one transaction."""

    entries: list[tuple[Entry, Sequence[Passage]]] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    files: dict[str, FileState] = field(default_factory=dict)
    forgotten: list[str] = field(default_factory=list)

    @property
    def passages(self) -> int:
        return sum(len(passages) for _, passages in self.entries)


class Run:
    """Queues work on a catalog and stores it; ``flush`` stores what is left, ``report`` sums up."""

    def __init__(self, catalog: Catalog, embedder: Embedder, files: Files) -> None:
        self._catalog = catalog
        self._embedder = embedder
        self._files = files
        self._stamp = stamp(embedder)
        self._group = _Group()
        self._counts: Counter[str] = Counter()
        self._skipped: list[Skipped] = []
        self._remarks: list[Remark] = []
        self._started = perf_counter()

    def report(self) -> IndexReport:
        counts = self._counts
        return IndexReport(
            self._catalog.count_articles(), self._catalog.passages.count(), counts["added"], counts["changed"],
            counts["removed"], counts["unchanged"], counts["embedded"], tuple(self._skipped),
            perf_counter() - self._started, tuple(self._remarks),
        )  # fmt: skip

    def stale(self) -> list[str]:
        """The articles that another model or chunker made."""
        return self._catalog.stale(self._stamp)

    def renew(self, identity: str) -> None:
        """Cut and embed a stored article anew."""
        self._put(replace(self._catalog.entry(identity), stamp=self._stamp))

    def restore(self, entry: Entry) -> None:
        """Put back an article as it stood in the catalog."""
        self._counts["added"] += 1
        self._put(replace(entry, stamp=self._stamp))

    def read(self, path: Path, known: FileState | None, identities: Identities) -> Iterator[Article]:
        """Queue what is new in one file, ``known`` as it was last read; yields each article it holds."""
        stored = self._catalog.digests(str(path))
        state = file_state(path)
        current = known is not None and known.reader in self._files.stamps and not self._files.columns
        if state and known and current and state.looks == known.looks:
            self._counts["unchanged"] += len(stored)
            return
        opened = self._files.open(path)
        state = replace(state, digest=opened.digest, reader=opened.reader) if state else None
        if state and known and current and (state.digest, state.reader) == (known.digest, known.reader):
            self._counts["unchanged"] += len(stored)
            self._group.files[str(path)] = state
            return
        gone, whole = dict(stored), True
        for reading in opened.readings:
            if isinstance(reading, Remark):
                self._remarks.append(reading)
                continue
            if isinstance(reading, Skipped):
                self._skipped.append(reading)
                whole = False
                continue
            gone.pop(reading.id, None)
            self._take(reading, stored.get(reading.id), identities)
            yield reading
        if whole and state:
            self.remove(identity for identity, _ in gone.values())
            self._group.files[str(path)] = state

    def _take(self, article: Article, known: tuple[str, str] | None, identities: Identities) -> None:
        """Queue one article as read, unless it stands in the catalog just so: ``known`` is its id and digest there."""
        named = replace(article, id=known[0] if known else identities.unique(article))
        entry = Entry(named, article.id, article_digest(named), self._stamp)
        if known and known[1] == entry.digest:
            self._counts["unchanged"] += 1
            return
        self._counts["changed" if known else "added"] += 1
        self._put(entry)

    def remove(self, identities: Iterable[str]) -> None:
        """Queue articles to be taken out."""
        before = len(self._group.removed)
        self._group.removed.extend(identities)
        self._counts["removed"] += len(self._group.removed) - before

    def forget(self, source: str) -> None:
        """Queue a file to be noted as never read."""
        self._group.forgotten.append(source)

    def remove_source(self, source: str) -> None:
        """Queue a file that has gone, with its articles."""
        self.remove(identity for identity, _ in self._catalog.digests(source).values())
        self.forget(source)

    def _put(self, entry: Entry) -> None:
        self._group.entries.append((entry, split_passages(entry.article)))
        if self._group.passages >= _GROUP_PASSAGES:
            self.flush()

    def flush(self) -> None:
        """Store what is queued; nothing of it where that fails."""
        group, self._group = self._group, _Group()
        if group == _Group():
            return
        embedded = self._embed(group)
        named = [
            mentions_in(entry.article, passages, vectors, self._embedder.marks)
            for (entry, passages), vectors in zip(group.entries, embedded, strict=True)
        ]
        with self._catalog.transaction():
            for identity in group.removed:
                self._catalog.remove_article(identity)
            for (entry, passages), vectors, mentions in zip(group.entries, embedded, named, strict=True):
                article = entry.article
                self._catalog.put_article(entry, passages, vectors)
                self._catalog.copies.sign(article.id, signature(article.text))
                self._catalog.names.put(article.id, article.text, mentions, version(self._embedder.marks))
            for path in group.forgotten:
                self._catalog.remove_file(path)
            for path, state in group.files.items():
                self._catalog.put_file(path, state)

    def _embed(self, group: _Group) -> list[list[Embedded]]:
        """The vectors of every article's passages, article by article."""
        texts, spans = [], []
        for entry, passages in group.entries:
            for passage in passages:
                text, shift = indexed_text(entry.article, passage)
                texts.append(text)
                spans.append(sentence_spans(passage.sentences, shift))
        embedded = iter(self._embedder.passages(texts, spans))
        self._counts["embedded"] += len(texts)
        return [list(islice(embedded, len(passages))) for _, passages in group.entries]


def file_state(path: Path) -> FileState | None:
    """What a file looks like now; None where that cannot be told."""
    try:
        status = path.stat()
    except OSError:
        return None
    return FileState(status.st_size, status.st_mtime_ns)
