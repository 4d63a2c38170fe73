"""The page served over the sample articles and an awkward one, and a browser that opens it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.assistant.page.browsing import AWKWARD
from tests.browser import WAIT, chromium, served
from tests.conftest import CommandLine


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = chromium(playwright)
        yield opened
        opened.close()


@pytest.fixture(scope="package")
def indexed(isnad: CommandLine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("page")
    (folder / "factory.txt").write_bytes(AWKWARD.encode())
    assert isnad("index", "seeds", str(folder / "factory.txt"), "--data", str(folder / "data")).returncode == 0
    return folder / "data"


@pytest.fixture(scope="module")
def address(indexed: Path, browser: Browser) -> Iterator[str]:
    with served(indexed) as running:
        yield running.address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context()
    opened = context.new_page()
    opened.goto(address)
    opened.locator(".greeting").wait_for(timeout=WAIT)
    yield opened
    context.close()
