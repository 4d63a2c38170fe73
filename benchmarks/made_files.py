"""A news item in every format, as bytes: for tests, and for the table of ``docs/files.md``."""

import csv
import gzip
import json
import re
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from html import escape
from io import BytesIO, StringIO
from unicodedata import combining
from zipfile import ZIP_DEFLATED, ZipFile


@dataclass(frozen=True, slots=True)
class Item:
    """A news item to be written into files."""

    title: str
    outlet: str
    date: str
    url: str
    paragraphs: Sequence[str]

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)

    @property
    def row(self) -> tuple[str, ...]:
        return self.title, self.text, self.outlet, self.date, self.url


ITEM = Item(
    "وزير الصحة يفتتح مستشفى جديدا",
    "صحيفة الصباح",
    "2024-03-15",
    "https://news.example/health/1",
    (
        "افتتح وزير الصحة اليوم الجمعة مستشفى جديدا في وسط المدينة بحضور عدد كبير من المسؤولين والأطباء والمواطنين.",
        "وقال الوزير في كلمته إن المستشفى يضم مئتي سرير وعشر غرف للعمليات، وإن العمل فيه يبدأ في الأسبوع القادم.",
        "وأضاف أن الحكومة ستبني ثلاثة مستشفيات أخرى خلال السنوات القادمة في المحافظات التي لا يوجد فيها مستشفى كبير.",
    ),
)


def txt(item: Item = ITEM) -> bytes:
    return item.text.encode()


def html(item: Item = ITEM) -> bytes:
    title, outlet = escape(item.title), escape(item.outlet)
    body = "".join(f"<p>{escape(one)}</p>" for one in item.paragraphs)
    menu = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in ("الرئيسية", "سياسة", "رياضة", "اقتصاد"))
    return (
        f'<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title} | {outlet}</title>'
        f'<meta property="og:title" content="{title} | {outlet}"><meta property="og:site_name" content="{outlet}">'
        f'<meta property="article:published_time" content="{item.date}T09:00:00+02:00">'
        f'<link rel="canonical" href="{escape(item.url)}"></head><body><nav><ul>{menu}</ul></nav>'
        f"<main><article><h1>{title}</h1>{body}</article></main>"
        "<footer><p>جميع الحقوق محفوظة</p></footer></body></html>"
    ).encode()


def mhtml(item: Item = ITEM) -> bytes:
    message = EmailMessage()
    message["Subject"] = item.title
    message["Snapshot-Content-Location"] = item.url
    message.set_content(html(item).decode(), subtype="html", cte="quoted-printable")
    message.make_related()
    for part in message.iter_parts():
        part["Content-Location"] = item.url
    message.add_related(b"\x89PNG", "image", "png")
    return message.as_bytes()


def docx(item: Item = ITEM, *, table: Sequence[Sequence[str]] = ()) -> bytes:
    from datetime import UTC, datetime

    from docx import Document

    document = Document()
    document.core_properties.title = item.title
    document.core_properties.created = datetime.fromisoformat(item.date).replace(tzinfo=UTC)
    for block in item.paragraphs:
        document.add_paragraph(block)
    if table:
        cells = document.add_table(len(table), len(table[0]))
        for row, values in zip(cells.rows, table, strict=True):
            for cell, value in zip(row.cells, values, strict=True):
                cell.text = value
    content = BytesIO()
    document.save(content)
    return content.getvalue()


HEADERS = ("العنوان", "نص الخبر", "المصدر", "تاريخ النشر", "الرابط")


def table_csv(
    headers: Sequence[str] = HEADERS, rows: Sequence[Sequence[str]] = (ITEM.row,), delimiter: str = ","
) -> bytes:
    written = StringIO()
    csv.writer(written, delimiter=delimiter).writerows([headers, *rows])
    return written.getvalue().encode("utf-8-sig")


def zipped(members: dict[str, str | bytes]) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as parts:
        for name, value in members.items():
            parts.writestr(name, value)
    return content.getvalue()


def xlsx(headers: Sequence[str] = HEADERS, rows: Sequence[Sequence[str]] = (ITEM.row,)) -> bytes:
    cells = "".join(
        f'<row r="{r}">'
        + "".join(
            f'<c r="{chr(65 + c)}{r}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
            for c, value in enumerate(row)
        )
        + "</row>"
        for r, row in enumerate([headers, *rows], start=1)
    )
    main, sheets = "http://schemas.openxmlformats.org", "application/vnd.openxmlformats-officedocument.spreadsheetml"
    relation = f"{main}/officeDocument/2006/relationships"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{main}/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{sheets}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{sheets}.worksheet+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{main}/package/2006/relationships"><Relationship Id="r1" '
            f'Type="{relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{main}/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{relation}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}/spreadsheetml/2006/main" xmlns:r="{relation}"><sheets>'
            '<sheet name="أخبار" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}/spreadsheetml/2006/main"><sheetData>{cells}'
            "</sheetData></worksheet>",
        }
    )


