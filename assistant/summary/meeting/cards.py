"""A card of each meeting: who held it, who attended, where, when, on what, what was decided, which figures.

Every entry is words of the article as they stand there; a field for which no pattern of ``patterns.toml`` finds words
stays empty. It reads word forms, not sentences: a decision told without a verb of deciding is missed, and names that
neither a rank nor an office announces are known only by where they stand.
"""

import re
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
from retrieval.arabic.entities import find_entities
from retrieval.arabic.lexicon import load_lexicon
from retrieval.types import Article, Sentence

_AFTER_NUMBER = re.compile(r"^(?:[بلكف](?:ال)?|لل|و).{3,}")


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
    """Numbers with what they count, and dates with a number or a month in them, but not the meeting's own time."""
    found = []
    for line in meeting.lines:
        dates = find_entities(line.text, "date")
        numbers = [n for n in find_entities(line.text, "number") if not any(a <= n[0] < b for a, b in dates)]
        for start, end in sorted([*dates, *(_counted(line.text, *number) for number in numbers)]):
            text = line.text[start:end]
            if (start, end) not in dates or re.search(rf"\d|{load_lexicon().months}", fold(text)):
                found.append(Excerpt(text, line.start + start, line.start + end))
    return distinct([f for f in found if not any(t.start < f.end and f.start < t.end for t in time)])


def _counted(text: str, start: int, end: int) -> tuple[int, int]:
    """A number with the noun it counts: not with a word that begins another phrase, but with "number" before it."""
    if before := re.search(r"رقم\s+$", text[:start]):
        first = re.search(r"\S+", text[start:end])
        return before.start(), start + (first.end() if first else end - start)
    last = text[start:end].split()[-1]
    if len(text[start:end].split()) > 1 and _AFTER_NUMBER.match(fold(last)) and not re.search(r"\d", last):
        return start, start + len(text[start:end].removesuffix(last).rstrip())
    return start, end
