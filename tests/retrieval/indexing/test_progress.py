"""How far a run is, by a clock that the test holds."""

import pytest

from retrieval.indexing.progress import Advance, Pace


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def told(advance: Advance) -> tuple[int, int, int, int, float | None]:
    return advance.files, advance.all_files, advance.passages, advance.all_passages, advance.seconds_left


def test_a_run_of_two_files_from_its_beginning_to_its_end() -> None:
    clock = Clock()
    pace = Pace(clock)
    assert told(pace.advance()) == (0, 0, 0, 0, None)
    pace.expect(2, 30_000)
    assert told(pace.advance()) == (0, 2, 0, 20, None)  # 1,500 bytes a passage, as long as nothing is known
    clock.now = 5.0  # reading takes time, which is not the pace of embedding
    pace.reading("a.txt")
    pace.read(10_000)
    pace.cut(10)
    assert told(pace.advance()) == (0, 2, 0, 30, None)  # the other 20,000 bytes are like the first
    pace.begin()
    pace.done(5)
    clock.now = 7.0
    assert told(pace.advance()) == (0, 2, 5, 30, 10.0)
    pace.done(5)
    pace.finished(1)
    clock.now = 9.0
    assert told(pace.advance()) == (1, 2, 10, 30, 8.0)
    pace.read(20_000)
    pace.cut(8)
    pace.done(8)
    pace.finished(1)
    assert told(pace.advance()) == (2, 2, 18, 18, 0.0)
    assert pace.advance().file == "a.txt"
    assert pace.embedded == 18


def test_what_is_kept_from_an_earlier_run_takes_no_time() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.expect(1, 100)
    pace.read(100)
    pace.cut(100)
    pace.begin()
    pace.done(60, embedded=False)
    assert pace.advance().seconds_left is None
    pace.done(20)
    clock.now = 10.0
    assert (pace.advance().seconds_left, pace.embedded) == (10.0, 20)


@pytest.mark.parametrize("size", [0, 50_000])
def test_a_file_that_grows_or_gives_nothing_breaks_no_count(size: int) -> None:
    pace = Pace(Clock())
    pace.expect(1, 100)
    pace.read(size)
    pace.finished(1)
    pace.finished(1)
    files, all_files, passages, all_passages, left = told(pace.advance())
    assert (files, all_files, left) == (1, 1, None) and 0 <= passages <= all_passages
