"""Chromium under Playwright, and the page served to it."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, Playwright

from tests.conftest import ROOT

WAIT = 20_000
_ASKED = '.turn[aria-busy="false"]'


def chromium(playwright: Playwright, *arguments: str) -> Browser:
    """Debian's browser with these arguments; without it the test is skipped, or fails if ``ISNAD_BROWSER=required``."""
    path = shutil.which("chromium")
    if path is None:
        if os.environ.get("ISNAD_BROWSER") == "required":
            pytest.fail("chromium is required here: apt-get install chromium")
        pytest.skip("no chromium: apt-get install chromium")
    return playwright.chromium.launch(executable_path=path, args=["--no-sandbox", *arguments])


@dataclass(slots=True)
class Served:
    """A page that is being served."""

    address: str
    process: "subprocess.Popen[bytes]"


@contextmanager
def served(
    data: Path, pause: float = 0.0, port: int = 0, environment: dict[str, str] | None = None
) -> Iterator[Served]:
    """The page over a data folder; with a pause, it opens and answers slowly."""
    port = port or free_port()
    slow = ["-m", "tests.served", str(data), str(port), str(pause)]
    command = slow if pause else ["app.py", "--data", str(data), "--port", str(port)]
    variables = os.environ | (environment or {})
    process = subprocess.Popen([sys.executable, *command], cwd=ROOT, stdout=subprocess.DEVNULL, env=variables)
    try:
        address = f"http://127.0.0.1:{port}/"
        _await(address, process)
        yield Served(address, process)
    finally:
        process.terminate()
        process.wait(30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(address: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        assert process.poll() is None, "the page's process ended"
        try:
            urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the page did not come up")


def ask(page: Page, question: str) -> None:
    """Type a question, send it with Enter, and wait for the end of its answer."""
    before = page.locator(_ASKED).count()
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")
    page.locator(_ASKED).nth(before).wait_for(timeout=WAIT)
