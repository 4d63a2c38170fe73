"""An index derived from the catalog: opened while it is current, changed in place by a little, else built anew.

The catalog's meta table records the revision that an index was last brought to. One that does not open, count or find
right is built anew beside the old one (``retrieval.store.generations``).
"""

from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from retrieval.errors import DataUnwritable, IndexDamaged
from retrieval.store.catalog import Catalog
from retrieval.store.generations import Generations
from retrieval.types import Progress

_IN_PLACE_SHARE = 0.2
_IN_PLACE_ROWS = 64
_FILL_ROWS = 2000


class Index(Protocol):
    """What any such index can be asked: how many passages it holds, and which, by key."""

    def count(self) -> int: ...
    def keys(self) -> set[int]: ...
    def close(self) -> None: ...


IndexT = TypeVar("IndexT", bound=Index)


@dataclass(frozen=True, slots=True)
class Kind(Generic[IndexT]):
    """How one index is opened, filled from the catalog, and probed with a passage it must find."""

    name: str
    version: str
    open: Callable[[Path], IndexT]
    change: Callable[[IndexT, Sequence[int], Sequence[int]], None]
    probe: Callable[[IndexT, int], bool]


class Derived(Generic[IndexT]):
    """One index of a data folder; ``progress`` gets its name and passages put in, or "repair"."""

    def __init__(self, kind: Kind[IndexT], folder: Path, catalog: Catalog, progress: Progress) -> None:
        self._kind = kind
        self._folder = folder
        self._catalog = catalog
        self._progress = progress
        self._generations = Generations(folder / kind.name)
        self._index: IndexT | None = None

    def sync(self) -> IndexT:
        """The index in line with the catalog; for the folder's owner alone."""
        index, self._index = self._index or self._openable(), None
        if index is None and self._recorded():
            self._progress("repair", 0, 1)
        self._index = index if index is not None and self._brought_up(index) else self._rebuilt()
        return self._index

    def open_if_current(self) -> IndexT | None:
        """The index as it lies there, opened for the caller to close; None unless it is current and sound."""
        return self._openable() if self._recorded() else None

    def is_whole(self) -> bool:
        """Is it current, and does it hold every passage and no other? Opens and closes it."""
        index = self.open_if_current()
        if index is None:
            return False
        try:
            return index.keys() == set(self._catalog.keys())
        except IndexDamaged:
            return False
        finally:
            index.close()

    def _openable(self) -> IndexT | None:
        """The current generation if it opens and, where the record says current, also counts and finds right."""
        folder = self._generations.current()
        if folder is None:
            return None
        try:
            index = self._kind.open(folder)
        except IndexDamaged:
            return None
        with suppress(IndexDamaged):
            if not self._recorded() or self._sound(index):
                return index
        index.close()
        return None

    def _brought_up(self, index: IndexT) -> bool:
        """Is it current now? Where not, it is closed."""
        with suppress(IndexDamaged):
            if self._recorded() or self._changed_in_place(index):
                return True
        index.close()
        return False

    def _sound(self, index: IndexT) -> bool:
        """Whether an index has as many passages as the catalog and finds one of them."""
        total = self._catalog.count_passages()
        return index.count() == total and (not total or self._kind.probe(index, self._catalog.some_key()))

    def _changed_in_place(self, index: IndexT) -> bool:
        """Apply the difference to the catalog if it is small; whether that was done."""
        wanted, held = set(self._catalog.keys()), index.keys()
        added, removed = sorted(wanted - held), sorted(held - wanted)
        if len(added) + len(removed) > max(_IN_PLACE_ROWS, _IN_PLACE_SHARE * len(wanted)):
            return False
        self._kind.change(index, added, removed)
        self._record()
        return True

    def _rebuilt(self) -> IndexT:
        keys = self._catalog.keys()
        try:
            with self._generations.build() as folder, closing(self._kind.open(folder)) as index:
                self._fill(index, keys)
        except OSError as error:
            raise DataUnwritable(data=self._folder, reason=str(error)) from error
        self._record()
        if keys:
            self._progress(self._kind.name, len(keys), len(keys))
        return self._kind.open(folder)

    def _fill(self, index: IndexT, keys: Sequence[int]) -> None:
        for start in range(0, len(keys), _FILL_ROWS):
            self._progress(self._kind.name, start, len(keys))
            self._kind.change(index, keys[start : start + _FILL_ROWS], ())
        if not self._sound(index):
            raise IndexDamaged(name=self._kind.name, reason="a fresh index does not find what was put in")

    def _recorded(self) -> bool:
        return self._catalog.meta(self._kind.name) == self._revision()

    def _record(self) -> None:
        self._catalog.set_meta(self._kind.name, self._revision())

    def _revision(self) -> str:
        return f"{self._kind.version}:{self._catalog.revision}"
