"""The command that prints what makes a shell complete the others: ``eval "$(isnad completion bash)"``."""

import argparse
from collections.abc import Iterator

from assistant.cli.command import DONE, Command
from assistant.cli.output import write
from assistant.settings import Settings
from prompts import Wording

_FILES = ("PATH", "ARTICLE|PATH", "FILE", "FILE.jsonl", "FILE.csv")
SHELLS = ("bash", "zsh", "tcsh")


def completion(parser: argparse.ArgumentParser) -> Command:
    """The command for this parser, which is made over for it: paths are completed as such."""

    def run(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
        import shtab

        paths = {"DIR": shtab.DIRECTORY, **dict.fromkeys(_FILES, shtab.FILE)}
        parser.prog = "isnad"
        for action in _actions(parser):
            if isinstance(action.metavar, str) and action.metavar in paths:
                action.complete = paths[action.metavar]  # type: ignore[attr-defined]
        write(shtab.complete(parser, options.shell) + "\n")
        return DONE

    return run


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Those of a parser and of its commands."""
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from _actions(command)
