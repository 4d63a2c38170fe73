"""Which sentences of an article may be points of its summary, and the best of them: in so many words, or so many.

An article puts first what matters most, and nothing we tried beats that by much (``docs/decisions/0004-summaries.md``):
a word is worth less the later its sentence stands, and a little more in a sentence that tells a decision or a figure.
Of a sentence the whole is shown, or its beginning up to the end of a clause. What it does not know: what a sentence
means.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from retrieval.arabic import STOP_WORDS, stem, words
from retrieval.arabic.entities import amounts
from retrieval.arabic.lexicon import load_lexicon
from retrieval.arabic.sentences import clause_ends, whole_sentences, word_count
from retrieval.arabic.sentences.cuts import parts
from retrieval.arabic.sentences.datelines import dateline_end
from retrieval.arabic.sentences.enclosures import find_enclosures
from retrieval.arabic.text import Text
from retrieval.types import Article, Sentence

_FALL = 0.9
"""So much less than a word of the first sentence is one behind the last sentence worth."""
_MOSTLY, _BONUS = 0.5, 3.5
"""A sentence of which this share is told is worth so many words more: half of two tell more than the whole of one."""
_NEWS = 1000.0
"""What the first sentence is worth beside its words: no others stand in its place."""
_TELLING = 1.05
_ALONE = 0.6
"""So much is a word worth in a sentence that points back at one which is left out."""
_OPENING = 3
"""Words."""
_LOOKED_AT = 80
"""Sentences; those behind are hardly ever chosen."""
_POINT = 30
"""Where points are counted, one of so many words is told up to the first end of a clause behind ``_MOSTLY`` of it."""
_ALIKE = 0.7
_HELD, _HELD_WORDS = 0.8, 5
"""Of two sentences one is left out where they share so much of both, or so much of a shorter one of so many words."""
_BREATH = 16
"""Words enough for a part that ends where it must."""
_STOPS = (".", "!", "؟", "…")
_OPEN = (":", "؟", "?")
"""So ends what only introduces, and what asks."""
_DATELINE = 3
"""So few words ("Benghazi — the agency.") say nothing by themselves."""


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence from its beginning up to an offset; ``cut`` where it goes on behind it."""

    start: int
    end: int
    size: int
    """In words."""
    cut: bool


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence that may be a point, and what one of its words is worth: 1 in the first, less in the last."""

    sentence: Sentence
    weight: float
    leans: bool = False
    """Whether it speaks of what the sentence before it tells; behind another it is worth less."""


_Chain: TypeAlias = "tuple[Part, _Chain | None]"
_Had: TypeAlias = "tuple[float, _Chain | None]"
"""What chosen parts are worth together, and which they are, the last first."""
_NEVER: _Had = (float("-inf"), None)


def weighed(article: Article, sentences: Sequence[Sentence]) -> list[Weighed]:
    """The sentences that may be points, in reading order: none that is furniture, a headline, a repetition or open."""
    told = quotable(article, sentences)
    return [_weighed(article, sentence, place / len(told)) for place, sentence in enumerate(told)]


def _weighed(article: Article, sentence: Sentence, place: float) -> Weighed:
    text = article.text[sentence.start : sentence.end]
    telling = _TELLING if place and _tells(text) else 1.0
    return Weighed(sentence, (1 - _FALL * place) * telling, leans=place > 0 and _leans(text))


def quotable(article: Article, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The same without their weights."""
    plain = whole_sentences(article.text, [one for one in sentences if not one.boilerplate])
    told = [one for one in (_behind_dateline(article, one) for one in plain) if _says(article, one)] or plain
    stems = [set(_content(article.text[one.start : one.end])) for one in told]
    return [one for number, one in enumerate(told) if not any(_same(stems[number], stems[n]) for n in range(number))]


def fitting(article: Article, told: Sequence[Weighed], most: int) -> list[Part]:
    """The parts of sentences, at most ``most`` words together, that are worth most, in reading order.

    Where no sentence and no clause is short enough, the beginning of the first, which ends where it must; of a few
    words none.
    """
    best = _best(article, told, most) or _beginning(article, told, most)
    return sorted(best, key=lambda part: part.start)


def foremost(article: Article, told: Sequence[Weighed], count: int) -> list[Part]:
    """The first sentence and the best of the others, ``count`` together where there are so many, in reading order."""
    others = sorted(told[1:], key=lambda one: -one.weight)
    chosen = [*told[:1], *others[: count - 1]]
    return sorted((_shortened(article, one.sentence) for one in chosen), key=lambda part: part.start)


