"""The meetings of an article, and which of its sentences tell of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from assistant.summary.meeting.background import comes_after, is_background
from assistant.summary.meeting.lines import Line
from assistant.summary.meeting.opening import LEAD, Opening
from assistant.summary.meeting.openings import denies, openings
from assistant.summary.meeting.parties import Party
from retrieval.arabic import STOP_WORDS, stem, words
from retrieval.arabic.calendar import day_of
from retrieval.arabic.clitics import has_article, readings
from retrieval.arabic.gatherings import load_gatherings
from retrieval.arabic.text import Text
from retrieval.types import Article, Sentence

_NEAR = 4
_RECENT = 12
"""Days after which a meeting is recalled rather than told."""


@dataclass(slots=True)
class Meeting:
    """``openings`` say that it was held; ``lines`` are all sentences that tell of it, ``before`` those before it."""

    openings: list[Opening]
    lines: list[Line] = field(default_factory=list)
    before: list[Line] = field(default_factory=list)
    around: list[Line] = field(default_factory=list)
    """All sentences of the article."""

    @property
    def first(self) -> Opening:
        return self.openings[0]


def find_meetings(article: Article, sentences: Iterable[Sentence]) -> list[Meeting]:
    """The meetings of an article in the order they are told; each has the sentences up to the next."""
    lines = read_lines(article, sentences)
    if any(denies(line) for line in lines[:1]):
        return []
    headed = _kinds(article.title)
    found: list[Meeting] = []
    elsewhere = False
    for number, line in enumerate(lines):
        opened = [one for one in openings(line) if not _is_later(one) and (one.time or not comes_after(line.folded))]
        if is_background(line.folded) and not comes_after(line.folded):
            opened = []
        for opening in opened:
            if found and _only_discusses(opening, found[-1]):
                continue
            if not found and number >= LEAD and not (headed and (opening.kind != "visit" or "visit" in headed)):
                continue
            if not found or _is_another(found[-1], opening):
                own = [] if found else lines[_begins(opening, bool(headed), number) : number]
                found.append(Meeting([opening], own, lines[:number], lines))
            elif opening.main or _is_definite(opening) or _tells_more(found[-1], opening):
                found[-1].openings.append(opening)
        elsewhere = (elsewhere or _goes_over(line)) and not (opened or _is_told_again(line))
        if found and not elsewhere and not is_background(line.folded):
            found[-1].lines.append(line)
    return found


def _only_discusses(opening: Opening, last: Meeting) -> bool:
    """Whether who held the last meeting is told to have discussed more with others: «كما ناقش الوزير مع المديرين»."""
    line = opening.line
    if not line.lists.verb(line.folded[opening.at], "discussing") or _goes_over(line):
        return False
    held = {word for one in last.openings for party in one.holders for word in _stems(party)}
    return any(_stems(party) & held for party in opening.holders)


def _goes_over(line: Line) -> bool:
    """Whether a sentence begins with words that go over to another matter."""
    return line.is_phrase(0, "elsewhere") > 0 and line.bare(0) != "كما"


def _is_told_again(line: Line) -> bool:
    """Whether a sentence names the meeting, as one known: «الاجتماع»."""
    return any(line.lists.noun(word) and has_article(line.bare(at)) for at, word in enumerate(line.folded))


def _begins(opening: Opening, headed: bool, number: int) -> int:
    """The sentence from which on a first meeting is told of, before the one that opens it."""
    if opening.came or headed:
        return 0
    return number if opening.main else max(0, number - 1)


def _kinds(title: str) -> set[str]:
    """The kinds of meeting that a headline has a noun or a verb of."""
    lists, found = load_gatherings(), set()
    for word in words(title):
        if (kind := lists.noun(word)) is not None:
            found.add(str(kind))
        for name, told in (("meeting", "meeting"), ("visiting", "visit"), ("signing", "signing")):
            if lists.verb(word, name) or lists.coming_verb(word, name):
                found.add(told)
    return found


def read_lines(article: Article, sentences: Iterable[Sentence]) -> list[Line]:
    """The sentences of an article but its headline and furniture."""
    text = Text(article.text, day_of(article.date) if article.date else None)
    quotable = [one for one in sentences if not one.boilerplate and not _is_title(article, one)]
    return [Line(text.within(one.start, one.end), number) for number, one in enumerate(quotable)]


def _is_title(article: Article, sentence: Sentence) -> bool:
    text = article.text[sentence.start : sentence.end]
    title = article.title.removesuffix("…")
    return sentence.start == 0 and not article.title.endswith("…") and words(text) == words(title)


def _is_later(opening: Opening) -> bool:
    """Whether the time told for it is after the article's day, or long before it."""
    line, published = opening.line, opening.line.part.whole.published
    if published is None:
        return False
    near = [dated for at, (dated, _) in line.dates.items() if opening.at - _NEAR <= at <= opening.end + 1]
    told = [dated for _, dated in opening.time[:1]] or ([] if opening.main and not line.number else near)
    return any(
        (dated.first is not None and dated.first > published)
        or (dated.last is not None and (published - dated.last).days > _RECENT)
        for dated in told
    )


def _is_another(last: Meeting, opening: Opening) -> bool:
    """Whether an opening is of another meeting than the last one."""
    line = opening.line
    if line is last.openings[-1].line:
        return True
    if _is_definite(opening):
        return _goes_over(line)
    if not opening.main:
        return False
    if line.is_phrase(0, "elsewhere") > 0:
        return True
    met = {word for one in last.openings for party in [*one.holders, *one.attended] for word in _stems(party)}
    others = [one for one in opening.attended if one.named]
    if others and all(len(_stems(one) & met) * 2 < len(_stems(one)) for one in others):
        return not _names_them(last, opening)
    told = {stem(word) for one in [*last.lines, *last.before] for word in one.folded}
    named = {word for one in _people(opening) for word in _stems(one)}
    if not opening.attended or len(named & told) * 2 >= len(named):
        return False
    return not _names_them(last, opening)


def _names_them(last: Meeting, opening: Opening) -> bool:
    """Whether the next sentence names those whom the one before only told as a group."""
    unnamed = not any(one.named for one in last.first.attended)
    named = any(one.named for one in opening.attended)
    return unnamed and named and opening.line.number == last.first.line.number + 1


def _stems(party: Party) -> set[str]:
    return {stem(word) for word in words(party.excerpt.text) if word not in STOP_WORDS}


def _tells_more(last: Meeting, opening: Opening) -> bool:
    """Whether the lead goes on with a meeting that it only named first, with its day and place."""
    known = last.first.time or last.first.place or last.first.main
    return opening.line.number < LEAD and not known and bool(opening.time or opening.place)


def _is_definite(opening: Opening) -> bool:
    return any(one.article for one in readings(opening.line.folded[opening.at]))


def _people(opening: Opening) -> Sequence[Party]:
    return opening.attended or opening.holders
