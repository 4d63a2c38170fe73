"""What stands around the verb or the noun of a meeting in its sentence: who, with whom, where, when, on what.

It is read word by word: a list of parties behind "with" and "in the presence of", a place behind "in", a date, a
subject. What it does not know: who does what in a clause behind "that", where it stops.
"""

from dataclasses import dataclass, field

from assistant.summary.meeting import subjects
from assistant.summary.meeting.heads import is_errand
from assistant.summary.meeting.lines import Line
from assistant.summary.meeting.parties import Parties, Party
from assistant.types import Excerpt
from retrieval.arabic.calendar import Dated
from retrieval.arabic.clitics import THIRD_PERSON, pronoun_on_particle, readings
from retrieval.arabic.gatherings import load_gatherings
from retrieval.arabic.names import Name, body_heads

_PRECISE = frozenset({"day", "range", "vague"})
_WITH = "مع"
_IN = frozenset({"في", "داخل", "الي"})
_SAYING_THAT = frozenset({"ان", "انه", "انها", "انهم", "بان", "بانه", "بانها"})
_RELATIVE = frozenset({"الذي", "التي", "الذين", "اللذين", "اللتين"})
_MOST_PLACE_WORDS = 11
_FROM_SIDE = 3
_MOST_UNKNOWN = 2
"""Words that are nothing known, behind which another matter begins."""
_AFTER = frozenset({"بعد", "عقب", "اثر", "قبل", "قبيل"})


@dataclass(slots=True)
class Around:
    """What was read, in reading order."""

    parties: list[Party] = field(default_factory=list)
    """Those that nothing announces: the subject of a verb, its object."""
    partners: list[Party] = field(default_factory=list)
    """The other side: behind "with", «ب», «جمعه ب»."""
    attended: list[Party] = field(default_factory=list)
    presiding: list[Party] = field(default_factory=list)
    holders: list[Party] = field(default_factory=list)
    """Behind a verb of holding: «عقده الوزير»."""
    owners: list[Party] = field(default_factory=list)
    """Whose meeting it is called: «اجتماع للجنة»; both sides behind "between"."""
    pair: bool = False
    """It is of two who were named before."""
    place: list[Excerpt] = field(default_factory=list)
    time: list[tuple[Excerpt, Dated]] = field(default_factory=list)
    subject: list[Excerpt] = field(default_factory=list)
    rest: int = -1
    """The first word that is nothing known, what is told of at last; -1 for none."""
    end: int = 0

    @property
    def everybody(self) -> list[Party]:
        return [*self.parties, *self.partners, *self.attended, *self.presiding, *self.holders, *self.owners]


