"""A card of each meeting: its kind, who held it, who attended, where, when, on what, what was decided, what comes next.

Every entry is words of the article as they stand there; a field for which nothing is told stays empty. What it does not
know: a meeting, a decision or a guest told by other words than those of ``retrieval.arabic.gatherings``.
"""

from collections.abc import Iterable, Sequence

from assistant.summary.meeting import decisions, figures, people, steps
from assistant.summary.meeting.agenda import subjects
from assistant.summary.meeting.around import around
from assistant.summary.meeting.meetings import Meeting, find_meetings
from assistant.types import Card, Excerpt
from retrieval.arabic.calendar import Dated
from retrieval.arabic.clitics import without_conjunction
from retrieval.arabic.verbs import may_say
from retrieval.types import Article, Sentence


def read_cards(article: Article, sentences: Sequence[Sentence]) -> tuple[Card, ...]:
    """One card for each meeting of an article, in the order they are told."""
    found = ((meeting, _card(meeting)) for meeting in find_meetings(article, sentences))
    return tuple(card for meeting, card in found if meeting.first.main or _tells_more(meeting, card))


def _tells_more(meeting: Meeting, card: Card) -> bool:
    """Whether more is told of a meeting than that somebody spoke at it."""
    line = meeting.first.line
    first = line.folded[line.main]
    said = may_say(first) and without_conjunction(first) not in line.lists.single["comes"]
    return (
        not said
        or meeting.first.clause
        or bool(card.subject or card.place or card.decisions or card.next or meeting.first.came)
    )


def _card(meeting: Meeting) -> Card:
    held_by = people.holders(meeting)
    attended = people.attended(meeting, held_by)
    time = _first(meeting)
    decided = decisions.read(meeting, held_by)
    subject = subjects(meeting)
    return Card(
        kind=people.kind(meeting),
        held_by=held_by,
        attended=attended,
        place=tuple(place for opening in meeting.openings for place in opening.place)[:1],
        time=tuple(excerpt for excerpt, _ in time),
        date=_day(time),
        subject=subject,
        decisions=decided,
        next=steps.read(meeting, decided),
        figures=figures.read(meeting, [*held_by, *attended], decided, time),
    )


def _first(meeting: Meeting) -> list[tuple[Excerpt, Dated]]:
    published = meeting.first.line.part.whole.published
    found = [
        time
        for opening in meeting.openings
        for time in opening.time
        if published is None or time[1].first is None or time[1].first <= published
    ]
    return (found or people.time_of_pair(meeting) or _told_later(meeting))[:1]


def _told_later(meeting: Meeting) -> list[tuple[Excerpt, Dated]]:
    """The day that a later sentence tells right behind the meeting's noun: «اللقاء مع نظيره اليوم»."""
    for line in meeting.lines:
        for at, word in enumerate(line.folded):
            if line.lists.noun(word) and word.startswith("ال"):
                told = around(line, at + 1).time
                if told and told[0][1].precision == "day":
                    return told
    return []


def _day(time: Iterable[tuple[Excerpt, Dated]]) -> str:
    """The first day meant, ISO 8601; "" where it is not known to the day."""
    for _, dated in time:
        if dated.first is not None and dated.precision in ("day", "range"):
            return dated.first.isoformat()
    return ""
