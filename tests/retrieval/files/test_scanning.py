"""Pages that are pictures: read by Tesseract where it is installed, told where it is not, and never taken for sure."""

import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from benchmarks import made_files as samples
from benchmarks.formats import character_error
from benchmarks.pdf_makers import makers, scanned
from retrieval.files import scanning
from retrieval.files.articles import Files
from retrieval.files.pdf import Pdf
from retrieval.files.reader import Remark, Skipped, Step, Working
from retrieval.types import Article

PARAGRAPHS = samples.ITEM.paragraphs


@pytest.fixture(scope="module")
def scan() -> bytes:
    """A PDF whose one page is a picture; without Tesseract the test is skipped, or fails where it is required."""
    if not scanning.available():
        if os.environ.get("ISNAD_SCANS") == "required":
            pytest.fail("Tesseract is required here: apt-get install tesseract-ocr tesseract-ocr-ara")
        pytest.skip("no Tesseract for Arabic: apt-get install tesseract-ocr tesseract-ocr-ara")
    if "fpdf2" not in makers():
        pytest.skip("fpdf2 or a font for it is not installed here")
    return scanned(samples.ITEM)


def read(content: bytes, scans: bool | None = None) -> list[Step]:
    return list(Pdf(scans).read("a.pdf", content))


def empty_picture() -> bytes:
    content = BytesIO()
    Image.new("L", (800, 1100), 255).save(content, "PDF", resolution=100)
    return content.getvalue()


def joined(*contents: bytes) -> bytes:
    """The pages of several PDFs as one."""
    import pypdfium2

    whole = pypdfium2.PdfDocument.new()
    for content in contents:
        whole.import_pages(pypdfium2.PdfDocument(content))
    written = BytesIO()
    whole.save(written)
    return written.getvalue()


def test_a_page_that_is_a_picture_is_read_and_told(scan: bytes) -> None:
    (article,) = [one for one in read(scan) if isinstance(one, Article)]
    assert character_error(samples.ITEM.text, article.text) < 0.1
    assert (article.pages, article.scanned) == ((0,), (1,))
    assert Remark("a.pdf", "scanned", "1") in read(scan)


def test_between_pages_the_reader_says_that_it_is_working(scan: bytes) -> None:
    assert read(joined(scan, scan)).count(Working()) == 2


def test_only_the_pages_that_need_it_are_read_off_pictures(scan: bytes) -> None:
    written = samples.pdf([[line for one in PARAGRAPHS for line in samples.lines(one)]])
    (article,) = [one for one in read(joined(written, scan, empty_picture())) if isinstance(one, Article)]
    assert article.scanned == (2,)
    assert character_error(samples.ITEM.text, article.text[: article.pages[1]]) == 0
    assert not article.is_scanned(0, 10) and article.is_scanned(article.pages[1] + 3, article.pages[1] + 9)
    assert Remark("a.pdf", "pages", "3", damaged=True) in read(joined(written, scan, empty_picture()))


@pytest.mark.parametrize("scans", [False, None])
def test_a_picture_without_words_is_a_reason(scans: bool | None) -> None:
    told = [one for one in read(empty_picture(), scans) if not isinstance(one, Working)]
    assert told == [Skipped("a.pdf", "no_page_text")]


def test_what_takes_too_long_is_not_read(scan: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "_SECONDS", 0.01)
    assert [one for one in read(scan) if isinstance(one, Skipped)] == [Skipped("a.pdf", "no_page_text")]


def test_without_the_program_nothing_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    scanning.available.cache_clear()
    assert not scanning.available()
    assert scanning.read(b"picture") == []
    scanning.available.cache_clear()


def test_what_was_read_with_it_is_not_read_again_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for here in (True, False):
        monkeypatch.setattr(scanning, "available", lambda here=here: here)
        assert "pdf 2 with scans" in Files().stamps({})
        assert ("pdf 2" in Files().stamps({})) is not here


@pytest.mark.parametrize(
    ("span", "expected"),
    [((0, 4), False), ((4, 10), True), ((10, 14), True), ((12, 20), True), ((14, 20), False), ((10, 10), True)],
)
def test_words_are_scanned_where_a_page_of_theirs_is(span: tuple[int, int], expected: bool) -> None:
    article = Article("a", "t", "x" * 20, "a.pdf", pages=(0, 5, 14), scanned=(2,))
    assert article.is_scanned(*span) is expected
    assert not Article("a", "t", "x" * 20, "a.txt").is_scanned(*span)
