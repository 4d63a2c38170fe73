"""Conversations are kept, listed, found, named, gone on with from an earlier question, removed and put back."""

from pathlib import Path
from threading import Thread

import pytest

from assistant.errors import SystemFailure, UnknownConversation
from assistant.service.conversations import Conversations

FIRST, SECOND = {"question": "من حضر؟"}, {"question": "متى؟"}
DAY = 24 * 3600


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        self.now += 1
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def kept(tmp_path: Path, clock: Clock) -> Conversations:
    return Conversations(tmp_path / "data", clock)


def begun(kept: Conversations, owner: str = "me", name: str = "من حضر؟") -> str:
    identity = kept.begin(owner, name)
    kept.add(identity, FIRST, "من حضر؟ حضر سامر حدّاد")
    return identity


def test_what_was_said_is_read_again_by_another_process_of_the_folder(kept: Conversations, tmp_path: Path) -> None:
    identity = begun(kept)
    assert kept.add(identity, SECOND, "متى؟") == 1
    assert Conversations(tmp_path / "data").said(identity) == [FIRST, SECOND]


def test_an_owner_lists_their_own_the_last_changed_first(kept: Conversations) -> None:
    old, new = begun(kept, name="الأولى"), begun(kept, name="الثانية")
    begun(kept, owner="other")
    assert [one.name for one in kept.listed("me")] == ["الثانية", "الأولى"]
    kept.add(old, SECOND, "متى؟")
    assert [(one.id, one.turns) for one in kept.listed("me")] == [(old, 2), (new, 1)]


@pytest.mark.parametrize(
    ("words", "found"), [("حداد", 1), ("سامر حضر", 1), ("الاولى", 1), ("غائب", 0), ("", 1), ("%", 0)]
)
def test_a_conversation_is_found_by_words_of_its_name_and_turns(kept: Conversations, words: str, found: int) -> None:
    begun(kept, name="الأُولى")
    assert len(kept.listed("me", words)) == found


def test_asking_again_from_an_earlier_question_leaves_the_conversation_before(kept: Conversations) -> None:
    identity = begun(kept)
    kept.add(identity, SECOND, "متى؟")
    other = kept.fork(identity, 1, "me")
    kept.add(other, {"question": "أين؟"}, "أين؟")
    assert kept.said(identity) == [FIRST, SECOND]
    assert kept.said(other) == [FIRST, {"question": "أين؟"}]


def test_a_turn_is_replaced_at_its_number(kept: Conversations) -> None:
    identity = begun(kept)
    kept.put(identity, 0, SECOND, "متى؟")
    assert kept.said(identity) == [SECOND]


def test_a_removed_conversation_is_put_back(kept: Conversations) -> None:
    identity = begun(kept)
    assert kept.remove(identity, "me") == "من حضر؟"
    assert kept.listed("me") == []
    with pytest.raises(UnknownConversation):
        kept.said(identity)
    kept.restore(identity, "me")
    assert kept.said(identity) == [FIRST]


def test_what_was_removed_is_gone_from_the_file_after_a_day(kept: Conversations, clock: Clock, tmp_path: Path) -> None:
    identity = kept.begin("me", "سرّ")
    kept.add(identity, {"question": "confidential"}, "confidential")
    kept.remove(identity, "me")
    clock.now += DAY + 5
    kept.begin("me", "أخرى")
    with pytest.raises(UnknownConversation):
        kept.restore(identity, "me")
    assert not any(b"confidential" in path.read_bytes() for path in (tmp_path / "data").glob("*.sqlite3"))


@pytest.mark.parametrize("name", ["اسم\nجديد", "  اسم   جديد "])
def test_a_name_is_one_line(kept: Conversations, name: str) -> None:
    identity = begun(kept)
    kept.rename(identity, "me", name)
    kept.rename(identity, "me", "  ")
    assert [one.name for one in kept.listed("me")] == ["اسم جديد"]


def test_nobody_else_renames_or_removes_but_who_has_its_address_reads(kept: Conversations) -> None:
    identity = begun(kept)
    for change in (lambda: kept.rename(identity, "other", "س"), lambda: kept.remove(identity, "other")):
        with pytest.raises(UnknownConversation):
            change()
    assert kept.said(identity) == [FIRST] and kept.owner(identity) == "me"


def test_two_tabs_add_without_overwriting_each_other(kept: Conversations) -> None:
    identity = begun(kept)
    tabs = [Thread(target=lambda: [kept.add(identity, SECOND, "متى؟") for _ in range(20)]) for _ in range(2)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()
    assert len(kept.said(identity)) == 41


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "conversations.sqlite3").write_bytes(b"no database" * 100)
    with pytest.raises(SystemFailure):
        Conversations(tmp_path).listed("me")
