"""Who is named at a place of a sentence: people with rank and office, bodies, groups; and lists of them.

A party begins with a name, an office, a rank or the noun of a group; it goes on over what these are of and over the
comma between an office and a name, up to the next party, preposition, verb, date or meeting. What it does not know: a
name in no list that nothing announces, and who a title alone is.
"""

from dataclasses import dataclass

from assistant.summary.meeting.lines import Line
from assistant.types import Excerpt
from retrieval.arabic import fold
from retrieval.arabic.acts import is_act
from retrieval.arabic.clitics import pronoun_on_particle, readings
from retrieval.arabic.gatherings import is_plural, load_gatherings
from retrieval.arabic.names import body_heads, is_office, is_portfolio, may_be_name, rank_names
from retrieval.arabic.numbers import is_number_word

_MOST_WORDS = 18
_MOST_UNLISTED = 4
_QUANTITIES = frozenset({"عده", "بعض", "عديد", "مختلف", "عدد", "عددا", "جميع", "كافه", "كبار", "لفيف", "نخبه", "ثله"})
_LINKS = frozenset({"باسم", "لدي", "بن", "ولد", "ال"})
_OF = frozenset({"من", "عن"})
_ALL = frozenset({"جميعا", "كافه", "باسم"})
_IN, _BETWEEN = "في", "بين"


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody or a body named in a sentence, as a half-open range of its words."""

    excerpt: Excerpt
    first: int
    end: int
    named: bool
    """A person's name is in it."""
    preposition: str = ""
    """The letter in front of its first word: «ب», «ل»."""
    place: bool = False
    """It is a country or town."""


