"""What is asked of the page in a browser, and what is read off it."""

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
