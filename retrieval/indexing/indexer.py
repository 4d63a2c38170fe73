"""Bringing a data folder in line with files: what is new or changed is cut, embedded and stored, in small transactions.

A file is noted as read only together with its last article, so that work cut short goes on where it stopped and nothing
that is stored is embedded again. An article's new passages replace the old in one transaction.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace
from itertools import chain, count, islice
from pathlib import Path
from time import perf_counter

import numpy as np

from retrieval.errors import NoArticles, UnknownArticle
from retrieval.files.articles import Skipped, list_files, read_file
from retrieval.indexing.reprints import PERMUTATIONS, VERSION, families, signature
from retrieval.store.catalog import Catalog, Entry, FileState
from retrieval.store.folder import Store
from retrieval.store.passages import indexed_text, sentence_spans, split_passages, stamp
from retrieval.types import Article, Embedded, Embedder, Passage, Progress

_GROUP_PASSAGES = 128


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What one run did: ``articles`` and ``passages`` are the totals after it, ``embedded`` counts passages."""

    articles: int
    passages: int
    added: int
    changed: int
    removed: int
    unchanged: int
    embedded: int
    skipped: tuple[Skipped, ...]
    seconds: float


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


class Indexer:
    """Writes to a store that this process owns."""

    def __init__(self, store: Store, embedder: Embedder, progress: Progress) -> None:
        self._store = store
        self._catalog: Catalog = store.catalog
        self._embedder = embedder
        self._progress = progress
        self._stamp = stamp(embedder)
        self._group = _Group()
        self._counts: Counter[str] = Counter()
        self._skipped: list[Skipped] = []

    def index(self, paths: Iterable[Path]) -> IndexReport:
        """Add and update what the paths hold, and take out what has gone from the folders among them."""
        started = self._begin()
        self._reembed()
        for path in paths:
            self._index_path(path.resolve())
        return self._report(started)

    def remove(self, targets: Iterable[str]) -> IndexReport:
        """Take out articles named by id, by file or by folder; ``UnknownArticle`` before anything is changed."""
        started = self._begin()
        sources = self._catalog.sources()
        named = dict.fromkeys(article for target in targets for article in _named(target, sources))
        self._remove(named)
        self._group.forgotten.extend({sources[identity] for identity in named})
        self._flush()
        return self._report(started)

    def restore(self, entry: Entry) -> IndexReport:
        """Put back an article as it stood in the catalog."""
        started = self._begin()
        self._counts["added"] += 1
        self._put(replace(entry, stamp=self._stamp))
        self._flush()
        return self._report(started)

    def _begin(self) -> float:
        self._counts, self._skipped = Counter(), []
        return perf_counter()

    def _report(self, started: float) -> IndexReport:
        self._find_copies()
        self._store.sync()
        counts = self._counts
        return IndexReport(
            self._catalog.count_articles(), self._catalog.count_passages(), counts["added"], counts["changed"],
            counts["removed"], counts["unchanged"], counts["embedded"], tuple(self._skipped), perf_counter() - started,
        )  # fmt: skip

    def refresh(self) -> None:
        """Cut and embed anew, from the stored text, whatever another model or chunker made."""
        if self._reembed() | self._find_copies():
            self._store.sync()

    def _find_copies(self) -> bool:
        """Sign the articles that have no signature yet, and note which are copies of one another."""
        known = self._catalog.meta("signatures") == VERSION
        if known and self._catalog.meta("families") == str(self._catalog.revision):
            return False
        with self._catalog.transaction():
            if not known:
                self._catalog.copies.forget_signatures()
                self._catalog.set_meta("signatures", VERSION)
            for identity in self._catalog.copies.unsigned():
                self._catalog.copies.sign(identity, signature(self._catalog.article(identity).text))
            self._catalog.copies.put_families(self._families())
            self._catalog.set_meta("families", str(self._catalog.revision + 1))
        return True

    def _families(self) -> dict[str, str]:
        signed = self._catalog.copies.signatures()
        packed = np.frombuffer(b"".join(one for _, one in signed), np.uint16).reshape(len(signed), PERMUTATIONS)
        return families([identity for identity, _ in signed], packed)

    def _reembed(self) -> bool:
        stale = self._catalog.stale(self._stamp)
        for done, identity in enumerate(stale):
            self._progress("refresh", done, len(stale))
            self._put(replace(self._catalog.entry(identity), stamp=self._stamp))
        self._flush()
        return bool(stale)

    def _index_path(self, root: Path) -> None:
        files = list_files(root)
        known = self._catalog.files()
        gone = {path for path in known if root in Path(path).parents} - set(map(str, files))
        if not files and not gone:
            raise NoArticles(path=root)
        names = _Names(root, files, self._catalog)
        total, done = sum(map(_size, files)), 0
        for path in files:
            self._progress("index", done, total)
            for article in self._index_file(path, known.get(str(path)), names):
                done += len(article.text.encode())
                self._progress("index", min(done, total), total)
        for source in gone:
            self._remove_source(source)
        self._flush()
        self._progress("index", total, total)

    def _index_file(self, path: Path, known: FileState | None, names: "_Names") -> Iterator[Article]:
        """Queue what is new in one file; yields each article it read."""
        stored = self._catalog.ids_by_source(str(path))
        state = _state(path)
        if state and state == known:
            self._counts["unchanged"] += len(stored)
            return
        gone, whole = dict(stored), True
        for reading in read_file(path):
            if isinstance(reading, Skipped):
                self._skipped.append(reading)
                whole = False
                continue
            gone.pop(reading.id, None)
            self._take(reading, stored.get(reading.id), names)
            yield reading
        if whole and state:
            self._remove(gone.values())
            self._group.files[str(path)] = state

    def _take(self, article: Article, known: str | None, names: "_Names") -> None:
        """Queue one article as read, unless it stands in the catalog just so; ``known`` is its id there."""
        named = replace(article, id=known or names.unique(article))
        entry = Entry(named, article.id, _digest(named), self._stamp)
        if known and self._catalog.entry(known).digest == entry.digest:
            self._counts["unchanged"] += 1
            return
        self._counts["changed" if known else "added"] += 1
        self._put(entry)

    def _put(self, entry: Entry) -> None:
        self._group.entries.append((entry, split_passages(entry.article)))
        if self._group.passages >= _GROUP_PASSAGES:
            self._flush()

    def _remove(self, identities: Iterable[str]) -> None:
        before = len(self._group.removed)
        self._group.removed.extend(identities)
        self._counts["removed"] += len(self._group.removed) - before

    def _remove_source(self, source: str) -> None:
        self._remove(self._catalog.ids_by_source(source).values())
        self._group.forgotten.append(source)

    def _flush(self) -> None:
        group, self._group = self._group, _Group()
        if group == _Group():
            return
        embedded = self._embed(group)
        with self._catalog.transaction():
            for identity in group.removed:
                self._catalog.remove_article(identity)
            for (entry, passages), vectors in zip(group.entries, embedded, strict=True):
                self._catalog.put_article(entry, passages, vectors)
                self._catalog.copies.sign(entry.article.id, signature(entry.article.text))
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


