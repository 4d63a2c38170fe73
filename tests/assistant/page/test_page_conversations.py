"""Conversations in a browser: their addresses, the list of them, two tabs, a colleague."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.assistant.page.browsing import UNKNOWN, WHO
from tests.browser import WAIT, ask

LISTED = "#conversations li a"


@pytest.fixture
def asked(page: Page) -> Page:
    ask(page, WHO)
    return page


def test_an_open_conversation_has_an_address_and_going_back_opens_the_one_before(asked: Page) -> None:
    first = asked.url
    assert re.search(r"\?c=[\w-]{12}$", first)
    asked.locator("#new").click()
    expect(asked.locator(".greeting")).to_be_visible()
    ask(asked, UNKNOWN)
    assert asked.url != first
    asked.go_back()
    expect(asked.locator(".greeting")).to_be_visible(timeout=WAIT)
    asked.go_back()
    expect(asked.locator(".asked")).to_have_text([WHO], timeout=WAIT)
    assert asked.url == first
    asked.go_forward()
    asked.go_forward()
    expect(asked.locator(".asked")).to_have_text([UNKNOWN], timeout=WAIT)


def test_the_list_opens_names_removes_and_puts_back(asked: Page) -> None:
    asked.locator("#new").click()
    expect(asked.locator(".greeting")).to_be_visible()
    ask(asked, UNKNOWN)
    expect(asked.locator(LISTED)).to_have_text([UNKNOWN, WHO])
    asked.locator(LISTED).nth(1).click()
    expect(asked.locator(".asked")).to_have_text([WHO])
    asked.get_by_role("button", name=f"تسمية: {WHO}").click()
    asked.keyboard.type("ملف الإسماعيلية")
    asked.keyboard.press("Enter")
    expect(asked.locator(LISTED)).to_have_text([UNKNOWN, "ملف الإسماعيلية"])
    asked.get_by_role("button", name="إزالة: ملف الإسماعيلية").click()
    expect(asked.locator(LISTED)).to_have_text([UNKNOWN])
    expect(asked.locator(".greeting")).to_be_visible()
    asked.get_by_role("button", name="تراجع").click()
    expect(asked.locator(".asked")).to_have_text([WHO])
    expect(asked.locator(LISTED)).to_have_count(2)


def test_the_list_stands_beside_the_articles_too_and_leads_back(asked: Page) -> None:
    asked.get_by_role("tab", name="المقالات").click()
    expect(asked.locator("#articles-list li").first).to_be_visible(timeout=WAIT)
    asked.locator(LISTED).first.click()
    expect(asked.locator(".asked")).to_be_visible()
    expect(asked.locator(".asked")).to_have_text([WHO])


def test_conversations_are_searched_by_what_was_said(asked: Page) -> None:
    expect(asked.locator(LISTED)).to_have_count(1)
    asked.locator("#search-conversations :is(input, textarea)").fill("الإسماعيليه")
    expect(asked.locator(LISTED)).to_have_count(1)
    asked.locator("#search-conversations :is(input, textarea)").fill("القيروان")
    expect(asked.locator(LISTED)).to_have_count(0)


def test_two_tabs_do_not_overwrite_each_other(asked: Page) -> None:
    other = asked.context.new_page()
    other.goto(asked.url)
    expect(other.locator(".asked")).to_have_text([WHO], timeout=WAIT)
    ask(other, UNKNOWN)
    ask(asked, "أين اجتمع المجلس؟")
    asked.reload()
    expect(asked.locator(".asked")).to_have_text([WHO, UNKNOWN, "أين اجتمع المجلس؟"], timeout=WAIT)


def test_a_colleague_reads_what_a_link_leads_to_and_goes_on_alone(asked: Page, browser: Browser) -> None:
    context = browser.new_context()
    colleague = context.new_page()
    colleague.goto(asked.url)
    expect(colleague.locator(".asked")).to_have_text([WHO], timeout=WAIT)
    ask(colleague, UNKNOWN)
    assert colleague.url != asked.url
    asked.reload()
    expect(asked.locator(".asked")).to_have_text([WHO], timeout=WAIT)
    context.close()


def test_on_a_phone_the_list_is_a_drawer(asked: Page) -> None:
    asked.set_viewport_size({"width": 390, "height": 800})
    expect(asked.locator("#rail")).to_be_hidden()
    asked.locator("#menu").click()
    expect(asked.locator("#new")).to_be_focused()
    asked.keyboard.press("Escape")
    expect(asked.locator("#rail")).to_be_hidden()
    expect(asked.locator("#menu")).to_be_focused()
    asked.locator("#menu").click()
    asked.locator("#new").click()
    expect(asked.locator("#rail")).to_be_hidden()
    expect(asked.locator(".greeting")).to_be_visible()
