"""The commands that list whom and what the articles name, and when."""

import argparse
import csv
import io
from collections.abc import Sequence
from dataclasses import asdict

from assistant import errors
from assistant.cli import named
from assistant.cli.command import DONE
from assistant.cli.output import write
from assistant.cli.progress import TerminalProgress
from assistant.names.directory import Directory
from assistant.service.records import json_line
from assistant.settings import Settings
from prompts import Wording
from retrieval.store.catalog import Entity
from retrieval.store.facets import make_filter

_SENTENCES = 12


def directory(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
    """The directory, an entry of it, or a change by hand."""
    if options.corrections or options.undo or options.join or options.part:
        return _by_hand(options, settings, wording)
    from assistant import build

    only = make_filter((), (), options.since, options.until)
    with TerminalProgress(wording) as progress, build.open_directory(settings, progress) as opened:
        found = opened.find(options.name, options.kind) if options.name else opened.entries(options.kind, only)
        _tell(found, opened, options, wording)
    return DONE


def _tell(found: Sequence[Entity], opened: Directory, options: argparse.Namespace, wording: Wording) -> None:
    if options.json:
        for page in opened.pages(found):
            write(json_line(asdict(page)))
    elif options.csv:
        write(_csv(found))
    elif options.name:
        for entity, page in zip(found, opened.pages(found), strict=True):
            beside = {kind: opened.beside(entity, kind) for kind in ("person", "place", "body")}
            write(named.page_text(page, beside, opened.sentences(entity, _SENTENCES), wording))
    else:
        write(named.entries_text(found, wording))


def _csv(found: Sequence[Entity]) -> str:
    """The entries as a table that a spreadsheet opens."""
    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\r\n")
    rows.writerow(("kind", "name", "variants", "count", "articles", "first", "last"))
    rows.writerows(
        (one.kind, one.name, "؛ ".join(one.variants), one.count, one.articles, one.first, one.last) for one in found
    )
    return table.getvalue()


def _by_hand(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
    """Join two entries, part a spelling from one, take the last such change back, or tell them all."""
    from assistant import build

    if options.corrections:
        with build.open_catalog(settings) as catalog:
            for one in catalog.names.corrections():
                write(json_line({name: value for name, value in asdict(one).items() if name != "number"}))
        return DONE
    if not options.name and not options.undo:
        raise errors.Usage(reason=wording.say("usage_directory"))
    with TerminalProgress(wording) as progress, build.open_corrections(settings, progress) as by_hand:
        if options.undo:
            done = by_hand.undo()
        elif options.join:
            done = by_hand.join(options.name, options.join)
        else:
            done = by_hand.part(options.name, options.part)
    told = wording.say("corrected_none") if done is None else named.correction_text(done, wording, undone=options.undo)
    write(told + "\n")
    return DONE


def timeline(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
    """Dated sentences in the order of their days."""
    from assistant import build

    only = make_filter((), (), options.since, options.until)
    with (
        TerminalProgress(wording) as progress,
        build.open_timeline(settings, progress, about=bool(options.about)) as line,
    ):
        events = line.events(options.entity, options.about, only)
    for event in events:
        write(json_line(asdict(event)) if options.json else named.event_text(event, wording))
    return DONE