class _Names:
    """Ids for new articles: what the file says; where two clash the relative path; then whatever tells them apart."""

    def __init__(self, root: Path, files: Sequence[Path], catalog: Catalog) -> None:
        self._root = root if root.is_dir() else root.parent
        self._stems = Counter(path.stem for path in files if path.suffix.lower() != ".jsonl")
        self._taken = set(catalog.sources())

    def unique(self, article: Article) -> str:
        candidates = self._candidates(article)
        numbered = (f"{candidates[-1]}__{number}" for number in count(2))
        chosen = next(name for name in chain(candidates, numbered) if name not in self._taken)
        self._taken.add(chosen)
        return chosen

    def _candidates(self, article: Article) -> list[str]:
        path = Path(article.source)
        relative = path.relative_to(self._root).with_suffix("").as_posix().replace("/", "__")
        inside = path.suffix.lower() == ".jsonl"
        qualified = f"{relative}__{article.id}" if inside else relative
        alone = [article.id] if inside or self._stems[path.stem] == 1 else []
        last = [] if inside else [f"{relative}{path.suffix}"]
        return [*alone, qualified, f"{self._root.name}__{qualified}", *last]


def _named(target: str, sources: Mapping[str, str]) -> list[str]:
    """The articles a target names: an id, else a file, else a folder."""
    if target in sources:
        return [target]
    path = Path(target).resolve()
    found = [identity for identity, source in sources.items() if path == Path(source) or path in Path(source).parents]
    if not found:
        raise UnknownArticle(article=target)
    return found


def _state(path: Path) -> FileState | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return FileState(status.st_size, status.st_mtime_ns)


def _size(path: Path) -> int:
    state = _state(path)
    return state.size if state else 0


def _digest(article: Article) -> str:
    return hashlib.sha256(json.dumps(astuple(article), ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()
