"""Isnad's front door: ``python app.py``. Until the page exists, a prompt on the terminal."""

import argparse
import os
import sys
from pathlib import Path

import prompts
from assistant import build, render
from assistant.__main__ import error_text
from assistant.progress import TerminalProgress
from assistant.settings import Settings
from retrieval.errors import IsnadError


def main() -> int:
    """Answer questions line by line until the input ends."""
    wording = prompts.load("cli")
    parser = argparse.ArgumentParser(description=wording.say("about"))
    parser.add_argument("--data", type=Path, help=wording.say("help_data"))
    options = parser.parse_args()
    settings = Settings.from_environment(os.environ, options.data)
    try:
        with TerminalProgress(wording) as progress, build.open_assistant(settings, progress) as assistant:
            sys.stdout.write(wording.say("ready") + "\n")
            while question := _read(wording.say("ask_mark")):
                try:
                    sys.stdout.write("\n" + render.answer_text(assistant.answer(question), wording) + "\n")
                except IsnadError as error:
                    sys.stdout.write(error_text(error) + "\n")
    except IsnadError as error:
        sys.stderr.write(error_text(error) + "\n")
        return 1
    return 0


def _read(mark: str) -> str:
    """The next line, kept even if blank; empty at the end of the input."""
    try:
        return input(mark) or " "
    except (EOFError, KeyboardInterrupt):
        return ""


if __name__ == "__main__":
    sys.exit(main())
