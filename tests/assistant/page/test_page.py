"""The conversation in a real browser."""

import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, expect

from tests.assistant.page.browsing import AWKWARD, UNKNOWN, WHO, highlighted
from tests.browser import WAIT, ask, served

FORMATS = ("Word", "PDF", "Markdown")
"""Which have no other names in Arabic."""


def test_the_page_is_arabic_and_asks_nothing_of_other_machines(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    hosts: set[str | None] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname) if "://" in request.url else None)
    page.goto(address)
    page.locator(".examples button").first.wait_for(timeout=WAIT)
    ask(page, WHO)
    page.locator("a.cite").first.click()
    expect(page.locator("#here")).to_be_visible()
    assert hosts <= {"127.0.0.1", "", None}
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    labels = page.evaluate(
        "[...document.querySelectorAll('body *')].flatMap(e => ['aria-label', 'title', 'placeholder', 'alt']"
        ".map(name => e.getAttribute(name))).filter(text => /[A-Za-z]{3}/.test(text ?? ''))"
    )
    assert [one for one in labels if not one.endswith(FORMATS)] == []
    assert set(re.findall("[A-Za-z]{3,}", page.locator("body").inner_text())) <= set(FORMATS)
    context.close()


def test_the_first_question_waits_for_the_model_with_a_visible_line(browser: Browser, indexed: Path) -> None:
    copy = indexed.parent / "slow"
    shutil.copytree(indexed, copy)
    with served(copy, pause=1.5) as running:
        page = browser.new_page()
        page.goto(running.address)
        page.locator("#question textarea").fill(WHO)
        page.locator("#send").click()
        expect(page.locator(".notice")).to_contain_text("يجري تحميل النموذج", timeout=WAIT)
        expect(page.locator(".claim")).to_have_count(1, timeout=WAIT)  # then sentence by sentence
        expect(page.locator("#stop")).to_be_visible()
        page.locator("#stop").click()
        expect(page.locator(".notice")).to_contain_text("أُوقفت")
        expect(page.locator("#stop")).not_to_be_visible()
        shown = page.locator(".claim").count()
        page.wait_for_timeout(2500)
        assert page.locator(".claim").count() == shown < 3
        page.get_by_role("button", name="إعادة المحاولة").click()
        expect(page.locator(".claim")).to_have_count(3, timeout=WAIT)
        page.close()


def test_an_example_question_is_answered(page: Page) -> None:
    page.locator(".examples button").first.click()
    page.locator('.turn[aria-busy="false"]').wait_for(timeout=WAIT)
    assert page.locator("a.cite").count()
    assert page.locator(".short").count() == 1


def test_a_citation_opens_the_exact_words_and_the_others_are_marked(page: Page) -> None:
    ask(page, WHO)
    cites = page.locator("a.cite")
    quotes = [cites.nth(number).get_attribute("data-quote") for number in range(cites.count())]
    cites.first.click()
    expect(page.locator("#here")).to_be_visible()
    assert highlighted(page) == quotes[0]
    assert page.locator("#source mark").count() == len(quotes)
    page.locator('[data-panel="next"]').click()
    expect(page.locator("#here")).to_have_text(str(quotes[1]))
    page.locator('[data-panel="previous"]').click()
    expect(page.locator("#here")).to_have_text(str(quotes[0]))
    page.keyboard.press("Escape")
    expect(page.locator("#source")).to_be_hidden()
    assert page.evaluate("document.activeElement.className") == "cite"


def test_marks_digits_latin_words_and_markup_are_highlighted_character_by_character(page: Page) -> None:
    ask(page, "كم أنتجت آلة PLANT-7 بحسب سامر حداد؟")
    cites = page.locator('a.cite[data-article="factory"]')
    found = [str(cites.nth(number).get_attribute("data-quote")) for number in range(cites.count())]
    assert found
    for number, quote in enumerate(found):
        cites.nth(number).click()
        expect(page.locator("#here")).to_be_visible()
        page.wait_for_function("quote => document.querySelector('#here')?.textContent === quote", arg=quote)
        assert quote in AWKWARD
    whole = page.locator(".article-text").evaluate("text => text.textContent")
    assert whole == AWKWARD


def test_a_refusal_names_the_nearest_evidence_which_opens(page: Page) -> None:
    ask(page, UNKNOWN)
    expect(page.locator(".refusal")).to_contain_text("لا أجد")
    expect(page.locator(".searched")).to_contain_text("كأس العالم")
    page.locator(".nearest a.cite").first.click()
    assert highlighted(page) == page.locator(".nearest a.cite").first.get_attribute("data-quote")


def test_hovering_shows_the_quote(page: Page) -> None:
    ask(page, WHO)
    cite = page.locator("a.cite").first
    cite.hover()
    expect(page.locator("#tip")).to_be_visible()
    assert str(cite.get_attribute("data-quote")) in page.locator("#tip").inner_text()


