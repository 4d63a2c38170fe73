"""Searching articles inside this process, for what the command line does not show."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from assistant import build
from assistant.settings import Settings
from benchmarks import command_line
from retrieval.search.search import Search


@contextmanager
def searching(paths: list[Path]) -> Iterator[Search]:
    """A search over these articles."""
    with command_line.indexed(paths) as (data, _):
        settings = replace(Settings.from_environment(os.environ), data=Path(data))
        with build.open_search(settings, lambda *_: None) as search:
            yield search
