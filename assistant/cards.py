"""A card of each meeting: who held it, who attended, where, when, on what, what was decided, which figures.

Every entry is words of the article as they stand there; a field for which no pattern of ``meetings.toml`` finds words
stays empty. It reads word forms, not sentences: a decision told without a verb of deciding is missed, and names that
neither a rank nor an office announces are known only by where they stand.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from assistant.entities import find_entities
from assistant.lexicon import load_lexicon
from assistant.meetings import EDGE, END, WORD, Line, Meeting, Patterns, find_meetings, is_background, patterns
from assistant.types import Card, Span
from retrieval.arabic import STOP_WORDS, fold, stem, words
from retrieval.types import Article, Sentence

_TOKEN = re.compile(r"\s*([^\s,،;:؛.()«»\"]+)([,:;؛.()«»\"]*)")
_STOP = re.compile(
    rf"و?(?:الذي|التي|الذين|اللذين|حيث|ان|انه|انها|بان|خلال|عبر|منذ|قبل|بعد|وذلك|ذلك|لكن|بينما|فيما|كما|وقد|علي|ثم){END}"
)
_NOT_WHEN = re.compile(rf"{EDGE}(?:منذ|حتي|قبل|بعد|ذكري|بحلول|من|الي|غد|المقرر|المقرره|لغايه|قبيل)\s*(?:يوم\s*)?$")
_AFTER_NUMBER = re.compile(r"^(?:[بلكف](?:ال)?|لل|و).{3,}")
_MOST_SUBJECTS = 3


def read_cards(article: Article, sentences: Sequence[Sentence]) -> tuple[Card, ...]:
    """One card for each meeting of an article, in the order they are told."""
    meetings = find_meetings(article, sentences)
    return tuple(_Reader(article, meeting, meetings).card() for meeting in meetings)


class _Reader:
    """Reads the fields of one meeting."""

    def __init__(self, article: Article, meeting: Meeting, meetings: Sequence[Meeting]) -> None:
        self._article = article
        self._meeting = meeting
        self._p: Patterns = patterns()
        self._all = [line for other in meetings for line in other.lines]

    def card(self) -> Card:
        time, subject = self._time(), self._subject()
        held_by = self._held_by()
        return Card(
            held_by=held_by,
            attended=self._attended(held_by),
            place=self._place(),
            time=time,
            subject=subject,
            decisions=self._decisions(),
            figures=self._figures(time),
        )

    # who held it

    def _held_by(self) -> tuple[Span, ...]:
        found = [span for line, noun in self._meeting.openings for span in self._holders(line, noun)]
        found += self._presiding()
        if not any(self._p.office.search(fold(span.text)) or self._p.rank.search(fold(span.text)) for span in found):
            found = [*self._told_before(), *found]
        named = [self._named(span) for span in found]
        return _distinct(named)

    def _holders(self, line: Line, noun: int) -> Iterator[Span]:
        text, p = line.folded.text, self._p
        after = self._noun_end(text, noun)
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

    def _whose(self, line: Line, after: int) -> Iterator[Span]:
        """The body that a meeting is said to be of: "the first meeting of the committee"."""
        text = line.folded.text
        body = re.compile(rf"(?:\s+(?:ال{WORD}|{WORD}ا)){{0,3}}\s+(لل?{WORD})").match(text, after)
        if body and not self._p.purpose.match(text, body.start(1)):
            yield from self._body(line, body.start(1), self._phrase(text, body.start(1), 5))

    def _noun_end(self, text: str, noun: int) -> int:
        match = self._p.noun.match(text, noun) or self._p.meeting.match(text, max(0, noun - 8))
        return match.end() if match else noun

    def _subject_of(self, line: Line, start: int, limit: int) -> Iterator[Span]:
        end = min(self._person_end(line.folded.text, start), limit)
        if limit < len(line.folded.text):
            end = self._bare_name_end(line.folded.text, start, end, limit)
        phrase = _trim(line.folded.text, start, end)
        if phrase and not self._p.noun.match(line.folded.text, phrase[0]):
            yield line.span(*phrase)

    def _bare_name_end(self, text: str, start: int, end: int, limit: int) -> int:
        """Before the noun a name may stand between commas behind its office, without a rank."""
        p = self._p
        if self._p.rank.search(text, start, end) or not p.office.search(text, start, end):
            return end
        name = re.compile(rf"\s*,\s*({WORD}(?:\s+{WORD}){{1,3}}?)\s*(?=,|{p.time.pattern})").match(text, end, limit)
        others = (p.time, p.venue, p.noun, p.attending, p.presiding, p.purpose)
        if name is None or any(other.search(text, *name.span(1)) for other in others) or _STOP.match(name.group(1)):
            return end
        return end if re.match(rf"(?:في|من|مع){END}", name.group(1)) else name.end(1)

    def _presiding(self) -> list[Span]:
        found = []
        for line in self._core():
            for match in self._p.presiding.finditer(line.folded.text):
                start = match.end()
                if noun := re.compile(rf"\s+{self._p.noun.pattern}").match(line.folded.text, start):
                    start = noun.end()
                    if not line.folded.text[noun.start() :].lstrip().startswith("ال"):
                        continue
                if phrase := _trim(line.folded.text, start, self._person_end(line.folded.text, start)):
                    found.append(line.span(*phrase))
        return found

    def _body(self, line: Line, start: int, end: int) -> Iterator[Span]:
        """A body whose meeting it is called; as named elsewhere in the article, since "for the" is written into it."""
        wanted = [stem(re.sub("^لل?", "ال", word)) for word in re.findall(WORD, line.folded.text[start:end])]
        for other in self._all:
            for match in re.finditer(WORD, other.folded.text):
                tail = re.compile(rf"(?:{WORD}\s+){{{len(wanted) - 1}}}{WORD}").match(other.folded.text, match.start())
                if tail and [stem(w) for w in tail.group().split()] == wanted and not tail.group().startswith("لل"):
                    more = re.compile(rf"(?:\s+ال{WORD}){{0,3}}").match(other.folded.text, tail.end())
                    yield other.span(tail.start(), more.end() if more else tail.end())
                    return
        yield line.span(start, end)

    def _told_before(self) -> list[Span]:
        """Where something "came during" the meeting: who said or did it, in the sentences before."""
        for line, noun in self._meeting.openings:
            place = self._meeting.lines.index(line)
            if not place or not self._p.came.search(line.folded.text[:noun]):
                continue
            for before in reversed(self._meeting.lines[max(0, place - 3) : place]):
                if not self._is_title(before) and (speaker := self._speaker(before)):
                    return [speaker]
        return []

    def _speaker(self, line: Line) -> Span | None:
        """Whom the verb that a sentence begins with has as its subject, where an office or a rank tells."""
        text = line.folded.text
        verb = re.match(rf"{WORD}\s+", text)
        if verb is None or not (self._p.office.match(text, verb.end()) or self._p.rank.match(text, verb.end())):
            return None
        phrase = _trim(text, verb.end(), self._person_end(text, verb.end()))
        return line.span(*phrase) if phrase else None

    def _named(self, span: Span) -> Span:
        """Somebody named with rank and office elsewhere in the article, where this says only one or the other."""
        wanted = _stems(span.text)
        if self._p.rank.search(fold(span.text)) and self._p.office.search(fold(span.text)) and len(wanted) > 4:
            return span
        for line in self._all:
            for person in self._people(line):
                if wanted and wanted <= _stems(person.text) and len(_stems(person.text)) > len(wanted):
                    return person
        return span

    def _people(self, line: Line) -> Iterator[Span]:
        """Mentions that have both an office and a rank with its name."""
        text = line.folded.text
        for match in [*self._p.office.finditer(text), *self._p.rank.finditer(text)]:
            phrase = _trim(text, match.start(), self._person_end(text, match.start()))
            if phrase and self._p.rank.search(text, *phrase) and self._p.office.search(text, *phrase):
                yield line.span(*phrase)

    # who attended

    def _attended(self, held_by: Sequence[Span]) -> tuple[Span, ...]:
        found = [span for line, start in self._lists() for span in self._items(line, start)]
        held = [(span.start, span.end) for span in held_by]
        holders = [_stems(span.text) for span in held_by]
        found = [span for span in found if not any(a < span.end and span.start < b for a, b in held)]
        return _distinct(
            [span for span in found if _stems(span.text) and not any(_stems(span.text) <= h for h in holders)]
        )

    def _lists(self) -> Iterator[tuple[Line, int]]:
        """Where lists of those attending begin."""
        for line, noun in self._meeting.openings:
            text, p = line.folded.text, self._p
            after = self._noun_end(text, noun)
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
        for line in self._core():
            for match in self._p.attending.finditer(line.folded.text):
                yield line, match.end()
            among = re.search(rf"{EDGE}(?:و?من بينهم|وفي مقدمتهم){END}", line.folded.text)
            if among and self._p.attending.search(line.folded.text[: among.start()]):
                yield line, among.end()

    def _met_start(self, line: Line, verb: int) -> int:
        """Where the object of "met" or "received" begins: behind its subject and what stands between."""
        text = line.folded.text
        end = self._person_end(text, verb)
        moved = True
        while moved:
            moved = False
            for pattern in (self._p.time, self._p.venue, re.compile(rf"في\s+{WORD}")):
                if match := re.compile(rf"[\s,]*(?:{pattern.pattern})").match(text, end):
                    end, moved = (
                        max(match.end(), self._phrase(text, match.end(), 4) if pattern is self._p.venue else 0),
                        True,
                    )
        return end

    def _items(self, line: Line, start: int) -> Iterator[Span]:
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
        head = self._p.head.match(rest)
        if rest.startswith("ال") and re.search(rf"{EDGE}بال{WORD}$", item):
            return False
        definite = re.match(rf"ال{WORD}[يو]ن{END}", rest) and re.fullmatch(rf"ال{WORD}[يو]ن", item)
        if "," in separator.group() and "و" not in separator.group():
            ranked, titled = bool(self._p.rank.search(item)), bool(self._p.office.search(item))
            if self._p.office.match(rest) and ranked and not titled:
                return False
            if self._p.rank.match(rest) and titled and not ranked:
                return False
            return bool(head)
        return bool(head or definite)

    def _item(self, line: Line, start: int, end: int) -> Iterator[Span]:
        text = line.folded.text
        ranked = self._p.rank.search(text, start + 20, end)
        if ranked and self._p.group.match(text[start:].lstrip()):
            end = ranked.start()
        phrase = _trim(text, start, end)
        if phrase and len(text[slice(*phrase)]) > 2:
            yield line.span(*phrase)

    def _list_end(self, text: str, start: int) -> int:
        """The end of a list: before a purpose, a place, a time, a relative clause, a verb of the meeting."""
        p = self._p
        stops = re.compile(
            rf",?\s*{EDGE}(?:{_STOP.pattern}|{p.purpose.pattern}|{p.attending.pattern}|{p.presiding.pattern}|{p.time.pattern}"
            rf"|{p.venue.pattern}|{p.came.pattern}|{p.deciding.pattern}|{p.discussing.pattern}|{p.insisting.pattern}|,?\s*{p.afar.pattern}"
            rf"|و?من بينهم|,\s*في\s|كرس|خصص|لبحث)|[.؟!;:؛]"
        )
        place = start
        while match := stops.search(text, place):
            if re.match(rf",?\s*علي{END}", match.group()) is None or match.start() > start + 3:
                return match.start()
            place = match.end()
        return len(text)

    # where and when

    def _place(self) -> tuple[Span, ...]:
        found = []
        for line, _ in self._meeting.openings:
            text = line.folded.text
            before = self._purpose_start(line)
            match = self._p.venue.search(text, 0, before) or self._p.place.search(text, 0, before)
            if match:
                found.append(line.span(match.start("name"), self._place_end(text, match.end("name"))))
        return _distinct(found)[:1]

    def _place_end(self, text: str, end: int) -> int:
        if text[end : end + 1] in (",", "."):
            return end
        if noun := re.compile(rf"\s+{self._p.noun.pattern}").match(text, end):
            end = noun.end()
        return self._phrase(text, end, 8)

    def _time(self) -> tuple[Span, ...]:
        found = []
        for line in self._core(openings_first=True):
            text = line.folded.text
            limit = self._purpose_start(line)
            for match in self._p.time.finditer(text, 0, limit):
                start, end = _trim(text, *match.span()) or match.span()
                if not _NOT_WHEN.search(text[:start]):
                    found.append(line.span(start, end))
        return tuple(found[:1])

    def _purpose_start(self, line: Line) -> int:
        """Where a sentence begins to say what the meeting is for: dates and places after that are of other things."""
        starts = [match.start() for match in self._p.purpose.finditer(line.folded.text)]
        nouns = [noun for other, noun in self._meeting.openings if other is line]
        later = [start for start in starts if not nouns or start > nouns[0]]
        return min(later, default=len(line.folded.text))

    # on what

    def _subject(self) -> tuple[Span, ...]:
        found = [span for line in self._core() for span in self._purposes(line)]
        if not found:
            found = [span for line in self._meeting.lines for span in self._discussed(line)]
        return _distinct(found)[:_MOST_SUBJECTS]

    def _purposes(self, line: Line) -> Iterator[Span]:
        text = line.folded.text
        nouns = [noun for other, noun in self._meeting.openings if other is line]
        matches = [m for m in self._p.purpose.finditer(text) if not nouns or m.start() > nouns[0] or nouns[0] == 0]
        if not matches:
            yield from self._discussed(line)
            return
        match = matches[0]
        start = match.end() if not re.match(r"ل(?!ل)", match.group()) else match.start() + 1
        yield from self._clause(line, start)

    def _discussed(self, line: Line) -> Iterator[Span]:
        text, p = line.folded.text, self._p
        if line not in [other for other, _ in self._meeting.openings] and is_background(text):
            return
        for match in p.discussing.finditer(text):
            start = match.end()
            opening = [noun for other, noun in self._meeting.openings if other is line]
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
        if person := re.compile(rf"\s+(?={self._p.office.pattern}|{self._p.rank.pattern})").match(text, start):
            return self._person_end(text, person.end())
        return start

    def _behind_setting(self, line: Line, start: int, noun: int) -> int:
        """The object of "X discussed, during a meeting with Y, the plan": before the setting or behind it."""
        text = line.folded.text
        end = self._person_end(text, start)
        setting = self._p.setting.search(text[:noun])
        between = text[end : setting.start() if setting else noun].strip(" ,")
        if len(between.split()) > 1:
            return end
        return self._list_end_comma(text, noun)

    def _list_end_comma(self, text: str, noun: int) -> int:
        end = text.rfind(",", noun)
        return end + 1 if end > 0 else len(text)

    def _clause(self, line: Line, start: int) -> Iterator[Span]:
        text, p = line.folded.text, self._p
        during = "" if p.purpose.search(text, max(0, start - 12), start + 8) else rf"|(?:خلال|في)\s+{p.noun.pattern}"
        stop = re.compile(
            rf"\s*,?\s*{EDGE}(?:{p.attending.pattern}|{p.presiding.pattern}|وذلك|حيث|{p.insisting.pattern}{during})|[.؟!;؛]"
        ).search(text, start + 2)
        decided = [at for at in self._deciding(text) if at > start + 2]
        ends = [*([stop.start()] if stop else []), *decided[:1], len(text)]
        phrase = _trim(text, start, _unjoined(text, start, min(ends)))
        if phrase and len(text[slice(*phrase)].split()) > 1:
            yield line.span(*phrase)

    # what was decided

    def _decisions(self) -> tuple[Span, ...]:
        lines = [line for line in self._meeting.lines if not self._is_title(line)]
        return _distinct([span for line in lines for span in self._decided(line)])

    def _is_title(self, line: Line) -> bool:
        title = " ".join(self._article.title.removesuffix("…").split())
        return line.start == 0 and " ".join(line.text.split()) == title

    def _decided(self, line: Line) -> Iterator[Span]:
        text = line.folded.text
        if is_background(text) or self._passing(text):
            return
        starts = sorted(set(self._decision_starts(text)))
        for start, following in pairwise([*starts, len(text)]):
            phrase = _trim(text, start, _unjoined(text, start, following))
            if phrase and len(text[slice(*phrase)].split()) > 2 and not self._p.protest.search(text, *phrase):
                yield line.span(*phrase)

    def _passing(self, text: str) -> bool:
        p = self._p
        return any(p.passing_before.search(text[max(0, m.start() - 40) : m.start()]) for m in p.noun.finditer(text))

    def _deciding(self, text: str) -> Iterator[int]:
        """Where verbs of deciding begin: not "in the face of" nor "what it had recommended"."""
        for match in self._p.deciding.finditer(text):
            if not re.search(rf"{EDGE}(?:في|علي|ما|التي|الذي|باي|من|بوجه)\s+$", text[: match.start()]):
                yield match.start() + _and(match.group())

    def _decision_starts(self, text: str) -> Iterator[int]:
        p = self._p
        yield from self._deciding(text)
        for first, second, reach in ((p.insisting, p.insisted, 90), (p.issuing, p.issued, 60)):
            for match in first.finditer(text):
                if second.search(text, match.end(), match.end() + reach):
                    yield match.start() + _and(match.group())
        for match in p.announcing.finditer(text):
            if re.compile(rf".{{0,160}}?{EDGE}(?:انه\s+|ان\s+)?(?:س[يتن]{WORD}|سوف){END}").match(text, match.end()):
                yield match.start() + _and(match.group())

    # figures

    def _figures(self, time: Sequence[Span]) -> tuple[Span, ...]:
        found = []
        for line in self._meeting.lines:
            dates = find_entities(line.text, "date")
            numbers = [n for n in find_entities(line.text, "number") if not any(a <= n[0] < b for a, b in dates)]
            for start, end in sorted([*dates, *(_counted(line.text, *number) for number in numbers)]):
                text = line.text[start:end]
                if (
                    re.search(r"\d", fold(text))
                    or (start, end) not in dates
                    or re.search(load_lexicon().months, fold(text))
                ):
                    found.append(Span(text, line.start + start, line.start + end))
        return _distinct([f for f in found if not any(t.start < f.end and f.start < t.end for t in time)])

    # phrases

    def _core(self, *, openings_first: bool = True) -> list[Line]:
        """The sentences that describe the meeting itself: those that open it, and those that say who attended."""
        openings = [line for line, _ in self._meeting.openings]
        noun = re.compile(rf"{EDGE}[وف]?(?:حضر|شارك|خصص|ترأس|تراس|عقد|راس)\w*\s+(?:في\s+)?(?:{self._p.noun.pattern})?")
        others = [line for line in self._meeting.lines if line not in openings and noun.match(line.folded.text)]
        return [*openings, *others]

    def _phrase(self, text: str, start: int, most: int) -> int:
        """The end of a phrase of at most so many words: at punctuation, or before a word that begins something else."""
        end, p = start, self._p
        for _ in range(most):
            token = _TOKEN.match(text, end)
            if token is None:
                break
            word = token.start(1)
            if (
                _STOP.match(text, word)
                or any(
                    x.match(text, word)
                    for x in (
                        p.purpose,
                        p.attending,
                        p.presiding,
                        p.time,
                        p.noun,
                        p.deciding,
                        p.discussing,
                        p.came,
                        p.insisting,
                        p.issued,
                    )
                )
                or re.compile(rf"(?:مع|و?شارك|من بين){END}").match(text, word)
            ):
                break
            end = token.end(1)
            if token.group(2):
                break
        return end

    def _person_end(self, text: str, start: int) -> int:
        """The end of somebody's mention: office and name, also across the comma between the two."""
        end = self._phrase_before_place(text, start)
        following = re.compile(r"\s*,\s*").match(text, end)
        if following is None:
            return end
        ranked, titled = self._p.rank.search(text, start, end), self._p.office.search(text, start, end)
        second = (self._p.rank if titled and not ranked else self._p.office).match(text, following.end())
        if second and (titled is None or ranked is None):
            return self._phrase_before_place(text, following.end())
        return end

    def _phrase_before_place(self, text: str, start: int) -> int:
        end = self._phrase(text, start, 14)
        if match := self._p.venue.search(text, start, end):
            end = len(text[: match.start()].rstrip())
        return end


