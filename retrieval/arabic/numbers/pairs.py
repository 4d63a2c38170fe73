"""Two numbers that are one: ranges («بين 80 و120», «5-10 سنوات») and scores («2-1», «7 من 10»).

A dash between small numbers is a score where a contest is spoken of, where the first is not the smaller, or where one
is zero. What it does not know: whether «من 3 إلى 5» is a range or a change.
"""

from collections.abc import Sequence
from dataclasses import replace

from retrieval.arabic.numbers.lists import listed
from retrieval.arabic.numbers.sites import Quantity
from retrieval.arabic.numbers.tokens import Token, word_at

_DASHES = ("-", "–", "—", "ـ", "−", "‑", "‒")
_PLAIN = ("plain", "count", "measure", "money", "percent")
_AROUND = 20
_ARTICLES = {"ال": "", "وال": "و"}
"""What may stand apart before digits: «بين الـ20 والـ30»."""
_MOST_GOALS = 30
_OF = ((), ("كل",), ("اصل",), ("بين",), ("بين", "كل"))


def paired(line: Sequence[Token], found: Sequence[Quantity]) -> list[Quantity]:
    """The numbers of a line, those that belong together as one."""
    pairs: list[Quantity] = []
    for one in found:
        whole = _pair(line, pairs[-1], one) if pairs else None
        if whole:
            pairs[-1] = whole
        else:
            pairs.append(one)
    return pairs


def _pair(line: Sequence[Token], one: Quantity, other: Quantity) -> Quantity | None:
    if one.apart or other.apart or one.upper is not None or one.value is None or other.value is None:
        return None
    between = tuple(_ARTICLES.get(token.word, token.word) for token in line[one.outer[1] : other.first])
    between = tuple(filter(None, between))
    if other.first < one.outer[1]:
        return None
    if one.kind == "label":
        return _label(line, one, other, between)
    if one.kind not in _PLAIN or other.kind not in _PLAIN:
        return None
    return _score(line, one, other, between) or _range(line, one, other, between)


def _label(line: Sequence[Token], one: Quantity, other: Quantity, between: tuple[str, ...]) -> Quantity | None:
    """«القانون 40/2017» is one name."""
    if between not in (("-",), ("/",), ("–",)) or not line[other.first].glued:
        return None
    return replace(one, stop=other.stop, outer=(one.outer[0], other.stop), apart=True)


def _score(line: Sequence[Token], one: Quantity, other: Quantity, between: tuple[str, ...]) -> Quantity | None:
    kinds = ("plain", "count", "measure") if between == ("/",) else ("plain", "count")
    bare = one.kind == "plain" and other.kind in kinds and other.scale == 1
    if not bare or _is_year(line, one) or one.scale > 1 or (one.value or 0) % 1 or (other.value or 0) % 1:
        return None
    glued = line[one.outer[1]].glued and line[other.first].glued
    told = False
    if between in (("/",), (":",)):
        told = glued and not _is_date(line, other, between)
    elif between == ("مقابل",):
        told = True
    elif between[:1] == ("من",) or between == ("بين", "كل"):
        told = between[1:] in _OF and (one.value or 0) <= (other.value or 0)
    elif len(between) == 1 and between[0] in _DASHES:
        told = _is_result(line, one, other)
    if not told:
        return None
    whole = replace(one, stop=other.stop, outer=(one.outer[0], other.stop), upper=other.value, kind="score", apart=True)
    if between[0] not in ("من", "بين", "/"):
        return whole
    return replace(whole, outer=(one.outer[0], other.outer[1]), noun=other.noun, unit=other.unit)


def _is_year(line: Sequence[Token], one: Quantity) -> bool:
    """Whether a number stands behind a word that years follow."""
    before, digits = word_at(line, one.first - 1), line[one.first].digits
    dated = listed(before, "dated") or listed(before, "days")
    return dated and digits is not None and digits.bare and len(line[one.first].word) == 4


def _is_date(line: Sequence[Token], other: Quantity, between: tuple[str, ...]) -> bool:
    return between == ("/",) and listed(word_at(line, other.outer[1]), "days")


def _is_result(line: Sequence[Token], one: Quantity, other: Quantity) -> bool:
    first, second = one.value or 0, other.value or 0
    if max(first, second) > _MOST_GOALS or other.kind == "count":
        return False
    if listed(word_at(line, other.outer[1]), "days"):
        return False
    around = line[max(0, one.first - _AROUND) : other.stop + _AROUND]
    contest = any(listed(token.word, "contests") for token in around)
    return contest or first >= second or min(first, second) == 0


def _range(line: Sequence[Token], one: Quantity, other: Quantity, between: tuple[str, ...]) -> Quantity | None:
    if not _joins(line, one, other, between) or not _alike(line, one, other):
        return None
    if _is_year(line, one) and (other.kind != "plain" or other.scale > 1):
        return None
    low, high = one.value or 0, other.value or 0
    if one.scale == 1 and other.scale > 1 and low * other.scale <= high and one.kind == "plain":
        low *= other.scale
    if low >= high:
        return None
    best = other if other.kind != "plain" else one
    return replace(
        best, first=one.first, stop=other.stop, value=low, upper=high, outer=(one.outer[0], other.outer[1]),
        scale=other.scale, apart=True,
    )  # fmt: skip


def _joins(line: Sequence[Token], one: Quantity, other: Quantity, between: tuple[str, ...]) -> bool:
    if len(between) == 1 and between[0] in _DASHES:
        return True
    if between in (("الي",), ("حتي",), ("و", "حتي"), ("وحتي",), ("والي",)):
        return True
    numeral = line[other.first].numeral
    anded = between == ("و",) or (not between and numeral is not None and numeral.conjunction == "و")
    before = word_at(line, one.first - (2 if word_at(line, one.first - 1) == "ال" else 1))
    return anded and listed(before, "ranges_after")


def _alike(line: Sequence[Token], one: Quantity, other: Quantity) -> bool:
    """Of one unit and noun, or of none."""
    if one.unit and one.unit != other.unit:
        return False
    if one.noun and other.noun:
        return line[one.noun[0]].word[:3] == line[other.noun[0]].word[:3]
    return one.kind == "plain" or one.kind == other.kind
