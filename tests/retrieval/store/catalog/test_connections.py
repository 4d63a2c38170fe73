"""One SQLite file and many threads: nobody waits for another, and what SQLite raises is told in our words."""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Thread

import pytest

from retrieval.errors import DataDamaged, DataUnreadable, DataUnwritable
from retrieval.store.catalog.connections import Connections

PUT = "INSERT OR REPLACE INTO meta VALUES ('word', ?)"
GET = "SELECT value FROM meta WHERE name = 'word'"


@pytest.fixture
def connections(tmp_path: Path) -> Iterator[Connections]:
    opened = Connections(tmp_path / "catalog", writable=True)
    yield opened
    opened.close()


def test_a_reader_is_not_held_up_by_an_open_transaction(connections: Connections) -> None:
    connections.change(PUT, ("old",))
    with ThreadPoolExecutor(1) as pool:
        with connections.transaction():
            connections.change(PUT, ("new",))
            assert pool.submit(connections.row, GET).result(5) == ("old",)
        assert pool.submit(connections.row, GET).result(5) == ("new",)


def test_a_snapshot_is_of_one_state(connections: Connections) -> None:
    connections.change(PUT, ("old",))
    with ThreadPoolExecutor(1) as pool:
        with connections.snapshot():
            assert connections.row(GET) == ("old",)
            pool.submit(connections.change, PUT, ("new",)).result(5)
            with connections.snapshot():
                assert connections.row(GET) == ("old",)
            assert connections.row(GET) == ("old",)
        assert connections.row(GET) == ("new",)


def test_a_transaction_that_fails_leaves_nothing(connections: Connections) -> None:
    connections.change(PUT, ("old",))
    with pytest.raises(RuntimeError), connections.transaction():
        connections.change(PUT, ("new",))
        raise RuntimeError
    assert connections.row(GET) == ("old",)


def test_the_connections_of_threads_that_have_ended_are_closed(connections: Connections) -> None:
    for _ in range(5):
        thread = Thread(target=connections.row, args=(GET,))
        thread.start()
        thread.join()
    connections.row(GET)
    assert len(connections._open) <= 2


def tear(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:4096] + b"torn" * 4096)


def remove(path: Path) -> None:
    path.unlink()


def lose_table(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE articles")
    connection.close()


@pytest.mark.parametrize(
    ("writable", "harm", "expected"),
    [
        (True, tear, DataDamaged),
        (False, tear, DataDamaged),
        (False, remove, DataUnreadable),
        (True, lose_table, DataUnwritable),
        (False, lose_table, DataUnreadable),
    ],
)
def test_what_goes_wrong_in_reading_is_told(
    tmp_path: Path, writable: bool, harm: Callable[[Path], None], expected: type[Exception]
) -> None:
    path = tmp_path / "catalog"
    made = Connections(path, writable=True)
    for number in range(200):
        made.change("INSERT INTO files VALUES (?, 0, 0, '', '', 0)", (f"{number:0500}",))
    made.close()
    harm(path)
    with pytest.raises(expected):
        opened = Connections(path, writable=writable)
        try:
            opened.rows("SELECT * FROM files, articles")
        finally:
            opened.close()
