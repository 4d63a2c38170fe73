"""The command line: ``python -m assistant COMMAND``. Errors end here, as one line that says what to do next."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn

import prompts
from assistant import errors
from assistant.cli import render
from assistant.cli.progress import TerminalProgress
from assistant.service.router import Router
from assistant.settings import Settings
from assistant.types import Turn
from assistant.wording import error_text
from prompts import Wording
from retrieval.errors import BadDate, IsnadError
from retrieval.store.facets import make_filter
from retrieval.types import Filter

DONE, FAILED, MISUSED, SKIPPED = 0, 1, 2, 3

Command = Callable[[argparse.Namespace, Settings, Wording], int]


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise errors.Usage(reason=message)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    _use_utf8()
    wording = prompts.load("cli")
    try:
        options = _parser(wording).parse_args(arguments)
        settings = Settings.from_environment(os.environ, options.data)
        command: Command = options.run
        return command(options, settings, wording)
    except IsnadError as error:
        return _report(error)
    except KeyboardInterrupt:
        return _report(errors.Interrupted())
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - nobody reads any more; silence the flush at exit
        return DONE
    except OSError as error:
        return _report(errors.SystemFailure(reason=error.strerror or str(error)))


def _report(error: IsnadError) -> int:
    print(error_text(error), file=sys.stderr)
    misused = (errors.Usage, errors.EmptyQuestion, errors.QuestionTooLong, BadDate)
    return MISUSED if isinstance(error, misused) else FAILED


def _parser(wording: Wording) -> _Parser:
    common = _Parser(add_help=False)
    common.add_argument("--data", metavar="DIR", help=wording.say("help_data"))
    common.add_argument("--json", action="store_true", help=wording.say("help_json"))
    parser = _Parser(prog="python -m assistant", description=wording.say("about"))
    commands = parser.add_subparsers(metavar="COMMAND", parser_class=_Parser)
    parser.set_defaults(run=_no_command, data=None)

    def command(name: str, run: Command) -> _Parser:
        added = commands.add_parser(name, parents=[common], help=wording.say(f"help_{name}"))
        added.set_defaults(run=run)
        return added

    command("index", _index).add_argument("path", nargs="*", metavar="PATH", help=wording.say("help_path"))
    command("remove", _remove).add_argument(
        "target", nargs="+", metavar="ARTICLE|PATH", help=wording.say("help_target")
    )
    command("list", _list)
    command("show", _show).add_argument("article", metavar="ARTICLE", help=wording.say("help_article"))
    ask = command("ask", _ask)
    ask.add_argument("question", nargs="?", metavar="QUESTION", help=wording.say("help_question"))
    ask.add_argument("--batch", metavar="FILE.jsonl", help=wording.say("help_batch"))
    ask.add_argument("--article", action="append", metavar="ARTICLE", help=wording.say("help_only_article"))
    ask.add_argument("--outlet", action="append", metavar="OUTLET", help=wording.say("help_only_outlet"))
    ask.add_argument("--since", default="", metavar="DATE", help=wording.say("help_since"))
    ask.add_argument("--until", default="", metavar="DATE", help=wording.say("help_until"))
    ask.add_argument("--quotes", action="store_true", help=wording.say("help_quotes"))
    summarize = command("summarize", _summarize)
    summarize.add_argument("article", metavar="ARTICLE", help=wording.say("help_article"))
    summarize.add_argument("--words", type=_words, default=120, metavar="N", help=wording.say("help_words"))
    summarize.add_argument("--quotes", action="store_true", help=wording.say("help_quotes"))
    command("directory", _not_yet("directory"))
    command("verify", _verify).add_argument(
        "--batch", metavar="FILE.jsonl", required=True, help=wording.say("help_claims")
    )
    command("check", _check).add_argument("--repair", action="store_true", help=wording.say("help_repair"))
    command("prepare", _prepare)
    return parser


def _no_command(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
    raise errors.Usage(reason=wording.say("usage_command"))


def _not_yet(name: str) -> Command:
    def run(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
        raise errors.NotYet(command=name)

    return run


def _prepare(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
    from assistant import build

    with TerminalProgress(wording) as progress:
        build.prepare(settings, progress)
    _write(wording.say("prepared") + "\n")
    return DONE


def _index(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
    from assistant import build

    paths = [Path(path) for path in options.path] or [build.seeds()]
    with TerminalProgress(wording) as progress, build.open_indexer(settings, progress) as indexer:
        report = indexer.index(paths)
    _write(render.report_json(report, wording) if options.json else render.report_text(report, wording))
    return SKIPPED if report.skipped else DONE


def _remove(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
    from assistant import build

    with TerminalProgress(wording) as progress, build.open_indexer(settings, progress) as indexer:
        report = indexer.remove(options.target)
    _write(render.report_json(report, wording) if options.json else render.report_text(report, wording))
    return DONE


def _list(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
    from assistant import build

    with build.open_catalog(settings) as catalog:
        copies = catalog.copies.all()
        for article in catalog.articles() if options.json else ():
            _write(render.json_line(render.article_fields(article, copies.get(article.id, ()))))
        for listed in () if options.json else catalog.listed():
            _write(_listed(listed.id, listed.title, copies.get(listed.id, ()), wording))
    return DONE


def _listed(identity: str, title: str, copies: Sequence[str], wording: Wording) -> str:
    also = wording.say("copies", articles="، ".join(copies)) if copies else ""
    return wording.say("listed", article=identity, title=title) + also + "\n"


def _show(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
    from assistant import build

    with build.open_catalog(settings) as catalog:
        article = catalog.article(options.article)
        copies = catalog.copies.of(article.id)
    fields = render.article_fields(article, copies) | {"text": article.text}
    _write(render.json_line(fields) if options.json else article.text)
    return DONE


def _words(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(text)
    return int(text)


def _summarize(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
    from assistant import build
    from assistant.summary.summaries import Summarizer

    with build.open_catalog(settings) as catalog:
        summary = Summarizer(catalog).summarize(options.article, options.words)
    writer = None if options.quotes else build.load_writer(settings)
    summary = writer.summary(summary) if writer else summary
    _write(render.json_line(asdict(summary)) if options.json else render.summary_text(summary, wording))
    return DONE


def _ask(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
    from assistant import build

    if (options.question is None) == (options.batch is None):
        raise errors.Usage(reason=wording.say("usage_question"))
    if options.question is not None and not options.question.strip():
        raise errors.EmptyQuestion
    only = make_filter(options.article or (), options.outlet or (), options.since, options.until)
    with TerminalProgress(wording) as progress, build.open_assistant(settings, progress) as assistant:
        if options.batch is not None:
            for line in _answer_batch(Path(options.batch), assistant, only, written=not options.quotes):
                _write(line)
            return DONE
        answer = assistant.answer(options.question, only=only, written=not options.quotes)
    if answer.left_out:
        print(wording.say("left_out", count=answer.left_out), file=sys.stderr)
    _write(render.answer_json(answer) if options.json else render.answer_text(answer, wording))
    return DONE


def _answer_batch(path: Path, assistant: Router, only: Filter, *, written: bool) -> Iterator[str]:
    """One JSON line for each line of the file, in order; a line that cannot be asked fails alone."""
    for number, line in _filled_lines(path):
        question = ""
        try:
            question, history = _batch_line(line, number)
            yield render.answer_json(assistant.answer(question, history, only, written=written))
        except IsnadError as error:
            yield render.failed_json(question, error_text(error), assistant.mode)


def _filled_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    with path.open("rb") as file:
        yield from ((number, line) for number, line in enumerate(file, start=1) if line.strip())


def _batch_line(line: bytes, number: int) -> tuple[str, list[Turn]]:
    record = _record(line, number)
    try:
        question = record["question"]
        history = [Turn(turn["question"], turn.get("answer") or "") for turn in record.get("history") or ()]
    except (TypeError, KeyError, AttributeError) as error:
        raise errors.BadLine(line=number) from error
    if not isinstance(question, str):
        raise errors.BadLine(line=number)
    return question, history


def _record(line: bytes, number: int) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise errors.BadLine(line=number) from error
    if not isinstance(record, dict):
        raise errors.BadLine(line=number)
    return record


def _verify(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
    """One verdict for each line of the file, in order; a line that is no claim fails alone."""
    from assistant.writing.support import unsupported

    for number, line in _filled_lines(Path(options.batch)):
        try:
            record = _record(line, number)
            problems = unsupported(*_claim(record, number))
        except errors.BadLine as error:
            _write(render.json_line({"supported": None, "reasons": [error_text(error)]}))
            continue
        verdict = render.verdict_json if options.json else render.verdict_text
        _write(verdict(problems, wording))
    return DONE


def _claim(record: Any, number: int) -> tuple[str, list[str]]:
    sentence, quotes = record.get("sentence"), record.get("quotes")
    if not isinstance(sentence, str) or not isinstance(quotes, list) or not all(isinstance(q, str) for q in quotes):
        raise errors.BadLine(line=number)
    return sentence, quotes


def _check(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
    from assistant import build

    with TerminalProgress(wording) as progress:
        health = build.check(settings, progress, repair=options.repair)
    problems = [wording.say(f"problem_{problem}") for problem in health.problems]
    if options.json:
        counts = {"articles": health.articles, "passages": health.passages}
        _write(render.json_line({"whole": not problems, **counts, "problems": problems}))
    elif problems:
        _write(wording.say("broken", problems="، ".join(problems), data=settings.data) + "\n")
    else:
        _write(wording.say("whole", articles=health.articles, passages=health.passages) + "\n")
    return FAILED if problems else DONE


def _write(text: str) -> None:
    """To standard output, byte for byte, whatever the platform thinks of line ends."""
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def _use_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
