"""An index derived from the catalog: opened while it is current, changed in place by a little, else built anew.

The catalog's meta table records the revision that an index was last brought to. One that does not open, count or find
right is built anew beside the old one (``retrieval.store.generations``), which is closed when nobody reads from it any
more. Why an index was rebuilt is logged.
"""

import logging
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from retrieval.errors import DataUnwritable, IndexDamaged
from retrieval.store.catalog import Catalog
from retrieval.store.generations import Generations
from retrieval.types import Progress

_LOG = logging.getLogger(__name__)
_IN_PLACE_SHARE = 0.2
_IN_PLACE_ROWS = 64
_FILL_ROWS = 1000


class Index(Protocol):
    """What any such index can be asked: how many passages it holds, and which, by key."""

    def count(self) -> int: ...
    def keys(self) -> set[int]: ...
    def close(self) -> None: ...


IndexT = TypeVar("IndexT", bound=Index)
Offer = Callable[[IndexT, Callable[[], None]], None]


@dataclass(frozen=True, slots=True)
class Kind(Generic[IndexT]):
    """How one index is opened, filled from the catalog, and probed with a passage it must find."""

    name: str
    version: str
    open: Callable[[Path], IndexT]
    change: Callable[[IndexT, Sequence[int], Sequence[int]], None]
    probe: Callable[[IndexT, int], bool]


class Derived(Generic[IndexT]):
    """One index of a data folder; ``offer`` gets the index to be used from now on, and what closes it later.

    ``progress`` gets its name and passages put in, or "repair".
    """

    def __init__(
        self, kind: Kind[IndexT], folder: Path, catalog: Catalog, offer: Offer[IndexT], progress: Progress
    ) -> None:
        self._kind = kind
        self._folder = folder
        self._catalog = catalog
        self._offer = offer
        self._progress = progress
        self._generations = Generations(folder / kind.name)
        self._index: IndexT | None = None

    def sync(self) -> None:
        """Bring the index in line with the catalog; for the folder's owner alone."""
        offered, index = self._index, self._index or self._first_opened()
        problem = self._behind(index)
        if problem:
            damaged = self._recorded()
            _LOG.log(logging.WARNING if damaged else logging.INFO, "%s: built anew: %s", self._kind.name, problem)
            if damaged:
                self._progress("repair", 0, 1)
            if index is not None and index is not offered:
                index.close()
            index = self._rebuilt()
        if index is not None and index is not offered:
            self._index = index
            self._offer(index, self._ending(index))

    def open_if_current(self) -> IndexT | None:
        """The index as it lies there, opened for the caller to close; None unless it is current and sound."""
        if not self._recorded():
            return None
        index = self._opened()
        if index is not None and self._unsound(index):
            index.close()
            return None
        return index

    def is_whole(self) -> bool:
        """Is it current, and does it hold every passage and no other? Opens and closes it."""
        index = self.open_if_current()
        if index is None:
            return False
        try:
            return index.keys() == set(self._catalog.passages.keys())
        except IndexDamaged:
            return False
        finally:
            index.close()

    def _ending(self, index: IndexT) -> Callable[[], None]:
        """Closes an index, and removes the files of those that have been replaced."""

        def end() -> None:
            index.close()
            self._generations.prune()

        return end

    def _first_opened(self) -> IndexT | None:
        """The current generation, when nobody uses another yet."""
        self._generations.prune()
        return self._opened()

    def _opened(self) -> IndexT | None:
        """The current generation if there is one and it opens."""
        folder = self._generations.current()
        if folder is None:
            return None
        try:
            return self._kind.open(folder)
        except IndexDamaged as damage:
            _LOG.warning("%s: does not open: %s", self._kind.name, damage)
            return None

    def _behind(self, index: IndexT | None) -> str:
        """Why an index must be built anew; "" where it is current now."""
        if index is None:
            return "there is none that opens"
        try:
            if self._recorded():
                return self._unsound(index)
            return self._changed_in_place(index)
        except IndexDamaged as damage:
            return str(damage)

    def _unsound(self, index: IndexT) -> str:
        """What is wrong with an index that should be current: "" where it counts right and finds a passage."""
        try:
            total, count = self._catalog.passages.count(), index.count()
            if count != total:
                return f"it holds {count} passages, the catalog {total}"
            found = not total or self._kind.probe(index, self._catalog.passages.middle_key())
            return "" if found else "it does not find a passage that it holds"
        except IndexDamaged as damage:
            return str(damage)

    def _changed_in_place(self, index: IndexT) -> str:
        """Apply the difference to the catalog if it is small; why not, or "" where that was done."""
        wanted, held = set(self._catalog.passages.keys()), index.keys()
        added, removed = sorted(wanted - held), sorted(held - wanted)
        if len(added) + len(removed) > max(_IN_PLACE_ROWS, _IN_PLACE_SHARE * len(wanted)):
            return f"{len(added)} passages came and {len(removed)} went, too many to change in place"
        self._change(index, added, removed)
        self._record()
        return ""

    def _rebuilt(self) -> IndexT:
        keys = self._catalog.passages.keys()
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
        self._progress(self._kind.name, 0, len(keys))
        self._change(index, keys, ())
        problem = self._unsound(index)
        if problem:
            raise IndexDamaged(name=self._kind.name, reason=f"freshly built, {problem}")

    def _change(self, index: IndexT, added: Sequence[int], removed: Sequence[int]) -> None:
        """In small steps, so that whoever asks meanwhile does not wait for all of them."""
        for start in range(0, max(len(added), 1), _FILL_ROWS):
            if start:
                self._progress(self._kind.name, start, len(added))
            self._kind.change(index, added[start : start + _FILL_ROWS], removed if start == 0 else ())

    def _recorded(self) -> bool:
        return self._catalog.meta(self._kind.name) == self._revision()

    def _record(self) -> None:
        self._catalog.set_meta(self._kind.name, self._revision())

    def _revision(self) -> str:
        return f"{self._kind.version}:{self._catalog.revision}"
