"""The bar on a terminal, and nothing where nobody watches."""

import io
import sys

import pytest

import prompts
from assistant.cli.progress import TerminalProgress


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("stage", "shown"), [("repair", "إصلاح الفهارس"), ("a stage nobody worded", "a stage nobody")])
def test_a_stage_is_shown_by_its_words_or_by_its_key(monkeypatch: pytest.MonkeyPatch, stage: str, shown: str) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("COLUMNS", "100")
    with TerminalProgress(prompts.load("cli")) as progress:
        progress("index", 0, 3)
        progress(stage, 1, 2)
        progress(stage, 2, 2)
    assert shown in screen.getvalue()
    assert "100%" in screen.getvalue()


def test_what_is_no_terminal_stays_silent(capsys: pytest.CaptureFixture[str]) -> None:
    with TerminalProgress(prompts.load("cli")) as progress:
        progress("index", 0, 3)
    assert capsys.readouterr() == ("", "")
