"""The commands that change the data folder, look after it, and make the model ready."""

import argparse
from pathlib import Path

from assistant.cli import render
from assistant.cli.command import DONE, FAILED, SKIPPED
from assistant.cli.output import write
from assistant.cli.progress import TerminalProgress
from assistant.settings import Settings
from prompts import Wording


def prepare(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
    from assistant import build

    with TerminalProgress(wording) as progress:
        build.prepare(settings, progress)
    write(wording.say("prepared") + "\n")
    return DONE


def index(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
    from assistant import build

    paths = [Path(path) for path in options.path] or [build.seeds()]
    with TerminalProgress(wording) as progress, build.open_indexer(settings, progress) as indexer:
        report = indexer.index(paths, options.columns)
    write(render.report_json(report, wording) if options.json else render.report_text(report, wording))
    return DONE if report.whole else SKIPPED


def remove(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
    from assistant import build

    with TerminalProgress(wording) as progress, build.open_indexer(settings, progress) as indexer:
        report = indexer.remove(options.target)
    write(render.report_json(report, wording) if options.json else render.report_text(report, wording))
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
    write(render.json_line(told) if options.json else wording.say("backed_up", **told) + "\n")
    return DONE


def restore(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
    from assistant import build

    with TerminalProgress(wording) as progress:
        health = build.restore(settings, Path(options.folder), progress)
    write(render.health_json(health, wording) if options.json else render.health_text(health, settings.data, wording))
    return FAILED if health.problems else DONE
