"""The folders that a page watches: what changes in them becomes jobs, as long as the page is served."""

import logging
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from threading import Event, Thread

from assistant.service.jobs import Jobs
from assistant.service.uploads import KeptList
from retrieval.errors import PathMissing
from retrieval.indexing.progress import Step
from retrieval.indexing.report import IndexReport
from retrieval.indexing.watching import changes

_LOG = logging.getLogger(__name__)
_RETRY = 5.0  # seconds until a folder that is not there is looked for again

Reading = Callable[[Path, frozenset[Path], Step], IndexReport]
"""Indexes a folder but for the files to be left alone."""


class Folders:
    """The folders that a data folder names, and those ``given`` for this process; ``read`` indexes one of them."""

    def __init__(self, data: Path, jobs: Jobs, read: Reading, given: Iterable[Path] = ()) -> None:
        self._data = data
        self._kept = KeptList(data / "folders.json")
        self._jobs = jobs
        self._read = read
        self._given = [folder.resolve() for folder in given]
        self._stops: dict[Path, Event] = {}
        self._threads: list[Thread] = []

    def all(self) -> list[Path]:
        return list(dict.fromkeys([*self._given, *self._kept.read()]))

    def start(self) -> None:
        """Watch all of them."""
        for folder in self.all():
            self._watch(folder)

    def add(self, folder: Path) -> None:
        """Watch a folder from now on; ``PathMissing`` where it is none."""
        folder = folder.expanduser().resolve()
        if not folder.is_dir():
            raise PathMissing(path=folder)
        self._kept.change(add=[folder])
        self._watch(folder)

    def remove(self, folder: Path) -> None:
        """Watch a folder no more; its articles stay."""
        self._given = [given for given in self._given if given != folder]
        self._kept.change(drop=[folder])
        if stop := self._stops.pop(folder, None):
            stop.set()

    def stop(self) -> None:
        """Begin nothing any more; ``join`` waits for what was begun."""
        for stop in self._stops.values():
            stop.set()

    def join(self) -> None:
        for thread in self._threads:
            thread.join()

    def _watch(self, folder: Path) -> None:
        if folder not in self._stops:
            stop = self._stops[folder] = Event()
            thread = Thread(target=self._follow, args=(folder, stop), name=f"watching {folder}", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _follow(self, folder: Path, stop: Event) -> None:
        while not stop.is_set():
            if not folder.is_dir():
                stop.wait(_RETRY)
                continue
            try:
                self._follow_while_there(folder, stop)
            except OSError as error:  # watchfiles: the folder went as it was about to be watched
                _LOG.warning("%s: %s", folder, error)
                stop.wait(_RETRY)

    def _follow_while_there(self, folder: Path, stop: Event) -> None:
        for restless in changes([folder], stop, aside=[self._data]):
            if stop.is_set() or not folder.is_dir():
                return
            self._jobs.submit(folder.name, partial(self._read, folder, restless), told=False).result()
