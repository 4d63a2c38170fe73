"""EPUB: a chapter is an article, in the order of the book's spine."""

import posixpath
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePath
from urllib.parse import unquote
from zipfile import ZipFile

from retrieval.files.archives import UNREADABLE
from retrieval.files.decoding import decode
from retrieval.files.fields import derived_title, make_article
from retrieval.files.markup import Element, element_text, local_name, parse_html, parse_xml
from retrieval.files.reader import MOST_BYTES, Reading, Skipped

_CONTAINER = "META-INF/container.xml"
_MOST_PART = 20_000_000
_HEADINGS = ("h1", "h2", "h3")


class Books:
    name, version = "epub", 2
    suffixes = (".epub",)
    most_bytes, isolated, kept = MOST_BYTES * 5, True, True

    def knows(self, content: bytes) -> bool:
        """Those inside a ZIP are told by ``archives.kind``."""
        return False

    def read(self, name: str, content: bytes) -> Iterator[Reading]:
        with ZipFile(BytesIO(content)) as parts:
            root, package = _package(parts)
            about, chapters = _about(package), list(_spine(package))
            if not chapters:
                yield Skipped(name, "empty")
            for number, path in enumerate(chapters, start=1):
                yield _chapter(name, number, parts, posixpath.normpath(posixpath.join(root, path)), about)


def _package(parts: ZipFile) -> tuple[str, Element]:
    """The folder of the package's file, and its XML."""
    container = parse_xml(parts.read(_CONTAINER))
    path = next((one.get("full-path") for one in container.iter() if local_name(one) == "rootfile"), None)
    if not path:
        raise ValueError(_CONTAINER)
    return posixpath.dirname(path), parse_xml(parts.read(path))


def _about(package: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in package.iter():
        if one.text and one.text.strip():
            found.setdefault(local_name(one), one.text.strip())
    outlet = found.get("publisher") or found.get("title", "")
    return {"outlet": outlet, "date": found.get("date", "")[:10]}


def _spine(package: Element) -> Iterator[str]:
    items = {one.get("id"): one.get("href") or "" for one in package.iter() if local_name(one) == "item"}
    for one in package.iter():
        if local_name(one) == "itemref" and items.get(one.get("idref")):
            yield unquote(items[one.get("idref")])


def _chapter(name: str, number: int, parts: ZipFile, path: str, about: dict[str, str]) -> Reading:
    where = f"{name}/{path}"
    if path not in parts.namelist():
        return Skipped(where, "broken")
    if parts.getinfo(path).file_size > _MOST_PART:
        return Skipped(where, "too_large")
    try:
        decoded = decode(parts.read(path))
    except UNREADABLE:
        return Skipped(where, "broken")
    root = parse_html(decoded.text) if decoded else None
    text = element_text(root) if root is not None else ""
    if root is None or not text:
        return Skipped(where, "empty")
    title = next((element_text(one) for one in root.iter() if local_name(one) in _HEADINGS), "")
    fields = about | {"title": title or derived_title(text)}
    return make_article(f"{PurePath(name).stem}__{number}", fields, text, name)
