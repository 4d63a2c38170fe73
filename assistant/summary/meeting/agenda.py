"""What a meeting was about: its purpose, else what is said to have been discussed."""

import re
from collections.abc import Iterator

from assistant.summary.meeting.decisions import verbs_of_deciding
from assistant.summary.meeting.meetings import Line, Meeting, is_background
from assistant.summary.meeting.patterns import EDGE, WORD, patterns
from assistant.summary.meeting.phrases import distinct, person_end, trim, unjoined
from assistant.types import Excerpt

_MOST_SUBJECTS = 3


class Agenda:
    """The subjects of one meeting."""

    def __init__(self, meeting: Meeting) -> None:
        self._meeting = meeting

    def spans(self) -> tuple[Excerpt, ...]:
        found = [span for line in self._meeting.core for span in self._purposes(line)]
        if not found:
            found = [span for line in self._meeting.lines for span in self._discussed(line)]
        return distinct(found)[:_MOST_SUBJECTS]

    def _purposes(self, line: Line) -> Iterator[Excerpt]:
        text = line.folded.text
        nouns = self._meeting.nouns(line)
        matches = [m for m in patterns().purpose.finditer(text) if not nouns or m.start() > nouns[0] or nouns[0] == 0]
        if not matches:
            yield from self._discussed(line)
            return
        match = matches[0]
        start = match.end() if not re.match(r"ل(?!ل)", match.group()) else match.start() + 1
        yield from self._clause(line, start)

    def _discussed(self, line: Line) -> Iterator[Excerpt]:
        text, p = line.folded.text, patterns()
        if not self._meeting.nouns(line) and is_background(text):
            return
        for match in p.discussing.finditer(text):
            start = match.end()
            opening = self._meeting.nouns(line)
            if opening and match.start() == 0 and opening[0] > start:
                start = self._behind_setting(line, start, opening[0])
            elif skipped := re.compile(rf"\s+(?:خلال\s+)?{p.assembled.pattern}").match(text, start):
                start = skipped.end()
            elif opening and match.start() < opening[0]:
                continue
            elif not opening:
                start = self._behind_holder(text, start)
            if re.match(rf"\s*خلال\s+{WORD}", text[start:]):
                start += re.match(rf"\s*خلال\s+{WORD}", text[start:]).end()  # type: ignore[union-attr]
            yield from self._clause(line, start)
            return

    def _behind_holder(self, text: str, start: int) -> int:
        if person := re.compile(rf"\s+(?={patterns().office.pattern}|{patterns().rank.pattern})").match(text, start):
            return person_end(text, person.end())
        return start

    def _behind_setting(self, line: Line, start: int, noun: int) -> int:
        """The object of "X discussed, during a meeting with Y, the plan": before the setting or behind it."""
        text = line.folded.text
        end = person_end(text, start)
        setting = patterns().setting.search(text[:noun])
        between = text[end : setting.start() if setting else noun].strip(" ,")
        if len(between.split()) > 1:
            return end
        return self._list_end_comma(text, noun)

    def _list_end_comma(self, text: str, noun: int) -> int:
        end = text.rfind(",", noun)
        return end + 1 if end > 0 else len(text)

    def _clause(self, line: Line, start: int) -> Iterator[Excerpt]:
        text, p = line.folded.text, patterns()
        during = "" if p.purpose.search(text, max(0, start - 12), start + 8) else rf"|(?:خلال|في)\s+{p.noun.pattern}"
        stop = re.compile(
            rf"\s*,?\s*{EDGE}(?:{p.attending.pattern}|{p.presiding.pattern}|وذلك|حيث|{p.insisting.pattern}{during})|[.؟!;؛]"
        ).search(text, start + 2)
        decided = [at for at in verbs_of_deciding(text) if at > start + 2]
        ends = [*([stop.start()] if stop else []), *decided[:1], len(text)]
        phrase = trim(text, start, unjoined(text, start, min(ends)))
        if phrase and len(text[slice(*phrase)].split()) > 1:
            yield line.span(*phrase)
