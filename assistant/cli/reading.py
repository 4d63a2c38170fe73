"""The commands that show what is indexed, as it is."""

import argparse
from dataclasses import asdict
from pathlib import Path

from assistant.cli import render
from assistant.cli.command import DONE
from assistant.cli.output import write, write_bytes
from assistant.service.records import json_line, listed, shown
from assistant.settings import Settings
from prompts import Wording


def list_articles(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
    from assistant import build

    with build.open_catalog(settings) as catalog:
        copies = catalog.copies.all()
        for article in catalog.articles() if options.json else ():
            write(json_line(asdict(listed(article, copies.get(article.id, ())))))
        for one in () if options.json else catalog.listed():
            write(render.listed_text(one.id, one.title, copies.get(one.id, ()), wording))
    return DONE


def show(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
    from assistant import build

    with build.open_catalog(settings) as catalog:
        article = catalog.article(options.article)
        copies = catalog.copies.of(article.id)
    if options.original or options.output:
        content = build.load_originals(settings).of(article)
        Path(options.output).write_bytes(content) if options.output else write_bytes(content)
        return DONE
    write(json_line(asdict(shown(article, copies))) if options.json else article.text)
    return DONE
