"""What is known of Arabic is in ``retrieval/arabic`` alone: elsewhere no literal holds a number, a date or a mark.

The words of questions («كم», «متى») may stand where questions are read. Meeting cards still have patterns of their own
for when a meeting was (``assistant/summary/meeting/patterns.py``); the model's tokens have its own map of marks.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.arabic import fold
from retrieval.arabic.calendar import named_days
from retrieval.arabic.numbers import is_number_word
from tests.conftest import ROOT

EXEMPT = ("retrieval/arabic/", "assistant/summary/meeting/", "retrieval/model/bundled.py")
OUTSIDE = [
    path
    for package in ("assistant", "retrieval")
    for path in sorted((ROOT / package).rglob("*.py"))
    if not path.relative_to(ROOT).as_posix().startswith(EXEMPT)
]
MARKS = re.compile("[\u064b-\u0652\u0640]|\\\\u06(?:4b|5|40)")
AMBIGUOUS = frozenset(map(fold, ("ست", "اول", "ثاني", "واحد", "الاحد")))
"""Also a woman, a beginning, somebody."""


def literals(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text("utf-8"))
    documented = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in documented:
            yield node.value


@pytest.mark.parametrize("path", OUTSIDE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_module_outside_holds_numbers_dates_or_marks(path: Path) -> None:
    for text in literals(path):
        if "«" in text:  # an example in a text on its own
            continue
        said = re.findall(r"[\u0621-\u064a]+", fold(text))
        assert not [word for word in said if is_number_word(word) and word not in AMBIGUOUS], text
        assert not [named.words for word in said for named in named_days(word) if word not in AMBIGUOUS], text
        assert not MARKS.search(text), text
