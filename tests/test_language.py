"""What is known of Arabic is in ``retrieval/arabic`` alone: elsewhere no literal holds a number, a date or a mark, nor
a list of what is written together with words.

The words of questions («كم», «متى») may stand where questions are read; the model's tokens have its own map of marks.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.arabic import fold
from retrieval.arabic.calendar import named_days
from retrieval.arabic.clitics import ARTICLES, CONJUNCTIONS, ENDINGS, PREPOSITIONS
from retrieval.arabic.numbers import is_number_word
from tests.conftest import ROOT

EXEMPT = ("retrieval/arabic/", "retrieval/model/bundled.py")
OUTSIDE = [
    path
    for package in ("assistant", "retrieval")
    for path in sorted((ROOT / package).rglob("*.py"))
    if not path.relative_to(ROOT).as_posix().startswith(EXEMPT)
]
CLITICS_EXEMPT = ("retrieval/arabic/",)
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


def listed(path: Path) -> Iterator[set[str]]:
    """The strings of each collection, and the alternatives of each pattern."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Tuple | ast.List | ast.Set):
            yield {one.value for one in node.elts if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    for text in literals(path):
        yield set(re.split(r"[|()?:]+", text))
        yield set(text.split())


def several_clitics(found: set[str]) -> bool:
    """Articles, or endings of more than a letter: two of either are no accident."""
    endings = {ending for ending in ENDINGS if len(ending) > 1} - {"كم", "كما", "هم", "هن", "هما"}  # words besides
    return len(found & set(ARTICLES)) > 1 or len(found & endings) > 1


LETTERS = f"([{CONJUNCTIONS}{PREPOSITIONS}])(?!\\1)[{CONJUNCTIONS}{PREPOSITIONS}]+"
SINGLE_CLITICS = re.compile(rf"\[{LETTERS}\]|^{LETTERS.replace('1', '2')}$")
"""Two or more of them, as a set of letters."""
EVERYWHERE = [
    path
    for package in ("assistant", "retrieval")
    for path in sorted((ROOT / package).rglob("*.py"))
    if not path.relative_to(ROOT).as_posix().startswith(CLITICS_EXEMPT)
]


@pytest.mark.parametrize("path", EVERYWHERE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_module_outside_lists_clitics(path: Path) -> None:
    assert not [found for found in listed(path) if several_clitics(found)]
    for text in literals(path):
        assert not SINGLE_CLITICS.search(text), text


@pytest.mark.parametrize(
    "code",
    [
        'PREFIXES = ("وال", "بال", "كال", "و")',
        'PLURAL = re.compile(r"(?:تين|تان|ات|ين)$")',
        'word.startswith(("ال", "لل"))',
        'PRONOUNS = ["ها", "نا"]',
        'PARTICLE = f"[وفبل]?{noun}"',
        'bare = word[1:] if word[0] in "وف" else word',
    ],
)
def test_what_a_list_of_clitics_looks_like(code: str, tmp_path: Path) -> None:
    path = tmp_path / "outside.py"
    path.write_text(code, "utf-8")
    with pytest.raises(AssertionError):
        test_no_module_outside_lists_clitics(path)


@pytest.mark.parametrize("code", ['MONTHS = ["يناير", "فبراير"]', 'r"(?:الخميس|الجمعة)"', '"ثلاثة عشر"', '"شَهر"'])
def test_what_a_number_a_date_or_a_mark_looks_like(code: str, tmp_path: Path) -> None:
    path = tmp_path / "outside.py"
    path.write_text(f"x = {code}" if "=" not in code else code, "utf-8")
    with pytest.raises(AssertionError):
        test_no_module_outside_holds_numbers_dates_or_marks(path)
