"""A foreign page in a real browser, which knows our address and other names for it: it can neither read nor change."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser import Served, chromium, served
from tests.conftest import CommandLine

ATTACK = """
async ([address, body]) => {
  const told = [];
  const attempt = async (what, options) => {
    try {
      const response = await fetch(address + what, options);
      told.push([what, response.status, (await response.text()).slice(0, 200)]);
    } catch (error) {
      told.push([what, 0, String(error)]);
    }
  };
  const post = (type, mode) => ({method: 'POST', body, headers: {'content-type': type}, mode, credentials: 'include'});
  await attempt('/config');
  await attempt('/isnad/source?article=secret');
  await attempt('/gradio_api/info');
  for (const [type, mode] of [['application/json', 'cors'], ['text/plain', 'no-cors'], ['text/plain', 'cors']])
    for (const what of ['/gradio_api/call/v2/index', '/gradio_api/call/v2/show', '/gradio_api/queue/join'])
      await attempt(what, post(type, mode));
  const form = new FormData();
  form.append('files', new Blob(['نص']), 'stranger.txt');
  await attempt('/gradio_api/upload', {method: 'POST', body: form, mode: 'no-cors'});
  return told;
}
"""
ADDED = json.dumps({"name": "stranger.txt", "text": "خبر دسّه غريب.", "article": "secret"})
NAMES = ["evil.example", "a.localhost", "localhost", "127.0.0.1"]
"""The last two are ours; the page that asks is not."""


@contextmanager
def elsewhere() -> Iterator[int]:
    """A server of a stranger's, on a port of its own, that serves an empty page."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>stranger</title>")

        def log_message(self, *arguments: object) -> None:
            """Not to standard error."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield int(server.server_address[1])
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """In which every name is this machine, as a stranger's name server can say of its own names."""
    with sync_playwright() as playwright:
        opened = chromium(playwright, "--host-resolver-rules=MAP * 127.0.0.1")
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def running(isnad: CommandLine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder: Path = tmp_path_factory.mktemp("strangers")
    (folder / "secret.txt").write_text("اجتمع المجلس سرًّا.", "utf-8")
    assert isnad("index", str(folder / "secret.txt"), "--data", str(folder / "data")).returncode == 0
    with served(folder / "data") as page:
        yield page


def attacked(browser: Browser, origin: str, address: str) -> list[Any]:
    """What a page of this origin is told when it tries everything at an address."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(origin)
    told: list[Any] = page.evaluate(ATTACK, [address, ADDED])
    context.close()
    return told


@pytest.mark.parametrize("name", NAMES)
def test_a_foreign_page_can_neither_read_nor_add_nor_remove(browser: Browser, running: Served, name: str) -> None:
    port = running.address.rpartition(":")[2].strip("/")
    with elsewhere() as other:
        told = attacked(browser, f"http://evil.example:{other}/", f"http://{name}:{port}")
    assert told and not any("سرًّا" in text or "stranger" in text for _, _, text in told)
    assert {status for _, status, _ in told} <= {0, 403, 421}
    assert unchanged(browser, running)


@pytest.mark.parametrize("name", ["evil.example", "a.localhost"])
def test_a_name_that_comes_to_mean_us_shows_nothing(browser: Browser, running: Served, name: str) -> None:
    """DNS rebinding: the page was served from the very name and port by which it now reaches us."""
    port = running.address.rpartition(":")[2].strip("/")
    context = browser.new_context()
    page = context.new_page()
    response = page.goto(f"http://{name}:{port}/")
    assert response is not None and response.status == 421
    told = page.evaluate(ATTACK, [f"http://{name}:{port}", ADDED])
    assert {status for _, status, _ in told} == {421}
    context.close()
    assert unchanged(browser, running)


def test_our_own_page_goes_on(browser: Browser, running: Served) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(running.address)
    page.get_by_role("tab", name="المقالات").click()
    page.locator("#articles-list li").first.wait_for()
    context.close()


def unchanged(browser: Browser, running: Served) -> bool:
    """Is the one article there as it was, and no other?"""
    context = browser.new_context()
    page = context.new_page()
    page.goto(running.address)
    page.get_by_role("tab", name="المقالات").click()
    page.locator("#articles-list li").first.wait_for()
    count = page.locator("#articles-list li").count()
    context.close()
    return count == 1
