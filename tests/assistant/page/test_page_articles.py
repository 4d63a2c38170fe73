"""The articles and their summaries in a real browser."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from assistant.types import CARD_FIELDS
from benchmarks import made_files
from tests.assistant.page.browsing import violations
from tests.browser import WAIT, ask


def test_files_are_added_reported_asked_about_removed_and_restored(page: Page, tmp_path: Path) -> None:
    files = [tmp_path / f"خبر {number}.txt" for number in range(19)]
    for number, file in enumerate(files):
        file.write_text(f"افتتح المهندس ماجد العلي المحطة رقم {number} في مدينة الزهراء.", encoding="utf-8")
    broken = tmp_path / "صورة.txt"
    broken.write_bytes(b"\x00\x01\x02\xff" * 50)
    page.get_by_role("tab", name="المقالات").click()
    page.locator("#files input[type=file]").set_input_files([*files, broken])
    expect(page.locator("#jobs li.skip").first).to_contain_text("أُضيف 19", timeout=60_000)
    expect(page.locator("#jobs li.skip li")).to_have_text("صورة.txt: ليس ملفًا نصيًا")
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


def test_a_large_file_is_seen_to_be_read_while_others_ask_and_is_cancelled(page: Page, tmp_path: Path) -> None:
    large = tmp_path / "أرشيف.txt"
    lines = (f"افتتح الوزير المدرسة رقم {number} في المدينة يوم الخميس بحضور الأهالي." for number in range(30_000))
    large.write_text("\n".join(lines), "utf-8")
    page.get_by_role("tab", name="المقالات").click()
    page.locator("#files input[type=file]").set_input_files(large)
    running = page.locator("#jobs li.running", has_text="أرشيف.txt")
    expect(running).to_contain_text("ملفات: 0 من 1", timeout=60_000)
    expect(running.locator("progress")).to_be_visible()
    expect(running).to_contain_text("بقي نحو", timeout=60_000)
    page.get_by_role("tab", name="المحادثة").click()
    ask(page, "من هو محافظ الإسماعيلية؟")
    expect(page.locator(".short")).to_contain_text("أحمد القصاص")
    page.get_by_role("tab", name="المقالات").click()
    page.get_by_role("button", name="إلغاء: أرشيف.txt").click()
    ended = page.locator("#jobs li.skip", has_text="أُلغي")
    expect(ended).to_contain_text("أرشيف.txt: لم يُفهرس بعد", timeout=WAIT)
    assert violations(page) == []


def test_a_folder_is_watched_from_the_page(page: Page, tmp_path: Path) -> None:
    page.get_by_role("tab", name="المقالات").click()
    page.locator("#watch-folder").locator("textarea, input").first.fill(str(tmp_path))
    page.locator("#watch").click()
    expect(page.locator("#folders li")).to_contain_text(tmp_path.name, timeout=WAIT)
    (tmp_path / "متحف.txt").write_text("افتتح وزير الثقافة متحفًا جديدًا في مدينة غدامس.", "utf-8")
    page.locator("#search-articles textarea, #search-articles input").first.fill("متحف غدامس")
    expect(page.locator("#articles-list li")).to_have_count(0, timeout=WAIT)
    for _ in range(30):
        page.get_by_role("tab", name="المحادثة").click()
        page.get_by_role("tab", name="المقالات").click()
        if page.locator("#articles-list li").count():
            break
        page.wait_for_timeout(1000)
    expect(page.locator("#articles-list li")).to_have_count(1)
    page.get_by_role("button", name="أوقف المراقبة").click()
    expect(page.locator("#folders li")).to_have_count(0, timeout=WAIT)


def test_text_is_pasted_as_an_article(page: Page) -> None:
    page.get_by_role("tab", name="المقالات").click()
    page.locator("#paste-title textarea, #paste-title input").first.fill("مهرجان الزيتون")
    page.locator("#paste-text textarea").fill("يبدأ مهرجان الزيتون في بلدة السلام يوم 12 أكتوبر.")
    page.locator("#add-text").click()
    expect(page.locator("#report li.done")).to_have_count(1, timeout=WAIT)
    page.get_by_role("tab", name="المحادثة").click()
    ask(page, "متى يبدأ مهرجان الزيتون؟")
    expect(page.locator(".short")).to_contain_text("12 أكتوبر")


def test_a_page_of_a_pdf_is_drawn_beside_its_text_and_the_file_can_be_downloaded(page: Page, tmp_path: Path) -> None:
    lines = ["افتتح المهندس سعيد الكيلاني معرض الكتب في بلدة الورود.", "وحضر الافتتاح عدد كبير من الأدباء والقراء."]
    (tmp_path / "معرض.pdf").write_bytes(made_files.pdf([lines], visual=True))
    page.get_by_role("tab", name="المقالات").click()
    page.locator("#files input[type=file]").set_input_files(tmp_path / "معرض.pdf")
    expect(page.locator("#jobs li.done", has_text="معرض.pdf")).to_have_count(1, timeout=WAIT)
    page.get_by_role("tab", name="المحادثة").click()
    ask(page, "من افتتح معرض الكتب في بلدة الورود؟")
    page.locator("a.cite").first.click()
    expect(page.locator("#here")).to_be_visible()
    page.wait_for_function("document.querySelector('#source img')?.naturalWidth > 500", timeout=WAIT)
    with page.expect_download() as file:
        page.locator("#source a[download]").click()
    assert file.value.suggested_filename == "معرض.pdf"
    assert Path(file.value.path()).read_bytes() == (tmp_path / "معرض.pdf").read_bytes()
    assert violations(page) == []


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
    expect(page.locator(".card dt")).to_have_count(len(CARD_FIELDS), timeout=WAIT)
