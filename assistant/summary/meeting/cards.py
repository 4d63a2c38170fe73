"""A card of each meeting: who held it, who attended, where, when, on what, what was decided, which figures.

Every entry is words of the article as they stand there; a field for which no pattern of ``patterns.toml`` finds words
stays empty. It reads word forms, not sentences: a decision told without a verb of deciding is missed, and names that
neither a rank nor an office announces are known only by where they stand.
"""

from collections.abc import Sequence

from assistant.summary.meeting.agenda import Agenda
from assistant.summary.meeting.attendance import Attendance
from assistant.summary.meeting.decisions import decisions
from assistant.summary.meeting.holders import Holders
from assistant.summary.meeting.meetings import Meeting, find_meetings
from assistant.summary.meeting.occasion import Occasion
from assistant.summary.meeting.phrases import distinct
from assistant.types import Card, Excerpt
from retrieval.arabic import fold
from retrieval.arabic.calendar import Dated
from retrieval.arabic.entities import amounts
from retrieval.arabic.numbers import Number
from retrieval.arabic.text import Text
from retrieval.types import Article, Sentence

_OF_THEIR_OWN = ("", "no_year")
"""Reasons why a date has no value that leave it a date: it tells a day or month, and the article the year."""


def read_cards(article: Article, sentences: Sequence[Sentence]) -> tuple[Card, ...]:
    """One card for each meeting of an article, in the order they are told."""
    return tuple(_card(meeting) for meeting in find_meetings(article, sentences))


def _card(meeting: Meeting) -> Card:
    held_by, occasion = Holders(meeting).spans(), Occasion(meeting)
    time = occasion.time()
    return Card(
        held_by=held_by,
        attended=Attendance(meeting).spans(held_by),
        place=occasion.place(),
        time=time,
        subject=Agenda(meeting).spans(),
        decisions=decisions(meeting),
        figures=_figures(meeting, time),
    )


def _figures(meeting: Meeting, time: Sequence[Excerpt]) -> tuple[Excerpt, ...]:
    """Amounts and labels with what they count, and dates of their own, but not the meeting's own time.

    A noun in the dual is no figure, nor is a month of the Hijri calendar by itself.
    """
    found = []
    for line in meeting.lines:
        told = Text(line.text)
        dates = [(one.start, one.end) for one in told.dates if one.reason in _OF_THEIR_OWN and not _hangs(one)]
        figures = [*amounts(told), *(number for number in told.numbers if number.kind == "label")]
        for start, end in sorted([*dates, *(number.whole for number in figures if not _is_dual(number))]):
            found.append(Excerpt(line.text[start:end], line.start + start, line.start + end))
    return distinct([f for f in found if not any(t.start < f.end and f.start < t.end for t in time)])


def _hangs(dated: Dated) -> bool:
    return dated.relative or (dated.hijri and dated.precision == "month")


def _is_dual(number: Number) -> bool:
    return fold(number.noun) == number.words
