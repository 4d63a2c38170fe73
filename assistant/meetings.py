"""The meetings that an article reports, and which of its sentences belong to each.

A meeting is known by its noun together with how it was held, who led or attended it, or that something "came during"
it. Meetings that are to come, were before, or are only named are none. What it does not know: a meeting told without
any of the words in ``meetings.toml``, and a change of meeting that neither a new holder nor a turn of phrase announces.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from assistant.lexicon import load_lexicon
from assistant.types import Span
from retrieval.arabic import STOP_WORDS, Folded, fold, fold_with_origins, stem
from retrieval.types import Article, Sentence

EDGE, END = r"(?<![^\W_])", r"(?![^\W_])"
WORD = r"[^\W\d_]+"
_AND = r"(?:[وف])?"
_NEAR = 90
"""Characters between a noun and what makes it a meeting that is reported."""
_LEAD = 50
"""Characters in which a sentence that begins with a meeting has its verb, behind a place or a turn of phrase."""


@dataclass(frozen=True, slots=True)
class Line:
    """One quotable sentence of an article: where it starts, its words, and the same folded."""

    start: int
    text: str
    folded: Folded

    def span(self, start: int, end: int) -> Span:
        """The original words of a span of the folded text."""
        first, last = self.folded.original(start, end)
        return Span(self.text[first:last], self.start + first, self.start + last)


@dataclass(slots=True)
class Meeting:
    """``openings``: sentences that say it was held, each with the place of its noun; ``lines``: all that tell of it."""

    openings: list[tuple[Line, int]]
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Patterns:
    """``meetings.toml`` as regular expressions over folded text."""

    noun: re.Pattern[str]
    not_meeting: re.Pattern[str]
    holding: re.Pattern[str]
    meeting: re.Pattern[str]
    passive: re.Pattern[str]
    presiding: re.Pattern[str]
    setting: re.Pattern[str]
    passing_before: re.Pattern[str]
    passing_after: re.Pattern[str]
    background: re.Pattern[str]
    elsewhere: re.Pattern[str]
    attending: re.Pattern[str]
    joining: re.Pattern[str]
    group: re.Pattern[str]
    purpose: re.Pattern[str]
    discussing: re.Pattern[str]
    assembled: re.Pattern[str]
    deciding: re.Pattern[str]
    insisting: re.Pattern[str]
    insisted: re.Pattern[str]
    issuing: re.Pattern[str]
    issued: re.Pattern[str]
    announcing: re.Pattern[str]
    protest: re.Pattern[str]
    came: re.Pattern[str]
    afar: re.Pattern[str]
    venue: re.Pattern[str]
    place: re.Pattern[str]
    time: re.Pattern[str]
    head: re.Pattern[str]
    office: re.Pattern[str]
    rank: re.Pattern[str]


def find_meetings(article: Article, sentences: Iterable[Sentence]) -> list[Meeting]:
    """The meetings of an article in the order they are told; every sentence from one's beginning to the next's."""
    lines = [read_line(article, sentence) for sentence in sentences if not sentence.boilerplate]
    found: list[Meeting] = []
    for number, line in enumerate(lines):
        opening = _opening(line)
        if opening is None:
            if found:
                found[-1].lines.append(line)
        elif found and not _another(found[-1], line, opening):
            found[-1].openings.append((line, opening))
            found[-1].lines.append(line)
        else:
            before = [] if found else lines[:number]
            found.append(Meeting([(line, opening)], [*before, line]))
    return found


def read_line(article: Article, sentence: Sentence) -> Line:
    """A sentence with its folded text."""
    text = article.text[sentence.start : sentence.end]
    return Line(sentence.start, text, fold_with_origins(text))


def is_background(line: str) -> bool:
    """Whether a folded sentence tells of what was before: "it had decided", "it is worth mentioning"."""
    return bool(patterns().background.search(line[:_NEAR]) or re.match(rf"و?كان(?:ت|وا)?{END}.{{0,{_NEAR}}} قد ", line))


def _opening(line: Line) -> int | None:
    """Where the noun of a meeting that this sentence reports begins."""
    text, p = line.folded.text, patterns()
    if is_background(text):
        return None
    barred = [match.span() for match in p.not_meeting.finditer(text)]
    for noun in p.noun.finditer(text):
        if not any(a <= noun.end() and noun.start() <= b for a, b in barred) and _held(text, noun):
            return noun.start()
    met = p.meeting.search(text, 0, _LEAD)
    return met.end() - 1 if met else None


def _held(text: str, noun: re.Match[str]) -> bool:
    """Whether what stands around the noun says that the meeting took place and is told of here."""
    p = patterns()
    before, after = text[max(0, noun.start() - _NEAR) : noun.start()], text[noun.end() : noun.end() + _NEAR]
    if p.passing_before.search(before) or re.match(rf"(?:\s+{WORD}){{0,2}}\s+{p.passing_after.pattern}", after):
        return False
    if p.came.search(before) or p.holding.search(before) or p.passive.search(before):
        return True
    if re.match(rf"(?:\s+{WORD}){{0,5}}\s*,?\s*(?:الذي\s+|التي\s+)?(?:{p.holding.pattern}|{p.passive.pattern})", after):
        return True
    led = re.match(rf"(?:\s+{WORD}){{0,5}}?\s*,?\s*و?(?:مع{END}|{p.presiding.pattern}|{p.attending.pattern})", after)
    return bool(led and p.setting.search(before[-12:]))


def _another(last: Meeting, line: Line, noun: int) -> bool:
    """Whether an opening is of another meeting than the last one: it says so, or names another holder."""
    text, p = line.folded.text, patterns()
    if p.elsewhere.match(text):
        return True
    led = p.holding.search(text[:noun]) or p.meeting.search(text, 0, _LEAD)
    if led is None or re.match(r"ال", text[noun:]):
        return False
    known = {stem(word) for other in last.lines for word in re.findall(WORD, other.folded.text)}
    named = [stem(word) for word in re.findall(WORD, text[led.end() : noun + _NEAR // 3]) if word not in STOP_WORDS]
    return sum(word in known for word in named[:5]) * 2 < len(named[:5])


def _either(entries: Sequence[str]) -> str:
    """An alternation of folded entries, longest first; what ends in "ل" or "ب" alone joins the word after it."""
    folded = sorted({fold(entry) for entry in entries}, key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, entry.split())) + _after(entry) for entry in folded)


def _after(entry: str) -> str:
    return "" if entry.endswith((" ل", " ب")) else END


@cache
def patterns() -> Patterns:
    """The patterns, compiled once."""
    lists = tomllib.loads(resources.files(__package__).joinpath("meetings.toml").read_text("utf-8"))
    x = {name: f"(?:{_either(entries)})" for name, entries in lists.items()}
    lexicon = load_lexicon()
    rank, office = rf"{lexicon.ranks}{END}", rf"(?:ال)?{lexicon.offices}{END}"
    time = _time(lexicon.months, lexicon.weekdays, x["afterwards"])

    def word(name: str, prefix: str = _AND) -> re.Pattern[str]:
        return re.compile(rf"{EDGE}{prefix}{x[name]}")

    called = rf"(?:ال)?{x['nouns']}(?:\s+(?:{WORD}ا|ال{WORD}){END}){{0,2}}"
    gathering = rf"(?:{x['holding']}|{x['passive']}|{x['meeting']}|{time}|{called})"
    return Patterns(
        noun=word("nouns", r"(?:[وف])?(?:[بل])?(?:ال|لل)?"),
        not_meeting=word("not_meetings", r"(?:[وفبل])*"),
        holding=word("holding"),
        meeting=word("meeting"),
        passive=word("passive"),
        presiding=word("presiding", "و?"),
        setting=re.compile(rf"{EDGE}{_AND}{x['settings']}(?:\s+{WORD})?\s*$"),
        passing_before=word("passing_before"),
        passing_after=word("passing_after", ""),
        background=word("background"),
        elsewhere=word("elsewhere"),
        attending=word("attending", ""),
        joining=word("joining"),
        group=word("groups", _AND),
        purpose=word("purposes", ""),
        discussing=word("discussing"),
        assembled=word("assembled", ""),
        deciding=word("deciding"),
        insisting=word("insisting"),
        insisted=word("insisted", ""),
        issuing=word("issuing"),
        issued=word("issued", ""),
        announcing=word("announcing"),
        protest=word("protests", ""),
        came=word("came", _AND),
        afar=word("afar", ""),
        venue=re.compile(rf"{EDGE}(?:في\s+|داخل\s+|ب)(?P<name>(?:ال)?{x['venues']})"),
        place=re.compile(rf"{EDGE}{gathering}\s*,?\s*(?:في\s+|ب(?=ال))(?P<name>(?!{x['not_places']}){WORD})"),
        time=re.compile(rf"{EDGE}{time}"),
        head=re.compile(rf"{_AND}(?:{rank}|{office}|(?:ال)?{x['groups']}|{lexicon.body_heads}{END})"),
        office=re.compile(rf"{EDGE}{office}"),
        rank=re.compile(rf"{EDGE}{rank}"),
    )  # fmt: skip


def _time(months: str, weekdays: str, afterwards: str) -> str:
    """When something took place: parts of the day, days, dates, in any order, at least one day or date."""
    part = r"(?:صباح|مسا|ظهر|عصر|فجر|ليله|بعد\s+ظهر)"
    month = rf"(?:شهر\s+)?{months}(?:\s*/\s*{months})?"
    year = r"(?:\s*,?\s*(?:(?:من\s+)?(?:عام|سنه|لعام)\s+)?[0-9]{4}(?:\s*(?:ه|م|هجري|هجريه|ميلادي|ميلاديه)(?![^\W_]))?)"
    date = rf"[0-9]{{1,2}}\s*(?:من\s+)?{month}{year}?|[0-9]{{1,2}}[/-][0-9]{{1,2}}[/-][0-9]{{2,4}}"
    day = rf"(?:(?:يوم\s+)?(?:{weekdays}|امس|البارحه)|اليوم|{date})(?![^\W_])"
    more = rf"(?:\s*[,(]?\s*(?:{afterwards}|(?:يوم\s+)?{day}|و?الساعه\s+{WORD}))"
    return rf"(?:{part}\s+)?(?:يوم\s+)?{day}{more}*"
