"""The page's type, as a browser sets it: sizes, measure, families, edges, palettes."""

import pytest
from playwright.sync_api import Browser, Page

from tests.assistant.page.browsing import WHO
from tests.browser import WAIT, ask

_SMALLEST = 16
_MEASURE = 70
_DRAWN = """() => [...document.querySelectorAll('#masthead *, #status *, #log *, #views [role=tab], #source *')]
  .filter(e => e.getClientRects().length && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
  .map(e => [e.className || e.tagName, parseFloat(getComputedStyle(e).fontSize)])"""
_LINES = """selector => [...document.querySelectorAll(selector)].flatMap(element => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), lines = new Map();
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    for (let at = 0; at < node.length; at++) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const place = range.getClientRects()[0];
      if (place) lines.set(Math.round(place.bottom / 8), (lines.get(Math.round(place.bottom / 8)) || 0) + 1);
    }
  return [...lines.values()];
})"""
_EDGES = """() => ['#masthead h1', '#status', '[role=tablist]', '.asked', '.answer', '#question textarea']
  .map(selector => Math.round(document.querySelector(selector).getBoundingClientRect().right))"""


@pytest.fixture
def answered(page: Page) -> Page:
    ask(page, WHO)
    page.locator("a.cite").first.click()
    page.locator("#here").wait_for(timeout=WAIT)
    return page


def test_nothing_is_set_smaller_than_16_pixels(answered: Page) -> None:
    assert [one for one in answered.evaluate(_DRAWN) if one[1] < _SMALLEST] == []


@pytest.mark.parametrize("width", [1024, 1280, 1920, 2560])
def test_lines_to_be_read_have_at_most_70_characters(answered: Page, width: int) -> None:
    answered.set_viewport_size({"width": width, "height": 900})
    assert max(answered.evaluate(_LINES, ".claim, .article-text")) <= _MEASURE


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 2560])
def test_all_begins_at_one_right_edge(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    ask(page, WHO)
    assert len(set(page.evaluate(_EDGES))) == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("text", ["إسناد", "Isnad 2026", "«12.5%» – (5:30)", "١٢٣؟"])
@pytest.mark.parametrize("family", ["Isnad Sans", "Isnad Text"])
def test_each_family_has_what_is_written(page: Page, family: str, text: str) -> None:
    loaded = page.evaluate(
        "([family, text]) => document.fonts.load(`20px '${family}'`, text).then(faces => faces.length)", [family, text]
    )
    assert loaded >= 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_ink_stands_out_from_paper(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}?__theme={scheme}")
    page.locator(".greeting").wait_for(timeout=WAIT)
    ink, paper = page.evaluate(
        "() => [getComputedStyle(document.querySelector('.greeting h2')).color,"
        " getComputedStyle(document.body).backgroundColor]"
    )
    assert _contrast(ink, paper) >= 7
    context.close()


def _contrast(one: str, other: str) -> float:
    """The ratio of two colours' relative luminances (WCAG 2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [float(part) / 255 for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
