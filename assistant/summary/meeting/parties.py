"""Who is named at a place of a sentence: people with rank and office, bodies, groups; and lists of them.

What it does not know: a name in no list that nothing announces, and who a title alone is.
"""

from dataclasses import dataclass

from assistant.summary.meeting.extent import Extent, stranger
from assistant.summary.meeting.heads import begins, behind_letters, head_at, is_stop
from assistant.summary.meeting.lines import Line
from assistant.types import Excerpt


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

    def at(
        self, at: int, *, places: bool = False, loose: bool = False, sure: bool = False, listed: bool = False
    ) -> Party | None:
        """The party that begins at a word; ``places`` may be parties, and ``loose``, a name in no list may.

        ``sure``: a list is announced here, so that even what is spelt like a verb is a name; ``listed``: it is in one.
        """
        line = self._line
        if at >= len(line):
            return None
        head = head_at(line, at, places=places)
        if head is None and loose:
            head = stranger(line, at, behind_letters(line, at), sure=sure)
        if head is None:
            return None
        extent = Extent(line, at, head, listed=listed or sure)
        if head.place and extent.end == at + 1 and not places:
            return None
        excerpt = line.span(at, extent.end, head.start)
        named = extent.named or head.loose
        return Party(excerpt, at, extent.end, named, head.preposition, head.place) if excerpt else None

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
            party = self.at(begin, places=places, loose=freely, sure=sure, listed=True)
            if party is None:
                break
            found.append(party)
            end = party.end
        return found, end

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
        return begins(self._line, at)

    def _sums_up(self, at: int, last: Party) -> bool:
        """Whether a group behind a comma says what those named before it are: «فلان وفلان، نواب الجهة»."""
        line = self._line
        head = head_at(line, at) if last.named and line.comma(at) and not line.joined(at) else None
        return head is not None and head.group and not (head.office or head.rank)

    def _separates(self, at: int) -> bool:
        line = self._line
        return line.joined(at) or (line.comma(at) and not is_stop(line, at))
