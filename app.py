"""Isnad's front door: ``python app.py`` serves the page on this machine."""

import argparse
import logging
import os
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path

import prompts
from assistant import build, errors
from assistant.cli.progress import TerminalProgress
from assistant.service.library import Library
from assistant.settings import Settings
from assistant.wording import error_text
from retrieval.errors import IsnadError

HOST, PORT = "127.0.0.1", 7860


def main() -> int:
    """Serve the page until interrupted; the exit code."""
    cli, page = prompts.load("cli"), prompts.load("page")
    parser = argparse.ArgumentParser(description=cli.say("about"))
    parser.add_argument("--data", type=Path, help=cli.say("help_data"))
    parser.add_argument("--host", default=HOST, help=cli.say("help_host"))
    parser.add_argument("--port", type=int, default=PORT, help=cli.say("help_port"))
    options = parser.parse_args()
    settings = Settings.from_environment(os.environ, options.data)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    with TerminalProgress(cli) as progress:
        library = Library(settings.data, partial(build.open_library, settings, progress))
        library.start()
        try:
            return _serve(
                library, options.host, options.port, page.say("serving", host=options.host, port=options.port)
            )
        finally:
            library.close()


def _serve(library: Library, host: str, port: int, ready: str) -> int:
    from assistant.page.server import launch

    try:
        launch(library, host, port, lambda: sys.stdout.write(f"{ready}\n"))
    except OSError:
        return _report(errors.PortTaken(host=host, port=port))
    return 0


def _report(error: IsnadError) -> int:
    sys.stderr.write(f"{error_text(error)}\n")
    return 1


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        sys.exit(main())
