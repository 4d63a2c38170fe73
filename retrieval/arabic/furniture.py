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
from functools import cache
from importlib import resources

from retrieval.arabic.letters import fold
from retrieval.arabic.lexicon import load_lexicon
from retrieval.arabic.verbs import is_verb

_PREFIX = 90
_WORD = re.compile(r"(\w+)([^\w]*)")
_LABEL_MARKS = frozenset(":|/-–—.…»>›؛*")
TEASERS = frozenset(("teasers", "marked_teasers"))
"""The rules by which a line leads to other stories, or lists what the story is filed under."""

_FIRST = re.compile(r"[\W_]{0,12}(\w[\w\u064b-\u0652\u0670\u0640]{0,24})")
_LETTERS = re.compile(r"[^\W\d_]")
_SUSPECT = re.compile(r"[\d()\[\]/|>»›←©#@*+–—-]|www|http")
_SUSPECTS = ("منذ", "قبل", "نقلا", "صوره", "تابعونا", "تابعنا", "تابعوا", "وتابعوا", "تابع", "يمكنكم", "شارك", "شاركوا", "مشاركه", "انشر", "انشروا", "ارسل", "ارسلوا")
_HINT = re.compile("مراجع|محفوظ|تعليقك|reserved", re.IGNORECASE)
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
    suspects: frozenset[str]
    """The first words of what is furniture by its shape."""
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
    agencies = [_words(entry) for entry in listed["agencies"]]
    lexicon = load_lexicon()
    return _Labels(
        phrases={first: tuple(sorted(found, key=lambda one: -len(one[0]))) for first, found in phrases.items()},
        anywhere=tuple(map(fold, listed["anywhere"])),
        agencies=frozenset(map(" ".join, agencies)),
        networks=tuple(map(fold, listed["networks"])),
        suspects=frozenset(words[0] for words in agencies).union(_SUSPECTS),
        calendar=re.compile(rf"(?:{lexicon.weekdays}|{lexicon.months}|\d+)"),
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", fold(text)))


def is_furniture(sentence: str) -> bool:
    """Whether a sentence, by its own words, is the page's and not the article's."""
    return find_label(sentence) is not None or is_shaped(sentence)


def find_label(sentence: str) -> str | None:
    """The rule (a key of the list) by which a sentence is furniture, if it begins with the words of one."""
    first = _first_word(sentence)
    for phrase, rule in _labels().phrases.get(first, ()):
        pairs = _WORD.findall(fold(sentence[:_PREFIX]))
        size = len(phrase)
        if tuple(word for word, _ in pairs[:size]) == phrase and _holds(rule, pairs, size, sentence):
            return rule
    if _HINT.search(sentence):
        folded = fold(sentence)
        return "anywhere" if any(phrase in folded for phrase in _labels().anywhere) else None
    return None


def _first_word(sentence: str) -> str:
    match = _FIRST.match(sentence)
    return fold(match.group(1)) if match else ""


def _holds(rule: str, pairs: Sequence[tuple[str, str]], size: int, sentence: str) -> bool:
    """Whether what stands behind a label, so many words long, lets it be one."""
    if len(sentence.split(None, _MOST[rule])) > _MOST[rule]:
        return False
    rest = pairs[size:]
    if rule == "alone":
        return all(word.isdigit() for word, _ in rest)
    if not rest or rule in ("leading", "teasers"):
        return True
    if rule == "dated":
        return any(word.isdigit() for word, _ in rest) and not any(is_verb(word) for word, _ in rest)
    return not _LABEL_MARKS.isdisjoint(pairs[size - 1][1])


def stands_alone(line: str, rule: str) -> bool:
    """Whether a line is a label of a rule and nothing else, and what it labels may follow in lines of its own."""
    if rule not in TEASERS:
        return False
    words = tuple(word for word, _ in _WORD.findall(fold(line[:_PREFIX])))
    return any(words == phrase for phrase, _ in _labels().phrases.get(words[0], ()))


def is_shaped(sentence: str) -> bool:
    """Whether a sentence is furniture by its shape: nothing but marks and numbers, a date, a credit, a way, links."""
    if not _SUSPECT.search(sentence) and _first_word(sentence) not in _labels().suspects:
        return _LETTERS.search(sentence) is None
    return _LETTERS.search(sentence) is None or (
        len(sentence.split(None, _SHORT)) <= _SHORT and _is_shaped(fold(sentence).strip())
    )


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
