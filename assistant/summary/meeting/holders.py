"""Who held a meeting: the subject of the verb of holding, who presided, whose meeting it is called."""

import re
from collections.abc import Iterator

from assistant.summary.meeting.meetings import Line, Meeting
from assistant.summary.meeting.patterns import END, WORD, patterns
from assistant.summary.meeting.phrases import STOP, distinct, noun_end, person_end, phrase_end, stems, trim
from assistant.types import Excerpt
from retrieval.arabic import fold, stem


class Holders:
    """The holders of one meeting."""

    def __init__(self, meeting: Meeting) -> None:
        self._meeting = meeting

    def spans(self) -> tuple[Excerpt, ...]:
        found = [span for line, noun in self._meeting.openings for span in self._holders(line, noun)]
        found += self._presiding()
        if not any(
            patterns().office.search(fold(span.text)) or patterns().rank.search(fold(span.text)) for span in found
        ):
            found = [*self._told_before(), *found]
        named = [self._named(span) for span in found]
        return distinct(named)

    def _holders(self, line: Line, noun: int) -> Iterator[Excerpt]:
        text, p = line.folded.text, patterns()
        after = noun_end(text, noun)
        verbs = [*p.holding.finditer(text, 0, noun), *p.meeting.finditer(text, 0, noun + 2)]
        later = re.compile(rf"(?:\s+{WORD}){{0,3}}?\s*,?\s*(?:الذي\s+|التي\s+)?({p.holding.pattern})").match(
            text, after
        )
        if later and not re.compile(
            rf"\s*,?\s*(?:في{END}|بال|عبر|{p.presiding.pattern}|{p.time.pattern}|{p.venue.pattern})"
        ).match(text, later.end()):
            yield from self._subject_of(line, later.end(), len(text))
        elif verbs:
            yield from self._subject_of(line, verbs[-1].end(), noun if noun > verbs[-1].end() else len(text))
        elif main := re.match(rf"(?:{p.discussing.pattern}|{p.deciding.pattern})", text):
            yield from self._subject_of(line, main.end(), noun)
        elif re.match(rf"\s+(?:ال)?(?:{p.office.pattern}|{p.rank.pattern}|{p.group.pattern})", text[after:]):
            yield from self._subject_of(line, after, len(text))
        else:
            yield from self._whose(line, after)

    def _whose(self, line: Line, after: int) -> Iterator[Excerpt]:
        """The body that a meeting is said to be of: "the first meeting of the committee"."""
        text = line.folded.text
        body = re.compile(rf"(?:\s+(?:ال{WORD}|{WORD}ا)){{0,3}}\s+(لل?{WORD})").match(text, after)
        if body and not patterns().purpose.match(text, body.start(1)):
            yield from self._body(line, body.start(1), phrase_end(text, body.start(1), 5))

    def _subject_of(self, line: Line, start: int, limit: int) -> Iterator[Excerpt]:
        end = min(person_end(line.folded.text, start), limit)
        if limit < len(line.folded.text):
            end = self._bare_name_end(line.folded.text, start, end, limit)
        phrase = trim(line.folded.text, start, end)
        if phrase and not patterns().noun.match(line.folded.text, phrase[0]):
            yield line.span(*phrase)

    def _bare_name_end(self, text: str, start: int, end: int, limit: int) -> int:
        """Before the noun a name may stand between commas behind its office, without a rank."""
        p = patterns()
        if patterns().rank.search(text, start, end) or not p.office.search(text, start, end):
            return end
        name = re.compile(rf"\s*,\s*({WORD}(?:\s+{WORD}){{1,3}}?)\s*(?=,|{p.time.pattern})").match(text, end, limit)
        others = (p.time, p.venue, p.noun, p.attending, p.presiding, p.purpose)
        if name is None or any(other.search(text, *name.span(1)) for other in others) or STOP.match(name.group(1)):
            return end
        return end if re.match(rf"(?:في|من|مع){END}", name.group(1)) else name.end(1)

    def _presiding(self) -> list[Excerpt]:
        found = []
        for line in self._meeting.core:
            for match in patterns().presiding.finditer(line.folded.text):
                start = match.end()
                if noun := re.compile(rf"\s+{patterns().noun.pattern}").match(line.folded.text, start):
                    start = noun.end()
                    if not line.folded.text[noun.start() :].lstrip().startswith("ال"):
                        continue
                if phrase := trim(line.folded.text, start, person_end(line.folded.text, start)):
                    found.append(line.span(*phrase))
        return found

    def _body(self, line: Line, start: int, end: int) -> Iterator[Excerpt]:
        """A body whose meeting it is called; as named elsewhere in the article, since "for the" is written into it."""
        wanted = [stem(re.sub("^لل?", "ال", word)) for word in re.findall(WORD, line.folded.text[start:end])]
        for other in self._meeting.around:
            for match in re.finditer(WORD, other.folded.text):
                tail = re.compile(rf"(?:{WORD}\s+){{{len(wanted) - 1}}}{WORD}").match(other.folded.text, match.start())
                if tail and [stem(w) for w in tail.group().split()] == wanted and not tail.group().startswith("لل"):
                    more = re.compile(rf"(?:\s+ال{WORD}){{0,3}}").match(other.folded.text, tail.end())
                    yield other.span(tail.start(), more.end() if more else tail.end())
                    return
        yield line.span(start, end)

    def _told_before(self) -> list[Excerpt]:
        """Where something "came during" the meeting: who said or did it, in the sentences before."""
        for line, noun in self._meeting.openings:
            place = self._meeting.lines.index(line)
            if not place or not patterns().came.search(line.folded.text[:noun]):
                continue
            for before in reversed(self._meeting.lines[max(0, place - 3) : place]):
                if not self._meeting.is_title(before) and (speaker := self._speaker(before)):
                    return [speaker]
        return []

    def _speaker(self, line: Line) -> Excerpt | None:
        """Whom the verb that a sentence begins with has as its subject, where an office or a rank tells."""
        text = line.folded.text
        verb = re.match(rf"{WORD}\s+", text)
        if verb is None or not (patterns().office.match(text, verb.end()) or patterns().rank.match(text, verb.end())):
            return None
        phrase = trim(text, verb.end(), person_end(text, verb.end()))
        return line.span(*phrase) if phrase else None

    def _named(self, span: Excerpt) -> Excerpt:
        """Somebody named with rank and office elsewhere in the article, where this says only one or the other."""
        wanted = stems(span.text)
        if patterns().rank.search(fold(span.text)) and patterns().office.search(fold(span.text)) and len(wanted) > 4:
            return span
        for line in self._meeting.around:
            for person in self._people(line):
                if wanted and wanted <= stems(person.text) and len(stems(person.text)) > len(wanted):
                    return person
        return span

    def _people(self, line: Line) -> Iterator[Excerpt]:
        """Mentions that have both an office and a rank with its name."""
        text = line.folded.text
        for match in [*patterns().office.finditer(text), *patterns().rank.finditer(text)]:
            phrase = trim(text, match.start(), person_end(text, match.start()))
            if phrase and patterns().rank.search(text, *phrase) and patterns().office.search(text, *phrase):
                yield line.span(*phrase)
