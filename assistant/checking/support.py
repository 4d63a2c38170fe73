"""Does a sentence say only what its quotes say? Numbers, dates, names, negations and words are compared one by one.

Every number, date, month and weekday of the sentence has to stand in a quote, in whatever script or words; so has
every name: a word that is a known name or of no common family (``retrieval.arabic.wordlists``), or that stands in the
place of another where the sentence otherwise repeats the quote. What is negated must be negated in a quote, and the
other way round; a word whose opposite a quote says of the same thing is none of the quote's, nor are two names in
each other's place. Of the remaining words at most ``_MOST_NEW`` may be new: a paraphrase says common things in other
common words.

What it does not know: what follows from common words that are new, beyond opposites (``assistant.checking.check`` asks
a judge for that).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, cached_property

from assistant.types import Problem
from retrieval.arabic import STOP_WORDS, grams, words
from retrieval.arabic.calendar import Dated, months_told, named_days, other_days, shared_dates
from retrieval.arabic.clitics import without_particle
from retrieval.arabic.lexicon import load_lexicon
from retrieval.arabic.names import is_nation, rank_names
from retrieval.arabic.negation import is_negation, negated
from retrieval.arabic.numbers import Number, is_number_word, numbers, same_value
from retrieval.arabic.opposites import opposed, opposite, undone
from retrieval.arabic.roles import exchanged
from retrieval.arabic.stems import stems
from retrieval.arabic.wordlists import families, family, load_word_lists

_MOST_NEW = 0.34
_REPEATED = 0.8
_SPELLED_ALIKE = 0.6
_LEAST_LETTERS = 3
_CALENDARS = 2


@dataclass(frozen=True)  # no slots: what is derived is kept
class _Source:
    """Quotes prepared for comparison."""

    text: str

    @cached_property
    def words(self) -> list[str]:
        return words(self.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(form for word in self.words for form in stems(word))

    @cached_property
    def families(self) -> frozenset[str]:
        return frozenset().union(*map(families, self.words))

    @cached_property
    def names_a_land(self) -> bool:
        """Whether a place or what belongs to a nation is told here."""
        return bool(load_word_lists().places_in(self.words)) or any(map(is_nation, self.words))

    @cached_property
    def joined(self) -> str:
        """All words written together, so that a compound name is found however it is spaced."""
        return "".join(self.words)

    def has(self, word: str) -> bool:
        """Whether a word stands here, in this or another form."""
        return not self.stems.isdisjoint(stems(word)) or not self.families.isdisjoint(families(word))

    def spells(self, word: str) -> bool:
        """Whether a name stands here: the same but for affixes, spacing or a letter."""
        if not self.stems.isdisjoint(stems(word)) or (len(word) > _LEAST_LETTERS + 1 and word in self.joined):
            return True
        own = set(grams(word, 2))
        return any(
            len(word) > _LEAST_LETTERS + 1
            and abs(len(word) - len(other)) < _LEAST_LETTERS
            and len(own & (theirs := set(grams(other, 2)))) > _SPELLED_ALIKE * len(own | theirs)
            for other in self.words
        )


def unsupported(sentence: str, quotes: Sequence[str]) -> tuple[Problem, ...]:
    """What a sentence says that no quote does, by the rules; nothing where the quotes support it."""
    source = _Source("\n".join(quotes))
    rest = _without(sentence, _told_otherwise(sentence, source.text))
    said = _united(words(rest), source)
    compared = [words(_without(quote, _told_otherwise(quote, sentence))) for quote in quotes]
    return (
        *(Problem("number", one) for one in _numbers(rest, source.text)),
        *(Problem("date", one) for one in _dates(sentence, rest, source.text)),
        *(Problem("name", one) for one in _names(said, source)),
        *(problem for quoted in compared for problem in _changed(said, quoted, source)),
        *(Problem("negation", one) for one in _negations(said, source)),
        *(Problem("opposite", one) for one in _opposites(said, compared)),
        *(Problem("roles", " ".join(pair)) for quoted in compared for pair in exchanged(said, quoted)),
        *(Problem("words", one) for one in _new_words(said, source)),
    )


def supported_share(sentence: str, quotes: Sequence[str]) -> float:
    """The share of a sentence's telling words that its quotes have, 0..1; 1 where it has none."""
    source = _Source("\n".join(quotes))
    telling = [word for word in words(sentence) if _telling(word)]
    return sum(map(source.has, telling)) / len(telling) if telling else 1.0


def nearly_repeats(sentence: str, quotes: Sequence[str]) -> bool:
    """Whether a sentence has nearly all its words from one quote, in their order."""
    said = words(sentence)
    return any(_repeats(said, SequenceMatcher(None, said, words(quote), autojunk=False)) for quote in quotes)


