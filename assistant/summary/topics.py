"""Which articles are about a topic, and which tell of one thing.

An article is about what its title or its beginning names, or much of its text; one that only mentions it is not. What
it does not know: a topic in other words than the article's.
"""

from retrieval.arabic import STOP_WORDS, stem, words
from retrieval.arabic.calendar import day_of
from retrieval.arabic.clitics import bare_forms
from retrieval.arabic.sentences import split_sentences
from retrieval.types import Article

_COVERED = 0.66
"""Two words of two, two of three, three of four: «كوريا الشمالية» is not named by «الشمالية»."""
_LEAST = 0.5
"""An article is about the topic from this on."""
_ONE_PLACE = 0.75
"""What it counts that the topic is named in the title alone, in the beginning alone, or in most sentences."""
_OFTEN = 0.5
"""An article of which so many sentences name a topic is about it."""
_BEGINNING = 2
"""Sentences."""
_TOP = 40
"""Words."""
_DAYS, _ALIKE = 3, 0.3
"""Two articles tell of one thing where their titles and beginnings share so many stems, and so few days part them."""


class Topic:
    """A topic in the words of a request."""

    least = _LEAST

    def __init__(self, text: str) -> None:
        self._stems = _stems(text)

    def coverage(self, article: Article) -> float:
        """The share of the topic's stems that an article has, also behind a preposition written into the word."""
        return self._share(f"{article.title} {article.text}")

    def holds(self, article: Article) -> bool:
        """Whether an article has so many of them that it may be meant."""
        return self.coverage(article) >= _COVERED

    def named(self, text: str) -> bool:
        """Whether a sentence names the topic."""
        return self._share(text) >= _COVERED

    def aboutness(self, article: Article) -> float:
        """From 0 to 1: most where the title and the beginning name the topic."""
        told = [article.text[one.start : one.end] for one in split_sentences(article.text) if not one.boilerplate]
        title, beginning = self._told(article.title), self._told(" ".join(told[:_BEGINNING]))
        often = sum(map(self.named, told)) / max(1, len(told))
        return max((title + beginning) / 2, _ONE_PLACE * max(title, beginning, min(1.0, often / _OFTEN)))

    def _told(self, text: str) -> float:
        """The share of the topic that a text has, 0 where it does not name it."""
        share = self._share(text)
        return share if share >= _COVERED else 0.0

    def _share(self, text: str) -> float:
        have = {stem(form) for word in set(words(text)) for form in bare_forms(word)}
        return len(self._stems & have) / len(self._stems) if self._stems else 0.0


def same_story(one: Article, other: Article) -> bool:
    """Whether two articles tell of one thing that happened."""
    ours, theirs = _stems(_top(one)), _stems(_top(other))
    return len(ours & theirs) >= _ALIKE * min(len(ours), len(theirs)) and _days_apart(one, other) <= _DAYS


def _top(article: Article) -> str:
    return " ".join([article.title, *article.text.split()[:_TOP]])


def _days_apart(one: Article, other: Article) -> int:
    """0 where a day is not known."""
    ours, theirs = (day_of(article.date) if article.date else None for article in (one, other))
    return abs((ours - theirs).days) if ours and theirs else 0


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(text) if word not in STOP_WORDS)
