"""What a command of the command line is: called with what was typed, it does its work and returns an exit code."""

import argparse
from collections.abc import Callable

from assistant.settings import Settings
from prompts import Wording

DONE, FAILED, MISUSED, SKIPPED = 0, 1, 2, 3
"""The exit codes of the contract; ``SKIPPED``: indexed, but for some files."""

Command = Callable[[argparse.Namespace, Settings, Wording], int]
