"""SQLite's pages read without SQLite: every record, long ones too, and those of whole pages beside broken ones."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from retrieval.store.catalog.pages import records

LENGTHS = (0, 1, 50, 3000, 5000, 60_000)
NUMBERS = (0, 1, -5, 300, 70_000, 2**20, 2**40, -(2**60))


@pytest.fixture(params=[512, 4096, 65536])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path, chance = tmp_path / "database", random.Random(1)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA page_size={request.param}")
        connection.execute("CREATE TABLE texts (id TEXT PRIMARY KEY, text TEXT, number INTEGER)")
        connection.execute("CREATE TABLE pairs (a TEXT, b INTEGER, c BLOB, PRIMARY KEY (a, b)) WITHOUT ROWID")
        texts = [(f"id{n}", "ن" * chance.choice(LENGTHS), chance.choice(NUMBERS)) for n in range(200)]
        pairs = [(f"k{n // 7}", n, chance.randbytes(chance.choice(LENGTHS))) for n in range(500)]
        connection.executemany("INSERT INTO texts VALUES (?, ?, ?)", texts)
        connection.executemany("INSERT INTO pairs VALUES (?, ?, ?)", pairs)
        connection.commit()
    return path


def tables(path: Path) -> tuple[set[tuple[object, ...]], set[tuple[object, ...]]]:
    """The rows of both tables as they are found in the pages."""
    found = [one for one in records(path) if len(one.values) == 3]
    return {one.values for one in found if one.row}, {one.values for one in found if not one.row}


def stored(path: Path) -> tuple[set[tuple[object, ...]], set[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        return set(connection.execute("SELECT * FROM texts")), set(connection.execute("SELECT * FROM pairs"))


def test_every_record_is_found(database: Path) -> None:
    assert tables(database) == stored(database)


@pytest.mark.parametrize("seed", range(10))
def test_what_is_broken_costs_itself_and_adds_nothing_of_its_shape(database: Path, seed: int) -> None:
    whole, chance = stored(database), random.Random(seed)
    content = bytearray(database.read_bytes())
    at = chance.randrange(2 * 4096, len(content))
    content[at : at + 5000] = bytes(len(content[at : at + 5000]))
    database.write_bytes(bytes(content))
    texts, pairs = tables(database)
    assert {one[0] for one in texts} <= {one[0] for one in whole[0]} | {""}
    assert len(texts & whole[0]) > 100 and len(pairs & whole[1]) > 250


@pytest.mark.parametrize("content", [b"", b"x", b"SQLite format 3\0", bytes(4096), b"\x0d" * 8192, b"\xff" * 9000])
def test_what_is_no_database_has_no_records_worth_the_name(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "none").write_bytes(content)
    assert all(isinstance(one.values, tuple) for one in records(tmp_path / "none"))


@pytest.mark.parametrize("seed", range(20))
def test_any_damage_ends_soon_and_raises_nothing(database: Path, seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(database.read_bytes())
    for _ in range(200):
        content[chance.randrange(len(content))] = chance.randrange(256)
    database.write_bytes(bytes(content))
    assert sum(1 for _ in records(database)) < 10_000
