"""The commands and their options; what is typed otherwise is raised as ``Usage``."""

import argparse
from collections.abc import Callable
from typing import NoReturn

from assistant import __version__, errors
from assistant.cli import asking, indexing, naming, reading, serve, verifying
from assistant.cli.command import Command
from assistant.cli.completion import SHELLS, completion
from assistant.names.directory import KINDS
from assistant.settings import Settings
from prompts import Wording
from retrieval.files.fields import FIELDS

_HIGHEST_PORT = 65535

_Say = Callable[[str], str]
_Adding = Callable[[str, Command], "Parser"]


class Parser(argparse.ArgumentParser):
    """Raises what the parser of the standard library would print."""

    def error(self, message: str) -> NoReturn:
        raise errors.Usage(reason=message)


def command_parser(program: str, wording: Wording) -> Parser:
    """All commands of ``program``; what is parsed has the command as ``run``."""
    say = wording.say
    parser = Parser(prog=program, description=say("about"))
    parser.add_argument("--version", action="version", version=f"isnad {__version__}", help=say("help_version"))
    parser.set_defaults(run=_no_command, data=None)
    commands = parser.add_subparsers(metavar="COMMAND", parser_class=Parser)

    def command(name: str, run: Command) -> Parser:
        added = commands.add_parser(name, help=say(f"help_{name}"), description=say(f"help_{name}"))
        added.set_defaults(run=run)
        return added

    def data_command(name: str, run: Command) -> Parser:
        added = command(name, run)
        _add_data(added, say)
        added.add_argument("--json", action="store_true", help=say("help_json"))
        return added

    _add_serving(command("serve", serve.serve), say)
    _add_indexing(data_command, say)
    _add_reading(data_command, say)
    _add_asking(data_command, say)
    _add_naming(data_command, say)
    command("completion", completion(parser)).add_argument("shell", choices=SHELLS, help=say("help_shell"))
    return parser


def serve_parser(program: str, wording: Wording) -> Parser:
    """``serve`` by itself, as ``program``."""
    parser = Parser(prog=program, description=wording.say("about"))
    parser.set_defaults(run=serve.serve)
    _add_serving(parser, wording.say)
    return parser


def _add_data(parser: Parser, say: _Say) -> None:
    parser.add_argument("--data", metavar="DIR", help=say("help_data"))


def _add_serving(parser: Parser, say: _Say) -> None:
    _add_data(parser, say)
    parser.add_argument("--host", default=serve.HOST, metavar="HOST", help=say("help_host"))
    parser.add_argument("--open", action="store_true", help=say("help_open"))
    parser.add_argument("--port", type=_port, default=serve.PORT, metavar="PORT", help=say("help_port"))


def _add_indexing(command: _Adding, say: _Say) -> None:
    index = command("index", indexing.index)
    index.add_argument("path", nargs="*", metavar="PATH", help=say("help_path"))
    index.add_argument("--columns", type=_columns, metavar="FIELD=NAME,...", help=say("help_columns"))
    command("remove", indexing.remove).add_argument(
        "target", nargs="+", metavar="ARTICLE|PATH", help=say("help_target")
    )
    command("check", indexing.check).add_argument("--repair", action="store_true", help=say("help_repair"))
    for name, run in (("backup", indexing.backup), ("restore", indexing.restore)):
        command(name, run).add_argument("folder", metavar="FOLDER", help=say("help_backup_folder"))
    command("prepare", indexing.prepare)


def _add_reading(command: _Adding, say: _Say) -> None:
    command("list", reading.list_articles)
    command("show", reading.show).add_argument("article", metavar="ARTICLE", help=say("help_article"))


def _add_asking(command: _Adding, say: _Say) -> None:
    ask = command("ask", asking.ask)
    ask.add_argument("question", nargs="?", metavar="QUESTION", help=say("help_question"))
    ask.add_argument("--batch", metavar="FILE.jsonl", help=say("help_batch"))
    ask.add_argument("--article", action="append", metavar="ARTICLE", help=say("help_only_article"))
    ask.add_argument("--outlet", action="append", metavar="OUTLET", help=say("help_only_outlet"))
    ask.add_argument("--entity", action="append", metavar="NAME", help=say("help_only_entity"))
    ask.add_argument("--since", default="", metavar="DATE", help=say("help_since"))
    ask.add_argument("--until", default="", metavar="DATE", help=say("help_until"))
    ask.add_argument("--quotes", action="store_true", help=say("help_quotes"))
    summarize = command("summarize", asking.summarize)
    summarize.add_argument("article", metavar="ARTICLE", help=say("help_article"))
    summarize.add_argument("--words", type=_words, default=120, metavar="N", help=say("help_words"))
    summarize.add_argument("--points", type=_words, default=0, metavar="N", help=say("help_points"))
    summarize.add_argument("--quotes", action="store_true", help=say("help_quotes"))
    command("verify", verifying.verify).add_argument(
        "--batch", metavar="FILE.jsonl", required=True, help=say("help_claims")
    )


def _add_naming(command: _Adding, say: _Say) -> None:
    directory = command("directory", naming.directory)
    directory.add_argument("name", nargs="?", default="", metavar="NAME", help=say("help_name"))
    directory.add_argument("--kind", default="", choices=KINDS, help=say("help_kind"))
    directory.add_argument("--csv", action="store_true", help=say("help_csv"))
    directory.add_argument("--join", default="", metavar="NAME", help=say("help_join"))
    directory.add_argument("--part", default="", metavar="NAME", help=say("help_part"))
    directory.add_argument("--undo", action="store_true", help=say("help_undo"))
    directory.add_argument("--corrections", action="store_true", help=say("help_corrections"))
    timeline = command("timeline", naming.timeline)
    timeline.add_argument("--entity", default="", metavar="NAME", help=say("help_event_entity"))
    timeline.add_argument("--about", default="", metavar="TOPIC", help=say("help_about"))
    for added in (directory, timeline):
        added.add_argument("--since", default="", metavar="DATE", help=say("help_named_since"))
        added.add_argument("--until", default="", metavar="DATE", help=say("help_named_until"))


def _columns(text: str) -> dict[str, str]:
    given = dict(part.partition("=")[::2] for part in text.split(",") if part.strip())
    columns = {field.strip(): name.strip() for field, name in given.items()}
    if not columns or not set(columns) <= set(FIELDS) or not all(columns.values()):
        raise argparse.ArgumentTypeError(text)
    return columns


def _words(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(text)
    return int(text)


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > _HIGHEST_PORT:
        raise argparse.ArgumentTypeError(text)
    return int(text)


def _no_command(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
    raise errors.Usage(reason=wording.say("usage_command"))