class Parties:
    """The parties of one sentence."""

    def __init__(self, line: Line) -> None:
        self._line = line

    def at(self, at: int, *, places: bool = False, loose: bool = False, sure: bool = False) -> Party | None:
        """The party that begins at a word; ``places`` may be parties, and ``loose``, a name in no list may.

        ``sure``: a list is announced here, so that even what is spelt like a verb is a name.
        """
        line = self._line
        if at >= len(line):
            return None
        head = self._head(at, places=places)
        if head is None and loose and (self._unlisted(at) or (sure and self._may_be_listed(at))):
            head = _Head(self._behind_letters(at), "", sure=sure)
        if head is None:
            return None
        end, named = self._end(at, head)
        if head.place and end == at + 1 and not places:
            return None
        excerpt = line.span(at, end, head.start)
        return Party(excerpt, at, end, named or head.loose, head.preposition, head.place) if excerpt else None

    def _may_be_listed(self, at: int) -> bool:
        line = self._line
        return not self._is_particle(at) and at not in line.dates and not line.bare(at).startswith("ال")

    def list_at(
        self, at: int, *, loose: bool = True, places: bool = True, sure: bool = False
    ) -> tuple[list[Party], int]:
        """The parties of a list that begins at a word, and the word behind it."""
        line, end = self._line, at
        found: list[Party] = []
        while end < len(line) and not (end > at and line.stops(end)):
            begin = line.is_phrase(end, "besides") if end > at else end
            if end > at and begin == end and not self._separates(end):
                break
            if found and self._sums_up(end, found[-1]):
                break
            freely = loose and (sure or not found or found[-1].named)
            party = self.at(begin, places=places, loose=freely, sure=sure)
            if party is None:
                break
            found.append(party)
            end = party.end
        return found, end

    def _sums_up(self, at: int, last: Party) -> bool:
        """Whether a group behind a comma says what those named before it are: «فلان وفلان، نواب الجهة»."""
        line = self._line
        head = self._head(at, places=False) if last.named and line.comma(at) and not line.joined(at) else None
        return head is not None and head.group and not (head.office or head.rank)

    def all(self) -> list[Party]:
        """All parties of the sentence in order, none inside another."""
        found, at = [], 0
        while at < len(self._line):
            party = self.at(at) if self.begins(at) else None
            if party:
                found.append(party)
            at = party.end if party else at + 1
        return found

    def begins(self, at: int) -> bool:
        """Whether a word, behind «و» or not, may begin another party."""
        return self._head(at, places=False) is not None

    def _separates(self, at: int) -> bool:
        line = self._line
        return line.joined(at) or (line.comma(at) and not self._stop(at))

    def _head(self, at: int, *, places: bool) -> "_Head | None":
        line, word = self._line, self._line.folded[at]
        if self._is_particle(at) or any(line.lists.verb(word, name) for name in ("joining", "holding", "meeting")):
            return None
        if at in line.names:
            name, _ = line.names[at]
            if name.kind != "place" or places:
                kind = name.kind
                return _Head(
                    name.start,
                    self._letter(at, name.start),
                    person=kind == "person",
                    place=kind == "place",
                    body=kind == "body",
                )
        if line.is_verb(at) and not (self._is_group(line.bare(at)) or is_office(line.bare(at))):
            return None
        if len(word) == 1:
            return _Head(line.words[at].start, "") if word in rank_names() and line.gap(at + 1)[:1] == "." else None
        if is_number_word(line.bare(at)) or word.isdigit():
            counted = at + 1 < len(line) and not line.gap(at + 1).strip() and self._is_group(line.folded[at + 1])
            return _Head(self._behind_letters(at), "", group=True) if counted else None
        if line.bare(at) in _QUANTITIES and not self._is_quantity_of_people(at):
            return None
        for reading in readings(word, 2):
            bare = reading.rest.removeprefix("ال") if len(reading.rest) > 4 else reading.rest
            group = self._is_group(reading.rest) or self._is_group(bare)
            single = self._line.lists.single["roles"]
            office = is_office(reading.rest) or reading.rest in single or bare in single
            rank = reading.rest in rank_names() or (reading.article and f"ال{reading.rest}" in rank_names())
            body = bare in body_heads() and at + 1 < len(line) and not line.gap(at + 1).strip()
            if group or office or rank or body:
                letters = (
                    0
                    if reading.article and reading.preposition == "ل"
                    else len(reading.conjunction + reading.preposition)
                )
                start = line.words[at].behind(letters) if letters else line.words[at].start
                return _Head(start, reading.preposition, group=group or body, office=office, rank=rank)
        return None

    def _is_particle(self, at: int) -> bool:
        word = self._line.bare(at)
        return word in _words("particles") or pronoun_on_particle(self._line.folded[at])

    def _is_quantity_of_people(self, at: int) -> bool:
        behind = at + 2 if at + 1 < len(self._line) and self._line.folded[at + 1] == "من" else at + 1
        return behind < len(self._line) and not self._line.gap(behind).strip() and self.begins(behind)

    def _is_group(self, word: str) -> bool:
        return word in self._line.lists.single["groups"]

    def _letter(self, at: int, start: int) -> str:
        word = self._line.words[at]
        return "" if start <= word.start else self._line.folded[at].removeprefix("و")[:1]

    def _behind_letters(self, at: int) -> int:
        word = self._line.words[at]
        return word.behind(1) if self._line.joined(at) or word.folded[0] in "و" else word.start

    def _unlisted(self, at: int) -> bool:
        line = self._line
        typed = line.words[at].typed
        bare = typed[1:] if typed.startswith("و") else typed
        return (
            not self._stop(at)
            and line.lists.noun(line.folded[at]) is None
            and (not line.folded[at].startswith("ال") or line.folded[at + 1 : at + 2] == ["بن"])
            and at not in line.dates
            and (may_be_name(typed) or ((line.comma(at) or at > 0) and may_be_name(bare)))
        )

    def _stop(self, at: int) -> bool:
        """Whether no phrase goes on over a word."""
        line = self._line
        word = line.bare(at)
        return (
            self._is_particle(at)
            or at in line.dates
            or line.is_phrase(at, "attending", "presiding", "subjects", "closing", "settings", "came", "elsewhere") > at
            or line.is_verb(at)
            or self._is_purpose(at)
            or line.lists.noun(word) is not None
        )

    def _is_purpose(self, at: int) -> bool:
        line = self._line
        return any(
            one.preposition == "ل"
            and (one.rest in line.lists.single["purposes"] or f"ال{one.rest}" in line.lists.single["purposes"])
            for one in readings(line.folded[at])
        )

    def _is_venue(self, at: int) -> bool:
        line = self._line
        return at < len(line) and (
            line.lists.has(line.folded[at], "venues") or line.folded[at] in line.lists.single["not_places"]
        )

    def _end(self, at: int, head: "_Head") -> tuple[int, bool]:
        """Behind the last word of a party, and whether it has a person's name."""
        line = self._line
        end, named, office = at + 1, False, head.office
        body = head.body or (head.group and not head.office)
        if at in line.names and (head.person or head.place or line.names[at][0].kind == "body"):
            end, named = line.names[at][1], head.person
            title = line.names[at][0].title
            titled = (
                head.person and title is not None and is_office(fold(line.part.whole.text[slice(*title)]).split()[0])
            )
            office = office or titled
        unlisted = 0
        while end < len(line) and end - at < _MOST_WORDS:
            if line.stops(end) or ")" in line.gap(end) or "(" in line.gap(end):
                break
            if line.comma(end):
                step = self._apposition(end, named=named, office=office or head.group)
                if step == end:
                    break
                named, office, end = True, True, step
                continue
            word = line.folded[end]
            if end in line.dates:
                break
            if end in line.names:
                name, behind = line.names[end]
                inner = line.words[end].start < name.start
                if inner and line.joined(end):
                    inside = end - 1 in line.in_names or _IN in line.folded[at:end]
                    among = name.kind == "place" and inside and not (head.place or named)
                    if not among:
                        break
                if name.kind == "person":
                    if named or (body and not office):
                        break
                    named = True
                elif (
                    named
                    and not self._last_is_office(end)
                    and (not office or (end - 1 in line.in_names and not self._ends_in_title(at)))
                ) or (named and inner and self._letter(end, name.start) == "ب" and name.kind == "place"):
                    break
                end = behind
                continue
            if not named and not head.loose and not self._agrees(at, end, single=office or head.rank):
                break
            if line.joined(end):
                portfolio = is_portfolio(line.bare(end)) and (head.group or office)
                more_of_him = named and office and self._may_be_office(line.bare(end)) and not self._is_named(end)
                if may_be_name(line.words[end].typed[1:]) and not portfolio and not more_of_him:
                    break
                if not more_of_him and ((self.begins(end) and not portfolio) or named or head.place or self._stop(end)):
                    break
                end += 1
                continue
            if word in _LINKS:
                end += 2
                continue
            if (
                word == _BETWEEN
                and office
                and not named
                and end + 1 < len(line)
                and line.folded[end + 1].startswith("ال")
            ):
                end += 2
                continue
            if any(mark in line.gap(end) for mark in '«“"') and not (body and end == at + 1):
                break
            if (
                head.group
                and not named
                and (behind := line.is_phrase(end, "standing_for")) > end
                and behind in line.names
            ):
                end = line.names[behind][1]
                continue
            if (
                word in _OF
                and head.group
                and not named
                and end + 1 < len(line)
                and line.bare(end + 1) not in _words("particles")
            ):
                end += 2 if end + 1 not in line.names else 1
                continue
            if word == _IN and (head.group or office) and not named and self._may_be_in(at, end, office=office):
                end += 1
                continue
            if (
                self._stop(end)
                and not (office and named is False and self.begins(end))
                and not (head.sure and self._may_be_listed(end))
            ):
                break
            letter = line.preposition(end)
            if letter == "ب" and (self._is_venue(end) or (named and not office) or is_act(word[1:])):
                break
            if named:
                if self._last_is_office(end) or (is_office(word) and not office):
                    office = True
                elif (
                    office
                    and end - 1 not in line.in_names
                    and (word.startswith("ال") or letter in ("ب", "ل"))
                    and unlisted == 0
                    and not may_be_name(line.words[end].typed)
                ):
                    pass
                elif may_be_name(line.words[end].typed) and unlisted < _MOST_UNLISTED and not self.begins(end):
                    unlisted += 1
                elif (
                    office
                    and end - 1 not in line.names
                    and not line.folded[end - 1].startswith("ال")
                    and is_office(line.folded[end - 2])
                ):
                    pass
                else:
                    break
            elif head.place:
                break
            elif head.loose:
                if not (may_be_name(line.words[end].typed) or (head.sure and self._may_be_listed(end))):
                    break
                unlisted += 1
                if unlisted >= _MOST_UNLISTED:
                    break
            end += 1
        while end - 1 > at and (line.folded[end - 1] in _OF or line.folded[end - 1] == _IN):
            end -= 1
        return end, named

    def _agrees(self, at: int, end: int, *, single: bool) -> bool:
        """Whether a word may go on a phrase that is definite already: an adjective, an office, «ل», «ب», «و»."""
        line, word, before = self._line, self._line.folded[end], self._line.folded[end - 1]
        if (
            not before.startswith("ال")
            or end in line.names
            or word in _words("particles")
            or word in _LINKS
            or word in _ALL
        ):
            return True
        if single and may_be_name(line.words[end].typed):
            return True
        if word.startswith("ال"):
            return not is_plural(word) or is_plural(before) or end - at > 1
        attached = line.preposition(end) in ("ب", "ل") and end - at > 1
        return line.joined(end) or attached or is_office(word) or self.begins(end)

    def _may_be_office(self, word: str) -> bool:
        return word.startswith("ال") and (
            is_office(word) or word.removeprefix("ال") in self._line.lists.single["roles"]
        )

    def _is_named(self, at: int) -> bool:
        """Whether a person's name stands in the party that begins at a word."""
        party = self.at(at)
        return party is not None and party.named

    def _may_be_in(self, at: int, end: int, *, office: bool) -> bool:
        """Whether «في» belongs to the party before it: «سفير تونس في روما», «قادة المراكز في محافظات الشمال»."""
        line, behind = self._line, end + 1
        if behind >= len(line) or self._is_venue(behind) or behind in line.dates:
            return False
        place = behind in line.names and line.names[behind][0].kind == "place"
        after = line.names[behind][1] if place else behind
        several = after < len(line) and line.joined(after) and after in line.names
        return end - at > 1 and (office or not place or several)

    def _ends_in_title(self, at: int) -> bool:
        """Whether the name at a word has its office behind it: «سامي الحداد، مدير الإدارة»."""
        name = self._line.names[at][0] if at in self._line.names else None
        return name is not None and name.title is not None and name.title[1] == name.end

    def _last_is_office(self, end: int) -> bool:
        return is_office(self._line.folded[end - 1])

    def _apposition(self, at: int, *, named: bool, office: bool) -> int:
        """Behind the name or office that a comma parts from the office or name before it; ``at`` for none."""
        line = self._line
        if line.joined(at) or self._stop(at):
            return at
        head = self._head(at, places=False)
        if not named:
            if at in line.names and line.names[at][0].kind == "person":
                return line.names[at][1]
            if head is not None and not head.group and not head.office:
                return self._end(at, head)[0]
            end = at
            while (
                end < len(line) and end - at < _MOST_UNLISTED and not (end > at and (line.gap(end).strip(" #\u00a0")))
            ):
                if (
                    self._stop(end)
                    or line.folded[end].startswith("ال")
                    or line.joined(end)
                    or not may_be_name(line.words[end].typed)
                ):
                    break
                end += 1
            return end if end > at and office else at
        if not office and head is not None and head.office:
            return self._end(at, _Head(0, "", office=True))[0]
        return at


@dataclass(frozen=True, slots=True)
class _Head:
    """How a party begins: the offset behind what is written together with its first word, and what it is."""

    start: int
    preposition: str
    group: bool = False
    office: bool = False
    rank: bool = False
    person: bool = False
    body: bool = False
    place: bool = False
    sure: bool = False
    """It is in a list that was announced, in which any word may be a name."""

    @property
    def loose(self) -> bool:
        return not (self.group or self.office or self.rank or self.person or self.body or self.place)


def _words(name: str) -> frozenset[str]:
    """The words of a list."""
    return load_gatherings().single[name]
