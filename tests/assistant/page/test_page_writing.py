"""The page in a real browser, with a model that writes."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.assistant.page.browsing import WHO, highlighted
from tests.browser import WAIT, ask, served
from tests.scripted import Behaviour, scripted

WRITTEN = (
    "محافظ الإسماعيلية هو ",
    "اللواء أحمد القصاص [1]. ",
    "عقد المحافظ مؤتمرا في باريس [1]. <img src=x onerror=alert(1)>",
)


def test_what_a_model_writes_is_shown_checked_and_one_press_brings_the_quotes(browser: Browser, indexed: Path) -> None:
    behaviour = Behaviour(pieces=WRITTEN)
    with scripted(behaviour) as model, served(indexed, environment={"ISNAD_LLM": f"openai:small@{model}"}) as running:
        page = browser.new_page()
        page.goto(running.address)
        expect(page.locator("#status")).to_contain_text("openai:small", timeout=WAIT)
        ask(page, WHO)
        expect(page.locator(".claim")).to_have_count(1)
        expect(page.locator(".claim")).to_contain_text("اللواء أحمد القصاص")
        expect(page.locator(".answer")).to_contain_text("كتبه")
        assert page.locator(".answer img").count() == 0
        page.locator("a.cite").first.click()
        assert highlighted(page) == page.locator("a.cite").first.get_attribute("data-quote")
        page.keyboard.press("Escape")
        removed = page.locator("details.support", has_text="ما حُذف")
        removed.locator("summary").click()
        expect(removed).to_contain_text("باريس")
        page.get_by_role("button", name="الجواب من النصوص وحدها").click()
        expect(page.locator(".answer")).not_to_contain_text("كتبه", timeout=WAIT)
        expect(page.locator('.turn[aria-busy="false"] .claim').first).to_be_visible(timeout=WAIT)
        page.close()


def test_stopping_a_model_keeps_what_was_checked_and_ends_its_stream(browser: Browser, indexed: Path) -> None:
    behaviour = Behaviour(pieces=(*WRITTEN[:2], "وعقد "), hangs=True)
    with scripted(behaviour) as model, served(indexed, environment={"ISNAD_LLM": f"openai:small@{model}"}) as running:
        page = browser.new_page()
        page.goto(running.address)
        expect(page.locator("#status")).to_contain_text("openai:small", timeout=WAIT)
        page.locator("#question textarea").fill(WHO)
        page.locator("#send").click()
        expect(page.locator(".claim")).to_have_count(1, timeout=WAIT)
        page.locator("#stop").click()
        assert behaviour.cut_off.wait(5)
        expect(page.locator(".notice")).to_contain_text("أُوقفت")
        expect(page.locator(".claim")).to_have_count(1)
        page.close()
