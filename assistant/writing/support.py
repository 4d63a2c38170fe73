"""Does a sentence say only what its quotes say? Numbers, dates, names, negations and words are compared one by one.

Every number, month and weekday of the sentence has to stand in a quote, in whatever script or words; so has every name:
a word that is a known name or of no common family (``retrieval.arabic.wordlists``), or that stands in the place of
another where the sentence otherwise repeats the quote. What is negated must be negated in a quote, and the other way
round. Of the remaining words at most ``_MOST_NEW`` may be new: a paraphrase says common things in other common words.

What it does not know: who did what to whom, where all the names are there and the words are not the quote's; synonyms
and opposites among common words.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, cached_property

from assistant.types import Problem
from retrieval.arabic import STOP_WORDS, grams, stem, words
from retrieval.arabic.calendar import named_days
from retrieval.arabic.lexicon import load_lexicon
from retrieval.arabic.names import rank_names
from retrieval.arabic.negation import is_negation, negated
from retrieval.arabic.numbers import is_number_word, numbers, same_value
from retrieval.arabic.wordlists import families, family, load_word_lists

_MOST_NEW = 0.34
_REPEATED = 0.8
_SPELLED_ALIKE = 0.6
_LEAST_LETTERS = 3
_PREFIXES = ("وال", "بال", "كال", "فال", "لل", "ال", "و", "ف", "ب", "ك", "ل")


@dataclass(frozen=True)  # no slots: what is derived is kept
class _Source:
    """Quotes prepared for comparison."""

    text: str

    @cached_property
    def words(self) -> list[str]:
        return words(self.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(form for word in self.words for form in _forms(word))

    @cached_property
    def families(self) -> frozenset[str]:
        return frozenset().union(*map(families, self.words))

    @cached_property
    def joined(self) -> str:
        """All words written together, so that a compound name is found however it is spaced."""
        return "".join(self.words)

    def has(self, word: str) -> bool:
        """Whether a word stands here, in this or another form."""
        return not self.stems.isdisjoint(_forms(word)) or not self.families.isdisjoint(families(word))

    def spells(self, word: str) -> bool:
        """Whether a name stands here: the same but for affixes, spacing or a letter."""
        if not self.stems.isdisjoint(_forms(word)) or (len(word) > _LEAST_LETTERS + 1 and word in self.joined):
            return True
        own = set(grams(word, 2))
        return any(
            len(word) > _LEAST_LETTERS + 1
            and abs(len(word) - len(other)) < _LEAST_LETTERS
            and len(own & (theirs := set(grams(other, 2)))) > _SPELLED_ALIKE * len(own | theirs)
            for other in self.words
        )


def unsupported(sentence: str, quotes: Sequence[str]) -> tuple[Problem, ...]:
    """What a sentence, given without citation marks, says that no quote does; nothing where the quotes support it."""
    source, said = _Source("\n".join(quotes)), words(sentence)
    return (
        *(Problem("number", one) for one in _numbers(sentence, source.text)),
        *(Problem("date", one) for one in _dates(sentence, source.text)),
        *(Problem("name", one) for one in _names(said, source)),
        *(problem for quote in quotes for problem in _changed(said, words(quote), source)),
        *(Problem("negation", one) for one in _negations(said, source)),
        *(Problem("words", one) for one in _new_words(said, source)),
    )


def _numbers(sentence: str, source: str) -> Iterator[str]:
    there = numbers(source)
    for number in numbers(sentence):
        if not any(same_value(number, other) for other in there):
            yield number.words


def _dates(sentence: str, source: str) -> Iterator[str]:
    there = {named.key for named in named_days(source)}
    yield from (named.words for named in named_days(sentence) if named.key not in there)


def _names(said: Sequence[str], source: _Source) -> Iterator[str]:
    vocabulary = load_word_lists()
    for start, end in vocabulary.places_in(said):
        if not all(source.spells(word) for word in said[start:end]):
            yield " ".join(said[start:end])
    for place, word in enumerate(said):
        if _meaningful(word) and not source.spells(word) and not source.has(word) and _named(said, place):
            yield word


def _changed(said: Sequence[str], quoted: Sequence[str], source: _Source) -> Iterator[Problem]:
    """What stands in the place of something else where a sentence otherwise repeats a quote: no paraphrase there."""
    compared = SequenceMatcher(None, said, quoted, autojunk=False)
    if sum(block.size for block in compared.get_matching_blocks()) < _REPEATED * len(said):
        return
    for change, start, end, first, last in compared.get_opcodes():
        ours, theirs = said[start:end], quoted[first:last]
        outside = not ours and (start == 0 or end == len(said))  # the quote goes on there, the sentence does not
        if change != "equal" and not outside and any(map(is_negation, ours)) != any(map(is_negation, theirs)):
            yield Problem("negation", " ".join(ours or theirs))
        if change == "replace" and (other := _other(ours, theirs, source)):
            yield Problem("name", other)


def _other(ours: Sequence[str], theirs: Sequence[str], source: _Source) -> str:
    """Words put in the place of others: new ones, or as many from elsewhere in the source."""
    told, there = list(filter(_telling, ours)), _Source(" ".join(theirs))
    new = [word for word in told if not source.has(word)]
    moved = [word for word in told if not there.has(word)] if len(ours) == len(theirs) else []
    return " ".join(new or moved) if any(map(_telling, theirs)) else ""


def _named(said: Sequence[str], place: int) -> bool:
    """Whether a word looks like a name: a common word that is also a name does beside another name."""
    vocabulary, word = load_word_lists(), said[place]
    if not vocabulary.is_common(word):
        return True
    beside = (*said[max(0, place - 1) : place], *said[place + 1 : place + 2])
    return word in vocabulary.names and any(one in vocabulary.names or one in rank_names() for one in beside)


def _negations(said: Sequence[str], source: _Source) -> Iterator[str]:
    """What is negated here and nowhere in the source, and what is plain here and only negated there."""
    ours, theirs = _at(said, negated(said)), _at(source.words, negated(source.words))
    for word in ours:
        if not _among(word, theirs) and (source.has(word) or not theirs):
            yield word
    denied = negated(source.words, verbs=True)
    plain = [word for place, word in enumerate(source.words) if place not in denied]
    here = [word for word in said if word not in STOP_WORDS]
    for word in _at(source.words, denied):
        if not _among(word, plain) and not _among(word, ours) and _among(word, here):
            yield word


def _at(said: Sequence[str], places: Iterable[int]) -> list[str]:
    return [said[place] for place in sorted(places) if said[place] not in STOP_WORDS]


def _among(word: str, others: Iterable[str]) -> bool:
    return any(not families(word).isdisjoint(families(other)) for other in others)


def _new_words(said: Sequence[str], source: _Source) -> Iterator[str]:
    meaningful = [word for word in said if _meaningful(word)]
    new = [word for word in meaningful if not source.has(word)]
    if len(new) > _MOST_NEW * len(meaningful):
        yield " ".join(new)


def _telling(word: str) -> bool:
    return word[0].isdigit() or _meaningful(word)


def _meaningful(word: str) -> bool:
    """Whether a word says something of its own: no particle, no verb of saying, no number, month or weekday."""
    bare = word[1:] if word[0] in "وفبلك" else word
    return (
        len(word) >= _LEAST_LETTERS
        and not word[0].isdigit()
        and not {word, bare} & STOP_WORDS
        and not {word, bare} & load_lexicon().particles
        and families(word).isdisjoint(_saying())
        and not is_number_word(word)
        and not any(True for _ in named_days(word))
    )


@cache
def _saying() -> frozenset[str]:
    """The families of the verbs of saying."""
    return frozenset(family(word)[0] for word in load_lexicon().saying)


def _forms(word: str) -> Iterable[str]:
    """The word, its stem, and the stem behind each prefix it may have."""
    yield word
    yield stem(word)
    for prefix in _PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) >= _LEAST_LETTERS:
            yield stem(rest)
