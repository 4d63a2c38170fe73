"""The commands that find all articles: one query, a table of them, and what is new of those that are saved."""

import argparse
from pathlib import Path

from assistant import errors
from assistant.cli import listing, sheets
from assistant.cli.command import DONE
from assistant.cli.output import tell, write
from assistant.cli.progress import TerminalProgress
from assistant.service.records import json_line
from assistant.settings import Settings
from assistant.wording import program
from prompts import Wording


def search(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
    from assistant import build

    if (options.query is None) == (options.batch is None):
        raise errors.Usage(reason=wording.say("usage_query"))
    with TerminalProgress(wording) as progress, build.open_finder(settings, progress) as finder:
        if options.batch is not None:
            sheet = sheets.read(Path(options.batch), options.column)
            tell(listing.words().say("read_column", column=sheet.column_name))
            for line in sheets.searched(sheet, finder, as_json=options.json):
                write(line)
            return DONE
        found = finder.find(options.query, options.sort, options.page, options.per_page)
    write(listing.matches_json(found) if options.json else listing.matches_text(found))
    return DONE


def news(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
    from assistant import build

    if (options.action in ("save", "remove")) != (options.text is not None):
        raise errors.Usage(reason=wording.say("usage_news"))
    if options.action is None:
        with TerminalProgress(wording) as progress:
            told = build.news(settings, progress, look=not options.peek)
        write(listing.news_json(told) if options.json else listing.news_text(told, wording, look=not options.peek))
        return DONE
    with build.open_desk(settings) as desk:
        if options.action == "list":
            kept = desk.kept()
            write(listing.kept_json(kept) if options.json else listing.kept_text(kept))
            return DONE
        if options.action == "save":
            one, said = desk.save(options.text, options.kind), "saved"
        else:
            one, said = desk.remove(_number(options.text, wording)), "forgotten"
    write(json_line(listing.kept_fields(one)) if options.json else listing.kept_said(said, one, program()))
    return DONE


def _number(text: str, wording: Wording) -> int:
    if not text.isdecimal():
        raise errors.Usage(reason=wording.say("usage_news"))
    return int(text)
