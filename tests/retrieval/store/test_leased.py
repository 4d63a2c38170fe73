"""What many use and one replaces is closed once, and by the last who used it."""

import pytest

from retrieval.store.leased import Leased


def test_what_is_replaced_stays_open_while_it_is_used() -> None:
    ended: list[str] = []
    leased: Leased[str] = Leased()
    leased.put("first", lambda: ended.append("first"))
    with leased.use() as one, leased.use() as other:
        leased.put("second", lambda: ended.append("second"))
        with leased.use() as later:
            assert (one, other, later) == ("first", "first", "second")
        assert ended == []
    assert ended == ["first"]
    leased.close()
    assert ended == ["first", "second"]


def test_what_is_put_again_is_not_closed() -> None:
    ended: list[int] = []
    leased: Leased[str] = Leased()
    for number in range(2):
        leased.put("one", lambda number=number: ended.append(number))  # type: ignore[misc]
    assert ended == []
    leased.close()
    leased.close()
    assert ended == [0]


def test_there_must_be_something_to_use() -> None:
    leased: Leased[str] = Leased()
    with pytest.raises(RuntimeError), leased.use():
        pass
