"""The command line from what was typed to the exit code."""

import argparse
import logging
import os
from collections.abc import Sequence

import prompts
from assistant.cli.command import Command
from assistant.cli.failures import told
from assistant.cli.output import use_utf8
from assistant.cli.parser import command_parser, serve_parser
from assistant.settings import Settings
from assistant.wording import program


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    wording = prompts.load("cli")
    return _run(command_parser(program(), wording), arguments)


def front_door(arguments: Sequence[str] | None = None) -> int:
    """``serve`` alone, as ``python app.py``; the exit code."""
    wording = prompts.load("cli")
    return _run(serve_parser("python app.py", wording), arguments)


def _run(parser: argparse.ArgumentParser, arguments: Sequence[str] | None) -> int:
    use_utf8()
    logging.basicConfig(handlers=[logging.NullHandler()])  # what goes wrong is told in one line, and nothing beside it
    return told(lambda: _done(parser.parse_args(arguments)))


def _done(options: argparse.Namespace) -> int:
    settings = Settings.from_environment(os.environ, options.data)
    command: Command = options.run
    return command(options, settings, prompts.load("cli"))
