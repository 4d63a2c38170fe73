"""Is an Arabic word a common one, or does it look like a name?

The lists in ``words/`` (``benchmarks/word_lists.py`` makes them; sources and licences in ``words/README.md``): families
of common words, given and family names, places. A word of no common family is taken for a name: rare words are, too.
What it does not know: which of its meanings a word has here, so that a name that is also a common word ("the happy
one") counts as a name wherever a list of names has it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

_ARTICLES = ("وال", "بال", "كال", "فال", "لل", "ال")
_CLITICS = "بلكس"
_PERSONS = "يتنا"
_PARTICLES = frozenset("وفبلكس")
_PRONOUNS = ("هما", "ها", "هم", "هن", "نا", "كم", "ني", "ه", "ك")
_ENDINGS = ("تين", "تان", "ات", "ون", "ين", "ان", "وا", "ت", "ه", "ا", "ي")
_LEAST = 3


@lru_cache(maxsize=50_000)
def family(word: str) -> tuple[str, frozenset[str]]:
    """What is left of a folded word without its affixes, and the kinds of affix it had.

    The kinds are "article", "pronoun", "person" with its letter (of a verb) and "ending" with its letters; one word's
    forms mostly share what is left, and now and then so do those of another.
    """
    kinds: set[str] = set()
    article = next((a for a in _ARTICLES if word.startswith(a) and len(word) - len(a) >= _LEAST), "")
    if article:
        word = word.removeprefix(article)
        kinds.add("article")
    elif len(word) > _LEAST + 1 and word[0] in _CLITICS and word[1] in _PERSONS:
        word = word[1:]
    for name, endings in (("pronoun", _PRONOUNS), ("ending", _ENDINGS)):
        ending = next((e for e in endings if word.endswith(e) and len(word) - len(e) >= _LEAST), "")
        if ending:
            word = word.removesuffix(ending)
            kinds.add(f"{name} {ending}" if name == "ending" else name)
    if len(word) > _LEAST and word[0] in _PERSONS:
        kinds.add(f"person {word[0]}")
        word = word[1:]
    return word, frozenset(kinds)


@lru_cache(maxsize=50_000)
def families(word: str) -> frozenset[str]:
    """The families a folded word may be of: its first letters may be a conjunction, a preposition, the future's «س»."""
    return frozenset(family(form)[0] for form in _bare_forms(word))


@dataclass(frozen=True, slots=True)
class WordLists:
    """The lists, folded; ``places`` are sequences of words."""

    common: frozenset[str]
    names: frozenset[str]
    places: frozenset[tuple[str, ...]]
    longest: int
    """The words of the longest place."""

    def is_common(self, word: str) -> bool:
        """Whether a folded word may be of a common family."""
        return not self.common.isdisjoint(families(word))

    def places_in(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """The places named among folded words, as half-open ranges, the longest name at each word."""
        found, start = [], 0
        while start < len(words):
            lengths = range(min(self.longest, len(words) - start), 0, -1)
            length = next((n for n in lengths if self._is_place(words[start : start + n])), 0)
            if length:
                found.append((start, start + length))
            start += length or 1
        return found

    def _is_place(self, words: Sequence[str]) -> bool:
        first, *rest = words
        return any((form, *rest) in self.places for form in (*_bare_forms(first), f"ال{first.removeprefix('لل')}"))


def _bare_forms(word: str) -> Iterator[str]:
    """A word, and what is left of it behind one or two letters that may be particles."""
    yield word
    for letters in (1, 2):
        if len(word) - letters >= _LEAST and set(word[:letters]) <= _PARTICLES and (letters == 1 or word[0] in "وف"):
            yield word[letters:]


@cache
def load_word_lists() -> WordLists:
    """The lists, read once."""
    places = frozenset(tuple(place.split()) for place in _lines("places"))
    return WordLists(_lines("common"), _lines("names"), places, max(map(len, places)))


def _lines(name: str) -> frozenset[str]:
    text = resources.files(__package__).joinpath("lists", f"{name}.txt").read_text("utf-8")
    return frozenset(text.split("\n")) - {""}
