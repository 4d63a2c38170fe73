"""Something that many threads use and one replaces: what is replaced is closed when its last user has done."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar

ThingT = TypeVar("ThingT")


@dataclass(slots=True)
class _Lease(Generic[ThingT]):
    thing: ThingT
    end: Callable[[], None]
    users: int = 0
    retired: bool = False


class Leased(Generic[ThingT]):
    """Holds one thing at a time; ``put`` replaces it, and nobody who is using the old one is disturbed."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._lease: _Lease[ThingT] | None = None

    def put(self, thing: ThingT, end: Callable[[], None]) -> None:
        """Make this the thing in use; ``end`` closes it some time after it was replaced."""
        with self._lock:
            lease = self._lease
            if lease is not None and lease.thing is thing:
                return
            self._lease = _Lease(thing, end)
        self._retire(lease)

    @contextmanager
    def use(self) -> Iterator[ThingT]:
        """The thing in use, open at least until the block ends."""
        with self._lock:
            lease = self._lease
            if lease is None:
                raise RuntimeError("used before it was put, or after it was closed")
            lease.users += 1
        try:
            yield lease.thing
        finally:
            with self._lock:
                lease.users -= 1
                last = lease.retired and not lease.users
            if last:
                lease.end()

    def close(self) -> None:
        """Close the thing in use when its last user has done."""
        with self._lock:
            lease, self._lease = self._lease, None
        self._retire(lease)

    def _retire(self, lease: _Lease[ThingT] | None) -> None:
        if lease is None:
            return
        with self._lock:
            lease.retired = True
            unused = not lease.users
        if unused:
            lease.end()
