"""Questions with one thing exchanged, so that what answered them answers them no more (SQuAD 2.0's kinds, by rule).

A name is exchanged for another of its kind, a year or a number for another, an office for another or for its deputy.
What it does not know: whether the other sentences of the corpus answer the new question; so it is paired with few.
"""

import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from retrieval.arabic import fold, stem, words
from retrieval.arabic.text import Text

_OFFICE = re.compile(r"(?<!\S)(?:ال)?(?:رئيس|وزير|محافظ|مدير|سفير|قائد|أمين|نائب|مساعد|ملك|أمير|حاكم|عمدة)(?!\S)")
_OFFICES = ("رئيس", "وزير", "محافظ", "مدير", "سفير", "قائد", "نائب", "مساعد", "حاكم", "مستشار", "ناطق باسم", "محامي")
_DIGITS = re.compile(r"\d+")
_YEAR = range(1000, 2100)


@dataclass(frozen=True, slots=True)
class Pool:
    """Names by kind, to exchange for."""

    names: Mapping[str, Sequence[str]]


def pool(texts: Iterable[str]) -> Pool:
    """The names in some texts."""
    names: dict[str, list[str]] = {}
    for text in texts:
        for name in Text(text).names:
            if name.sure or name.title:
                names.setdefault(name.kind, []).append(text[name.core[0] : name.core[1]])
    return Pool({kind: sorted(set(some)) for kind, some in names.items()})


def exchanged(question: str, sentence: str, others: Pool, chance: random.Random) -> str:
    """The question with one thing exchanged that the sentence has too; "" where there is none."""
    present = set(map(stem, words(sentence)))
    ways = [*_names(question, present, others, chance), *_numbers(question, chance), *_offices(question, chance)]
    return chance.choice(ways) if ways else ""


def _names(question: str, present: set[str], others: Pool, chance: random.Random) -> list[str]:
    found = []
    for name in Text(question).names:
        start, end = name.core
        other = chance.choice(others.names.get(name.kind) or [""])
        if other and present.isdisjoint(map(stem, words(other))) and fold(question[start:end]) != fold(other):
            found += [question[:start] + other + question[end:]] * 2
    return found


def _numbers(question: str, chance: random.Random) -> list[str]:
    found = []
    for match in _DIGITS.finditer(question):
        value = int(match.group())
        step = chance.choice([1, 2, 3, 5, 7]) if value in _YEAR else chance.choice([1, 2, 3, max(4, value // 3)])
        other = max(1, value + step * chance.choice([-1, 1]))
        if other != value:
            found.append(question[: match.start()] + str(other) + question[match.end() :])
    return found


def _offices(question: str, chance: random.Random) -> list[str]:
    found = []
    for match in _OFFICE.finditer(question):
        own = match.group().removeprefix("ال")
        other = chance.choice([one for one in _OFFICES if one != own])
        article = "ال" if match.group().startswith("ال") and " " not in other else ""
        found.append(question[: match.start()] + article + other + question[match.end() :])
        if not article:
            deputy = chance.choice(["نائب", "مساعد", "مستشار"])
            found.append(f"{question[: match.start()]}{deputy} {own}{question[match.end() :]}")
    return found