def is_listed(said: Sequence[str]) -> bool:
    """Whether one of some folded words is the name of a person, a place or a nation in a list."""
    vocabulary = load_word_lists()
    return bool(vocabulary.places_in(said)) or any(word in vocabulary.names or is_nation(word) for word in said)


def _repeats(said: Sequence[str], compared: SequenceMatcher[str]) -> bool:
    return sum(block.size for block in compared.get_matching_blocks()) >= _REPEATED * len(said)


def _told_otherwise(text: str, other: str) -> list[Dated]:
    """The dates of a text that another tells in other words; not those told in two calendars, each of which counts."""
    there = set(words(other))
    return [
        one
        for one in shared_dates(text, other)
        if not there.issuperset(words(text[one.start : one.end]))
        and len(_years(text[one.start : one.end])) < _CALENDARS
    ]


def _years(text: str) -> list[str]:
    return [word for word in words(text) if word.isdigit() and len(word) >= _LEAST_LETTERS]


def _without(text: str, dates: Iterable[Dated]) -> str:
    """A text with nothing where these dates stand."""
    for one in dates:
        text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    return text


def _united(said: Sequence[str], source: _Source) -> list[str]:
    """Words, two of them as one where the source writes them so («عبد الله», «عبدالله»)."""
    united: list[str] = []
    for word in said:
        if united and united[-1] + word in source.stems and not source.has(word):
            united[-1] += word
        else:
            united.append(word)
    return united


def _numbers(sentence: str, source: str) -> Iterator[str]:
    there = numbers(source)
    for number in numbers(sentence):
        if not any(_same_number(number, other) for other in there):
            yield number.words


def _same_number(one: Number, other: Number) -> bool:
    """Whether two numbers are equal or told with the same words: those tell the same, whatever stands around them."""
    return same_value(one, other) or (one.value == other.value and one.words == other.words)


def _dates(sentence: str, rest: str, source: str) -> Iterator[str]:
    """The months and weekdays that the source lacks, and the days it tells otherwise.

    ``rest`` is the sentence without the dates that the source has, whose weekdays are compared all the same.
    """
    there = {named.key for named in named_days(source)} | {("gregorian", month) for month in months_told(source)}
    for named in named_days(sentence):
        if named.key[0] == "weekday" and named.key not in there:
            yield named.words
    for named in named_days(rest):
        if named.key[0] != "weekday" and named.key not in there:
            yield named.words
    yield from (" ".join(words(rest[day.start : day.end])) for day in other_days(rest, source))


def _names(said: Sequence[str], source: _Source) -> Iterator[str]:
    vocabulary = load_word_lists()
    for start, end in vocabulary.places_in(said):
        if not all(source.spells(word) for word in said[start:end]):
            yield " ".join(said[start:end])
    for word in said:
        if is_nation(word) and source.names_a_land and not source.spells(word):
            yield word
    for place, word in enumerate(said):
        if _meaningful(word) and not source.spells(word) and not source.has(word) and _named(said, place):
            yield word


def _changed(said: Sequence[str], quoted: Sequence[str], source: _Source) -> Iterator[Problem]:
    """What stands in the place of something else where a sentence otherwise repeats a quote: no paraphrase there."""
    compared = SequenceMatcher(None, said, quoted, autojunk=False)
    if not _repeats(said, compared):
        return
    for change, start, end, first, last in compared.get_opcodes():
        ours, theirs = said[start:end], quoted[first:last]
        outside = not ours and (start == 0 or end == len(said))  # the quote goes on there, the sentence does not
        turned = any(opposite(word, other) for word in said[start : end + 1] for other in quoted[first : last + 1])
        if change != "equal" and not outside and not turned and _is_negated(ours) != _is_negated(theirs):
            yield Problem("negation", " ".join(ours or theirs))
        if change == "replace" and (other := _other(ours, theirs, source)):
            yield Problem("name", other)


def _is_negated(some: Iterable[str]) -> bool:
    return any(map(is_negation, some))


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
        if _among(word, theirs) or any(opposite(word, other) for other in source.words):
            continue
        if source.has(word) or not theirs:
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


def _opposites(said: Sequence[str], quotes: Iterable[Sequence[str]]) -> Iterator[str]:
    """What a quote says the opposite of, and what it takes back or what is taken back of it."""
    for quoted in quotes:
        yield from (word for word, _ in opposed(said, quoted))
        yield from undone(said, quoted)


def _new_words(said: Sequence[str], source: _Source) -> Iterator[str]:
    meaningful = [word for word in said if _meaningful(word)]
    new = [word for word in meaningful if not source.has(word)]
    if len(new) > _MOST_NEW * len(meaningful):
        yield " ".join(new)


def _telling(word: str) -> bool:
    return word[0].isdigit() or _meaningful(word)


def _meaningful(word: str) -> bool:
    """Whether a word says something of its own: no particle, no verb of saying, no number, month or weekday."""
    bare = without_particle(word)
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
