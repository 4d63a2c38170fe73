"""Where and when a meeting was held."""

import re

from assistant.summary.meeting.meetings import Line, Meeting
from assistant.summary.meeting.patterns import EDGE, patterns
from assistant.summary.meeting.phrases import distinct, phrase_end, trim
from assistant.types import Excerpt

_NOT_WHEN = re.compile(rf"{EDGE}(?:منذ|حتي|قبل|بعد|ذكري|بحلول|من|الي|غد|المقرر|المقرره|لغايه|قبيل)\s*(?:يوم\s*)?$")


class Occasion:
    """The place and the time of one meeting."""

    def __init__(self, meeting: Meeting) -> None:
        self._meeting = meeting

    def place(self) -> tuple[Excerpt, ...]:
        found = []
        for line, _ in self._meeting.openings:
            text = line.folded.text
            before = self._purpose_start(line)
            match = patterns().venue.search(text, 0, before) or patterns().place.search(text, 0, before)
            if match:
                found.append(line.span(match.start("name"), self._place_end(text, match.end("name"))))
        return distinct(found)[:1]

    def _place_end(self, text: str, end: int) -> int:
        if text[end : end + 1] in (",", "."):
            return end
        if noun := re.compile(rf"\s+{patterns().noun.pattern}").match(text, end):
            end = noun.end()
        return phrase_end(text, end, 8)

    def time(self) -> tuple[Excerpt, ...]:
        found = []
        for line in self._meeting.core:
            text = line.folded.text
            limit = self._purpose_start(line)
            for match in patterns().time.finditer(text, 0, limit):
                start, end = trim(text, *match.span()) or match.span()
                if not _NOT_WHEN.search(text[:start]):
                    found.append(line.span(start, end))
        return tuple(found[:1])

    def _purpose_start(self, line: Line) -> int:
        """Where a sentence begins to say what the meeting is for: dates and places after that are of other things."""
        starts = [match.start() for match in patterns().purpose.finditer(line.folded.text)]
        nouns = self._meeting.nouns(line)
        later = [start for start in starts if not nouns or start > nouns[0]]
        return min(later, default=len(line.folded.text))
