"""The command that serves the page on this machine until it is interrupted."""

import argparse
import logging
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import prompts
from assistant import errors
from assistant.cli.command import DONE
from assistant.cli.output import write
from assistant.cli.progress import TerminalProgress
from assistant.page.gate import is_loopback
from assistant.settings import Settings
from prompts import Wording

if TYPE_CHECKING:
    from assistant.service.library import Library

HOST, PORT = "127.0.0.1", 7860


def serve(options: argparse.Namespace, settings: Settings, wording: Wording) -> int:
    from assistant import build
    from assistant.service.library import Library

    if not is_loopback(options.host) and not options.open:
        raise errors.OpenNeeded(host=options.host)
    logging.basicConfig(level=logging.WARNING, force=True)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    with TerminalProgress(wording) as progress:
        library = Library(settings.data, partial(build.open_library, settings, progress))
        library.start()
        try:
            with _stopped_as_by_hand():
                _launch(library, options.host, options.port, settings.hosts)
        except KeyboardInterrupt:
            return DONE
        finally:
            library.close()
    return DONE


@contextmanager
def _stopped_as_by_hand() -> Iterator[None]:
    """Being told to end (SIGTERM) is like Ctrl-C: what is open is closed."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _launch(library: "Library", host: str, port: int, hosts: tuple[str, ...]) -> None:
    from assistant.page.server import Address, launch

    opened, say = not is_loopback(host), prompts.load("page").say
    told = say("serving", host=f"[{host}]" if ":" in host else host, port=port) + "\n"
    told += say("serving_open", data=library.folder) + "\n" if opened else ""
    try:
        launch(library, Address(host, port, hosts, opened), lambda: write(told))
    except OSError as error:
        raise errors.PortTaken(host=host, port=port) from error
