"""Typed spans in a sentence: dates, numbers, people, places, bodies, by the words that announce them.

People are found by a rank or form of address before the name, places and bodies by their head noun; a bare name is not
known to be one. All spans are offsets into the text given.
"""

import re
from collections.abc import Iterator
from functools import cache

from retrieval.arabic.letters import Folded, fold_with_origins
from retrieval.arabic.lexicon import Lexicon, load_lexicon
from retrieval.types import Kind

_TOKEN = r"[^\W\d_]+"
_EDGE = r"(?<![^\W_])"
_FOLLOWING_WORD = re.compile(rf"\s+({_TOKEN})")
_TAIL_WORDS: dict[Kind, tuple[int, int]] = {
    "date": (0, 0), "number": (0, 1), "person": (1, 4), "place": (1, 3), "body": (1, 4),
}  # fmt: skip
_PREFIX = "(?:وال|بال|كال|فال|لل|ال|و|ب|ل|ك|ف)?"


def find_entities(text: str, kind: Kind) -> list[tuple[int, int]]:
    """The spans of one kind in a text, in order, not overlapping."""
    folded = fold_with_origins(text)
    return [folded.original(start, end) for start, end in _folded_spans(folded, kind)]


def has_entity(text: str, kind: Kind) -> bool:
    """Whether a text holds a span of this kind."""
    return any(True for _ in _folded_spans(fold_with_origins(text), kind))


def _folded_spans(folded: Folded, kind: Kind) -> Iterator[tuple[int, int]]:
    least, most = _TAIL_WORDS[kind]
    for match in _patterns()[kind].finditer(folded.text):
        tail = list(_tail(folded.text, match.end(), most, load_lexicon(), kind))
        if len(tail) >= least:
            yield match.start(), tail[-1] if tail else match.end()


def _tail(text: str, end: int, most: int, lexicon: Lexicon, kind: Kind) -> Iterator[int]:
    """The ends of the words that belong to a name or number: up to punctuation, or a word that is no part of one.

    Right after a rank a word that is also an office (Amin, Amir) is a name.
    """
    for place in range(most):
        following = _FOLLOWING_WORD.match(text, end)
        if following is None:
            return
        a_name = kind == "person" and place == 0 and re.fullmatch(lexicon.offices, following.group(1))
        if following.group(1) in lexicon.not_names and not a_name:
            return
        end = following.end()
        yield end


@cache
def _patterns() -> dict[Kind, re.Pattern[str]]:
    x = load_lexicon()
    year = r"(?:1[0-9]{3}|20[0-9]{2})(?![0-9%]|[.,][0-9])(?: ?(?:ميلاديه|ميلادي|هجريه|هجري|م|ه)(?![^\W_]))?"
    old_year = r"[0-9]{1,4}(?: ?(?:ميلاديه|ميلادي|هجريه|هجري|م|ه|ق ?\.? ?م|قبل الميلاد)(?![^\W_]))"
    named_year = (
        rf"(?:ال)?(?:عام|سنه|اعوام|سنوات) (?:[0-9]{{1,4}}|{x.number_words})(?: ?(?:-|و|الي|حتي) ?[0-9]{{1,4}})?"
    )
    month = rf"(?:شهر )?{x.months}(?: ?/ ?{x.months})?"
    in_year = rf"(?: ?,? ?(?:(?:من )?(?:عام|سنه|لعام) )?{year})?"
    on_day = rf"(?:(?:{x.relative_days} )?{x.weekdays} ,? ?)?"
    day_month = rf"{on_day}[0-9]{{1,2}} ?(?:من )?{month}{in_year}"
    month_year = rf"{month}{in_year}"
    numeric = r"[0-9]{1,2}[/-][0-9]{1,2}[/-][0-9]{2,4}"
    day = rf"(?:{x.relative_days} )?{x.weekdays}"
    century = rf"القرن (?:ال)?{_TOKEN}(?: عشر| والعشرين)?(?: قبل الميلاد| الميلادي)?"
    decade = (
        r"(?:العشري|الثلاثي|الاربعي|الخمسي|الستي|السبعي|الثماني|التسعي)نيات"
        r"|(?:العشر|الثلاث|الاربع|الخمس|الست|السبع|الثمان|التسع)ين(?:ي)?ات"
    )
    ago = (
        rf"(?:منذ|قبل) (?:نحو |حوالي )?[0-9.,]+ (?:{_TOKEN} )?(?:سنه|عام|عاما|سنوات|اعوام|يوم|يوما|ايام|شهر|شهرا|اشهر)"
    )
    date = "|".join((day_month, numeric, named_year, month_year, century, decade, ago, day, old_year, year))
    words = rf"{x.number_words}(?: (?:و ?)?{x.number_words})*"
    number = rf"[0-9]+(?:[.,][0-9]+)*(?: ?%| (?:بالمئه|بالمائه|في المئه|في المائه))?(?: {x.number_words})*|{words}"
    return {
        "date": re.compile(rf"{_EDGE}(?:ال|لل|ب|ل|و)?(?:{date})(?![^\W_])"),
        "number": re.compile(rf"{_EDGE}(?:ب|ل|و|ال)?(?:{number})(?![^\W_])"),
        "person": re.compile(rf"{_EDGE}{x.ranks}\.?(?: {x.ranks}\.?)*(?=\s+{_TOKEN})"),
        "place": re.compile(rf"{_EDGE}{_PREFIX}{x.place_heads}(?= {_TOKEN})"),
        "body": re.compile(rf"{_EDGE}{_PREFIX}{x.body_heads}(?= {_TOKEN})"),
    }
