"""Serving, from the command to where the page takes over."""

import logging
from collections.abc import Callable, Iterator

import pytest

from assistant.page import server
from assistant.service.library import Library
from tests.assistant.cli.conftest import Command


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    """Serving sets up logging for its process."""
    before = list(logging.root.handlers)
    yield
    logging.root.handlers[:] = before


def serving(monkeypatch: pytest.MonkeyPatch, end: BaseException | None) -> list[tuple[str, int, tuple[int, int]]]:
    """Replaces the page by one that notes where it is served and what of, says that it is ready, and ends so."""
    seen: list[tuple[str, int, tuple[int, int]]] = []

    def launch(library: Library, address: server.Address, ready: Callable[[], object]) -> None:
        seen.append((address.host, address.port, library.counts()))
        ready()
        if end:
            raise end

    monkeypatch.setattr(server, "launch", launch)
    return seen


@pytest.mark.parametrize("end", [None, KeyboardInterrupt()], ids=["stopped", "Ctrl-C"])
def test_it_says_where_it_serves_and_its_end_is_no_failure(
    indexed: Command, monkeypatch: pytest.MonkeyPatch, end: BaseException | None
) -> None:
    seen = serving(monkeypatch, end)
    served = indexed("serve", "--port", "7999")
    assert (served.code, served.err, seen) == (0, "", [("127.0.0.1", 7999, (3, 3))])
    assert "http://127.0.0.1:7999" in served.out
    assert indexed("remove", "tunis").code == 0  # the folder is free again


def test_a_port_that_is_taken_is_told_and_the_folder_is_free_again(
    indexed: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    serving(monkeypatch, OSError("in use"))
    failed = indexed("serve", "--host", "127.0.0.2", "--port", "7999")
    assert (failed.code, failed.err.count("\n")) == (1, 1)
    assert "7999" in failed.err
    assert "127.0.0.2" in failed.err
    assert indexed("remove", "tunis").code == 0


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "news.example"])
def test_other_machines_are_let_in_only_where_that_is_said(
    indexed: Command, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    seen = serving(monkeypatch, None)
    refused = indexed("serve", "--host", host)
    assert (refused.code, refused.err.count("\n"), seen) == (2, 1, [])
    assert "--open" in refused.err and "يزيل" in refused.err
    opened = indexed("serve", "--host", host, "--open")
    assert opened.code == 0 and len(seen) == 1
    assert "يضيف" in opened.out and "بلا كلمة مرور" in opened.out
