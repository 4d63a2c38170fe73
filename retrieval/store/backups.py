"""Backups: the catalog and what else is kept beside it (conversations, what is saved), by SQLite's own copying, and the
files that were given to the page or that articles were taken out of, sealed in a folder.

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
from retrieval.store.catalog.connections import copy_database

_CATALOG, _DATABASES = "catalog.sqlite3", "*.sqlite3"
_FOLDERS, _LISTS = ("added", "originals"), ("folders.json",)


def write_backup(catalog: Catalog, folder: Path, target: Path) -> int:
    """Copy a data folder, whose catalog this is, to ``target``, which is made; how many articles are in it."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise BackupExists(path=target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as place:
            made = Path(place) / "backup"
            made.mkdir()
            articles = _copied(catalog, made / _CATALOG)
            _copy_beside(folder, made)
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


def put_back(backup: Path, folder: Path) -> None:
    """Put a backup's catalog in the place of another, which is kept beside it, and what it has besides among what is
    there; of that nothing is replaced but files of the same name."""
    catalog = folder / _CATALOG
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
        for name in _FOLDERS:
            if (backup / name).is_dir():
                shutil.copytree(backup / name, folder / name, dirs_exist_ok=True)
        for path in (*backup.glob(_DATABASES), *(backup / name for name in _LISTS)):
            if path.is_file() and path.name != _CATALOG and not (folder / path.name).exists():
                shutil.copyfile(path, folder / path.name)
    except OSError as error:
        raise DataUnwritable(data=catalog.parent, reason=error.strerror or str(error)) from error


def _copy_beside(folder: Path, made: Path) -> None:
    """What is kept beside the catalog; databases as they stand, whoever writes to them."""
    for name in _FOLDERS:
        if (folder / name).is_dir():
            shutil.copytree(folder / name, made / name)
    for name in _LISTS:
        if (folder / name).is_file():
            shutil.copyfile(folder / name, made / name)
    for path in sorted(folder.glob(_DATABASES)):
        if path.name != _CATALOG:
            copy_database(path, made / path.name)


def _copied(catalog: Catalog, target: Path) -> int:
    catalog.copy_to(target)
    with closing(Catalog(target)) as copy:
        if not copy.check():
            raise DataDamaged(data=catalog.path.parent, reason="the copy is not whole: the catalog itself is damaged")
        return copy.count_articles()
