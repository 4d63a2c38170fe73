"""The commands that answer: a question, a file of them, a summary."""

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from assistant import errors
from assistant.cli import batch, listing, render, sheets
from assistant.cli.command import DONE
from assistant.cli.output import tell, write
from assistant.cli.progress import TerminalProgress
from assistant.service.records import json_line
from assistant.service.router import Router
from assistant.settings import Settings
from prompts import Wording
from retrieval.store.facets import make_filter
from retrieval.types import Filter


def ask(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
    from assistant import build

    if (options.question is None) == (options.batch is None):
        raise errors.Usage(reason=wording.say("usage_question"))
    if options.question is not None and not options.question.strip():
        raise errors.EmptyQuestion
    only = make_filter(options.article or (), options.outlet or (), options.since, options.until, options.entity or ())
    with TerminalProgress(wording) as progress, build.open_assistant(settings, progress) as assistant:
        if options.batch is not None:
            for line in _batch(options, assistant, only):
                write(line)
            return DONE
        answer = assistant.answer(options.question, only=only, written=not options.quotes)
    if answer.left_out:
        tell(wording.say("left_out", count=answer.left_out))
    write(render.answer_json(answer) if options.json else render.answer_text(answer, wording))
    return DONE


def _batch(options: argparse.Namespace, assistant: Router, only: Filter) -> Iterator[str]:
    path, written = Path(options.batch), not options.quotes
    if not sheets.is_sheet(path):
        return batch.answers(path, assistant, only, written=written)
    sheet = sheets.read(path, options.column)
    tell(listing.words().say("read_column", column=sheet.column_name))
    return sheets.answered(sheet, assistant, only, written=written, as_json=options.json)


def summarize(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
    from assistant import build
    from assistant.summary.summaries import Length, Summarizer

    check = build.load_check(settings, lambda *_: None)
    writer = None if options.quotes else build.load_writer(settings, check)
    with build.open_catalog(settings) as catalog:
        summary = Summarizer(catalog, writer).summarize(options.article, Length(options.words, options.points))
    write(json_line(asdict(summary)) if options.json else render.summary_text(summary, wording))
    return DONE
