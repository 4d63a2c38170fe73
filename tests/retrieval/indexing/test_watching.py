"""When what changes in a folder is read: by a clock and files that the test holds, then by the system's own events."""

from collections.abc import Sequence
from pathlib import Path
from threading import Event, Thread

import pytest

from retrieval.indexing.watching import Settling, changes
from retrieval.store.catalog import FileState

A, B = Path("a.txt"), Path("b.txt")
Moment = tuple[float, dict[Path, int], Sequence[Path], "set[Path] | None"]
"""A time, the files' sizes from then on, what changed, and what may be read: all but these files; None for nothing."""


@pytest.mark.parametrize(
    "moments",
    [
        [(0.0, {A: 1}, [A], None), (0.5, {A: 1}, [], None), (1.0, {A: 1}, [], set()), (2.0, {A: 1}, [], None)],
        [(0.0, {A: 1}, [A], None), (0.9, {A: 2}, [], None), (1.8, {A: 2}, [], None), (2.0, {A: 2}, [], set())],
        [(0.0, {A: 1}, [A], None), (0.9, {A: 1}, [A], None), (1.5, {A: 1}, [], None), (2.0, {A: 1}, [], set())],
        [(0.0, {A: 1}, [A], None), (0.6, {A: 1, B: 1}, [B], None), (1.2, {}, [], None), (2.2, {}, [], set())],
        [(0.0, {}, [A], None), (1.0, {}, [], set())],
        [(0.0, {A: 1}, [A], None), *[(float(n), {A: 1, B: n}, [B], None) for n in range(1, 10)],
         (10.0, {A: 1, B: 10}, [B], {B}), (11.0, {A: 1, B: 10}, [], set())],
        [(0.0, {A: 1}, [A], None), *[(float(n), {A: n}, [A], None) for n in range(1, 30)]],
        [(0.0, {}, [], None), (5.0, {}, [], None)],
    ],
    ids=[
        "a new file lies still for a second", "one that grows is waited for", "one that is told of again, too",
        "what goes as it is waited for has changed", "a file that has gone",
        "one that is never still holds up nobody else for long",
        "one that is never still is not read", "nothing",
    ],
)  # fmt: skip
def test_changes_are_read_together_when_they_lie_still(moments: Sequence[Moment]) -> None:
    sizes: dict[Path, int] = {}
    settling = Settling(still=1.0, longest=10.0, look=lambda path: FileState(sizes[path], 0) if path in sizes else None)
    for now, files, told, wanted in moments:
        sizes.clear()
        sizes.update(files)
        settling.saw(told, now)
        assert settling.ready(now) == wanted, now


def test_a_flood_is_one_change() -> None:
    settling = Settling(look=lambda path: None)
    for number in range(5000):
        settling.saw([Path(f"{number}.txt")], number / 5000)
    assert settling.ready(1.5) is None
    assert settling.ready(2.0) == frozenset()
    assert settling.ready(9.0) is None


def test_what_comes_changes_is_renamed_and_goes_is_seen_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "watched"
    (folder / "data").mkdir(parents=True)
    stop, seen = Event(), Event()
    still = Settling(still=0.0)

    def follow() -> None:
        for _ in changes([folder], stop, aside=[folder / "data"], settling=still):
            seen.set()

    watching = Thread(target=follow)
    watching.start()
    try:
        assert seen.wait(30)  # the first time is without a change

        def is_seen(change: object) -> bool:
            seen.clear()
            assert callable(change)
            change()
            return seen.wait(30)

        one = folder / "one.txt"
        assert is_seen(lambda: one.write_text("أ", "utf-8"))
        assert is_seen(lambda: one.write_text("ب", "utf-8"))
        assert is_seen(lambda: one.rename(folder / "two.txt"))
        assert is_seen((folder / "two.txt").unlink)
        seen.clear()
        for name in (".hidden.txt", "picture.png", "data/inside.txt", "a.txt.part"):
            (folder / name).write_text("أ", "utf-8")
        assert not seen.wait(1.5)
    finally:
        stop.set()
        watching.join()
