"""Pictures of the page for the README: ``make screenshots`` writes them to ``docs/``; needs chromium."""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from assistant import build
from benchmarks import command_line
from tests.browser import ask, chromium, served

_DOCS = Path(__file__).resolve().parent.parent / "docs"
_VIEWS = {"page-desktop": (1120, 720, "light"), "page-dark": (1120, 720, "dark"), "page-phone": (390, 780, "light")}
_QUESTION = "من هو محافظ الإسماعيلية؟"


def main() -> None:
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        command_line.run("index", str(build.seeds()), "--data", data)
        with served(Path(data)) as running:
            browser = chromium(playwright)
            for name, (width, height, scheme) in _VIEWS.items():
                _picture(browser, running.address, name, width, height, scheme)
            browser.close()


def _picture(browser: Browser, address: str, name: str, width: int, height: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    ask(page, _QUESTION)
    if width > 800:
        page.locator("a.cite").first.click()
        page.locator("#here").wait_for()
    page.wait_for_timeout(600)
    page.screenshot(path=_DOCS / f"{name}.png")
    context.close()


if __name__ == "__main__":
    main()
