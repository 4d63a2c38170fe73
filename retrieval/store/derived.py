"""An index derived from the catalog: opened while it is current, changed in place by a little, else built anew.

The catalog's meta table records the revision that an index was last brought to. Files that are not as they were left
(``retrieval.seals``) are tried in a process of their own before they are opened here, for they may crash it
(``retrieval.store.trial``). What does not open, count or find right is built anew beside the old one, which is not
opened for it (``retrieval.store.generations``) and is closed when nobody reads from it any more. Why an index was
rebuilt is logged.
"""

import logging
from collections.abc import Callable, Collection, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from retrieval import seals
from retrieval.errors import DataUnwritable, IndexDamaged
from retrieval.store.catalog import Catalog
from retrieval.store.generations import Generations
from retrieval.store.trial import tried
from retrieval.types import Progress

_LOG = logging.getLogger(__name__)
_IN_PLACE_SHARE = 0.2
_IN_PLACE_ROWS = 64
_FILL_ROWS = 2000
_TRIED_TO_OPEN = 50
_TRIED_TO_CHECK = 1000


class Index(Protocol):
    """What any such index can be asked: how many passages it holds, and which, by key."""

    def count(self) -> int: ...
    def keys(self) -> set[int]: ...
    def close(self) -> None: ...


IndexT = TypeVar("IndexT", bound=Index)
Offer = Callable[[IndexT, Callable[[], None]], None]


@dataclass(frozen=True, slots=True)
class Kind(Generic[IndexT]):
    """How one index is opened, filled from the catalog, and probed with a passage it must find.

    ``rests``: its files change in ``change`` alone, so that they can be sealed while it is open; ``loose`` names
    those in a folder that reading alone changes.
    """

    name: str
    version: str
    open: Callable[[Path], IndexT]
    change: Callable[[IndexT, Sequence[int], Sequence[int]], None]
    probe: Callable[[IndexT, int], bool]
    rests: bool
    loose: Callable[[Path], Collection[str]] = lambda folder: ()


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
        self._holds: int | None = None  # since it was changed and not sealed

    @property
    def name(self) -> str:
        return self._kind.name

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
            self._offer(index, self._ending(index, self._generations.current()))

    def open_if_current(self) -> IndexT | None:
        """The index as it lies there, opened for the caller to close; None unless it is current, sealed and sound."""
        folder = self._generations.current()
        if not self._recorded() or folder is None or seals.flaw(folder):
            return None
        index = self._opened(folder)
        if index is not None and self._unsound(index):
            index.close()
            return None
        return index

    def is_whole(self) -> bool:
        """Is it current, as it was left, and does it find what it should? It is opened in a process of its own."""
        folder = self._generations.current()
        if not self._recorded() or folder is None:
            return False
        seen = seals.flaw(folder, thoroughly=True) if seals.sealed(folder) else ""
        problem = seen or self._tried(folder, _TRIED_TO_CHECK)
        if problem:
            _LOG.warning("%s: %s", self._kind.name, problem)
        return not problem

    def judge(self, folder: Path, most: int) -> str:
        """What is wrong with the index in a folder, by at most so many passages of the catalog that it should hold."""
        wanted = self._catalog.passages.keys()
        try:
            with closing(self._kind.open(folder)) as index:
                held = index.keys()
                if self._recorded() and held != set(wanted):
                    return f"it holds {len(held)} passages, the catalog {len(wanted)}"
                common = [key for key in wanted if key in held]
                step = max(1, len(common) // most)
                lost = [key for key in common[::step] if not self._kind.probe(index, key)]
        except IndexDamaged as damage:
            return str(damage)
        return f"it does not find {len(lost)} passages that it holds" if lost else ""

    def held(self) -> int:
        """How many passages were in the index when it was last built."""
        folder = self._generations.current()
        return seals.holds(folder) if folder else 0

    def _tried(self, folder: Path, most: int) -> str:
        return tried(self._folder, self._kind.name, most, folder)

    def _ending(self, index: IndexT, folder: Path | None) -> Callable[[], None]:
        """Closes an index, seals what was changed, and removes the files of those that have been replaced."""

        def end() -> None:
            index.close()
            if self._holds is not None and folder is not None and folder == self._generations.current():
                self._seal(folder, self._holds)
            self._generations.prune()

        return end

    def _seal(self, folder: Path, holds: int) -> None:
        self._holds = None
        with suppress(OSError):  # without a seal it is tried before it is opened
            seals.seal(folder, holds, self._kind.loose(folder))

    def _first_opened(self) -> IndexT | None:
        """The current generation, when nobody uses another yet; None where a file is not as it was left.

        One that was never sealed, or was being changed when its process ended, is tried first.
        """
        self._generations.prune()
        folder = self._generations.current()
        if folder is None:
            return None
        sealed, problem = seals.sealed(folder), seals.flaw(folder)
        if problem and not sealed:
            problem = self._tried(folder, _TRIED_TO_OPEN)
        if problem:
            _LOG.warning("%s: not opened: %s", self._kind.name, problem)
            return None
        if not sealed:
            self._seal(folder, seals.holds(folder))
        return self._opened(folder)

    def _opened(self, folder: Path) -> IndexT | None:
        """An index if it opens."""
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
        if added or removed:
            self._change(index, added, removed)
        self._record()
        return ""

    def _change(self, index: IndexT, added: Sequence[int], removed: Sequence[int]) -> None:
        folder = self._generations.current()
        if folder is None:
            raise IndexDamaged(name=self._kind.name, reason="its folder has gone")
        with suppress(OSError):  # left sealed, it does not look as it was left
            seals.unseal(folder)
        self._kind.change(index, added, removed)
        self._holds = self._catalog.passages.count()
        if self._kind.rests:
            self._seal(folder, self._holds)

    def _rebuilt(self) -> IndexT:
        keys = self._catalog.passages.keys()
        try:
            with self._generations.build() as folder:
                with closing(self._kind.open(folder)) as index:
                    self._fill(index, keys)
                seals.seal(folder, len(keys), self._kind.loose(folder))
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
        problem = self._unsound(index)
        if problem:
            raise IndexDamaged(name=self._kind.name, reason=f"freshly built, {problem}")

    def _recorded(self) -> bool:
        return self._catalog.meta(self._kind.name) == self._revision()

    def _record(self) -> None:
        self._catalog.set_meta(self._kind.name, self._revision())

    def _revision(self) -> str:
        return f"{self._kind.version}:{self._catalog.revision}"
