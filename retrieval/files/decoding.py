"""From bytes to text: UTF-8 wherever it can be, else the encoding whose text is most Arabic.

Line by line, so that one line's damage is no other's: a line that is UTF-8 but for some bytes stays UTF-8 with U+FFFD
in their places, one of an old Arabic encoding is read in that one, which is the same for all lines of a file. What it
does not know: encodings of other languages, which come out as Windows-1256 has them.
"""

import codecs
import re
import unicodedata
from dataclasses import dataclass

from retrieval.arabic.familiar import familiar

REPLACEMENT = "\ufffd"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_WIDE = ("utf-16-le", "utf-16-be")
_OLD = ("cp1256", "iso8859_6", "mac_arabic")
_NO_TEXT = ("Cc", "Cn", "Co", "Cs")
_SAMPLE, _STRANGE_SHARE = 10_000, 0.005
_FAMILIAR_SHARE = 0.3  # any two bytes are some character of UTF-16
_MOST_STRANGE = 0.1
"""Of what is UTF-8 to the last byte."""

_LOST_SHARE = 0.1
_OLD_SAMPLE = 60_000
_ARABIC_RUN = re.compile("[\u0621-\u064a]{2}")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text without its byte-order mark; ``damaged`` are the numbers of the lines with a U+FFFD for lost bytes."""

    text: str
    damaged: tuple[int, ...] = ()


def decode(content: bytes) -> Decoded | None:
    """The text of a file, or None where the bytes are no text."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _checked(_marked(content[len(mark) :], encoding))
    if b"\0" in content and (wide := _wide(content)):
        return wide
    text = _strict(content)
    if text is not None and "\0" not in text:
        return Decoded(text) if sum(map(_is_strange, text[:_SAMPLE])) <= _MOST_STRANGE * len(text) else None
    if b"\0" in content and not content.isascii() and not _is_utf8(content):
        return None
    return _checked(_without_nulls(_by_lines(content)))


def _marked(content: bytes, encoding: str) -> Decoded:
    if encoding == "utf-8":
        return _without_nulls(_by_lines(content))
    return _replaced(content.decode(encoding, "replace"))


def _replaced(text: str) -> Decoded:
    if REPLACEMENT not in text:
        return Decoded(text)
    return Decoded(text, tuple(n for n, line in enumerate(text.split("\n"), start=1) if REPLACEMENT in line))


def _wide(content: bytes) -> Decoded | None:
    """UTF-16 without its mark, in the order of bytes that makes more Arabic."""
    read = [one for one in (_replaced(content.decode(wide, "replace")) for wide in _WIDE) if _is_text(one.text)]
    return max(read, key=lambda one: familiar(one.text[:_SAMPLE])[0], default=None)


def _by_lines(content: bytes) -> Decoded:
    lines = content.split(b"\n")
    read = [_strict(line) for line in lines]
    broken = [number for number, text in enumerate(read) if text is None]
    if not broken:
        return Decoded("\n".join(text for text in read if text is not None))
    old = _old_encoding([lines[number] for number in broken])
    unicode = any(text is not None and not text.isascii() for text in read)
    unicode = unicode or any(_is_utf8(lines[number]) for number in broken)
    damaged = []
    for number in broken:
        line = lines[number]
        text = line.decode(old, "replace")
        if _is_utf8(line) or (unicode and not _ARABIC_RUN.search(text)):
            text = line.decode("utf-8", "replace")
        read[number] = text
        if REPLACEMENT in text:
            damaged.append(number + 1)
    return Decoded("\n".join(text for text in read if text is not None), tuple(damaged))


def _strict(content: bytes) -> str | None:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _is_utf8(line: bytes) -> bool:
    """Whether a line is UTF-8 but for some bytes: more of its characters are whole than bytes are lost."""
    text = line.decode("utf-8", "ignore")
    whole = len(text) - len(text.encode("ascii", "ignore"))
    lost = len(line) - len(text.encode())
    return whole > lost


def _old_encoding(lines: list[bytes]) -> str:
    """The old encoding whose text has the most frequent words; of equals the one that fits without loss, then the
    commoner."""
    sample = b"\n".join(line for line in lines if not _is_utf8(line))[:_OLD_SAMPLE]

    def fits(encoding: str) -> tuple[int, int]:
        text = sample.decode(encoding, "replace")
        strange = sum(1 for character in text if character == REPLACEMENT or _is_strange(character))
        return familiar(text)[0], -strange - text.count("\xa0")  # MacArabic has a space of its own there

    return max(_OLD, key=fits)


def _without_nulls(decoded: Decoded) -> Decoded:
    """A null is no character of a text: here and there, it is a byte that was lost."""
    if "\0" not in decoded.text:
        return decoded
    nulls = {number for number, line in enumerate(decoded.text.split("\n"), start=1) if "\0" in line}
    return Decoded(decoded.text.replace("\0", REPLACEMENT), tuple(sorted({*decoded.damaged, *nulls})))


def _checked(decoded: Decoded) -> Decoded | None:
    return decoded if _is_text(decoded.text) else None


def _is_text(text: str) -> bool:
    """Whether the first characters are those of writing: enough Arabic or ASCII, hardly a control, an unassigned one or
    a lost byte."""
    sample = text[:_SAMPLE]
    strange = sum(map(_is_strange, sample))
    usual = sum(1 for c in sample if c.isascii() or "\u0600" <= c <= "\u06ff")
    lost = sample.count(REPLACEMENT)
    return (
        strange <= max(1, _STRANGE_SHARE * len(sample))
        and lost <= max(1, _LOST_SHARE * len(sample))
        and usual >= _FAMILIAR_SHARE * len(sample)
    )


def _is_strange(character: str) -> bool:
    return not character.isspace() and unicodedata.category(character) in _NO_TEXT
