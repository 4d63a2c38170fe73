"""How far a party goes: word by word from its head, up to the next party, preposition, verb, date or meeting.

It goes on over what an office or a group is of, over the comma between an office and a name, and over a task that is
told of it («المكلف ب…»). What it does not know: whether a place behind «في» is where his office is or where he is.
"""

from assistant.summary.meeting.heads import (
    Head,
    begins,
    head_at,
    is_errand,
    is_particle,
    is_stop,
    is_unlisted,
    letter_before,
    may_be_listed,
)  # fmt: skip
from assistant.summary.meeting.lines import Line
from retrieval.arabic import fold
from retrieval.arabic.acts import is_act
from retrieval.arabic.clitics import has_article, without_article
from retrieval.arabic.gatherings import is_plural
from retrieval.arabic.names import is_office, is_portfolio, may_be_name

_MOST_WORDS = 18
_MOST_UNLISTED = 4
_IN, _TO, _BETWEEN = "في", "الي", "بين"


class Extent:
    """One party, from its head on: where it ends, and whether it has a person's name."""

    def __init__(self, line: Line, at: int, head: Head, *, listed: bool = False) -> None:
        self._line = line
        self._single = line.lists.single
        self._at = at
        self._head = head
        self._listed = listed
        """It stands in a list."""
        self._unlisted = 0
        self._office = head.office
        self._body = head.body or (head.group and not head.office)
        self._last_name = at
        self.named = False
        self.end = at + 1
        if at in line.names and (head.person or head.place or head.body):
            self._begin_with_name()
        self._read()

    def _begin_with_name(self) -> None:
        name, self.end = self._line.names[self._at]
        self.named = self._head.person
        if self.named and name.title is not None:
            first = fold(self._line.part.whole.text[slice(*name.title)]).split()[0]
            self._office = self._office or is_office(first)

    def _read(self) -> None:
        line, at = self._line, self._at
        while self.end < len(line) and self.end - at < _MOST_WORDS:
            behind = self._step(self.end)
            if behind <= self.end:
                break
            self.end = behind
        while self.end - 1 > at and line.folded[self.end - 1] in (*self._single["of_somebody"], _IN):
            self.end -= 1

    def _step(self, end: int) -> int:
        """Behind what goes on the party at a word; the word itself where it ends before it."""
        line = self._line
        if line.stops(end) or ")" in line.gap(end) or "(" in line.gap(end):
            return end
        if line.comma(end):
            return self._over_comma(end)
        if end in line.dates:
            return end
        if (behind := self._over_task(end)) > end:
            return behind
        if end in line.names:
            return self._over_name(end)
        if "#" in line.gap(end) and not self.named and (self._office or self._head.rank):
            self.named = True
            return end + 1
        if not self.named and not self._head.loose and not self._agrees(end):
            return end
        if line.joined(end):
            return self._over_and(end)
        return max(self._over_link(end), self._over_in(end)) if self._is_link(end) else self._over_word(end)

    def _over_comma(self, end: int) -> int:
        behind = self._apposition(end)
        if behind > end:
            self.named = self._office = True
        return behind

    def _apposition(self, end: int) -> int:
        """Behind the name or office that a comma parts from the office or name before it; ``end`` for none."""
        line, head = self._line, self._head
        if line.joined(end):
            return end
        if self._office and not self.named and (closed := self._inserted(end)) > end:
            return closed
        if is_stop(line, end):
            return end
        new = head_at(line, end)
        if self.named:
            office = not self._office and not head.group and new is not None and new.office
            return Extent(line, end, Head(0, "", office=True)).end if office else end
        if end in line.names and line.names[end][0].kind == "person":
            return line.names[end][1]
        if new is not None and new.office and head.office and not new.group:
            other = Extent(line, end, new)
            return other.end if other.named else end
        if new is not None and not new.group and not new.office:
            return Extent(line, end, new).end
        return self._strangers(end) if self._office or head.group else end

    def _inserted(self, end: int) -> int:
        """Behind a few words between commas, which after an office are who holds it: «الوزير، فلان الفلاني، »."""
        line = self._line
        for one in range(end, min(len(line) - 1, end + _MOST_UNLISTED)):
            told = is_particle(line, one) or one in line.dates or line.is_phrase(one, "closing", "settings") > one
            if told or line.is_participle(one) or has_article(line.folded[end]) or (one > end and line.joined(one)):
                return end
            if line.comma(one + 1):
                return one + 1
            if line.gap(one + 1).strip(" #\u00a0"):
                return end
        return end

    def _strangers(self, end: int) -> int:
        """Behind words that may be a name in no list: «، فلان الفلاني»."""
        line, at = self._line, end
        while end < len(line) and end - at < _MOST_UNLISTED and not (end > at and line.gap(end).strip(" #\u00a0")):
            first_definite = has_article(line.folded[end]) and end == at
            part = line.folded[end] in self._single["name_parts"] or may_be_name(line.words[end].typed)
            if is_stop(line, end) or first_definite or line.joined(end) or not part:
                break
            end += 1
        return end

    def _over_task(self, end: int) -> int:
        """Behind what somebody is charged with or has signed: «المكلف بالعلاقة مع المجلس», «الممضية على الاتفاق»."""
        line = self._line
        before = without_article(line.folded[end - 1])
        letter = line.preposition(end) in ("ب", "ل") or line.folded[end] in self._single["task_prepositions"]
        if self.named or before not in self._single["charged"] or not letter:
            return end
        while end < len(line) and end - self._at < _MOST_WORDS:
            inner = line.folded[end] in self._single["task_prepositions"]
            if line.stops(end) or line.comma(end) or end in line.dates or (not inner and is_stop(line, end)):
                break
            if line.joined(end) and (begins(line, end) or not has_article(line.bare(end))):
                break
            if end in line.names and line.names[end][0].kind == "person":
                break
            end = line.names[end][1] if end in line.names else end + 1
        while line.folded[end - 1] in self._single["task_prepositions"]:
            end -= 1
        return end

    def _over_name(self, end: int) -> int:
        line, head = self._line, self._head
        name, behind = line.names[end]
        inner = line.words[end].start < name.start
        if inner and line.joined(end):
            inside = end - 1 in line.in_names or _IN in line.folded[self._at : end]
            if not (name.kind == "place" and inside and not (head.place or self.named)):
                return end
        if name.kind == "person":
            if self.named or head.place or (self._body and not self._office and not (self._listed and head.group)):
                return end
            self.named, self._last_name = True, end
            return behind
        ends_in_name = not self._office or (end - 1 in line.in_names and not self._ends_in_title())
        seat = inner and letter_before(line, end, name.start) == "ب" and name.kind == "place"
        if self.named and ((not is_office(line.folded[end - 1]) and ends_in_name) or seat):
            return behind if seat and self._listed and self._ends_in_title() else end
        return behind

    def _agrees(self, end: int) -> bool:
        """Whether a word may go on a phrase that is definite already: an adjective, an office, «ل», «ب», «و»."""
        line, word, before = self._line, self._line.folded[end], self._line.folded[end - 1]
        if not has_article(before) or word in self._single["particles"] or word in self._single["goes_on"]:
            return True
        if (self._office or self._head.rank) and may_be_name(line.words[end].typed):
            return True
        if has_article(word):
            return not is_plural(word) or is_plural(before) or end - self._at > 1
        attached = line.preposition(end) in ("ب", "ل") and end - self._at > 1
        return line.joined(end) or attached or is_office(word) or begins(line, end)

    def _over_and(self, end: int) -> int:
        line, head = self._line, self._head
        groups = self._single["groups"]
        if all(line.bare(one) in groups for one in range(self._at, end + 1)):
            return end + 1
        portfolio = is_portfolio(line.bare(end)) and (head.group or self._office)
        more = self.named and self._office and has_article(line.bare(end)) and self._is_more_of_office(end)
        if may_be_name(line.words[end].typed[1:]) and not portfolio and not more:
            return end
        another = (begins(line, end) and not portfolio) or self.named or head.place or is_stop(line, end)
        return end if another and not more else end + 1

    def _is_more_of_office(self, end: int) -> bool:
        """Whether a word joined to an office behind a name is another part of it: «وزير الصناعة والتجارة»."""
        line, bare = self._line, self._line.bare(end)
        office = is_office(bare) or without_article(bare) in self._single["roles"]
        if office:
            return not (Extent(line, end, Head(0, "", office=True)).named)
        return self._ends_in_title() and not begins(line, end) and not is_stop(line, end)

    def _is_link(self, end: int) -> bool:
        line, word = self._line, self._line.folded[end]
        return word in self._single["links"] or word in (_BETWEEN, _IN, _TO) or word in self._single["of_somebody"] or (
            line.is_phrase(end, "standing_for") > end
        )  # fmt: skip

    def _over_link(self, end: int) -> int:
        """Behind a particle that names go on over: «بن», «وزير الخارجية لدى …», «وفد عن …», «المبعوث إلى سوريا»."""
        line, word, head = self._line, self._line.folded[end], self._head
        if word in self._single["links"]:
            return end + 2
        if end + 1 >= len(line) or self.named:
            return end
        if word == _BETWEEN and self._office and has_article(line.folded[end + 1]):
            return end + 2
        if word == _TO and without_article(line.folded[self._at]) in self._single["envoys"] and end + 1 in line.names:
            return line.names[end + 1][1]
        behind = line.is_phrase(end, "standing_for")
        if head.group and behind > end and behind in line.names:
            return line.names[behind][1]
        stands_for = head.group or (self._office and line.is_phrase(end, "standing_for") > end)
        if word in self._single["of_somebody"] and stands_for and line.bare(end + 1) not in self._single["particles"]:
            return end + 2 if end + 1 not in line.names else end + 1
        return end

    def _over_in(self, end: int) -> int:
        line = self._line
        if line.folded[end] != _IN:
            return end
        if not self.named:
            return end + 1 if (self._head.group or self._office) and self._may_be_in(end) else end
        place = end + 1 in line.names and line.names[end + 1][0].kind == "place"
        return line.names[end + 1][1] if self._listed and place and self._ends_in_title() else end

    def _may_be_in(self, end: int) -> bool:
        """Whether «في» belongs to the party before it: «سفير تونس في روما», «قادة المراكز في محافظات الشمال»."""
        line, behind = self._line, end + 1
        if behind >= len(line) or self._is_venue(behind) or behind in line.dates:
            return False
        place = behind in line.names and line.names[behind][0].kind == "place"
        after = line.names[behind][1] if place else behind
        several = after < len(line) and line.joined(after) and after in line.names
        return end - self._at > 1 and (self._office or not place or several)

    def _over_word(self, end: int) -> int:
        line, head, word = self._line, self._head, self._line.folded[end]
        if line.opens(end) and not (self._body and end == self._at + 1):
            return end
        goes_on = (self._office and not self.named and begins(line, end)) or (head.sure and may_be_listed(line, end))
        if is_stop(line, end) and not goes_on:
            return end
        if not self._office and is_errand(line, end) and self._is_behind_place(end):
            return end
        if line.preposition(end) == "ب":
            if self._office and line.lists.has(word, "groups") and not line.lists.has(word, "delegations"):
                return end
            if self._is_venue(end) or (self.named and not self._office) or is_act(word[1:]):
                return end
        if self.named:
            return end + 1 if self._goes_on_name(end) else end
        if head.place:
            return end
        if head.loose:
            if not (may_be_name(line.words[end].typed) or (head.sure and may_be_listed(line, end))):
                return end
            self._unlisted += 1
            return end + 1 if self._unlisted < _MOST_UNLISTED else end
        return end + 1

    def _is_behind_place(self, end: int) -> bool:
        return any(name.kind == "place" and behind == end for name, behind in self._line.names.values())

    def _goes_on_name(self, end: int) -> bool:
        """Whether a word behind a name is more of it, or of his office."""
        line, word, before = self._line, self._line.folded[end], self._line.folded[end - 1]
        if is_office(before) or (is_office(word) and not self._office):
            self._office = True
            return True
        definite = has_article(word) or line.preposition(end) in ("ب", "ل")
        outside = end - 1 not in line.in_names and not self._unlisted
        if self._office and outside and definite and not may_be_name(line.words[end].typed):
            return True
        if may_be_name(line.words[end].typed) and self._unlisted < _MOST_UNLISTED and not begins(line, end):
            self._unlisted += 1
            return True
        of_office = end - 1 not in line.names and not has_article(before) and is_office(line.folded[end - 2])
        return self._office and of_office

    def _ends_in_title(self) -> bool:
        """Whether the name has its office behind it: «سامي الحداد، مدير الإدارة»."""
        name = self._line.names[self._last_name][0] if self._last_name in self._line.names else None
        return name is not None and name.title is not None and name.title[1] == name.end

    def _is_venue(self, at: int) -> bool:
        line = self._line
        return at < len(line) and (
            line.lists.has(line.folded[at], "venues") or line.folded[at] in self._single["not_places"]
        )


def stranger(line: Line, at: int, start: int, *, sure: bool) -> Head | None:
    """The head of a name in no list, where the word at ``at`` may be one."""
    return Head(start, "", sure=sure) if is_unlisted(line, at) or (sure and may_be_listed(line, at)) else None
