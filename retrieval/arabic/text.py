"""A text and what is known of its language, found when first asked for and kept with it.

All offsets are into the text as it is. What it does not know: what follows from several texts, or from a question.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

from retrieval.arabic.letters import Folded, Plain, fold_with_origins, plain
from retrieval.arabic.stopwords import meaningful
from retrieval.arabic.words import Word, tokens
from retrieval.types import Sentence

if TYPE_CHECKING:
    from retrieval.arabic.calendar import Dated
    from retrieval.arabic.names import Name
    from retrieval.arabic.numbers import Number


class _Placed(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


_Item = TypeVar("_Item", bound=_Placed)


@dataclass(frozen=True)  # no slots: what is found is kept
class Text:
    """A text, and the day it was published, from which its dates are counted."""

    text: str
    published: date | None = None

    @cached_property
    def folded(self) -> Folded:
        """For matching."""
        return fold_with_origins(self.text)

    @cached_property
    def plain(self) -> Plain:
        """For a model to read."""
        return plain(self.text)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return tuple(tokens(self.text, self.folded))

    @cached_property
    def meaningful(self) -> tuple[Word, ...]:
        """The words but the stop words."""
        return tuple(meaningful(self.words))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        from retrieval.arabic.sentences import split_sentences

        return split_sentences(self.text)

    @cached_property
    def numbers(self) -> tuple["Number", ...]:
        from retrieval.arabic.numbers import find_numbers

        return tuple(find_numbers(self.text))

    @cached_property
    def dates(self) -> tuple["Dated", ...]:
        from retrieval.arabic.calendar import find_dates

        return tuple(find_dates(self.text, self.published))

    @cached_property
    def names(self) -> tuple["Name", ...]:
        from retrieval.arabic.names import find_names

        return tuple(find_names(self.text))

    def is_meaningful(self, word: Word) -> bool:
        """Whether a word of this text is no stop word."""
        return word in self._meaningful

    def within(self, start: int, end: int) -> "Part":
        """What stands between two offsets."""
        return Part(self, start, end)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that an offset is in; None for the white space between two."""
        at = bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1
        return self.sentences[at] if at >= 0 and offset < self.sentences[at].end else None

    @cached_property
    def _meaningful(self) -> frozenset[Word]:
        return frozenset(self.meaningful)


@dataclass(frozen=True, slots=True)
class Part:
    """A span of a text that sees what was found in the whole; what only begins or ends in it is left out.

    So a word means here what it means there: a sentence is not analysed again without its neighbours.
    """

    whole: Text
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.whole.text[self.start : self.end]

    @property
    def words(self) -> Sequence[Word]:
        return self._inside(self.whole.words)

    @property
    def meaningful(self) -> Sequence[Word]:
        return self._inside(self.whole.meaningful)

    @property
    def sentences(self) -> Sequence[Sentence]:
        return self._inside(self.whole.sentences)

    @property
    def numbers(self) -> Sequence["Number"]:
        return self._inside(self.whole.numbers)

    @property
    def dates(self) -> Sequence["Dated"]:
        return self._inside(self.whole.dates)

    @property
    def names(self) -> Sequence["Name"]:
        return self._inside(self.whole.names)

    def within(self, start: int, end: int) -> "Part":
        """A span of this one, by offsets into the whole; what is outside of this one is cut off."""
        first = max(self.start, start)
        return Part(self.whole, first, max(first, min(self.end, end)))

    def _inside(self, items: Sequence[_Item]) -> Sequence[_Item]:
        """Those of some items, which stand in order, that begin and end here."""
        first = bisect_left(items, self.start, key=lambda item: item.start)
        last = bisect_left(items, self.end, key=lambda item: item.start)
        return [item for item in items[first:last] if item.end <= self.end]
