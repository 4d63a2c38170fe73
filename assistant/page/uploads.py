"""Where gradio puts uploaded files until they are read: a folder of this process alone, which ends with it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PREFIX = "isnad-uploads-"
MOST_KEPT = 2_000_000_000
"""Of all uploads that wait to be read, in bytes."""


@contextmanager
def upload_folder(parent: Path | None = None) -> Iterator[Path]:
    """A folder for uploads that nobody else can read; what processes left that were killed is removed first."""
    parent = parent or Path(tempfile.gettempdir())
    for left in parent.glob(f"{_PREFIX}*"):
        if not _lives(left.name.removeprefix(_PREFIX).partition("-")[0]):
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=f"{_PREFIX}{os.getpid()}-", dir=parent, ignore_cleanup_errors=True) as path:
        yield Path(path)


def has_room(folder: Path) -> bool:
    """Is there room for another upload?"""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file()) < MOST_KEPT


def discard(path: Path) -> None:
    """Remove an uploaded file that has been read, and the folder that gradio made for it; no file from elsewhere."""
    if not path.parent.parent.name.startswith(_PREFIX):
        return
    path.unlink(missing_ok=True)
    if not any(path.parent.iterdir()):
        path.parent.rmdir()


def _lives(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except (ValueError, OverflowError, PermissionError):
        return True
    return True
