"""Backups: the catalog by SQLite's own copying, and the files that were given to the page, sealed in a folder.

A backup appears whole or not at all. The indexes are left out, for they are made of the catalog.
"""

import os
import shutil
import tempfile
from contextlib import closing
from pathlib import Path

from retrieval import seals
from retrieval.errors import BackupDamaged, BackupExists, DataDamaged, DataUnwritable
from retrieval.store.catalog import Catalog

_CATALOG, _FILES = "catalog.sqlite3", "added"


def write_backup(catalog: Catalog, files: Path, target: Path) -> int:
    """Copy a catalog and a folder of files to ``target``, which is made; how many articles are in it."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise BackupExists(path=target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as folder:
            made = Path(folder) / "backup"
            made.mkdir()
            articles = _copied(catalog, made / _CATALOG)
            if files.is_dir():
                shutil.copytree(files, made / _FILES)
            seals.seal(made, articles)
            made.replace(target)
    except OSError as error:
        raise DataUnwritable(data=target, reason=error.strerror or str(error)) from error
    return articles


def check_backup(backup: Path) -> None:
    """Raise ``BackupDamaged`` where a folder is no backup, or is not as it was written."""
    flaw = seals.flaw(backup, thoroughly=True)
    if flaw or not (backup / _CATALOG).is_file():
        raise BackupDamaged(path=backup, reason=flaw or "it has no catalog")


def put_back(backup: Path, catalog: Path, files: Path) -> None:
    """Put a backup's catalog in the place of another, which is kept beside it, and its files among those there."""
    new = catalog.with_name(f"{catalog.name}.new")
    try:
        shutil.copyfile(backup / _CATALOG, new)
        with new.open("rb") as file:
            os.fsync(file.fileno())
        if catalog.exists() and catalog.stat().st_size:
            shutil.copyfile(catalog, catalog.with_name(f"{catalog.name}.before"))
        for ending in ("-wal", "-shm"):
            catalog.with_name(catalog.name + ending).unlink(missing_ok=True)
        new.replace(catalog)
        if (backup / _FILES).is_dir():
            shutil.copytree(backup / _FILES, files, dirs_exist_ok=True)
    except OSError as error:
        raise DataUnwritable(data=catalog.parent, reason=error.strerror or str(error)) from error


def _copied(catalog: Catalog, target: Path) -> int:
    catalog.copy_to(target)
    with closing(Catalog(target)) as copy:
        if not copy.check():
            raise DataDamaged(data=catalog.path.parent, reason="the copy is not whole: the catalog itself is damaged")
        return copy.count_articles()
