"""What is asked of the page in a browser, and what is read off it."""

from dataclasses import dataclass

from playwright.sync_api import Page

from tests.conftest import ROOT

WHO = "من هو محافظ الإسماعيلية؟"
UNKNOWN = "من فاز بكأس العالم لكرة القدم عام 2022؟"
AWKWARD = (
    "تقرير المصنع\n\nقال المُهَنْدِسُ «سامر حدّاد» إنّ آلة PLANT-7 أنتجت ٧٣٫٥٪ من حصّة (الربع الأول) & بلغت 1,250 طنا.\r\n"
    "وأضاف أن <b>الآلة</b> الثانية {{7*7}} ${7*7} تصل في مارس."
)

_AXE = ROOT / "tests" / "vendor" / "axe.min.js"


def highlighted(page: Page) -> str:
    return str(page.locator("#here").evaluate("mark => mark.textContent"))


def violations(page: Page) -> list[str]:
    """What axe finds serious or critical."""
    page.evaluate(_AXE.read_text("utf-8"))
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:120]}"
        for one in result["violations"]
        if one["impact"] in ("serious", "critical")
    ]


@dataclass(frozen=True, slots=True)
class Characters:
    """The characters of an element as drawn, in the order of its text; ``left`` is where each begins, in pixels."""

    text: str
    left: tuple[float, ...]

    @property
    def order(self) -> list[int]:
        """The characters' numbers from left to right; blanks are left out, which may be drawn without a width."""
        drawn = [number for number, letter in enumerate(self.text) if not letter.isspace()]
        return sorted(drawn, key=lambda number: self.left[number])


def characters(page: Page, selector: str) -> Characters:
    """Where each character of an element of one line is drawn."""
    found = page.locator(selector).evaluate(_PLACES)
    return Characters("".join(letter for letter, _ in found), tuple(left for _, left in found))


_PLACES = """element => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    for (let at = 0; at < node.length; at++) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      found.push([node.data[at], range.getClientRects()[0]?.left ?? range.getBoundingClientRect().left]);
    }
  return found;
}"""
