"""Every format gives the same news item: its words exactly, with what it tells of title, day, outlet and address."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from benchmarks import made_files as samples
from retrieval.files.articles import Files, list_files
from retrieval.files.formats import Formats, suffixes
from retrieval.files.reader import Reading, Remark, Skipped
from retrieval.types import Article

TITLE, TEXT, OUTLET, DATE, URL = samples.ITEM.row
PARAGRAPHS = samples.ITEM.paragraphs


def read(name: str, content: bytes, columns: dict[str, str] | None = None) -> list[Reading]:
    return list(Formats(columns or {}, None).read(name, content))


def articles(name: str, content: bytes) -> list[Article]:
    return [one for one in read(name, content) if isinstance(one, Article)]


def reasons(name: str, content: bytes) -> list[str]:
    return [one.reason for one in read(name, content) if isinstance(one, Skipped)]


def words(text: str) -> list[str]:
    return text.split()


@pytest.mark.parametrize(
    ("name", "content", "fields"),
    [
        ("a.txt", samples.txt(), ("a", "", "", "")),
        ("a.html", samples.html(), ("a", OUTLET, DATE, URL)),
        ("a.mhtml", samples.mhtml(), ("a", OUTLET, DATE, URL)),
        ("a.docx", samples.docx(), ("a", "", DATE, "")),
        ("a.csv", samples.table_csv(), ("a__2", OUTLET, DATE, URL)),
        ("a.csv", samples.table_csv(delimiter=";"), ("a__2", OUTLET, DATE, URL)),
        ("a.tsv", samples.table_csv(delimiter="\t"), ("a__2", OUTLET, DATE, URL)),
        ("a.xlsx", samples.xlsx(), ("a__2", OUTLET, DATE, URL)),
        ("a.ods", samples.ods(), ("a__2", OUTLET, DATE, URL)),
        ("a.rss", samples.rss(), ("a__g1", OUTLET, DATE, URL)),
        ("a.xml", samples.atom(), ("a__e1", OUTLET, DATE, URL)),
        ("a.eml", samples.eml(), ("a", OUTLET, DATE, "")),
        ("a.eml", samples.eml(text=False), ("a", OUTLET, DATE, "")),
        ("a.warc", samples.warc(), ("1__1", OUTLET, DATE, URL)),
        ("a.warc.gz", samples.gz(samples.warc()), ("1__1", OUTLET, DATE, URL)),
        ("a.zip", samples.zipped({"d/b.html": samples.html()}), ("d__b", OUTLET, DATE, URL)),
        ("a.tar", samples.tar({"d/b.html": samples.html()}), ("d__b", OUTLET, DATE, URL)),
        ("a.tgz", samples.tar({"d/b.html": samples.html()}, "w:gz"), ("d__b", OUTLET, DATE, URL)),
        ("a.jsonl.gz", samples.gz(samples.jsonl()), ("x", "", "", "")),
        ("a.json", samples.jsonl(), ("x", "", "", "")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_words_are_those_of_the_news(name: str, content: bytes, fields: tuple[str, str, str, str]) -> None:
    (article,) = articles(name, content)
    assert words(article.text) == words(TEXT)
    assert (article.id, article.outlet, article.date, article.url) == fields
    assert article.source == name
    if not name.endswith(".txt"):
        assert article.title == TITLE
    assert not reasons(name, content)


@pytest.mark.parametrize(
    ("name", "content", "ids"),
    [
        ("a.json", samples.other_json(), ["a__1", "a__2"]),
        ("a.epub", samples.epub(), ["a__1", "a__2"]),
        ("a.mbox", samples.mbox(), ["a__1", "a__2"]),
        ("a.zip", samples.zipped({"b.txt": TEXT, "c/b.txt": TEXT, "c__b.txt": TEXT}), ["b", "c__b", "c__b__2"]),
        ("a.zip", samples.zipped({"b.zip": samples.zipped({"c/d.txt": TEXT}), "c__d.txt": TEXT}), ["c__d", "c__d__2"]),
        ("a.eml", samples.eml(attachments=[("بيان.docx", samples.docx())]), ["a", "بيان"]),
    ],
)
def test_files_that_hold_several_articles(name: str, content: bytes, ids: list[str]) -> None:
    found = articles(name, content)
    assert [one.id for one in found] == ids
    assert {one.source for one in found} == {name}
    assert all(words(TEXT) == words(one.text)[-len(words(TEXT)) :] for one in found)


@pytest.mark.parametrize(
    ("content", "reader"),
    [
        (samples.docx(), "docx"),
        (samples.xlsx(), "sheets"),
        (samples.ods(), "sheets"),
        (samples.epub(), "epub"),
        (samples.zipped({"a.txt": TEXT}), "archive"),
        (samples.tar({"a.txt": TEXT.encode()}), "archive"),
        (samples.pdf([[TITLE]]), "pdf"),
        (samples.html(), "html"),
        (samples.rss(), "feed"),
        (samples.atom(), "feed"),
        (samples.eml(), "mail"),
        (samples.mbox(), "mbox"),
        (samples.mhtml(), "mhtml"),
        (samples.warc(), "warc"),
        (samples.jsonl(), "json"),
        (TEXT.encode(), "text"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_format_is_told_by_its_content(content: bytes, reader: str) -> None:
    chosen = Formats({}, None).choose("مرفق", content)
    assert chosen is not None
    assert chosen.name == reader


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.docx", b"PK\x03\x04 cut", "broken"),
        ("a.pdf", b"%PDF-1.7\n cut", "broken"),
        ("a.html", b"<html><body></body></html>", "empty"),
        ("a.csv", "رقم,سعر\n1,2\n".encode(), "no_column"),
        ("a.csv", "النص\n,\n".encode(), "empty"),
        ("a.json", b'{"a": [1, 2]}', "no_text"),
        ("a.json", b'{"text": "', "bad_json"),
        ("a.rss", b"<rss><channel><title>x</title></channel></rss>", "no_entries"),
        ("a", b"\x89PNG\r\n\x1a\n\0\0", "unknown_format"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "unknown_format"),
        ("a.xlsx", b"no table", "broken"),
        ("a.epub", samples.zipped({"META-INF/container.xml": "<x/>"}), "broken"),
    ],
)  # fmt: skip
def test_what_gives_no_article_gives_a_reason(name: str, content: bytes, reason: str) -> None:
    assert reasons(name, content) == [reason]


def test_how_columns_were_understood_is_said_and_can_be_told() -> None:
    content = samples.table_csv(("أ", "ب", "ج"), [(TITLE, TEXT, "x")])
    remarks = [one for one in read("a.csv", content) if isinstance(one, Remark)]
    assert remarks == [Remark("a.csv", "columns", "text=ب")]
    given = read("a.csv", content, {"text": "ج", "title": "أ"})
    assert [(one.title, one.text) for one in given if isinstance(one, Article)] == [(TITLE, "x")]


@pytest.mark.parametrize(
    "headers",
    [
        ("Title", "Body", "Source", "Published At", "Link"),
        ("headline", "article_body", "publisher", "pubDate", "permalink"),
        ("عنوان الخبر", "المتن", "الصحيفة", "التاريخ", "الرابط"),
        ("العُنوان", "النصّ", "المصدر", "تاريخ_النشر", "رابط الخبر"),
    ],
)
def test_columns_are_known_by_their_names(headers: tuple[str, ...]) -> None:
    (article,) = articles("a.csv", samples.table_csv(headers))
    assert (article.title, article.text, article.outlet, article.date, article.url) == samples.ITEM.row


@pytest.mark.parametrize("outlet", ["france24", "سكاي نيوز", "CNN"])
def test_a_pages_title_is_without_its_outlet(outlet: str) -> None:
    (article,) = articles("a.html", samples.html(replace(samples.ITEM, outlet=outlet)))
    assert article.title == TITLE


def test_a_word_files_tables_notes_and_tracked_changes_are_read() -> None:
    content = samples.docx(replace(samples.ITEM, paragraphs=["قبل"]), table=[["أ", "ب"], ["ج", "د"]])
    (article,) = articles("a.docx", content)
    assert article.text == "قبل\n\nأ\tب\nج\tد\n"
    inserted = "<w:ins><w:r><w:t>زيد</w:t></w:r></w:ins><w:del><w:r><w:delText>حذف</w:delText></w:r></w:del>"
    notes = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:footnote w:type="separator"><w:p><w:r><w:t>-</w:t></w:r></w:p></w:footnote>'
        "<w:footnote><w:p><w:r><w:t>حاشية</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    with ZipFile(BytesIO(content)) as parts:
        members: dict[str, str | bytes] = {name: parts.read(name) for name in parts.namelist()}
    body = parts_text(members["word/document.xml"]).replace("</w:p>", f"{inserted}</w:p>", 1)
    (article,) = articles("a.docx", samples.zipped(members | {"word/document.xml": body, "word/footnotes.xml": notes}))
    assert article.text == "قبلزيد\n\nأ\tب\nج\tد\n\nحاشية\n"


def parts_text(part: str | bytes) -> str:
    return part.decode() if isinstance(part, bytes) else part


def test_a_page_in_an_old_encoding_is_read_whatever_it_says_of_itself() -> None:
    page = samples.html().decode().replace('charset="utf-8"', 'charset="iso-8859-1"')
    (article,) = articles("a.html", page.encode("cp1256"))
    assert words(article.text) == words(TEXT)


def test_a_sheet_of_old_excel_is_read() -> None:
    pytest.importorskip("xlwt", reason="xlwt, which makes the file, is not installed")
    (article,) = articles("a.xls", samples.xls())
    assert (article.id, article.outlet, article.date, article.url) == ("a__2", OUTLET, DATE, URL)
    assert article.text == TEXT


def test_other_makers_json_loses_its_markup_and_our_own_stays_byte_for_byte() -> None:
    (post,) = articles("a.json", b'{"title": {"rendered": "A &amp; B"}, "content": {"rendered": "<p>x</p><p>y</p>"}}')
    assert (post.title, post.text) == ("A & B", "x\n\ny")
    (own,) = articles("a.jsonl", b'{"text": " <p>x</p>\\n", "content": "y"}')
    assert own.text == " <p>x</p>\n"


def test_a_folder_is_read_in_all_formats(tmp_path: Path) -> None:
    for name, content in {"a.html": samples.html(), "b.docx": samples.docx(), "c.png": b"", "d.zip": b"PK"}.items():
        (tmp_path / name).write_bytes(content)
    with Files() as files:
        read_files = [list(files.open(path).readings) for path in list_files(tmp_path)]
    assert [[type(one).__name__ for one in one_file] for one_file in read_files] == [
        ["Article"],
        ["Article"],
        ["Skipped"],
    ]
    assert {".html", ".pdf", ".docx", ".csv", ".zip"} <= suffixes()


@pytest.mark.parametrize("visual", [False, True], ids=["in the order of reading", "from left to right"])
def test_a_pdf_is_read_in_the_order_of_reading_and_knows_its_pages(visual: bool) -> None:
    pages = [samples.lines(one) for one in PARAGRAPHS]
    (article,) = articles("a.pdf", samples.pdf(pages, visual=visual))
    assert words(article.text) == words(TEXT)
    assert [article.page(article.text.index(words(one)[0])) for one in PARAGRAPHS] == [1, 2, 3]


def test_a_pdf_without_words_is_a_reason() -> None:
    assert reasons("a.pdf", samples.pdf([[]])) == ["no_page_text"]
    mirrored = [[line[::-1] for line in samples.lines(TEXT)]]
    assert reasons("a.pdf", samples.pdf(mirrored)) == ["unreadable_letters"]


def test_the_lines_of_a_pdf_are_paragraphs_again_and_a_sentence_goes_on_over_the_page() -> None:
    first, second = samples.lines(PARAGRAPHS[1], 50), samples.lines(PARAGRAPHS[2], 50)
    (article,) = articles("a.pdf", samples.pdf([[*first, *second[:2]], second[2:]]))
    assert article.text.split("\n")[-1] == PARAGRAPHS[2]
    assert article.text.startswith(PARAGRAPHS[1])
    assert article.page(article.text.index(second[2])) == 2


def test_an_archive_is_read_like_a_folder() -> None:
    members: dict[str, str | bytes] = {
        "README.md": "x",
        ".hidden.txt": "x",
        "__MACOSX/a.txt": "x",
        "a.png": b"\x89PNG",
        "b/c.txt": TEXT,
    }
    assert [one.id for one in articles("a.zip", samples.zipped(members))] == ["b__c"]
    assert reasons("a.zip", samples.zipped({"a.png": b"\x89PNG"})) == ["empty"]