class Walk:
    """One reading of a sentence from a word on, up to ``stop``."""

    def __init__(self, line: Line, start: int, stop: int | None = None, *, noun: bool = False) -> None:
        self._line = line
        self._parties = Parties(line)
        self._stop = len(line) if stop is None else stop
        self._start = start
        self._noun = noun
        self._unknown = 0
        self.owned = False
        """The noun before it has a pronoun: who stands behind it is the other side."""
        self.visit = False
        """What is read is of a visit, whose place stands behind «ل» too."""
        self.told = Around(end=start)

    def read(self) -> Around:
        at = self._start
        while at < self._stop and not (at > self._start and self._line.stops(at)):
            behind = self._step(at)
            if behind is None:
                break
            at = behind
        self.told.end = at
        return self.told

    def _step(self, at: int) -> int | None:
        """Behind what begins at a word; None where the reading ends before it."""
        line, word = self._line, self._line.folded[at]
        if at in line.dates:
            return self._date(at)
        if (behind := self._announced(at)) is not None:
            return behind
        if word == "وذلك":
            if at + 1 < len(line) and is_errand(line, at + 1):
                told_of, end = subjects.read(line, at + 1)
                self.told.subject += told_of
                return end
            return at + 1
        if word in _SAYING_THAT or line.is_phrase(at, "closing") > at or line.is_participle(at):
            return None
        if word in _RELATIVE or word == "ثم":
            return at + 1
        if (
            any(
                line.lists.verb(word, name) or line.lists.coming_verb(word, name)
                for name in ("joining", "holding", "leading", "held")
            )
            and at > self._start - 1
        ):
            return self._joined(at)
        if (behind := self._place(at)) > at:
            return behind
        if self._noun and is_errand(line, at):
            told_of, end = subjects.read(line, at)
            self.told.subject += told_of
            return end
        if word == "من" and self._noun and not (self.told.partners or self.told.owners):
            return self._from(at)
        if word == "عبر":
            return at + 2
        if line.is_verb(at) and not self._parties.begins(at):
            return None if at > self._start else at + 1
        party = self._parties.at(at, places=self._noun and at == self._start)
        if party is not None and not self._unknown:
            return self._party(party)
        if line.is_phrase(at, "settings") > at and line.bare(at) in _AFTER:
            return None
        if not self._unknown and at > self._start and line.folded[at].startswith("ال"):
            self.told.rest = at
        self._unknown += at > self._start and len(word) > 2 and not (line.preposition(at) == "ب" and line.comma(at))
        return at + 1 if self._unknown <= _MOST_UNKNOWN else None

    def _date(self, at: int) -> int:
        line = self._line
        dated, end = line.dates[at]
        before = line.bare(at - 1) if at else ""
        earlier = before == "من" and line.folded[max(0, at - 3) : at - 1] == ["وقت", "سابق"]
        if (
            (before not in _words("not_when") or earlier)
            and dated.precision in _PRECISE
            and _is_known(dated)
            and not line.joined(at)
        ):
            excerpt = line.excerpt(dated.start, dated.end)
            if excerpt:
                self.told.time.append((excerpt, dated))
        return max(end, at + 1)

    def _announced(self, at: int) -> int | None:
        """A list behind the words that announce it, or a subject."""
        line, told = self._line, self.told
        start = subjects.starts(line, at)
        if start >= 0 and not (start == at and self._parties.begins(at)):
            told_of, end = subjects.read(line, start)
            told.subject += told_of
            return end
        if (behind := line.is_phrase(at, "presiding")) > at:
            found, end = self._parties.list_at(behind, places=False)
            told.presiding += found
            return max(end, behind)
        if line.bare(at) == _WITH or line.folded[at] == "بين":
            start = self._behind_adverbs(at + 1)
            if line.is_phrase(start, "each") > start:
                start += 2
            found, end = self._parties.list_at(start, loose=line.folded[at] != "بين")
            (told.partners if line.bare(at) == _WITH else told.owners).extend(found)
            return max(end, at + 1)
        if (behind := line.is_phrase(at, "attending")) > at:
            found, end = self._parties.list_at(behind, sure=line.folded[behind - 1] == "من")
            told.attended += found
            return max(end, behind)
        return None

    def _behind_adverbs(self, at: int) -> int:
        while at in self._line.dates:
            at = self._date(at)
        return at

    def _joined(self, at: int) -> int | None:
        """Behind a verb of holding or attending in a relative clause: its subject, or who was there."""
        line, told = self._line, self.told
        word = line.bare(at)
        if word == "عقد" and at > self._start and not line.joined(at) and line.folded[at - 1] not in _RELATIVE:
            return None
        if line.lists.coming_verb(word, "joining"):
            self._unknown += 1  # whom a body has as members: where they are is not where it meets
        joining = line.lists.verb(word, "joining") or line.lists.coming_verb(word, "joining")
        start = at + 1
        if start < len(line) and line.folded[start] in ("فيه", "فيها", "به", "بها"):
            start += 1
        if start < len(line) and pronoun_on_particle(line.folded[start]):
            start += 1
        if (
            line.folded[start : start + 1] == ["في"]
            and start + 1 < len(line)
            and line.lists.noun(line.folded[start + 1])
        ):
            start += 1
        start += start < len(line) and line.folded[start] in line.lists.single["this"]
        if start < len(line) and line.lists.noun(line.folded[start]):
            start += 1
        start = line.is_phrase(start, "besides")
        start = max(start, line.is_phrase(start, "each"))
        if line.folded[start : start + 1] == ["من"] and line.lists.has(
            line.folded[min(start + 1, len(line) - 1)], "sides"
        ):
            start += _FROM_SIDE
        while start in line.dates:
            start = self._date(start)
        if start < len(line) and line.folded[start] in line.lists.single["pairs"]:
            told.pair = True
            return start + 1
        if line.lists.has(word, "members") and line.folded[at - 1] in _RELATIVE and not self._noun_before(at - 1):
            return max(self._parties.list_at(start, loose=False)[1], start)
        if start < len(line) and line.preposition(start) == "ب" and (behind := self._place(start)) > start:
            start = behind
        pronoun = word.endswith(THIRD_PERSON)
        if joining and pronoun and word.startswith("جمع"):
            found, end = self._parties.list_at(start, loose=False)
            told.partners += [one for one in found if one.preposition == "ب"]
            return max(end, start) if found else start
        if start < len(line) and (start in line.names and line.names[start][0].kind == "place" and not joining):
            return start
        found, end = self._parties.list_at(start, loose=joining, places=joining, sure=line.folded[start - 1] == "من")
        other = self._parties.at(end) if joining and word.startswith("جمع") and found else None
        if other is not None and other.preposition == "ب":
            told.holders += found  # «جمع الوزير بنظيره»
            return end
        if joining:
            told.attended += found
        else:
            told.holders += found
        return max(end, start) if found else start

    def _noun_before(self, at: int) -> bool:
        """Whether a relative clause is of the meeting's noun, not of a body: «الاجتماع الذي ضم»."""
        return any(self._line.lists.noun(word) for word in self._line.folded[max(0, at - _FROM_SIDE) : at])

    def _from(self, at: int) -> int:
        """Behind the other side of a call that somebody had from another."""
        found, end = self._parties.list_at(at + 1, loose=False)
        self.told.partners += [one for one in found if one.named or not one.place][:1]
        return max(end, at + 1)

    def _place(self, at: int) -> int:
        """Behind a place, where one begins at a word; ``at`` for none."""
        line = self._line
        word = line.folded[at]
        first = at + 1 if word in _IN else at
        if first >= len(line) or (first == at and line.preposition(at) not in (("ب", "ل") if self.visit else ("ب",))):
            return at
        if line.folded[first] in line.lists.single["not_places"] or first in line.dates:
            return at
        head = first in line.names and line.names[first][0].kind == "place"
        venue = line.lists.has(line.folded[first], "venues")
        body = first in line.names and line.names[first][0].kind == "body" and word in _IN and word != "الي"
        somewhere = self.visit and word == "الي" and not line.is_verb(first)
        if not (head or venue or body or somewhere):
            return at
        end = self.place_end(first, venue=venue)
        start = line.words[first].start if word in _IN else self._behind_letter(first)
        excerpt = line.span(first, end, start)
        if excerpt and not self.told.place and not self._unknown:
            self.told.place.append(excerpt)
        return end

    def _behind_letter(self, at: int) -> int:
        line = self._line
        if at in line.names and line.names[at][0].start > line.words[at].start and not line.folded[at].startswith("لل"):
            return line.names[at][0].start
        if line.folded[at].startswith("لل"):
            return line.words[at].start
        return line.words[at].behind(2 if line.joined(at) else 1)

    def place_end(self, at: int, *, venue: bool) -> int:
        """Behind the last word of a place that begins at a word; ``venue`` where it begins with a common noun."""
        line = self._line
        end = line.names[at][1] if at in line.names and line.names[at][0].kind != "person" else at + 1
        if line.lists.has(line.folded[at], "quantities"):
            end = max(end, at + 2)
        named = not venue
        while end < min(len(line), at + _MOST_PLACE_WORDS):
            if venue and end > at + 1 and line.joined(end) and not line.comma(end) and line.bare(end) in body_heads():
                end += 1
                continue
            if (
                line.stops(end)
                or line.comma(end)
                or end in line.dates
                or line.joined(end)
                or (line.opens(end) and "(" in line.gap(end))
            ):
                break
            word = line.folded[end]
            if word == "من" and line.bare(end - 1).endswith("عدد") and end + 1 < len(line):
                end += 2
                named = True
                continue
            inner = word in ("في", "من") or (
                line.preposition(end) == "ب" and not line.is_phrase(end, "attending", "presiding") > end
            )
            target = end + 1 if word in ("في", "من") else end
            if (
                inner
                and target < len(line)
                and (
                    (target in line.names and line.names[target][0].kind == "place")
                    or line.lists.has(line.folded[target], "venues")
                )
            ):
                end = line.names[target][1] if target in line.names else target + 1
                named = target in line.names
                continue
            if (
                line.is_verb(end)
                or (line.lists.noun(word) and not (venue and end == at + 1))
                or line.bare(end)
                in (
                    "في",
                    "من",
                    "مع",
                    "الي",
                    "علي",
                    "بين",
                    "الذي",
                    "التي",
                    "حيث",
                    "بعد",
                    "خلال",
                    "حول",
                    "عن",
                    "رفقه",
                    "ان",
                    "عبر",
                )
            ):
                break
            if (
                subjects.starts(line, end) >= 0
                or line.is_phrase(end, "attending", "presiding", "closing", "settings") > end
            ):
                break
            if end in line.names:
                name, behind = line.names[end]
                if (named and name.kind != "place") or (name.kind == "person" and _has_office(name)):
                    break
                end, named = behind, True
                continue
            if named and (not word.startswith("ال") or self._parties.begins(end)):
                break
            if line.preposition(end) in ("ب", "ل") and not word.startswith("لل") and not word.startswith("ال"):
                break
            named = named or word.startswith("ال")
            end += 1
        return end

    def _party(self, party: Party) -> int:
        told = self.told
        if party.preposition == "ب" and not party.place:
            told.partners.append(party)
        elif self._noun and party.preposition == "ل":
            told.owners.append(party)
        elif self.owned and party.first == self._start:
            told.partners.append(party)
        elif self._noun and party.first == self._start and not self._line.comma(party.first):
            told.owners.append(party)
            if party.excerpt.text[:2] != "لل":
                return party.end
        else:
            told.parties.append(party)
        more, end = self._more(party)
        target = (
            told.partners
            if party.preposition == "ب"
            else told.owners
            if told.owners and told.owners[-1] is party
            else told.parties
        )
        target.extend(more)
        return end

    def _more(self, party: Party) -> tuple[list[Party], int]:
        """The parties that «و» joins to one."""
        line, end = self._line, party.end
        found: list[Party] = []
        while end < len(line) and line.joined(end) and not line.stops(end):
            following = self._parties.at(end, loose=party.named)
            if following is None or line.is_verb(end):
                break
            found.append(following)
            end = following.end
        return found, end


