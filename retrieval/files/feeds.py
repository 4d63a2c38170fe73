"""RSS and Atom: an entry is an article. The one module that knows feedparser.

What it does not know: the page an entry leads to; nothing is fetched, the article is what the feed says.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePath
from time import strftime
from typing import Any
from xml.sax import SAXParseException

from retrieval.files.fields import make_article
from retrieval.files.markup import has_markup, text_of
from retrieval.files.reader import MOST_BYTES, Reading, Remark, Skipped, cut

_ROOTS = (b"<rss", b"<feed", b"<rdf:rdf")
_START = 4_000


class Feeds:
    name, version = "feed", 2
    suffixes = (".rss", ".atom", ".xml", ".rdf")
    most_bytes, isolated, kept = MOST_BYTES, True, True

    def knows(self, content: bytes) -> bool:
        start = content[:_START].lower()
        return start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<?xml", *_ROOTS)) and any(
            root in start for root in _ROOTS
        )

    def read(self, name: str, content: bytes) -> Iterator[Reading]:
        import feedparser

        feed = feedparser.parse(BytesIO(content))  # given bytes, it would take a short text for an address
        if not feed.entries:
            yield Skipped(name, "no_entries")
        outlet, seen = _plain(feed.feed.get("title", "")), set[str]()
        for number, entry in enumerate(feed.entries, start=1):
            text = _body(entry)
            where = f"{name}:{number}"
            if not text.strip():
                yield Skipped(where, "empty")
                continue
            identity = f"{PurePath(name).stem}__{entry.get('id') or number}"
            if identity in seen:
                yield Skipped(where, "duplicate_id")
                continue
            seen.add(identity)
            source = _plain((entry.get("source") or {}).get("title", "")) or outlet
            fields = {
                "title": _plain(entry.get("title", "")),
                "outlet": source,
                "date": _day(entry),
                "url": entry.get("link", ""),
            }
            yield make_article(identity, fields, text, name)
        if not any(b"</" + root[1:] in content[-_START:].lower() for root in _ROOTS):
            yield cut(name)
        elif isinstance(feed.get("bozo_exception"), SAXParseException) and _is_broken(feed.bozo_exception):
            yield Remark(name, "broken_parts", "", damaged=True)


def _is_broken(error: SAXParseException) -> bool:
    """Whether tags are broken, not only a name unknown for which many feeds have a letter."""
    return "entity" not in error.getMessage()


def _body(entry: Any) -> str:
    """The longest of what an entry has: its content, its summary; else its title."""
    bodies = [part.get("value", "") for part in entry.get("content", ())] + [entry.get("summary", "")]
    return max(map(_plain, bodies), key=len) or _plain(entry.get("title", ""))


def _plain(value: str) -> str:
    return text_of(value) if has_markup(value) or "&" in value else value.strip()


def _day(entry: Any) -> str:
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    return strftime("%Y-%m-%d", moment) if moment else ""
