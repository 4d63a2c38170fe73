"""The command that judges sentences against quotes."""

import argparse
from functools import partial
from pathlib import Path

from assistant.cli import batch, render
from assistant.cli.command import DONE
from assistant.cli.output import write
from assistant.settings import Settings
from prompts import Wording


def verify(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
    from assistant import build

    shown = render.verdict_json if options.json else partial(render.verdict_text, wording=wording)
    check = build.load_check(settings, lambda *_: None).check
    for line in batch.verdicts(Path(options.batch), check, shown):
        write(line)
    return DONE
