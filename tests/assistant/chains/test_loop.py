"""One loop for the work of many threads, begun when it is needed and anew when it was closed."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor
from threading import Event, enumerate, get_ident

import pytest

from assistant.chains.loop import Loop

WAIT = 5


@pytest.fixture
def loop() -> Iterator[Loop]:
    loop = Loop()
    yield loop
    loop.close()


async def where() -> tuple[int, int]:
    """The thread and the loop that this runs in."""
    await asyncio.sleep(0)
    return get_ident(), id(asyncio.get_running_loop())


async def endless(begun: Event, ended: Event) -> None:
    try:
        begun.set()
        await asyncio.Event().wait()
    finally:
        ended.set()


def test_the_work_of_all_threads_runs_in_one_thread_of_its_own(loop: Loop) -> None:
    with ThreadPoolExecutor(4) as pool:
        places = set(pool.map(lambda _: loop.submit(where()).result(WAIT), range(12)))
    assert len(places) == 1
    assert {thread for thread, _ in places} != {get_ident()}


def test_a_failure_is_that_of_its_own_work_alone(loop: Loop) -> None:
    async def fails() -> None:
        raise KeyError("no")

    with pytest.raises(KeyError):
        loop.submit(fails()).result(WAIT)
    assert loop.submit(where()).result(WAIT)


def test_what_is_cancelled_ends_and_nothing_else_does(loop: Loop) -> None:
    begun, ended, others = Event(), Event(), Event()
    work, other = loop.submit(endless(begun, ended)), loop.submit(endless(Event(), others))
    assert begun.wait(WAIT)
    work.cancel()
    assert ended.wait(WAIT)
    assert not other.done()
    assert not others.is_set()


def test_closing_ends_the_work_and_the_thread_and_later_work_begins_anew(loop: Loop) -> None:
    begun, ended = Event(), Event()
    work = loop.submit(endless(begun, ended))
    assert begun.wait(WAIT)
    loop.close()
    assert ended.is_set()
    with pytest.raises(CancelledError):
        work.result(WAIT)
    assert "loop" not in {thread.name for thread in enumerate()}
    assert loop.submit(where()).result(WAIT)


def test_one_that_was_never_used_has_nothing_to_close() -> None:
    loop = Loop()
    loop.close()
    loop.close()
