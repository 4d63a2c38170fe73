"""Pages drawn with the quoted words marked: the marks are where the words are, and nowhere where they are not found."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from benchmarks import made_files as samples
from benchmarks.pdf_makers import makers
from retrieval.files.drawing import count_pages, draw
from retrieval.files.formats import Formats
from retrieval.types import Article, Span

LINES = ["افتتح المهندس مكتبة في مدينة حلب", "حضر الطبيب سامر حفل مدينة حمص عام 2016", "غاب الوزير عن حفل مدينة حمص"]
TEXT = "\n".join(LINES)
MARK = (255, 232, 130)


def page() -> bytes:
    """A page with these lines, 20 points apart, their letters 5 wide from the right edge at 560."""
    return samples.pdf([LINES], visual=True)


def spans(*quotes: str) -> list[Span]:
    return [(TEXT.index(quote), TEXT.index(quote) + len(quote)) for quote in quotes]


def marked(picture: bytes) -> tuple[int, int, int, int] | None:
    """The box around all marks of a picture, in points from the left and the top; None where there are none."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    down, across = np.nonzero((np.asarray(image) == MARK).all(axis=2))
    if not len(down):
        return None
    scale = 842 / max(image.size)
    left, top, right, bottom = (int(dot * scale) for dot in (across.min(), down.min(), across.max(), down.max()))
    return left, top, right, bottom


def drawn(content: bytes, quotes: list[Span], number: int = 1, text: str = TEXT) -> bytes:
    (picture,) = draw(content, number, text, quotes)
    return picture


@pytest.mark.parametrize(
    ("quote", "line", "letters"),
    [
        (LINES[1], 1, (0, 38)),
        ("حفل مدينة حمص عام 2016", 1, (16, 38)),
        ("سامر", 1, (11, 15)),
        ("غاب الوزير", 2, (0, 10)),
        ("حمص", 1, (26, 29)),
    ],
)
def test_the_words_of_a_quote_are_marked_where_they_stand(quote: str, line: int, letters: tuple[int, int]) -> None:
    box = marked(drawn(page(), spans(quote)))
    assert box is not None
    left, top, right, bottom = box
    baseline = 842 - (800 - 20 * line)
    assert baseline - 12 <= top < bottom <= baseline + 6
    first, last = letters
    assert abs(right - (560 - 5 * first)) <= 6 and abs(left - (560 - 5 * last)) <= 6


def test_a_quote_on_two_lines_has_a_mark_on_each() -> None:
    whole = spans(TEXT[: TEXT.index("سامر") + 4])
    box = marked(drawn(page(), whole))
    assert box is not None
    assert box[3] - box[1] > 20


@pytest.mark.parametrize(
    ("text", "quotes"),
    [(TEXT, []), ("كلام آخر لا علاقة له بهذه الصفحة أبدا", [(0, 20)]), ("", [(0, 5)]), (TEXT, [(900, 950)])],
    ids=["nothing asked for", "another text", "no text", "beyond the text"],
)
def test_what_is_not_found_leaves_the_page_without_marks(text: str, quotes: list[Span]) -> None:
    assert marked(drawn(page(), quotes, text=text)) is None


def test_a_turned_page_is_marked_where_it_is_shown() -> None:
    turned = page().replace(b"/MediaBox[0 0 595 842]", b"/Rotate 90/MediaBox[0 0 595 842]")
    box = marked(drawn(turned, spans(LINES[1])))
    assert box is not None
    assert box[3] - box[1] > box[2] - box[0]


@pytest.mark.parametrize("number", [0, 2, -1])
def test_a_page_that_is_not_there_is_not_drawn(number: int) -> None:
    assert list(draw(page(), number, TEXT, [])) == []


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 cut", page()[:300]])
def test_what_cannot_be_opened_is_not_drawn(content: bytes) -> None:
    assert list(draw(content, 1, TEXT, [])) == []
    assert count_pages(content) == 0


def test_an_enormous_page_is_drawn_small() -> None:
    huge = page().replace(b"/MediaBox[0 0 595 842]", b"/MediaBox[0 0 14400 14400]")
    assert max(Image.open(BytesIO(drawn(huge, []))).size) <= 5_000


MADE = (
    "ReportLab with arabic-reshaper and python-bidi",
    "fpdf2",
    "WeasyPrint",
    pytest.param("Chromium, tagged", marks=pytest.mark.slow),
    pytest.param("Chromium, untagged", marks=pytest.mark.slow),
)


@pytest.mark.parametrize("maker", MADE)
def test_the_files_of_other_programs_are_marked_too(maker: str) -> None:
    if maker not in makers():
        pytest.skip(f"{maker} is not installed here")
    content = makers()[maker](samples.ITEM)
    (article,) = [one for one in Formats({}, None).read("a.pdf", content) if isinstance(one, Article)]
    start = article.text.index("إن المستشفى")
    picture = drawn(content, [(start, start + 60)], text=article.text)
    assert marked(picture) is not None