def _best(article: Article, told: Sequence[Weighed], most: int) -> list[Part]:
    """By what can be had in each number of words without and with the sentence before, sentence by sentence."""
    skipped: list[_Had] = [(0.0, None)] * (most + 1)
    taken: list[_Had] = [_NEVER] * (most + 1)
    for one in told[:_LOOKED_AT]:
        ways = _ways(article, one.sentence)
        now = [_NEVER] * (most + 1)
        for part in ways:
            value = one.weight * (part.size + (_BONUS if part.size >= _MOSTLY * ways[-1].size else 0))
            value += _NEWS if one is told[0] else 0
            alone = value * (_ALONE if one.leans else 1.0)
            for room in range(part.size, most + 1):
                before, behind = skipped[room - part.size], taken[room - part.size]
                had = max((before[0] + alone, (part, before[1])), (behind[0] + value, (part, behind[1])), key=_worth)
                now[room] = max(now[room], had, key=_worth)
        skipped, taken = [max(pair, key=_worth) for pair in zip(skipped, taken, strict=True)], now
    return list(_parts_of(max(skipped[most], taken[most], key=_worth)))


def _worth(had: _Had) -> float:
    return had[0]


def _parts_of(had: _Had) -> Iterator[Part]:
    chain = had[1]
    while chain is not None:
        part, chain = chain
        yield part


def _beginning(article: Article, told: Sequence[Weighed], most: int) -> list[Part]:
    if not told or most < _BREATH:
        return []
    first = told[0].sentence
    start, end = next(parts(article.text, first.start, first.end, most))
    return [Part(start, end, word_count(article.text[start:end]), cut=end < first.end)]


def _shortened(article: Article, sentence: Sentence) -> Part:
    """A sentence that is no longer than a point should be, or the shortest part that tells most of it."""
    *shorter, whole = _ways(article, sentence)
    if whole.size < _POINT:
        return whole
    return next((part for part in shorter if part.size >= _MOSTLY * whole.size), whole)


def _ways(article: Article, sentence: Sentence) -> list[Part]:
    """The parts of a sentence that may stand alone, the whole of it last."""
    start, text = sentence.start, article.text
    ends = [(end, True) for end in clause_ends(text, sentence)] + [(sentence.end, False)]
    return [Part(start, end, word_count(text[start:end]), cut) for end, cut in ends]


def _behind_dateline(article: Article, sentence: Sentence) -> Sentence:
    """A sentence without where it was written and who carries it."""
    behind = dateline_end(article.text[sentence.start : sentence.end])
    return replace(sentence, start=sentence.start + behind)


def _says(article: Article, sentence: Sentence) -> bool:
    """Whether a sentence says something by itself: no dateline, no headline, no question, nothing that a colon or a
    quotation mark leaves open."""
    text = article.text[sentence.start : sentence.end].strip()
    size = word_count(text)
    return (
        size > _DATELINE
        and not _is_headline(text, article.title)
        and not text.endswith(_OPEN)
        and not _ends_quotation(text)
    )


def _is_headline(text: str, title: str) -> bool:
    """Whether a line that no mark ends says what the title does."""
    return not text.endswith(_STOPS) and _same(set(_content(text)), set(_content(title)))


def _ends_quotation(text: str) -> bool:
    """Whether a sentence begins inside a quotation, which it ends: whose words they are is told elsewhere."""
    found = find_enclosures(text)
    return any(start == 0 and (start, end) not in found.quotations for start, end in found.open_quotations)


def _leans(text: str) -> bool:
    """Whether a sentence begins with what points back: «ذلك», «هذه الاتهامات»."""
    return not load_lexicon().pointing.isdisjoint(words(" ".join(text.split()[:_OPENING])))


def _tells(text: str) -> bool:
    """Whether a sentence tells a decision or a figure."""
    told = Text(text)
    return bool(amounts(told)) or not load_lexicon().deciding.isdisjoint(word.folded for word in told.words)


def _content(text: str) -> list[str]:
    return [stem(word) for word in words(text) if word not in STOP_WORDS]


def _same(one: set[str], other: set[str]) -> bool:
    """Whether two sentences have nearly the same words, or one nearly all that a short one has."""
    shared, least = len(one & other), min(len(one), len(other))
    return bool(one) and (shared >= _ALIKE * len(one | other) or (least >= _HELD_WORDS and shared >= _HELD * least))
