"""The command that judges sentences against quotes."""

import argparse
from pathlib import Path

from assistant.cli import batch, render
from assistant.cli.command import DONE
from assistant.cli.output import write
from assistant.settings import Settings
from prompts import Wording


def verify(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
    verdict = render.verdict_json if options.json else render.verdict_text
    for line in batch.verdicts(Path(options.batch), lambda problems: verdict(problems, wording)):
        write(line)
    return DONE