def test_the_keyboard_alone_asks_opens_and_closes(page: Page) -> None:
    page.locator("#question textarea").focus()
    page.keyboard.type(WHO)
    page.keyboard.press("Enter")
    page.locator('.turn[aria-busy="false"]').wait_for(timeout=WAIT)
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.className") == "cite":
            break
    quote = page.evaluate("document.activeElement.dataset.quote")
    page.keyboard.press("Enter")
    expect(page.locator("#here")).to_be_focused()
    assert highlighted(page) == quote
    page.keyboard.press("Escape")
    expect(page.locator("#source")).to_be_hidden()


def test_a_question_is_edited_and_asked_again_and_the_conversation_before_stays(page: Page) -> None:
    ask(page, UNKNOWN)
    page.get_by_role("button", name="تعديل السؤال").click()
    expect(page.locator("#question textarea")).to_have_value(UNKNOWN)
    expect(page.locator(".editing")).to_contain_text("يُعدَّل السؤال 1")
    page.get_by_role("button", name="إلغاء التعديل").click()
    expect(page.locator(".editing")).to_have_count(0)
    expect(page.locator("#question textarea")).to_have_value("")
    page.get_by_role("button", name="تعديل السؤال").click()
    expect(page.locator("#question textarea")).to_have_value(UNKNOWN)
    page.locator("#question textarea").fill(WHO)
    page.locator("#send").click()
    expect(page.locator(".asked")).to_have_text([WHO], timeout=WAIT)
    expect(page.locator(".claim").first).to_be_visible(timeout=WAIT)
    page.go_back()
    expect(page.locator(".asked")).to_have_text([UNKNOWN], timeout=WAIT)
    expect(page.locator("#conversations li")).to_have_count(2)


def test_a_follow_up_says_how_it_was_understood_and_can_be_corrected(page: Page) -> None:
    ask(page, WHO)
    expect(page.locator(".understood")).to_have_count(0)
    ask(page, "وماذا أعلن؟")
    expect(page.locator(".understood")).to_contain_text("فُهم السؤال: ماذا أعلن (")
    page.get_by_role("button", name="صحّح").click()
    expect(page.locator("#question textarea")).to_have_value(re.compile(r"^ماذا أعلن \("))
    page.locator("#question textarea").fill("ماذا أعلن محافظ الإسماعيلية؟")
    page.locator("#send").click()
    expect(page.locator(".asked")).to_have_text([WHO, "ماذا أعلن محافظ الإسماعيلية؟"])
    expect(page.locator(".understood")).to_have_count(0)


def test_copying_gives_the_text_with_its_footnotes(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address)
    ask(page, WHO)
    page.get_by_role("button", name="نسخ").click()
    expect(page.locator("#toast")).to_contain_text("نُسخت")
    copied = page.evaluate("navigator.clipboard.readText()")
    quote = page.locator("a.cite").first.get_attribute("data-quote")
    assert copied.startswith(WHO)
    assert f"[1] محافظ الإسماعيلية: ملفات التعديات إلى النيابة العامة: «{quote}»" in copied
    assert "<" not in copied and "#source" not in copied
    context.close()


def test_a_conversation_survives_a_reload_and_is_listed_in_its_browser_alone(
    page: Page, browser: Browser, address: str
) -> None:
    ask(page, WHO)
    page.reload()
    expect(page.locator(".asked")).to_have_text([WHO], timeout=WAIT)
    page.locator("a.cite").first.click()
    assert highlighted(page) == page.locator("a.cite").first.get_attribute("data-quote")
    other = browser.new_context()
    second = other.new_page()
    second.goto(address)
    second.locator(".greeting").wait_for(timeout=WAIT)
    assert second.locator(".turn").count() == second.locator("#conversations li").count() == 0
    other.close()


def test_a_server_restarted_under_an_open_page_is_asked_again(browser: Browser, indexed: Path) -> None:
    copy = indexed.parent / "restarted"
    shutil.copytree(indexed, copy)
    context = browser.new_context()
    page = context.new_page()
    with served(copy) as running:
        page.goto(running.address)
        ask(page, WHO)
    page.locator("a.cite").first.click()
    expect(page.locator("#toast")).to_contain_text("انقطع الاتصال")
    page.locator("#question textarea").fill("متى؟")
    page.locator("#question textarea").press("Enter")
    expect(page.locator(".toast-body")).to_contain_text("انقطع الاتصال", timeout=WAIT)
    assert set(re.findall("[A-Za-z]{3,}", page.locator("body").inner_text())) == {"make", "run", *FORMATS}
    with served(copy, port=int(running.address.rsplit(":")[-1].strip("/"))):
        page.wait_for_timeout(4000)  # gradio may notice, and reload the page by itself
        expect(page.locator(".asked")).to_have_text([WHO], timeout=WAIT)
        page.locator("a.cite").first.click()
        expect(page.locator("#here")).to_be_visible(timeout=WAIT)
        page.keyboard.press("Escape")
        ask(page, UNKNOWN)
    context.close()