def _counted(text: str, start: int, end: int) -> tuple[int, int]:
    """A number with the noun it counts: not with a word that begins another phrase, but with "number" before it."""
    if before := re.search(r"رقم\s+$", text[:start]):
        first = re.search(r"\S+", text[start:end])
        return before.start(), start + (first.end() if first else end - start)
    last = text[start:end].split()[-1]
    if len(text[start:end].split()) > 1 and _AFTER_NUMBER.match(fold(last)) and not re.search(r"\d", last):
        return start, start + len(text[start:end].removesuffix(last).rstrip())
    return start, end


def _and(verb: str) -> int:
    """The length of a conjunction written before a verb: "and-ordered" begins at "ordered"."""
    return (
        1 if (verb[0] in "وف" and patterns().deciding.match(verb[1:])) or (verb[0] in "وف" and _said(verb[1:])) else 0
    )


def _said(verb: str) -> bool:
    p = patterns()
    return any(pattern.match(verb) for pattern in (p.insisting, p.issuing, p.announcing))


def _stems(text: str) -> set[str]:
    return {stem(word) for word in words(text) if word not in STOP_WORDS}


def _unjoined(text: str, start: int, end: int) -> int:
    """An end without the words that only lead over to what follows: "and also"."""
    joins = rf"\s*,?\s*{EDGE}(?:و|ف)?(?:كما|كذلك|في الوقت نفسه|الي جانب|فضلا عن|حيث|تم)?\s*(?:{EDGE}[وف])?\s*$"
    tail = re.search(joins, text[start:end])
    return start + tail.start() if tail else end


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A span without the white space and marks around it, quotation marks that close inside it kept; or None."""
    around = " \t,:;؛-–—\u00a0"
    pairs = {"»": "«", ")": "(", '"': '"', "'": "'", "”": "“"}
    while start < end and (
        text[start] in around
        or text[start] in pairs
        or (text[start] in pairs.values() and not _closed(text[start:end]))
    ):
        start += 1
    while end > start:
        last = text[end - 1]
        if last in pairs and text.count(pairs[last], start, end - 1) % 2 == 1:
            break
        if last not in around + "." and last not in pairs and last not in pairs.values():
            break
        end -= 1
    return (start, end) if start < end else None


def _closed(text: str) -> bool:
    """Whether the mark that a text begins with is closed again inside it."""
    return {"«": "»", "(": ")", '"': '"', "'": "'", "“": "”"}[text[0]] in text[1:]


def _distinct(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans, each said once: one whose words another holds already is left out."""
    kept: list[Span] = []
    for span in spans:
        stems = _stems(span.text) or {fold(span.text)}
        if not any(stems <= (_stems(other.text) or {fold(other.text)}) for other in kept):
            kept.append(span)
    return tuple(kept)
