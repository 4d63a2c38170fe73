"""The words of Arabic text for matching: as strings, or with where they stand; their character n-grams.

What it does not know: compounds; a word is a run of letters, and a number a run of digits.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from operator import eq

from retrieval.arabic.letters import Folded, fold, fold_with_origins
from retrieval.arabic.stems import stem

FOLDING_VERSION = "2"
"""Part of the index stamp: raise it whenever the same text would fold, stem or split otherwise."""

STOP_WORDS = frozenset((
    "من", "في", "علي", "الي", "عن", "مع", "ما", "ماذا", "متي", "اين", "كم", "كيف", "لماذا", "هل", "اي", "ايه",
    "التي", "الذي", "الذين", "اللذين", "اللتين", "اللاتي", "هو", "هي", "هم", "هن", "كان", "كانت", "يكون", "تكون",
    "ان", "انه", "انها", "لم", "لن", "لا", "قد", "و", "او", "ثم", "هذا", "هذه", "ذلك", "تلك", "هناك", "بين", "بعد",
    "قبل", "عند", "كل", "بعض", "غير", "حيث", "كما", "لقد", "اذا", "منذ", "حتي", "وهو", "وهي", "وكان", "وكانت", "فيه",
    "فيها", "منه", "منها", "عليه", "عليها", "له", "لها", "به", "بها", "لدي", "ليس", "ليست", "تم", "يتم", "مدي",
    "عدد", "اسم", "مين", "منو", "فين", "وين", "امتي", "امتا", "ازاي", "كيفاش", "كام", "قداش", "ليه", "ليش", "علاش",
    "شنو", "شن", "ايش", "شو", "اللي", "ده", "دي", "دا", "دول", "هاذي", "هذي", "هادا", "عشان", "علشان", "بتاع",
    "متاع", "هكي", "كده",
))  # fmt: skip
"""Folded words that carry no meaning alone, also of the Egyptian and Libyan dialects. Some are spelt like a name or a
noun («علي», «دول»); which one a text means, ``retrieval.arabic.stopwords`` tells."""

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_ACCUSATIVE = re.compile("ا\u064b?$|\u064bا$")
_BREAK = re.compile(r"[.,،؛;:؟?!…\n\r()\[\]{}»”|/]|^[\"'’]|\s[-–—]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or number of a text."""

    typed: str
    """As it stands there, marks included."""
    folded: str
    start: int
    end: int
    closed: bool
    """Whether punctuation, a line's end or the text's end follows, so that it has no neighbour there."""

    @property
    def stem(self) -> str:
        return stem(self.folded)

    def grams(self, size: int = 4) -> list[str]:
        return grams(self.folded, size)

    @property
    def is_accusative(self) -> bool:
        """Whether it ends in the «ا» of the accusative, or looks so: «اجتماعا», not «وزراء»."""
        return bool(_ACCUSATIVE.search(self.typed))

    def behind(self, letters: int) -> int:
        """The offset behind so many folded letters of it, the marks on them included."""
        at = 0
        for _ in range(letters):
            at += 1
            while at < len(self.typed) and not fold(self.typed[at]):
                at += 1
        return self.start + at


def words(text: str) -> list[str]:
    """The words and numbers of a text, folded, in order."""
    return _WORD.findall(fold(text))


def tokens(text: str, folded: Folded | None = None) -> list[Word]:
    """The words and numbers of a text, in order; the same as ``words``, each with its span in the text.

    The words that one ligature stands for («ﷺ») share its span. ``folded`` is the text folded, where that is at hand.
    """
    spans = list(_spans(text, folded or fold_with_origins(text)))
    following = (*(start for _, start, _ in spans[1:]), len(text))
    return [
        Word(text[start:end], word, start, end, closed=behind == len(text) or _parts(text[end:behind]))
        for (word, start, end), behind in zip(spans, following, strict=False)
    ]


def grams(word: str, size: int = 4) -> list[str]:
    """The character n-grams of ``#word#``; a word too short for one is its own only gram."""
    marked = f"#{word}#"
    return [marked[i : i + size] for i in range(max(1, len(marked) - size + 1))]


def alternation(phrases: Iterable[str]) -> str:
    """The source of a regular expression for one of some phrases, over folded text; the longest first."""
    return "(?:" + "|".join(map(re.escape, sorted(set(map(fold, phrases)), key=lambda one: (-len(one), one)))) + ")"


def _spans(text: str, folded: Folded) -> Iterator[tuple[str, int, int]]:
    """Each word, folded, with its span: from its first letter to its last mark, a hamza that folding drops included."""
    whole = len(folded.text) == len(text) and all(map(eq, folded.origins, count()))
    behind = 0
    for match in _WORD.finditer(folded.text):
        start, end = match.span() if whole else _trimmed(text, behind, *folded.original(*match.span()))
        yield match.group(), start, end
        behind = end


def _trimmed(text: str, behind: int, start: int, end: int) -> tuple[int, int]:
    """A word's span with the hamza in front of it, which may bear marks, and without formatting after it."""
    while unicodedata.category(text[end - 1]) in ("Cf", "Cc"):
        end -= 1
    silent = start
    while silent > behind and text[silent - 1] != " " and not fold(text[silent - 1]):
        silent -= 1
    ligature = " " in fold(text[start])
    hamza = text.find("ء", silent, start) if silent < start and not ligature else -1
    return (start if hamza < 0 else hamza), end


def _parts(between: str) -> bool:
    return between != " " and _BREAK.search(between) is not None
