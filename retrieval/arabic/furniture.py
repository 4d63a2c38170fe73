"""What the page around an article says: labels, teasers of other stories, bylines, share buttons, comment boxes.

A sentence is known by the words it begins with (``lists/furniture.toml``) or by its shape: a date, a number of views, a
way through the site, an agency's name. A byline or dateline is furniture alone and no furniture in front of a sentence.
What it does not know: a label in no list, and the headline of another story that no label goes with; ``captions.py``
takes short lines among long ones for such.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from retrieval.arabic.letters import fold
from retrieval.arabic.lexicon import load_lexicon
from retrieval.arabic.verbs import is_verb

_PREFIX = 90
_WORD = re.compile(r"(\w+)([^\w]*)")
_LABEL_MARKS = frozenset(":|/-–—.…»>›؛*")
_MOST = {"alone": 8, "labelled": 14, "dated": 12, "leading": 30, "teasers": 60, "marked_teasers": 40}
_SHORT = 16
_VIEWS = re.compile(
    r"\W*(?:\d[\d.,]*\W*(?:الف )?(?:مشاهده|مشاهدات|قراه|قراات|قارئ|تعليق|تعليقات|زياره|اعجاب|مشاركه|مشاركات|views?|comments?|shares?)"
    r"|(?:(?:عدد|وقت|مده|زمن) )?(?:ال)?(?:مشاهدات|قراات|تعليقات|زيارات|قراه|مشاهده)\W*\d[\d.,]*(?: \w+)?"
    r"|\d+ دق\w+ (?:لل)?قراه|(?:قراه|وقت القراه)\W* (?:في )?\d+ دق\w+"
    r"|(?:منذ|قبل) (?:\d+ )?(?:ثوان|ثانيه|دقيقه|دقيقتين|دقائق|ساعه|ساعتين|ساعات|يوم|يومين|ايام|اسبوع|اسبوعين|اسابيع|شهر|شهرين|اشهر|شهور|سنه|سنوات))\W*"
)
_WAY = re.compile(r"\W*(?:الرييسيه|الصفحه الرييسيه|home|اخبار|الاخبار)\s*(?:[>»/|›«\\]|::|←|-)\s*\S.*|[^.]{2,30}(?:\s[>»›←]\s[^.>»›←]{2,60}){1,6}")
_LINKS = re.compile(r"(?:\s*(?:#\S+|@[a-z0-9_.]+|https?://\S+|www\.\S+|\S+@\S+\.[a-z]{2,6})[\s,|]*)+")
_FOLLOW = re.compile(r"\W*(?:و?تابعوا?|تابعونا|تابعنا|يمكنكم متابعه|شارك\w*|مشاركه|انشر\w*|ارسل\w*)\b.{0,60}\b(?:علي|عبر|من خلال|في) ")
_ARCHIVE = re.compile(r"(?:[(\[|/–—-]\s*(?:صوره? )?(?:من )?(?:ال)?ارشيف(?:يه)?|صوره (?:من ال)?ارشيف(?:يه)?|\((?:صوره )?(?:تعبيريه|توضيحيه))\s*[)\]]?\W*")
_QUOTED_FROM = re.compile(r"\W*(?:\*+\s*)?نقلا عن \S+(?: \S+){0,4}")
_RIGHTS = re.compile(r"\s*(?:©|\(c\) \d{4})")
_PARTS = re.compile(r"[()\[\]/|,،–—•+*]|\s-+\s?|--+|-\s")
_TIMES = frozenset(
    ("صباحا", "مسا", "ظهرا", "فجرا", "ليلا", "ص", "م", "هـ", "ه", "الساعه", "بتوقيت", "غرينتش", "جرينتش", "غمت", "مكه", "gmt", "am", "pm", "pm", "utc")
)


@dataclass(frozen=True, slots=True)
class _Labels:
    """Folded phrases by their first word, with the rule that each comes under, the longest first."""

    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    anywhere: tuple[str, ...]
    agencies: frozenset[str]
    networks: tuple[str, ...]
    calendar: re.Pattern[str]
    """A word of a written date."""


@cache
def _labels() -> _Labels:
    listed = tomllib.loads(resources.files(__package__).joinpath("lists", "furniture.toml").read_text("utf-8"))
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for rule in _MOST:
        for entry in listed[rule]:
            words = _words(entry)
            phrases.setdefault(words[0], []).append((words, rule))
    lexicon = load_lexicon()
    return _Labels(
        phrases={first: tuple(sorted(found, key=lambda one: -len(one[0]))) for first, found in phrases.items()},
        anywhere=tuple(map(fold, listed["anywhere"])),
        agencies=frozenset(" ".join(_words(entry)) for entry in listed["agencies"]),
        networks=tuple(map(fold, listed["networks"])),
        calendar=re.compile(rf"(?:{lexicon.weekdays}|{lexicon.months}|\d+)"),
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", fold(text)))


@lru_cache(maxsize=20_000)
def is_furniture(sentence: str) -> bool:
    """Whether a sentence, by its own words, is the page's and not the article's."""
    folded = fold(sentence)
    if not any(map(str.isalpha, folded)):
        return True
    label = find_label(folded)
    if label is not None:
        return True
    size = len(folded.split(None, _SHORT))
    return size <= _SHORT and _is_shaped(folded.strip())


def find_label(folded: str) -> str | None:
    """The rule (a key of the list) by which a folded sentence is furniture, if its words are of one."""
    pairs = _WORD.findall(folded[:_PREFIX])
    if not pairs:
        return None
    for phrase, rule in _labels().phrases.get(pairs[0][0], ()):
        size = len(phrase)
        if tuple(word for word, _ in pairs[:size]) == phrase and _holds(rule, pairs, size, folded):
            return rule
    return "anywhere" if any(phrase in folded for phrase in _labels().anywhere) else None


def _holds(rule: str, pairs: Sequence[tuple[str, str]], size: int, folded: str) -> bool:
    """Whether what stands behind a label lets it be one."""
    if len(folded.split(None, _MOST[rule])) > _MOST[rule]:
        return False
    rest = pairs[size:]
    if rule == "alone":
        return all(word.isdigit() for word, _ in rest)
    if not rest:
        return True
    marked = not _LABEL_MARKS.isdisjoint(pairs[size - 1][1])
    if rule in ("labelled", "marked_teasers"):
        return marked
    if rule == "dated":
        return any(word.isdigit() for word, _ in rest) and not any(is_verb(word) for word, _ in rest)
    return True


def opens_list(line: str) -> bool:
    """Whether a line is a label that stands alone over what it labels, such as «اقرأ أيضا:»."""
    folded = fold(line[:_PREFIX])
    pairs = _WORD.findall(folded)
    if not pairs or len(pairs) > 5:
        return False
    phrases = _labels().phrases.get(pairs[0][0], ())
    words = tuple(word for word, _ in pairs)
    return any(words == phrase and rule in ("teasers", "marked_teasers") for phrase, rule in phrases)


def is_teaser(line: str) -> bool:
    """Whether a whole line leads to another story, however many sentences its headline has."""
    return find_label(fold(line[:_PREFIX * 4])) in ("teasers", "marked_teasers")


def _is_shaped(folded: str) -> bool:
    if _VIEWS.fullmatch(folded) or _WAY.fullmatch(folded) or _LINKS.fullmatch(folded) or _RIGHTS.match(folded):
        return True
    stopped = folded.endswith((".", "؟", "?", "!"))
    if not stopped and (_ARCHIVE.search(folded) or _QUOTED_FROM.fullmatch(folded)):
        return True
    follow = _FOLLOW.match(folded)
    if follow and any(network in folded[follow.end() - 1 :] for network in _labels().networks):
        return True
    words = re.findall(r"\w+", folded)
    return _is_date(words) or (not stopped and _is_dateline(folded))


def _is_date(words: Sequence[str]) -> bool:
    known = _labels().calendar
    joined = [word for word in words if word not in _TIMES]
    return bool(joined) and any(word.isdigit() for word in joined) and known.fullmatch(joined[0]) is not None and all(
        known.fullmatch(word) for word in joined
    )


def _is_dateline(folded: str) -> bool:
    """Whether a line names agencies and, before them, at most a place, a name or a day."""
    parts = [" ".join(re.findall(r"\w+", part)) for part in _PARTS.split(folded)]
    parts = [part for part in parts if part]
    agencies = [part in _labels().agencies for part in parts]
    if not any(agencies) or len(parts) > 5:
        return False
    others = [part.split() for part, agency in zip(parts, agencies, strict=True) if not agency]
    return all(len(words) <= 4 and not any(map(is_verb, words)) for words in others) and ":" not in folded
