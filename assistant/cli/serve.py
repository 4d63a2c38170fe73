"""The command that serves the page on this machine until it is interrupted."""

import argparse
import logging
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import prompts
from assistant import errors
from assistant.cli.command import DONE
from assistant.cli.output import write
from assistant.cli.progress import TerminalProgress
from assistant.settings import Settings
from prompts import Wording
from retrieval.errors import PathMissing

if TYPE_CHECKING:
    from assistant.service.library import Library

HOST, PORT = "127.0.0.1", 7860


def serve(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
    from assistant import build
    from assistant.service.library import Library

    logging.basicConfig(level=logging.WARNING, force=True)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    watched = [Path(folder) for folder in options.watch]
    if missing := next((folder for folder in watched if not folder.is_dir()), None):
        raise PathMissing(path=missing)
    with TerminalProgress(wording) as progress:

        def told(stage: str, done: int, total: int) -> None:
            (library.jobs.progress if library.settled else progress)(stage, done, total)

        library = Library(settings.data, partial(build.open_library, settings, told), watched, settings.most_bytes)
        library.start()
        try:
            _launch(library, options.host, options.port)
        except KeyboardInterrupt:
            return DONE
        finally:
            library.close()
    return DONE


def _launch(library: "Library", host: str, port: int) -> None:
    from assistant.page.server import launch

    ready = prompts.load("page").say("serving", host=host, port=port)
    try:
        launch(library, host, port, lambda: write(f"{ready}\n"))
    except OSError as error:
        raise errors.PortTaken(host=host, port=port) from error
