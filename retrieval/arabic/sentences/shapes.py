"""Furniture that is known by its shape: nothing but marks and numbers, a date, a number of views, a way through the
site, links, a credit, a dateline alone.

What it does not know: an agency in no list, and a byline without a label («كتب: …»); it is a name like any other.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from retrieval.arabic.calendar import month_names, weekday_names
from retrieval.arabic.letters import fold
from retrieval.arabic.verbs import is_verb

_MOST_WORDS = 16
_MOST_LETTERS = 300
_MOST_PARTS, _WORDS_OF_A_PART = 5, 4

_LETTERS = re.compile(r"[^\W\d_]")
_SUSPECT = re.compile(r"[\d()\[\]/|>»›←©#@*+–—-]|www|http")
_FIRST = re.compile(r"[\W_]{0,12}(\w[\w\u064b-\u0652\u0670\u0640]{0,24})")
_WAY = re.compile(
    r"\W*(?:الرييسيه|الصفحه الرييسيه|home|اخبار|الاخبار)\s*(?:[>»/|›«\\]|::|←|-)\s*\S.*"
    r"|[^.]{2,30}(?:\s[>»›←]\s[^.>»›←]{2,60}){1,6}"
)
_LINK = re.compile(r"[#@]\w\S*|https?://\S+|www\.\S+|[^\s@]+@[^\s@]+\.[a-z]{2,6}[,;]?")
_ARCHIVE = re.compile(
    r"(?:[(\[|/–—-]\s*(?:صوره? )?(?:من )?(?:ال)?ارشيف(?:يه)?|صوره (?:من ال)?ارشيف(?:يه)?"
    r"|\((?:صوره )?(?:تعبيريه|توضيحيه))\s*[)\]]?\W*$"
)
_QUOTED_FROM = re.compile(r"\W*نقلا عن \S+(?: \S+){0,4}")
_CLOCK = re.compile(r"\d[:/.-]\d")
_RIGHTS = re.compile(r"\s*(?:©|\(c\) \d{4})")
_PARTS = re.compile(r"[()\[\]/|,–—•+*]|\s-+\s?|--+|-\s")
_AGO = ("منذ", "قبل")
_SHAPE_STARTS = (*_AGO, "نقلا", "صوره")


@dataclass(frozen=True, slots=True)
class _Known:
    """Folded."""

    agencies: frozenset[str]
    agency_words: frozenset[str]
    starts: frozenset[str]
    """The first words of what is furniture by its shape and has no mark or number."""
    numbered: re.Pattern[str]
    follow: re.Pattern[str]
    networks: tuple[str, ...]
    times: frozenset[str]
    calendar: frozenset[str]
    """The words of the names of months and weekdays."""


@cache
def _known() -> _Known:
    listed = tomllib.loads(resources.files("retrieval.arabic").joinpath("lists", "furniture.toml").read_text("utf-8"))
    agencies = [re.findall(r"\w+", fold(entry)) for entry in listed["agencies"]]
    counted, periods, follow = ("|".join(map(fold, listed[name])) for name in ("counted", "periods", "follow"))
    firsts = {words[0] for words in agencies}
    return _Known(
        agencies=frozenset(map(" ".join, agencies)),
        agency_words=frozenset(firsts),
        starts=frozenset(firsts).union(_SHAPE_STARTS, (entry.split()[0] for entry in follow.split("|"))),
        numbered=re.compile(
            rf"\W*(?:\d[\d.,]*\W*(?:الف )?(?:{counted})"
            rf"|(?:(?:عدد|وقت|مده|زمن) )?(?:ال)?(?:{counted})\W*\d[\d.,]*(?: \w+)?"
            rf"|\d+ دق\w+ (?:لل)?قراه|(?:وقت )?(?:ال)?قراه:? (?:في )?\d+ دق\w+|(?:منذ|قبل) (?:\d+ )?(?:{periods}))\W*"
        ),
        follow=re.compile(rf"\W*(?:{follow})\b.{{0,60}}\b(?:علي|عبر|من خلال|في) "),
        networks=tuple(map(fold, listed["networks"])),
        times=frozenset(map(fold, listed["times"])),
        calendar=frozenset(word for name in month_names() | weekday_names() for word in name.split()),
    )


def is_shaped(sentence: str) -> bool:
    """Whether a sentence is furniture by its shape."""
    if _LETTERS.search(sentence) is None:
        return True
    if len(sentence) > _MOST_LETTERS or len(sentence.split(None, _MOST_WORDS)) > _MOST_WORDS:
        return False
    if not _SUSPECT.search(sentence):
        first = _FIRST.match(sentence)
        word = fold(first.group(1)) if first else ""
        if word not in _known().starts:
            return False
    folded = fold(sentence).strip()
    words = re.findall(r"\w+", folded)
    stopped = folded.endswith((".", "؟", "?", "!"))
    return _says_page(folded, stopped=stopped) or _is_date(words) or (not stopped and _is_dateline(folded, words))


def _says_page(folded: str, *, stopped: bool) -> bool:
    if _known().numbered.fullmatch(folded) or _WAY.fullmatch(folded) or _RIGHTS.match(folded):
        return True
    if all(map(_LINK.fullmatch, folded.split())):
        return True
    if not stopped and (_ARCHIVE.search(folded) or _QUOTED_FROM.fullmatch(folded)):
        return True
    follow = _known().follow.match(folded)
    return follow is not None and any(network in folded[follow.end() - 1 :] for network in _known().networks)


def tells_time(words: Sequence[str], sentence: str, *, labelled: bool) -> bool:
    """Whether folded words behind a label such as «نشر في» say when, perhaps with a few more; where a mark sets the
    label off, a number among few words does."""
    if any(map(is_verb, words)):
        return False
    known = _known().calendar
    dated = not known.isdisjoint(words) or bool(_CLOCK.search(sentence))
    return words[0] in _AGO or (
        any(map(str.isdigit, words)) and (dated or (labelled and len(words) <= _WORDS_OF_A_PART))
    )


def _is_date(words: Sequence[str]) -> bool:
    """Whether words are a date, a time or both, and nothing else."""
    if not any(map(str.isdigit, words)):
        return False
    known = _known()
    return all(word in known.times or word in known.calendar or word.isdigit() for word in words)


def _is_dateline(folded: str, words: Sequence[str]) -> bool:
    """Whether a line names agencies and, beside them, at most a place, a name or a day."""
    if _known().agency_words.isdisjoint(words) or ":" in folded:
        return False
    parts = [part for piece in _PARTS.split(folded) if (part := " ".join(re.findall(r"\w+", piece)))]
    others = [part.split() for part in parts if part not in _known().agencies]
    if len(others) == len(parts) or len(parts) > _MOST_PARTS:
        return False
    return all(len(part) <= _WORDS_OF_A_PART and not any(map(is_verb, part)) for part in others)
