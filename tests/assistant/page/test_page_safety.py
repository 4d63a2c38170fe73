"""The page in a real browser: nothing from outside acts, and everybody can use it."""

import json
import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, expect

from tests.assistant.page.browsing import UNKNOWN, WHO, violations
from tests.browser import WAIT, ask, served


def test_headers_forbid_what_the_page_does_not_need(address: str) -> None:
    with urlopen(address) as response:
        policy = response.headers["content-security-policy"]
        assert "default-src 'self'" in policy and "object-src 'none'" in policy and "frame-ancestors 'none'" in policy
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["referrer-policy"] == "no-referrer"
        assert "https://" not in re.sub(r"<script.*?</script>", "", response.read().decode(), flags=re.DOTALL)


INJECTIONS = [
    "<script>window.hacked = 1</script>",
    '<img src="x" onerror="window.hacked = 1">',
    '<img src="http://192.0.2.1/pixel.png">',
    '"><svg onload="window.hacked = 1">',
    "[رابط](javascript:window.hacked=1)",
    "![صورة](http://192.0.2.1/pixel.png)",
    "{{constructor.constructor('window.hacked = 1')()}}",
    "${window.hacked = 1}",
]


def test_nothing_in_articles_files_or_questions_runs_or_loads(browser: Browser, indexed: Path, tmp_path: Path) -> None:
    folder = indexed.parent / "injected"
    shutil.copytree(indexed, folder)
    context = browser.new_context()
    page = context.new_page()
    hosts: set[str | None] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname) if "://" in request.url else None)
    with served(folder) as running:
        page.goto(running.address)
        page.get_by_role("tab", name="المقالات").click()
        files = []
        for number, attack in enumerate(INJECTIONS):
            file = tmp_path / (f"هجوم <img src=x onerror=hacked=1> {number}.md")
            front = json.dumps({"title": attack, "outlet": attack, "url": f"javascript:hacked=1//{attack}"})
            file.write_text(f"---\n{front}\n---\nزار الوفد رقم {number} الحديقة {attack} مساء الأحد.", encoding="utf-8")
            files.append(file)
        page.locator("#files input[type=file]").set_input_files(files)
        expect(page.locator("#jobs li.done").first).to_contain_text(f"أُضيف {len(files)}", timeout=60_000)
        page.get_by_role("button", name=re.compile("^قراءة")).first.click()
        page.keyboard.press("Escape")
        page.get_by_role("tab", name="المحادثة").click()
        for number, attack in enumerate(INJECTIONS):
            ask(page, f"متى زار الوفد رقم {number} الحديقة {attack}؟")
            page.locator(".turn").last.locator("a.cite").first.click()
            expect(page.locator("#here")).to_be_visible()
            page.keyboard.press("Escape")
        page.reload()
        expect(page.locator(".turn")).to_have_count(len(INJECTIONS), timeout=WAIT)
        assert page.locator(".asked").first.inner_text().count("<script>") == 1
        assert page.evaluate("window.hacked") is None
        assert page.locator("#log img, #log svg, #log script, #source img, #articles-list img").count() == 0
        assert hosts <= {"127.0.0.1", "", None}
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_any_view(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    page.locator(".greeting").wait_for(timeout=WAIT)
    found = violations(page)
    ask(page, WHO)
    ask(page, UNKNOWN)
    found += violations(page)
    page.locator("a.cite").first.click()
    page.locator("#here").wait_for()
    page.wait_for_timeout(400)
    found += violations(page)
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="المقالات").click()
    page.locator("#articles-list li").first.wait_for(timeout=WAIT)
    found += violations(page)
    assert found == []
    context.close()


def test_on_a_phone_the_article_slides_over_and_nothing_is_too_wide(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(address)
    ask(page, WHO)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("a.cite").first.tap()
    expect(page.locator("#here")).to_be_in_viewport()
    page.wait_for_timeout(400)  # it has slid in
    assert page.locator("#source").evaluate("panel => panel.getBoundingClientRect().width") == 390
    context.close()
