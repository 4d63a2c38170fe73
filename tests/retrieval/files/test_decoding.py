"""From bytes to text: one stray byte costs one character, and old encodings are told by the words they make."""

import codecs

import pytest

from retrieval.files.decoding import Decoded, decode

NEWS = "عقد الوزير اجتماعا في القاهرة يوم الأحد لبحث خطة التأمين الجديدة، وحضره عدد من القادة.\n"
SHORT = "قال الرئيس إن الحكومة ستعلن النتائج\n"


@pytest.mark.parametrize("encoding", ["cp1256", "iso8859_6", "mac_arabic"])
@pytest.mark.parametrize("text", [NEWS, SHORT, NEWS * 300], ids=["a sentence", "a short one", "long"])
def test_old_encodings_are_told_apart_by_their_words(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == Decoded(text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le"])
def test_a_byte_order_mark_is_believed_and_left_out(encoding: str) -> None:
    assert decode(("\ufeff" + NEWS).encode(encoding)) == Decoded(NEWS)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark(encoding: str) -> None:
    assert decode(NEWS.encode(encoding)) == Decoded(NEWS)


@pytest.mark.parametrize(
    ("content", "text", "damaged"),
    [
        (NEWS.encode() + b"\x92" + SHORT.encode(), f"{NEWS}\ufffd{SHORT}", (2,)),
        (SHORT.encode()[:-2] + b"\n" + NEWS.encode(), f"{SHORT[:-2]}\ufffd\n{NEWS}", (1,)),
        (codecs.BOM_UTF8 + NEWS.encode() + b"it\x92s", f"{NEWS}it\ufffds", (2,)),
        (NEWS.encode() + b"\0\n" + SHORT.encode(), f"{NEWS}\ufffd\n{SHORT}", (2,)),
        (NEWS.encode() + SHORT.encode("cp1256"), NEWS + SHORT, ()),
        (NEWS.encode() + SHORT.encode("iso8859_6"), NEWS + SHORT, ()),
        (b"it\x92s\n", "it\u2019s\n", ()),
    ],
    ids=[
        "a stray byte", "half a letter", "in a line of another language", "a null", "a line in Windows-1256",
        "a line in ISO-8859-6", "a file without Arabic",
    ],
)  # fmt: skip
def test_damage_stays_in_its_line_and_is_told(content: bytes, text: str, damaged: tuple[int, ...]) -> None:
    assert decode(content) == Decoded(text, damaged)


def test_utf_16_that_was_cut_in_a_letter() -> None:
    assert decode(NEWS.encode("utf-16")[:-1]) == Decoded(NEWS[:-1] + "\ufffd", (1,))


@pytest.mark.parametrize(
    "content",
    [
        bytes(range(256)) * 8,
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(128, 256)) * 4,
        b"\0" * 100,
        bytes(range(1, 32)) * 9,
    ],
    ids=["all bytes", "a picture", "nulls", "controls"],
)
def test_what_is_no_text(content: bytes) -> None:
    assert decode(content) is None
