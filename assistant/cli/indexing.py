"""The commands that change the data folder, look after it, and make the model ready."""

import argparse
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from assistant import errors
from assistant.cli import render
from assistant.cli.command import DONE, FAILED, SKIPPED
from assistant.cli.interrupts import Interrupts
from assistant.cli.output import tell, write
from assistant.cli.progress import TerminalProgress
from assistant.service.records import json_line
from assistant.settings import Settings
from prompts import Wording
from retrieval.errors import NoArticles
from retrieval.indexing.indexer import Indexer
from retrieval.indexing.report import IndexReport
from retrieval.indexing.watching import changes


def prepare(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
    from assistant import build

    with TerminalProgress(wording) as progress:
        build.prepare(settings, progress)
    write(wording.say("prepared") + "\n")
    return DONE


def index(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
    from assistant import build

    paths = [Path(path) for path in options.path] or [build.seeds()]
    if options.watch and not any(path.is_dir() for path in paths):
        raise errors.Usage(reason=wording.say("usage_watch"))
    with TerminalProgress(wording) as progress, build.open_indexer(settings, progress) as indexer, Interrupts() as stop:
        step = stop.ending(progress.step)
        if options.watch:
            return _watch(indexer, paths, options, settings.data, progress, stop, wording)
        report = indexer.index(paths, options.columns, prune=options.prune, step=step)
    _write(report, options, wording)
    if report.cancelled:
        raise errors.Interrupted
    return DONE if report.whole else SKIPPED


def _watch(
    indexer: Indexer, paths: Sequence[Path], options: argparse.Namespace, data: Path, progress: TerminalProgress,
    stop: Interrupts, wording: Wording,
) -> int:  # fmt: skip
    """Index, then again whenever something has changed in the folders among the paths, until Ctrl-C."""
    columns, again, step = options.columns, True, stop.ending(progress.step)
    folders = [path for path in paths if path.is_dir()]
    for restless in changes(folders, stop.wished, aside=[data]):
        report = None
        with suppress(NoArticles):  # nothing in it yet
            report = indexer.index(paths, columns, prune=options.prune, again=again, restless=restless, step=step)
        progress.rest()
        if report is not None and (again or report.notable):
            _write(report, options, wording)
        if again:
            tell(wording.say("watching", folders="، ".join(map(str, folders))))
        columns, again = None, False
    return DONE


def _write(report: IndexReport, options: argparse.Namespace, wording: Wording) -> None:
    write(render.report_json(report, wording) if options.json else render.report_text(report, wording))


def remove(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
    from assistant import build

    with TerminalProgress(wording) as progress, build.open_indexer(settings, progress) as indexer:
        report = indexer.remove(options.target)
    _write(report, options, wording)
    return DONE


def check(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
    from assistant import build

    with TerminalProgress(wording) as progress:
        health = build.check(settings, progress, repair=options.repair)
    write(render.health_json(health, wording) if options.json else render.health_text(health, settings.data, wording))
    return FAILED if health.problems or (health.mended and health.mended.lost) else DONE


def backup(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
    from assistant import build

    articles = build.back_up(settings, Path(options.folder))
    told = {"articles": articles, "folder": options.folder}
    write(json_line(told) if options.json else wording.say("backed_up", **told) + "\n")
    return DONE


def restore(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
    from assistant import build

    with TerminalProgress(wording) as progress:
        health = build.restore(settings, Path(options.folder), progress)
    write(render.health_json(health, wording) if options.json else render.health_text(health, settings.data, wording))
    return FAILED if health.problems else DONE