def _has_office(name: Name) -> bool:
    """Whether a name begins with an office: somebody, not what a hall is called after."""
    return name.title is not None and name.title[0] == name.start


def _is_known(dated: Dated) -> bool:
    """Whether it is known which day is meant, but for the year or the article's day."""
    return dated.first is not None or dated.reason in ("no_article_day", "no_year")


def around(line: Line, start: int, stop: int | None = None, *, noun: bool = False) -> Around:
    """What stands from a word on; ``noun`` where it is right behind the noun of a meeting."""
    return Walk(line, start, stop, noun=noun).read()


def behind_noun(line: Line, at: int) -> int:
    """Behind a meeting's noun with its adjectives and number: «اجتماعا موسعا», «الاجتماع الأول», «اجتماعه رقم 48»."""
    end = at + 1
    definite = any(one.article for one in readings(line.folded[at])) or line.lists.is_owned(line.folded[at])
    while end < len(line) and end - at < 5 and not line.gap(end).strip(" \u00a0"):
        word = line.folded[end]
        if (
            end in line.names
            or end in line.dates
            or word in _RELATIVE
            or (line.lists.noun(word) is None and line.is_phrase(end, "attending", "presiding", "subjects") > end)
        ):
            break
        accusative = line.words[end].is_accusative and len(word) > 3 and not line.is_verb(end)
        adjective = definite and word.startswith("ال") and not Parties(line).begins(end)
        plain = line.folded[end] in line.lists.single["phone"] or word in _words("plain_adjectives") or word.isdigit()
        if not (accusative or adjective or plain):
            break
        end += 1
    return end


def _words(name: str) -> frozenset[str]:
    """The words of a list."""
    return load_gatherings().single[name]
