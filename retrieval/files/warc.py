"""WARC: the pages and documents a crawl brought home. The one module that knows warcio."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import PurePath
from typing import Any
from urllib.parse import unquote, urlsplit

from retrieval.files.archives import Allowance, read_at_most
from retrieval.files.reader import MOST_BYTES, Inside, Reading, Skipped, placed
from retrieval.types import Article

_FETCHED = "200"
_SUFFIXES = {
    "text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "application/pdf": ".pdf",
    "application/rss+xml": ".rss", "application/atom+xml": ".atom",
}  # fmt: skip


class WebArchives:
    """``inside`` reads what was fetched; it is taken from ``allowance``."""

    name, version = "warc", 1
    suffixes = (".warc",)
    most_bytes, isolated, kept = MOST_BYTES * 25, False, False

    def __init__(self, inside: Inside, allowance: Allowance) -> None:
        self._inside = inside
        self._allowance = allowance

    def knows(self, content: bytes) -> bool:
        return content.startswith(b"WARC/1.")

    def read(self, name: str, content: bytes) -> Iterator[Reading]:
        from warcio.archiveiterator import ArchiveIterator

        found, seen = False, set[str]()
        for number, record in enumerate(ArchiveIterator(BytesIO(content)), start=1):
            suffix = _SUFFIXES.get(_media_type(record))
            if record.rec_type != "response" or suffix is None or record.http_headers.get_statuscode() != _FETCHED:
                continue
            found = True
            address = record.rec_headers.get_header("WARC-Target-URI") or ""
            fetched = read_at_most(record.content_stream(), MOST_BYTES)
            if fetched is None or not self._allowance.take(len(fetched)):
                yield Skipped(f"{name}:{number}", "too_much")
                continue
            if address in seen:
                yield Skipped(f"{name}:{number}", "duplicate_id")
                continue
            seen.add(address)
            page = _page_name(name, number, address, suffix)
            yield from (_addressed(one, address) for one in placed(name, page, self._inside(page, fetched)))
        if not found:
            yield Skipped(name, "empty")


def _media_type(record: Any) -> str:
    stated = record.http_headers.get_header("Content-Type") if record.http_headers else None
    return (stated or "").partition(";")[0].strip().lower()


def _page_name(name: str, number: int, address: str, suffix: str) -> str:
    """A name that tells the page: the last part of its address, else its number."""
    last = PurePath(unquote(urlsplit(address).path)).stem.strip(". ")
    return f"{last or PurePath(name).stem}__{number}{suffix}"


def _addressed(reading: Reading, address: str) -> Reading:
    return replace(reading, url=reading.url or address) if isinstance(reading, Article) else reading
