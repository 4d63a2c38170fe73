"""The command that offers the articles as tools, over standard input and output, until the input ends."""

import argparse

from assistant.cli.command import DONE
from assistant.settings import Settings
from prompts import Wording


def mcp(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
    from assistant import build
    from assistant.service.mcp.server import serve
    from assistant.service.visitor import Visitor

    visitor = Visitor(settings.data, build.visiting(settings, lambda *_: None))
    try:
        serve(visitor)
    finally:
        visitor.close()
    return DONE
