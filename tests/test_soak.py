"""The short form of ``make soak``: nothing acknowledged is lost to kills and damage, and all is clean again."""

import pytest

from benchmarks import soak


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_to_kills_and_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soak, "LONGEST", 1.5)
    found = soak.run(8, seed=3)
    assert found["changes acknowledged"] > 0
    assert {name: found[name] for name in ("lost", "ghosts", "did not open", "not clean after opening", "untold")} == {
        "lost": 0, "ghosts": 0, "did not open": 0, "not clean after opening": 0, "untold": 0,
    }  # fmt: skip


def test_what_was_acknowledged_what_was_begun_and_what_came_of_it_are_told_apart() -> None:
    state = soak.State({"kept": "1", "changed": "1"})
    state.begin({"changed": "2", "new": "1"})
    assert state.judge({"kept": "1", "changed": "2", "new": "1"}) == ([], [])
    state.begin({"changed": "3"})
    assert state.judge({"kept": "1", "changed": "1", "new": "1", "unknown": "1"}) == (["changed"], ["unknown"])
    state.begin({"kept": None})
    assert state.judge({"changed": "1", "unknown": "1"}) == (["new"], [])
