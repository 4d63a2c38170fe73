"""The page in a real browser, over the sample articles and a few awkward ones."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser import WAIT, ask, chromium, served
from tests.conftest import ROOT, CommandLine
from tests.scripted import Behaviour, scripted

AXE = (ROOT / "tests" / "vendor" / "axe.min.js").read_text("utf-8")
WHO = "من هو محافظ الإسماعيلية؟"
UNKNOWN = "من فاز بكأس العالم لكرة القدم عام 2022؟"
AWKWARD = (
    "تقرير المصنع\n\nقال المُهَنْدِسُ «سامر حدّاد» إنّ آلة PLANT-7 أنتجت ٧٣٫٥٪ من حصّة (الربع الأول) & بلغت 1,250 طنا.\r\n"
    "وأضاف أن <b>الآلة</b> الثانية {{7*7}} ${7*7} تصل في مارس."
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = chromium(playwright)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
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


def highlighted(page: Page) -> str:
    return str(page.locator("#here").evaluate("mark => mark.textContent"))


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
    assert labels == []
    assert re.findall("[A-Za-z]{3,}", page.locator("body").inner_text()) == []
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


def test_a_question_is_edited_and_asked_again(page: Page) -> None:
    ask(page, UNKNOWN)
    page.get_by_role("button", name="تعديل السؤال").click()
    expect(page.locator("#question textarea")).to_have_value(UNKNOWN)
    page.locator("#question textarea").fill(WHO)
    page.locator("#send").click()
    expect(page.locator(".asked")).to_have_text([WHO], timeout=WAIT)
    expect(page.locator(".claim").first).to_be_visible(timeout=WAIT)


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


def test_a_conversation_survives_a_reload_and_stays_in_its_browser(page: Page, browser: Browser, address: str) -> None:
    ask(page, WHO)
    page.reload()
    expect(page.locator(".asked")).to_have_text([WHO], timeout=WAIT)
    page.locator("a.cite").first.click()
    assert highlighted(page) == page.locator("a.cite").first.get_attribute("data-quote")
    other = browser.new_context()
    second = other.new_page()
    second.goto(address)
    second.locator(".greeting").wait_for(timeout=WAIT)
    assert second.locator(".turn").count() == 0
    other.close()


def test_files_are_added_reported_asked_about_removed_and_restored(page: Page, tmp_path: Path) -> None:
    files = [tmp_path / f"خبر {number}.txt" for number in range(19)]
    for number, file in enumerate(files):
        file.write_text(f"افتتح المهندس ماجد العلي المحطة رقم {number} في مدينة الزهراء.", encoding="utf-8")
    broken = tmp_path / "صورة.txt"
    broken.write_bytes(b"\x00\x01\x02\xff" * 50)
    page.get_by_role("tab", name="المقالات").click()
    page.locator("#files input[type=file]").set_input_files([*files, broken])
    expect(page.locator("#report li.done")).to_have_count(19, timeout=60_000)
    expect(page.locator("#report li.skip")).to_contain_text("صورة.txt")
    page.locator("#search-articles textarea, #search-articles input").first.fill("خبر 12")
    expect(page.locator("#articles-list li")).to_have_count(1, timeout=WAIT)
    page.get_by_role("button", name=re.compile("^قراءة")).click()
    expect(page.locator(".article-text")).to_have_text("افتتح المهندس ماجد العلي المحطة رقم 12 في مدينة الزهراء.")
    page.keyboard.press("Escape")
    page.get_by_role("button", name=re.compile("^إزالة: ")).click()
    expect(page.locator("#articles-list li")).to_have_count(0, timeout=WAIT)
    page.get_by_role("button", name="تراجع").click()
    expect(page.locator("#articles-list li")).to_have_count(1, timeout=WAIT)
    page.get_by_role("tab", name="المحادثة").click()
    ask(page, "من افتتح المحطة رقم 12 في مدينة الزهراء؟")
    expect(page.locator(".short")).to_contain_text("ماجد العلي")


def test_text_is_pasted_as_an_article(page: Page) -> None:
    page.get_by_role("tab", name="المقالات").click()
    page.locator("#paste-title textarea, #paste-title input").first.fill("مهرجان الزيتون")
    page.locator("#paste-text textarea").fill("يبدأ مهرجان الزيتون في بلدة السلام يوم 12 أكتوبر.")
    page.locator("#add-text").click()
    expect(page.locator("#report li.done")).to_have_count(1, timeout=WAIT)
    page.get_by_role("tab", name="المحادثة").click()
    ask(page, "متى يبدأ مهرجان الزيتون؟")
    expect(page.locator(".short")).to_contain_text("12 أكتوبر")


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
    assert set(re.findall("[A-Za-z]{3,}", page.locator("body").inner_text())) == {"make", "run"}
    with served(copy, port=int(running.address.rsplit(":")[-1].strip("/"))):
        page.wait_for_timeout(4000)  # gradio may notice, and reload the page by itself
        expect(page.locator(".asked")).to_have_text([WHO], timeout=WAIT)
        page.locator("a.cite").first.click()
        expect(page.locator("#here")).to_be_visible(timeout=WAIT)
        page.keyboard.press("Escape")
        ask(page, UNKNOWN)
    context.close()


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
        expect(page.locator("#report li.done")).to_have_count(len(files), timeout=60_000)
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


def violations(page: Page) -> list[str]:
    page.evaluate(AXE)
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:120]}"
        for one in result["violations"]
        if one["impact"] in ("serious", "critical")
    ]


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


def test_headers_forbid_what_the_page_does_not_need(address: str) -> None:
    with urlopen(address) as response:
        policy = response.headers["content-security-policy"]
        assert "default-src 'self'" in policy and "object-src 'none'" in policy and "frame-ancestors 'none'" in policy
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["referrer-policy"] == "no-referrer"
        assert "https://" not in re.sub(r"<script.*?</script>", "", response.read().decode(), flags=re.DOTALL)


def test_an_article_is_summarised_and_every_entry_of_its_card_opens_its_words(page: Page) -> None:
    page.get_by_role("tab", name="المقالات").click()
    page.locator('[data-act="summarise"][data-article="ismailia-governor-conference"]').click()
    expect(page.locator(".digest .points li").first).to_be_visible(timeout=WAIT)
    expect(page.locator(".untold").first).to_have_text("غير مذكور")
    entries = page.locator("a.entry")
    quotes = [str(entries.nth(number).get_attribute("data-quote")) for number in range(entries.count())]
    assert quotes
    for number, quote in enumerate(quotes[:4]):
        page.locator("a.entry").nth(number).click()
        page.wait_for_function("quote => document.querySelector('#here')?.textContent === quote", arg=quote)
        page.keyboard.press("Escape")  # back to the summary
        expect(page.locator(".card")).to_be_visible()
    with page.expect_download() as word:
        page.locator('a[data-file$="form=docx"]').click()
    assert Path(word.value.path()).read_bytes().startswith(b"PK")
    assert violations(page) == []


def test_a_typed_request_is_summarised_and_says_of_which_article(page: Page) -> None:
    ask(page, "لخص اجتماع محافظ الإسماعيلية")
    expect(page.locator(".turn")).to_contain_text("ملخّص من: «محافظ الإسماعيلية")
    page.locator("#log [data-summary]").click()
    expect(page.locator(".card dt")).to_have_count(7, timeout=WAIT)


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
