"""The sentences of an article as cards are read from them: words, and what begins at each of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.types import Excerpt
from retrieval.arabic.calendar import Dated
from retrieval.arabic.clitics import FUTURE, readings, without_conjunction
from retrieval.arabic.gatherings import Gatherings, load_gatherings
from retrieval.arabic.names import Name
from retrieval.arabic.sentences.clauses import is_participle
from retrieval.arabic.text import Part
from retrieval.arabic.verbs import is_listed, is_verb
from retrieval.arabic.words import Word

_STOPS = ".:؛;!؟?\n…"
_COMMAS = ",،"
_OPEN, _CLOSE = '«“("[', '»”)"]'
_PAIRS = dict(zip(_OPEN, _CLOSE, strict=True))
_LEAST_FUTURE = 3
_HEADED = 14
"""A dateline ends within so many words."""
_BEHIND_PARTICIPLES = frozenset(["ان", "انه", "انها", "انهم", "علي", "الي", "بان", "بانه", "بانها", "ضروره", "عن"])
_AROUND = " \t\u00a0,،:؛;-–—#.٫"


@dataclass(frozen=True)  # no slots: what is found is kept
class Line:
    """A sentence: ``number`` counts those of the article that can be quoted, from 0."""

    part: Part
    number: int

    @cached_property
    def words(self) -> Sequence[Word]:
        return self.part.words

    @cached_property
    def folded(self) -> list[str]:
        return [word.folded for word in self.words]

    @cached_property
    def lists(self) -> Gatherings:
        return load_gatherings()

    @cached_property
    def names(self) -> dict[int, tuple[Name, int]]:
        """The names by the word they begin in, each with the word it ends before.

        «حضره العقيد» is "the colonel attended it", though «حضرة» is a form of address.
        """
        found = {}
        for name in self.part.names:
            start, end = self._at(name.start), self._at(name.end - 1) + 1
            if self.lists.verb(self.folded[start], "joining") and end > start + 1:
                start += 1
                name = replace(name, start=self.words[start].start)
            found[start] = (name, end)
        return found

    @cached_property
    def dates(self) -> dict[int, tuple[Dated, int]]:
        """The dates, the same."""
        return {self._at(dated.start): (dated, self._at(dated.end - 1) + 1) for dated in self.part.dates}

    @cached_property
    def in_dates(self) -> frozenset[int]:
        """The words inside of dates."""
        return frozenset(at for start, (_, end) in self.dates.items() for at in range(start, end))

    @cached_property
    def in_names(self) -> frozenset[int]:
        """The words inside of names."""
        return frozenset(at for start, (_, end) in self.names.items() for at in range(start, end))

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def main(self) -> int:
        """The word it begins with, behind a dateline and words like "on the other hand"."""
        start = 0
        for at in range(1, min(len(self), _HEADED)):
            gap = self.gap(at)
            if "--" in gap or "—" in gap or (at < 6 and (" - " in gap or ":" in gap)):
                start = at
        behind = self.is_phrase(start, "elsewhere")
        return behind if behind < len(self) else start

    def _at(self, offset: int) -> int:
        """The word that an offset is in, or the last before it."""
        return max((number for number, word in enumerate(self.words) if word.start <= offset), default=0)

    def gap(self, at: int) -> str:
        """What stands before a word, behind the one before it."""
        start = self.words[at - 1].end if at else self.part.start
        return self.part.whole.text[start : self.words[at].start] if at < len(self.words) else ""

    def stops(self, at: int) -> bool:
        """Whether the words before this one are closed by a mark that no list goes over."""
        gap = self.gap(at)
        return any(mark in gap for mark in _STOPS) or "--" in gap or "—" in gap or " - " in gap

    def comma(self, at: int) -> bool:
        return any(mark in self.gap(at) for mark in _COMMAS)

    def opens(self, at: int) -> bool:
        """Whether a quotation or bracket begins before a word."""
        return any(mark in self.gap(at) for mark in _OPEN)

    def bare(self, at: int) -> str:
        """A word without its «و»."""
        return self.folded[at] if at in self.in_dates else without_conjunction(self.folded[at])

    def joined(self, at: int) -> bool:
        """Whether a word has an «و» of its own in front."""
        return self.bare(at) != self.folded[at]

    def preposition(self, at: int) -> str:
        """The letter in front of a word that may be a preposition, by all readings; "" for none."""
        return next((one.preposition for one in readings(self.folded[at]) if one.preposition), "")

    def is_phrase(self, at: int, *names: str) -> int:
        """Behind the phrase of these lists that begins at a word; ``at`` for none."""
        return max((self.lists.phrases[name].end(self.folded, at) for name in names), default=at)

    def is_verb(self, at: int) -> bool:
        """Whether a word is a verb, by the lists or its pattern."""
        word = self.bare(at)
        listed = any(self.lists.verb(word, name) or self.lists.coming_verb(word, name) for name in _VERBS)
        return at not in self.names and (is_verb(word) or (listed and len(word) > 3))

    def is_participle(self, at: int) -> bool:
        """Whether a word goes on with what somebody said or did: «مشيرا», «مؤكدة أن»."""
        word, behind = self.folded[at], self.folded[at + 1 : at + 2]
        if not is_participle(word):
            return False
        return self.words[at].is_accusative or bool(behind and behind[0] in _BEHIND_PARTICIPLES)

    def is_future(self, at: int) -> bool:
        """Whether a word is a verb of the list in the future."""
        word = self.bare(at)
        if at in self.in_names or len(word) <= _LEAST_FUTURE or not word.startswith(FUTURE):
            return word == "سوف"
        return is_listed(word) or any(self.lists.coming_verb(word, name) for name in self.lists.coming)

    def quoted(self, at: int) -> bool:
        """Whether a word stands inside a quotation that began in this sentence."""
        before = self.part.whole.text[self.part.start : self.words[at].start]
        opened = before.count("«") + before.count("“") - before.count("»") - before.count("”")
        return opened > 0 or before.count('"') % 2 == 1

    def span(self, first: int, last: int, start: int | None = None) -> Excerpt | None:
        """The words from one to before another, tidy; ``start`` is the offset that the first is cut to."""
        if first >= last:
            return None
        begin = self.words[first].start if start is None else start
        end = self.words[last - 1].end
        return self.excerpt(begin, end)

    def excerpt(self, start: int, end: int) -> Excerpt | None:
        """A span without what surrounds it, a bracket or quotation that it opens closed."""
        text = self.part.whole.text
        for opening, closing in _PAIRS.items():
            inside = text[start:end]
            if opening != closing and inside.count(opening) > inside.count(closing):
                at = text.find(closing, end, min(self.part.end, end + 2))
                end = at + 1 if at >= 0 else end
        while start < end and (text[start] in _AROUND or (text[start] in _OPEN and not _closed(text[start:end]))):
            start += 1
        while end > start and text[end - 1] in _AROUND:
            end -= 1
        return Excerpt(text[start:end], start, end) if start < end else None


_VERBS = ("meeting", "visiting", "holding", "held", "joining", "discussing", "deciding", "insisting", "signing")


def _closed(text: str) -> bool:
    return _PAIRS[text[0]] in text[1:]
