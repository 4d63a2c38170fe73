"""Mail: EML, a message; MBOX, a file of them. What is attached is read like a file of its own.

A message's text is its plain part, else its HTML without the markup. What it does not know: which lines quote an
earlier message.
"""

import re
from collections.abc import Callable, Iterator
from email import errors, message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import PurePath

from retrieval.files.decoding import decode
from retrieval.files.fields import make_article
from retrieval.files.markup import text_of
from retrieval.files.pages import part_bytes
from retrieval.files.reader import MOST_BYTES, Inside, Reading, Skipped, cut, placed

_HEADER = re.compile(rb"(?im)^(?:received|message-id|date|from|to|subject|mime-version|return-path):")
_FROM = re.compile(rb"(?m)^From [^\r\n]*\r?\n")
_QUOTED_FROM = re.compile(rb"(?m)^>(>*From )")
_START = 4_000
_LEAST_HEADERS = 3
_CUT = (
    errors.CloseBoundaryNotFoundDefect, errors.StartBoundaryNotFoundDefect, errors.InvalidBase64PaddingDefect,
    errors.InvalidBase64LengthDefect,
)  # fmt: skip
_CHARSETS = ("utf-8", "utf8", "us-ascii", "ascii", "unknown-8bit")


class Mail:
    """``inside`` reads what is attached."""

    name, version = "mail", 2
    suffixes = (".eml", ".emlx")
    most_bytes, isolated, kept = MOST_BYTES, False, True

    def __init__(self, inside: Inside) -> None:
        self._inside = inside

    def knows(self, content: bytes) -> bool:
        head = content[:_START].split(b"\n\n")[0].split(b"\r\n\r\n")[0]
        return len(_HEADER.findall(head)) >= _LEAST_HEADERS and _HEADER.match(head) is not None

    def read(self, name: str, content: bytes) -> Iterator[Reading]:
        message = message_from_bytes(content, _class=EmailMessage, policy=policy.default)
        text = _body(message)
        if text.strip():
            yield make_article(PurePath(name).stem, _fields(message), text, name)
        attached = False
        for number, part in enumerate(_attachments(message), start=1):
            attached = True
            filename = PurePath(_header(part.get_filename)).name or f"{number}.{part.get_content_subtype()}"
            yield from placed(name, filename, self._inside(filename, part_bytes(part)))
        if not text.strip() and not attached:
            yield Skipped(name, "empty")
        elif any(isinstance(defect, _CUT) for part in message.walk() for defect in part.defects):
            yield cut(name)


class MailFolder:
    """MBOX."""

    name, version = "mbox", 1
    suffixes = (".mbox",)
    most_bytes, isolated, kept = MOST_BYTES * 10, False, False

    def __init__(self, inside: Inside) -> None:
        self._inside = inside

    def knows(self, content: bytes) -> bool:
        first = _FROM.match(content)
        return first is not None and bool(_HEADER.match(content, first.end()))

    def read(self, name: str, content: bytes) -> Iterator[Reading]:
        starts = [match.end() for match in _FROM.finditer(content)]
        ends = [match.start() for match in _FROM.finditer(content)][1:]
        if not starts:
            yield Skipped(name, "empty")
        for number, (start, end) in enumerate(zip(starts, [*ends, len(content)], strict=True), start=1):
            message = _QUOTED_FROM.sub(rb"\1", content[start:end])
            member = f"{PurePath(name).stem}__{number}.eml"
            yield from placed(name, member, self._inside(member, message))


def _body(message: EmailMessage) -> str:
    for kind in ("plain", "html"):
        part = message.get_body((kind,))
        text = _part_text(part) if isinstance(part, EmailMessage) else ""
        if text.strip():
            return text_of(text) if kind == "html" else text
    return ""


def _part_text(part: EmailMessage) -> str:
    """A part as text: by its charset where that is an old one and fits, else by what the bytes are."""
    content = part_bytes(part)
    charset = str(part.get_content_charset("utf-8")).lower()
    if charset not in _CHARSETS:
        try:
            return content.decode(charset)
        except (LookupError, UnicodeError):
            pass
    decoded = decode(content)
    return decoded.text if decoded else ""


def _attachments(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that have a file's name or are messages, but for pictures, sounds and films."""
    for part in message.walk():
        if part.get_content_maintype() in ("image", "audio", "video", "multipart"):
            continue
        if part is not message and (part.get_content_disposition() == "attachment" or _header(part.get_filename)):
            yield part


def _fields(message: EmailMessage) -> dict[str, str]:
    name, address = parseaddr(_header(lambda: message["From"]))
    return {"title": _header(lambda: message["Subject"]), "outlet": name or address, "date": _day(message)}


def _header(get: Callable[[], object]) -> str:
    """A header's text; the standard library raises many things at a broken one."""
    try:
        return str(get() or "")
    except (ValueError, LookupError, AttributeError, TypeError, IndexError):
        return ""


def _day(message: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(_header(lambda: message["Date"])).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