def ods(headers: Sequence[str] = HEADERS, rows: Sequence[Sequence[str]] = (ITEM.row,)) -> bytes:
    namespace = "urn:oasis:names:tc:opendocument:xmlns"
    cells = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string">'
            + "".join(f"<text:p>{escape(line)}</text:p>" for line in value.split("\n"))
            + "</table:table-cell>"
            for value in row
        )
        + "</table:table-row>"
        for row in (headers, *rows)
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{namespace}:manifest:1.0"/>',
            "content.xml": f'<office:document-content xmlns:office="{namespace}:office:1.0" '
            f'xmlns:table="{namespace}:table:1.0" xmlns:text="{namespace}:text:1.0"><office:body><office:spreadsheet>'
            f'<table:table table:name="أخبار">{cells}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        }
    )


def xls(headers: Sequence[str] = HEADERS, rows: Sequence[Sequence[str]] = (ITEM.row,)) -> bytes:
    """A sheet of Excel before 2007; xlwt is for tests alone."""
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("أخبار")
    for r, row in enumerate([headers, *rows]):
        for c, value in enumerate(row):
            sheet.write(r, c, value)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def rss(item: Item = ITEM) -> bytes:
    content = "".join(f"<p>{one}</p>" for one in item.paragraphs)
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        f'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>{item.outlet}</title>'
        f"<item><title>{escape(item.title)}</title><link>{escape(item.url)}</link><guid>g1</guid>"
        "<pubDate>Fri, 15 Mar 2024 09:00:00 GMT</pubDate>"
        f"<description>{item.paragraphs[0]}</description><content:encoded><![CDATA[{content}]]></content:encoded></item>"
        "</channel></rss>"
    ).encode()


def atom(item: Item = ITEM) -> bytes:
    content = escape("".join(f"<p>{one}</p>" for one in item.paragraphs))
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{item.outlet}</title><entry><id>e1</id><title>{item.title}</title>'
        f'<link href="{item.url}"/><published>{item.date}T09:00:00Z</published>'
        f'<content type="html">{content}</content></entry></feed>'
    ).encode()


def eml(item: Item = ITEM, *, text: bool = True, attachments: Sequence[tuple[str, bytes]] = ()) -> bytes:
    message = EmailMessage()
    message["Message-ID"] = "<1@news.example>"
    message["Date"] = "Fri, 15 Mar 2024 09:00:00 +0000"
    message["From"] = f"{item.outlet} <desk@news.example>"
    message["To"] = "reader@example.org"
    message["Subject"] = item.title
    if text:
        message.set_content(item.text)
    message.add_alternative(html_part(item), subtype="html") if text else message.set_content(
        html_part(item), subtype="html"
    )
    for name, content in attachments:
        message.add_attachment(content, "application", "octet-stream", filename=name)
    return message.as_bytes()


def html_part(item: Item = ITEM) -> str:
    return "<div>" + "".join(f"<p>{one}</p>" for one in item.paragraphs) + "</div>"


def mbox(item: Item = ITEM) -> bytes:
    return b"".join(b"From desk@news.example Fri Mar 15 09:00:00 2024\n" + eml(item) + b"\n" for _ in range(2))


def epub(item: Item = ITEM) -> bytes:
    chapter = (
        f"<html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head><body>{html_part(item)}</body></html>"
    )
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OEBPS/content.opf"/></rootfiles></container>',
            "OEBPS/content.opf": '<package xmlns="http://www.idpf.org/2007/opf" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
            f"<dc:title>كتاب</dc:title><dc:publisher>{item.outlet}</dc:publisher><dc:date>{item.date}</dc:date></metadata>"
            '<manifest><item id="b" href="two.xhtml"/><item id="a" href="one.xhtml"/></manifest>'
            '<spine><itemref idref="a"/><itemref idref="b"/></spine></package>',
            "OEBPS/one.xhtml": chapter,
            "OEBPS/two.xhtml": chapter.replace("<div>", "<div><h1>الفصل الأخير</h1>"),
        }
    )


