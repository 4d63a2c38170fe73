"""Web pages: HTML, and MHTML as browsers save it. The one module that knows trafilatura.

The article is taken out of the page around it, with its title, day, outlet and address. Where no article is found in a
page, it is all words of the page. What it does not know: what a page loads only when it is looked at; days that a page
tells in Arabic words alone.
"""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import PurePath

from retrieval.files.decoding import Decoded, decode
from retrieval.files.fields import make_article
from retrieval.files.markup import text_of
from retrieval.files.reader import MOST_BYTES, Reading, Skipped, cut
from retrieval.files.text import damage

_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_OPENED, _CLOSED = (re.compile(rf"<{mark}(?:html|body)\b", re.IGNORECASE) for mark in ("", "/"))
_SEPARATORS = " |-–—:·•»«/"
_START = 4_000


class Pages:
    name, version = "html", 2
    suffixes = (".html", ".htm", ".xhtml")
    most_bytes, isolated, kept = MOST_BYTES, True, True

    def knows(self, content: bytes) -> bool:
        return _PAGE.match(content[:_START].removeprefix(b"\xef\xbb\xbf")) is not None

    def read(self, name: str, content: bytes) -> Iterator[Reading]:
        decoded = decode(content)
        if decoded is None:
            yield Skipped(name, "binary")
        else:
            yield from read_page(name, decoded, "")


class SavedPages:
    """MHTML: a message whose first part of HTML is the page."""

    name, version = "mhtml", 2
    suffixes = (".mhtml", ".mht")
    most_bytes, isolated, kept = MOST_BYTES, True, True

    def knows(self, content: bytes) -> bool:
        start = content[:_START].lower()
        return (
            b"mime-version:" in start
            and b"multipart/related" in start
            and b"content-location:" in content[: _START * 4].lower()
        )

    def read(self, name: str, content: bytes) -> Iterator[Reading]:
        message = message_from_bytes(content, _class=EmailMessage, policy=policy.default)
        for part in message.walk():
            if part.get_content_type() in ("text/html", "application/xhtml+xml"):
                decoded = decode(part_bytes(part))
                address = str(message.get("Snapshot-Content-Location") or part.get("Content-Location") or "")
                yield from read_page(name, decoded, address) if decoded else [Skipped(name, "binary")]
                return
        yield Skipped(name, "empty")


def part_bytes(part: EmailMessage) -> bytes:
    """The bytes of one part of a message, its transfer encoding undone as far as it can be."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def read_page(name: str, decoded: Decoded, address: str) -> Iterator[Reading]:
    """The article of a page that was found at ``address``, if that is known."""
    from trafilatura import bare_extraction

    found = bare_extraction(
        decoded.text,
        url=address or None,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"extensive_search": False},  # the whole page is looked through else, for 10 s
    )
    text = (found.text or "") if found is not None and not isinstance(found, dict) else ""
    fields: dict[str, str] = {}
    if found is not None and not isinstance(found, dict):
        outlet = (found.sitename or found.hostname or "").strip()
        url = found.url or address
        fields = {"title": _title(found.title or "", outlet), "outlet": outlet, "date": found.date or "", "url": url}
    text = _without_heading(text.strip() or text_of(decoded.text), fields.get("title", ""))
    if not text:
        yield Skipped(name, "empty")
        return
    yield make_article(PurePath(name).stem, fields, text, name)
    yield from damage(name, decoded)
    if _OPENED.search(decoded.text) and not _CLOSED.search(decoded.text):
        yield cut(name)


def wrapped(fragment: str) -> str:
    """A fragment of HTML as a page."""
    return f"<!doctype html><html><body>{fragment}</body></html>"


def _without_heading(text: str, title: str) -> str:
    """An article without its title as its first line, if more follows."""
    first, _, rest = text.partition("\n")
    return rest.strip() if rest.strip() and " ".join(first.split()) == title else text


def _title(title: str, outlet: str) -> str:
    """A page's title without the outlet's name at its end or beginning, however its letters are written there."""
    words, named = " ".join(title.split()), outlet.casefold()
    for rest, part in ((words[: -len(outlet)], words[-len(outlet) :]), (words[len(outlet) :], words[: len(outlet)])):
        bare = rest.strip(_SEPARATORS)
        if named and part.casefold() == named and bare and rest.strip() != bare:
            return bare
    return words
