"""Files that were given to the page or the interface: kept in the data folder, and awaited until they are indexed.

What was awaited when the process ended is there again at the next start.
"""

import json
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from errno import EISDIR
from filecmp import cmp
from os import strerror
from pathlib import Path
from threading import Lock

from retrieval.store.folder import ADDED


class KeptList:
    """Some paths in a JSON file, which is made when there are some; damaged or missing it is empty."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()

    def read(self) -> list[Path]:
        try:
            said = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            return []
        return [Path(one) for one in said if isinstance(one, str)] if isinstance(said, list) else []

    def change(self, add: Iterable[Path] = (), drop: Iterable[Path] = ()) -> None:
        """Add some and drop others; the file is replaced in one step."""
        with self._lock:
            dropped = set(drop)
            paths = [path for path in dict.fromkeys([*self.read(), *add]) if path not in dropped]
            self._path.parent.mkdir(parents=True, exist_ok=True)
            new = self._path.with_suffix(".new")
            new.write_text(json.dumps([str(path) for path in paths], ensure_ascii=False), "utf-8")
            new.replace(self._path)


class Uploads:
    """The files of one data folder, in ``ADDED`` inside it."""

    def __init__(self, data: Path) -> None:
        self._folder = data / ADDED
        self._awaited = KeptList(data / "awaited.json")
        self._lock = Lock()

    def keep(self, name: str, content: bytes | Path) -> Path:
        """Keep some bytes, or a copy of a file; a name that is taken by other content is numbered."""
        with self._lock:
            self._folder.mkdir(parents=True, exist_ok=True)
            new = self._folder / ".new"
            if isinstance(content, Path):
                shutil.copyfile(content, new)
            else:
                new.write_bytes(content)
            path = self._free(Path(name.replace("\0", " ")).name, new)
            if not path.exists():
                new.replace(path)
            new.unlink(missing_ok=True)
            return path.resolve()

    def expect(self, paths: Iterable[Path]) -> None:
        """Await what was kept, until it is settled."""
        self._awaited.change(add=paths)

    def awaited(self) -> list[Path]:
        """What was kept and not settled yet."""
        return [path for path in self._awaited.read() if path.is_file()]

    def settle(self, paths: Iterable[Path], is_stored: Callable[[Path], bool]) -> list[Path]:
        """These are awaited no more; those that gave nothing that is stored go, and are returned."""
        paths = list(paths)
        gone = [path for path in paths if not is_stored(path)]
        for path in gone:
            with suppress(OSError):
                path.unlink()
        self._awaited.change(drop=paths)
        return gone

    def _free(self, name: str, new: Path) -> Path:
        path, number = self._folder / name, 2
        if path.is_dir():
            raise IsADirectoryError(EISDIR, strerror(EISDIR), str(path))
        while path.exists() and not cmp(path, new, shallow=False):
            path = self._folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
            number += 1
        return path