def warc(item: Item = ITEM) -> bytes:
    def record(address: str, body: bytes, kind: str) -> bytes:
        http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{address}>\r\n"
            "WARC-Date: 2024-03-15T09:00:00Z\r\n"
            f"WARC-Target-URI: {address}\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        )
        return head.encode() + http + b"\r\n\r\n"

    return record(item.url, html(item), "text/html; charset=utf-8") + record(f"{item.url}.png", b"\x89PNG", "image/png")


def tar(members: dict[str, bytes], mode: str = "w") -> bytes:
    content = BytesIO()
    with tarfile.open(fileobj=content, mode=mode) as parts:  # type: ignore[call-overload]
        for name, value in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(value)
            parts.addfile(member, BytesIO(value))
    return content.getvalue()


def gz(content: bytes) -> bytes:
    return gzip.compress(content)


def jsonl(item: Item = ITEM) -> bytes:
    return json.dumps({"id": "x", "title": item.title, "text": item.text}, ensure_ascii=False).encode()


def other_json(item: Item = ITEM) -> bytes:
    record = {
        "headline": item.title,
        "articleBody": item.text,
        "datePublished": item.date,
        "publisher": {"name": item.outlet},
        "url": item.url,
    }
    return json.dumps({"status": "ok", "articles": [record, record]}, ensure_ascii=False).encode()


def pdf(pages: Sequence[Sequence[str]], *, visual: bool = False) -> bytes:
    """A PDF whose font tells its letters by a map alone, a line an entry.

    In the order of reading every letter is drawn to the left of the one before; ``visual`` has the lines reversed and
    drawn to the right, as programs do that know nothing of Arabic.
    """
    letters = sorted({letter for page in pages for line in page for letter in line})
    codes = {letter: number for number, letter in enumerate(letters, start=1)}
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{6 + 2 * n} 0 R' for n in range(len(pages)))}]>>".encode(),
        b"<</Type/Font/Subtype/Type0/BaseFont/Made/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Made"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 500"
        + f"/W[{' '.join(f'{code}[0]' for letter, code in codes.items() if combining(letter))}]".encode()
        + b"/FontDescriptor<</Type/FontDescriptor/FontName/Made/Flags 4/FontBBox[0 -200 500 800]/ItalicAngle 0"
        b"/Ascent 800/Descent -200/CapHeight 700/StemV 80>>>>",
        _stream(_to_unicode(codes)),
    ]
    for number, page in enumerate(pages):
        resources = f"/Resources<</Font<</F 3 0 R>>>>/Contents {7 + 2 * number} 0 R"
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{resources}>>".encode())
        objects.append(_stream(b"".join(_line(line, codes, 800 - 20 * at, visual) for at, line in enumerate(page))))
    body, places = b"%PDF-1.4\n", list[int]()
    for number, one in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n".encode() + one + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\n"
    return body + end.encode() + f"startxref\n{len(body)}\n%%EOF\n".encode()


def _stream(content: bytes) -> bytes:
    return f"<</Length {len(content)}>>stream\n".encode() + content + b"\nendstream"


def _to_unicode(codes: dict[str, int]) -> bytes:
    chars = "\n".join(f"<{code:04x}> <{ord(letter):04x}>" for letter, code in codes.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{chars}\nendbfchar endcmap end end"
    ).encode()


def _line(line: str, codes: dict[str, int], height: int, visual: bool) -> bytes:
    """A line of letters 5 wide: one string to the right, or each letter at its place from the right edge."""
    if visual:
        text = "".join(f"{codes[letter]:04x}" for _, letter in sorted(_placed(line), key=lambda one: -one[0]))
        wide = sum(1 for letter in line if not combining(letter))
        return f"BT /F 10 Tf {560 - 5 * wide} {height} Td <{text}> Tj ET\n".encode()
    return b"".join(
        f"BT /F 10 Tf {555 - 5 * at} {height} Td <{codes[letter]:04x}> Tj ET\n".encode() for at, letter in _placed(line)
    )


def _placed(line: str) -> Iterator[tuple[int, str]]:
    """Every letter in the order of reading, with its place from the right; Latin words and numbers run to the right,
    marks stand over their letters."""
    place = 0
    for match in re.finditer(r"[ -~]*[!-~]|[^!-~]+", line):
        word = match.group()
        wide = sum(1 for letter in word if not combining(letter))
        at = -1
        for letter in word:
            at += not combining(letter)
            yield place + (wide - 1 - at if word.isascii() and word.strip() else max(0, at)), letter
        place += wide


def lines(text: str, width: int = 90) -> list[str]:
    """Text as a page has it, in lines of so many characters at most."""
    found = [""]
    for word in text.split():
        if len(found[-1]) + len(word) >= width:
            found.append("")
        found[-1] = f"{found[-1]} {word}".strip()
    return found
