"""Who attended a meeting: the lists behind "with", "in the presence of", "took part", and whom its holder met."""

import re
from collections.abc import Iterator, Sequence

from assistant.summary.meeting.meetings import Line, Meeting
from assistant.summary.meeting.patterns import EDGE, END, WORD, patterns
from assistant.summary.meeting.phrases import STOP, distinct, noun_end, person_end, phrase_end, stems, trim
from assistant.types import Excerpt


class Attendance:
    """Those who attended one meeting."""

    def __init__(self, meeting: Meeting) -> None:
        self._meeting = meeting

    def spans(self, held_by: Sequence[Excerpt]) -> tuple[Excerpt, ...]:
        found = [span for line, start in self._lists() for span in self._items(line, start)]
        held = [(span.start, span.end) for span in held_by]
        holders = [stems(span.text) for span in held_by]
        found = [span for span in found if not any(a < span.end and span.start < b for a, b in held)]
        return distinct(
            [span for span in found if stems(span.text) and not any(stems(span.text) <= h for h in holders)]
        )

    def _lists(self) -> Iterator[tuple[Line, int]]:
        """Where lists of those attending begin."""
        for line, noun in self._meeting.openings:
            text, p = line.folded.text, patterns()
            after = noun_end(text, noun)
            if with_ := re.compile(rf"(?:[\s,()]+[^\s,()]+){{0,14}}?[\s,()]+مع{END}").match(text, after):
                between = text[after : with_.end()]
                if not re.search(r"(?:التنسيق|التعاون|تماشيا|بالتوازي|التواصل)\s+مع", between) and not p.purpose.search(
                    between
                ):
                    yield line, with_.end()
            elif theirs := re.compile(rf"(?:\s+(?:ال{WORD}|{WORD}ا)){{0,2}}\s+ل(?={p.group.pattern})").match(
                text, after
            ):
                if p.holding.search(text, 0, noun):
                    yield line, theirs.end()
            elif called := re.compile(r"\s+من(?![^\W_])").match(text, after):
                yield line, called.end()
            if met := p.meeting.search(text, 0, 50):
                yield line, self._met_start(line, met.end())
            if joined := re.match(rf"{p.joining.pattern}", text):
                yield line, joined.end()
        for line in self._meeting.core:
            for match in patterns().attending.finditer(line.folded.text):
                yield line, match.end()
            among = re.search(rf"{EDGE}(?:و?من بينهم|وفي مقدمتهم){END}", line.folded.text)
            if among and patterns().attending.search(line.folded.text[: among.start()]):
                yield line, among.end()

    def _met_start(self, line: Line, verb: int) -> int:
        """Where the object of "met" or "received" begins: behind its subject and what stands between."""
        text = line.folded.text
        end = person_end(text, verb)
        moved = True
        while moved:
            moved = False
            for pattern in (patterns().time, patterns().venue, re.compile(rf"في\s+{WORD}")):
                if match := re.compile(rf"[\s,]*(?:{pattern.pattern})").match(text, end):
                    end, moved = (
                        max(match.end(), phrase_end(text, match.end(), 4) if pattern is patterns().venue else 0),
                        True,
                    )
        return end

    def _items(self, line: Line, start: int) -> Iterator[Excerpt]:
        """The people and groups of a list, each with the words that belong to it."""
        text = line.folded.text
        end = self._list_end(text, start)
        begin = start
        for match in re.compile(r"\s*,?\s+و(?=[^\W\d_]{3})|\s*,\s*(?!و)|\s+فضلا عن\s+|\s*,?\s+الي جانب\s+").finditer(
            text, start, end
        ):
            if self._begins_item(text, begin, match):
                yield from self._item(line, begin, match.start())
                begin = match.end()
        yield from self._item(line, begin, end)

    def _begins_item(self, text: str, begin: int, separator: re.Match[str]) -> bool:
        item, rest = text[begin : separator.start()].strip(" ,"), text[separator.end() :]
        head = patterns().head.match(rest)
        if rest.startswith("ال") and re.search(rf"{EDGE}بال{WORD}$", item):
            return False
        definite = re.match(rf"ال{WORD}[يو]ن{END}", rest) and re.fullmatch(rf"ال{WORD}[يو]ن", item)
        if "," in separator.group() and "و" not in separator.group():
            ranked, titled = bool(patterns().rank.search(item)), bool(patterns().office.search(item))
            if patterns().office.match(rest) and ranked and not titled:
                return False
            if patterns().rank.match(rest) and titled and not ranked:
                return False
            return bool(head)
        return bool(head or definite)

    def _item(self, line: Line, start: int, end: int) -> Iterator[Excerpt]:
        text = line.folded.text
        ranked = patterns().rank.search(text, start + 20, end)
        if ranked and patterns().group.match(text[start:].lstrip()):
            end = ranked.start()
        phrase = trim(text, start, end)
        if phrase and len(text[slice(*phrase)]) > 2:
            yield line.span(*phrase)

    def _list_end(self, text: str, start: int) -> int:
        """The end of a list: before a purpose, a place, a time, a relative clause, a verb of the meeting."""
        p = patterns()
        stops = re.compile(
            rf",?\s*{EDGE}(?:{STOP.pattern}|{p.purpose.pattern}|{p.attending.pattern}|{p.presiding.pattern}|{p.time.pattern}"
            rf"|{p.venue.pattern}|{p.came.pattern}|{p.deciding.pattern}|{p.discussing.pattern}|{p.insisting.pattern}|,?\s*{p.afar.pattern}"
            rf"|و?من بينهم|,\s*في\s|كرس|خصص|لبحث)|[.؟!;:؛]"
        )
        place = start
        while match := stops.search(text, place):
            if re.match(rf",?\s*علي{END}", match.group()) is None or match.start() > start + 3:
                return match.start()
            place = match.end()
        return len(text)
