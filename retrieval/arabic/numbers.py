"""The numbers a text tells, in digits of any script or in Arabic words, as values to compare.

Cardinal words up to billions, alone or joined ("three hundred and twenty", "5 million"), and ordinals up to the
nineteenth. "One" is too often a pronoun to be a number here. Fractions in words are not known.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.arabic import fold


def _folded(values: dict[str, int]) -> dict[str, int]:
    return {fold(word): value for word, value in values.items()}


_UNITS = _folded({
    "اثنان": 2, "اثنين": 2, "اثنتان": 2, "اثنتين": 2, "ثلاث": 3, "اربع": 4, "خمس": 5, "ست": 6, "سبع": 7, "ثمان": 8,
    "ثماني": 8, "تسع": 9, "عشر": 10,
})  # fmt: skip
_TENS = _folded({
    "عشر": 20, "ثلاث": 30, "اربع": 40, "خمس": 50, "ست": 60, "سبع": 70, "ثمان": 80, "تسع": 90,
})  # fmt: skip
_SCALES = _folded({
    "مئة": 100, "مائة": 100, "مئات": 100, "الف": 1000, "الاف": 1000, "الفا": 1000, "مليون": 10**6, "ملايين": 10**6,
    "مليونا": 10**6, "مليار": 10**9, "مليارا": 10**9, "مليارات": 10**9, "بليون": 10**9,
})  # fmt: skip
_DUALS = _folded({
    "مئتان": 200, "مئتين": 200, "مائتان": 200, "مائتين": 200, "مئتي": 200, "مائتي": 200, "الفان": 2000, "الفين": 2000,
    "الفي": 2000, "مليونان": 2 * 10**6, "مليونين": 2 * 10**6, "ملياران": 2 * 10**9, "مليارين": 2 * 10**9,
})  # fmt: skip
_ORDINALS = _folded({
    "اول": 1, "اولي": 1, "ثاني": 2, "ثانيه": 2, "ثالث": 3, "ثالثه": 3, "رابع": 4, "رابعه": 4, "خامس": 5, "خامسه": 5,
    "سادس": 6, "سادسه": 6, "سابع": 7, "سابعه": 7, "ثامن": 8, "ثامنه": 8, "تاسع": 9, "تاسعه": 9, "عاشر": 10, "عاشره": 10,
})  # fmt: skip
_HUNDREDS = tuple(map(fold, ("مئة", "مائة", "مئه")))
_PERCENT = re.compile("|".join(map(fold, ("(?:في ال|بال)مئة", "(?:في ال|بال)مائة"))))
_TEEN = ("عشر", "عشره")
_MONDAY = "الاثنين"
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[^\w\s]")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Number:
    """A number told in a text: its value, whether it is an ordinal, the folded words it is told with."""

    value: float
    ordinal: bool
    words: str


def numbers(text: str) -> list[Number]:
    """All numbers of a text in order; "5 million" is one number, and "5 of 7" two."""
    tokens = _TOKEN.findall(_PERCENT.sub("%", fold(text)))
    return [number for run in _runs(tokens) for number in _read(run)]


def is_number_word(word: str) -> bool:
    """Whether a folded word tells a number or an ordinal."""
    return _cardinal(_bare(word)) is not None or _ordinal(word) is not None


def _runs(tokens: list[str]) -> Iterator[list[str]]:
    """Neighbouring tokens that each tell a number."""
    run: list[str] = []
    for token in tokens:
        if token[0].isdigit() or _cardinal(_bare(token)) is not None or _ordinal(token) is not None:
            run.append(token)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _read(run: list[str]) -> Iterator[Number]:
    """The numbers of a run: words joined by "and", by a scale or to a teen are one."""
    said: list[str] = []
    for token in run:
        if said and not _joined(said, token):
            yield _number(said)
            said = []
        said.append(token)
    yield _number(said)


def _joined(said: list[str], token: str) -> bool:
    """Whether a token goes on with the number begun: as its ten or hundreds, or after "and" in words."""
    bare = _bare(token)
    if bare in _TEEN:
        return not said[-1][0].isdigit() and said[-1] not in _TEEN
    if _ordinal(said[0]) is not None:
        return False
    return bare in _SCALES or (token.startswith("و") and _cardinal(bare) is not None)


def _number(said: list[str]) -> Number:
    words = " ".join(said)
    if (ordinal := _ordinal(said[0])) is not None and _cardinal(_bare(said[0])) is None:
        return Number(ordinal + 10.0 * (len(said) > 1), ordinal=True, words=words)
    total, part = 0.0, 0.0
    for token in said:
        scale = _SCALES.get(_bare(token))
        value = _digits(token) if token[0].isdigit() else float(_cardinal(_bare(token)) or 0)
        if scale is None:
            part += value
        elif scale == 100:
            part += ((part % 100 or 1) * 100) - part % 100
        else:
            total, part = total + (part or 1) * scale, 0.0
    return Number(total + part, ordinal=False, words=words)


def _digits(token: str) -> float:
    plain = token.replace(",", "") if _GROUPED.fullmatch(token) else token.replace(",", ".")
    whole, _, rest = plain.partition(".")
    return float(f"{whole}.{rest.replace('.', '') or 0}")


def _bare(token: str) -> str:
    """A number word without conjunction, preposition and article; the weekday is none."""
    if token.endswith(_MONDAY):
        return token
    for prefix in ("وال", "بال", "لل", "ال", "و", "ب", "ل", "ف", "ك"):
        rest = token.removeprefix(prefix)
        if rest != token and _cardinal(rest) is not None:
            return rest
    return token


def _cardinal(word: str) -> float | None:
    if word in _DUALS or word in _SCALES:
        return _DUALS.get(word) or _SCALES[word]
    for ending in ("ون", "ين"):
        if word.endswith(ending) and word.removesuffix(ending) in _TENS:
            return _TENS[word.removesuffix(ending)]
    for hundred in _HUNDREDS:
        if word.endswith(hundred) and word.removesuffix(hundred) in _UNITS:
            return 100 * _UNITS[word.removesuffix(hundred)]
    return _UNITS.get(word) or _UNITS.get(word.removesuffix("ه"))


def _ordinal(word: str) -> int | None:
    for prefix in ("وال", "بال", "لل", "ال", ""):
        if word.startswith(prefix) and (found := _ORDINALS.get(word.removeprefix(prefix))):
            return found
    return None
