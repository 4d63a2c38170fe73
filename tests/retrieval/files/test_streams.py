"""Compressed parts of PDFs are looked at to their last byte; what is packed otherwise is left alone."""

import zlib

import pytest

from retrieval.files.streams import is_damaged

TEXT = "نص الخبر كله ".encode() * 200
PACKED = zlib.compress(TEXT)


def part(packed: bytes, said: bytes = b"/Filter/FlateDecode/Length 99") -> bytes:
    return b"1 0 obj<<" + said + b">>stream\n" + packed + b"\nendstream endobj\n"


def flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", False),
        (part(PACKED), False),
        (part(PACKED) * 3, False),
        (part(PACKED, b"/Length 99 /Filter [ /FlateDecode ] /Type/X"), False),
        (part(zlib.compress(TEXT * 5_000)), False),
        (part(PACKED[:-6]), True),
        (part(PACKED) + part(flipped(PACKED, 20)), True),
        (part(flipped(PACKED, len(PACKED) - 1)), True),
        (part(PACKED)[:60], True),
        (part(b""), True),
        (part(TEXT, b"/Length 99"), False),
        (part(TEXT, b"/Filter/DCTDecode"), False),
        (part(TEXT, b"/Filter[/ASCII85Decode/FlateDecode]"), False),
        (part(flipped(PACKED, 20)) + b"trailer<</Encrypt 9 0 R>>", False),
    ],
)
def test_a_part_that_cannot_be_unpacked_is_damage(content: bytes, expected: bool) -> None:
    assert is_damaged(content) is expected
