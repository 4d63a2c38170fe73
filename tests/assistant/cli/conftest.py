"""The command line in this process, with a model a reader can compute by hand."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assistant import build
from assistant.cli.main import main
from tests.fakes import LetterEmbedder


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.split("\n") if line]


Command = Callable[..., Ran]


@pytest.fixture
def command(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], data: Path, embedder: LetterEmbedder
) -> Command:
    """Runs a command over ``data``; its output must be UTF-8."""
    monkeypatch.setattr(build, "load_embedder", lambda settings, progress: embedder)
    monkeypatch.setattr(build, "load_reader", lambda settings, progress: None)
    monkeypatch.setenv("ISNAD_DATA", str(data))
    monkeypatch.delenv("ISNAD_LLM", raising=False)

    def run(*arguments: str) -> Ran:
        code = main(arguments)
        out, err = capfdbinary.readouterr()
        return Ran(code, out.decode(), err.decode())

    return run


@pytest.fixture
def indexed(command: Command, corpus: Path) -> Command:
    """The same over the articles of ``corpus``."""
    assert command("index", str(corpus)).code == 0
    return command
