"""The commands that show what is indexed, as it is."""

import argparse
from pathlib import Path

from assistant.cli import render
from assistant.cli.command import DONE
from assistant.cli.output import write, write_bytes
from assistant.settings import Settings
from prompts import Wording


def list_articles(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
    from assistant import build

    with build.open_catalog(settings) as catalog:
        copies = catalog.copies.all()
        for article in catalog.articles() if options.json else ():
            write(render.json_line(render.article_fields(article, copies.get(article.id, ()))))
        for listed in () if options.json else catalog.listed():
            write(render.listed_text(listed.id, listed.title, copies.get(listed.id, ()), wording))
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
    fields = render.article_fields(article, copies) | {"text": article.text}
    write(render.json_line(fields) if options.json else article.text)
    return DONE
