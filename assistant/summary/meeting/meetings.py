"""The meetings that an article reports, and which of its sentences belong to each.

A meeting is known by its noun together with how it was held, who led or attended it, or that something "came during"
it. Meetings that are to come, were before, or are only named are none. What it does not know: a meeting told without
any of the words in ``patterns.toml``, and a change of meeting that neither a new holder nor a turn of phrase announces.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.summary.meeting.patterns import EDGE, END, WORD, patterns
from assistant.types import Excerpt
from retrieval.arabic import STOP_WORDS, Folded, fold_with_origins, stem
from retrieval.arabic.clitics import AND
from retrieval.types import Article, Sentence

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

    def span(self, start: int, end: int) -> Excerpt:
        """The original words of a span of the folded text."""
        first, last = self.folded.original(start, end)
        return Excerpt(self.text[first:last], self.start + first, self.start + last)


@dataclass(slots=True)
class Meeting:
    """``openings``: sentences that say it was held, each with the place of its noun; ``lines``: all that tell of it."""

    title: str
    around: list[Line]
    """The lines of the whole article."""
    openings: list[tuple[Line, int]]
    lines: list[Line] = field(default_factory=list)

    @property
    def core(self) -> list[Line]:
        """The sentences that describe the meeting itself: those that open it, and those that say who attended."""
        openings = [line for line, _ in self.openings]
        noun = re.compile(
            rf"{EDGE}{AND}?(?:حضر|شارك|خصص|ترأس|تراس|عقد|راس)\w*\s+(?:في\s+)?(?:{patterns().noun.pattern})?"
        )
        return [*openings, *(line for line in self.lines if line not in openings and noun.match(line.folded.text))]

    def nouns(self, line: Line) -> list[int]:
        """Where the meeting's noun stands in a line that opens it."""
        return [noun for other, noun in self.openings if other is line]

    def is_title(self, line: Line) -> bool:
        return line.start == 0 and " ".join(line.text.split()) == " ".join(self.title.removesuffix("…").split())


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
            found.append(Meeting(article.title, lines, [(line, opening)], [*before, line]))
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
