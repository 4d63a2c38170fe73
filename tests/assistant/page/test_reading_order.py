"""Where every character stands in a mixed line, as a browser draws it: what eyes see, which DOM text does not tell."""

from dataclasses import dataclass
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page

from assistant.page.escaping import escaped, text_html
from tests.assistant.page.browsing import characters

pytestmark = pytest.mark.slow


@dataclass(frozen=True, slots=True)
class Mixed:
    """A line, and its pieces that are read from left to right, in the order in which the line is read."""

    text: str
    pieces: tuple[str, ...]
    plain: bool = True
    """Whether the browser draws the plain line in the same order, by the Unicode bidirectional algorithm."""


LINES = [
    Mixed("نشرت صحيفة New York Times تقريرًا عن ليبيا", ("New York Times",)),
    Mixed("قالت World Health Organization (WHO) إن الوباء", ("World Health Organization (WHO)",)),
    Mixed("دبي (CNN)-- وصل الوفد", ("CNN",)),
    Mixed("بين Boeing 737 MAX 8 و Airbus A320neo فرق", ("Boeing 737 MAX 8", "Airbus A320neo")),
    Mixed("زر https://example.org/a/b?x=1&y=2#z الآن", ("https://example.org/a/b?x=1&y=2#z",)),
    Mixed("افتح report_v2.final.pdf ثم git commit --amend الآن", ("report_v2.final.pdf", "git commit --amend")),
    Mixed("فاز فيلم «The Big Short» بجائزة", ("The Big Short",)),
    Mixed("في 2016 و2017 عند 10:30 مساء", ("2016", "2017", "10:30")),
    Mixed("بلغ السعر $500 أو €480 للطن", ("$500", "€480"), plain=False),
    Mixed("ارتفع 12.5% ثم 7.25% هذا العام", ("12.5%", "7.25%"), plain=False),
    Mixed("اتصل على +218 91 234 5678 الآن", ("+218 91 234 5678",), plain=False),
    Mixed("كتب بلغة C++ ثم C# أمس", ("C++", "C#"), plain=False),
]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.pieces[0])
def test_a_mixed_line_is_read_in_order(line: Mixed, browser: Browser) -> None:
    page = _drawn(browser, f"<p>{text_html(line.text)}</p><p>{escaped(line.text)}</p>")
    isolated, plain = (characters(page, f"p:nth-of-type({number})") for number in (1, 2))
    assert isolated.text == plain.text == line.text
    if line.plain:
        assert isolated.order == plain.order
    found, starts = 0, []
    for piece in line.pieces:
        found = line.text.index(piece, found)
        own = isolated.left[found : found + len(piece)]
        assert all(one < other for one, other in pairwise(own)), (piece, own)
        starts.append(own[0])
    assert starts == sorted(starts, reverse=True)
    page.context.close()


def _drawn(browser: Browser, body: str) -> Page:
    page = browser.new_context(viewport={"width": 1200, "height": 400}).new_page()
    page.set_content(f'<html dir="rtl" lang="ar"><body style="font: 20px sans-serif">{body}</body></html>')
    return page
