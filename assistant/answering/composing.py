"""Which sentences make up an answer, and in what order, by the form of the question.

A fact gets the best sentence and at most two more; a list gets more of the same article; yes or no gets the sentences
that say so first, and a verdict where they do surely; a survey and a comparison are grouped by article and by side.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.answering.confidence import THRESHOLD
from assistant.answering.demands import alike
from assistant.answering.evidence import Evidence
from assistant.answering.leading import led
from assistant.answering.lists import whole_list
from assistant.answering.questions import on_aspect, parts, sides, statement, topic
from assistant.types import Form, YesNo
from prompts import Wording
from retrieval.arabic import STOP_WORDS, words
from retrieval.types import Article, Sentence

_MOST = 3
_MOST_LISTED = 5
_MARGIN = 11.0
_MOST_ARTICLES = 4
_EACH = 2
_REPEATED = 0.7  # of the words of the shorter of two sentences

Find = Callable[[str], "Ranking"]
Stand = Callable[[str, str], Literal["yes", "no"] | None]
"""Whether a quote says what is stated, or the opposite, or neither."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """What was found for one question: its sentences, best first, and the confidence that they answer it."""

    ranked: tuple[Evidence, ...]
    sure: float

    @property
    def answered(self) -> bool:
        return self.sure >= THRESHOLD


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence to be shown; ``copies`` names the other articles that print it."""

    article: Article
    sentence: Sentence
    copies: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return self.article.text[self.sentence.start : self.sentence.end]


@dataclass(frozen=True, slots=True)
class Part:
    """Quotes that are shown together, with a line before them and one behind them."""

    quotes: tuple[Quote, ...]
    heading: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Composed:
    """The parts of an answer, none where it is refused, and the confidence in it.

    ``leads`` are the sentences quoted that a short answer may be taken from, the first that stands in front.
    """

    parts: tuple[Part, ...]
    sure: float
    leads: tuple[Evidence, ...] = ()
    verdict: YesNo | None = None


def quoted(evidence: Evidence) -> Quote:
    """A sentence found, to be shown."""
    return Quote(evidence.article, evidence.sentence, evidence.hit.copies)


def compose(question: str, form: Form, own: Ranking, find: Find, stand: Stand, wording: Wording) -> Composed:
    """An answer of this form; ``own`` is what was found for the question as it is, ``find`` finds for others."""
    if form is Form.COMPARISON:
        return _comparison(question, find, wording)
    if form is Form.SURVEY:
        return _survey(topic(question), find, wording)
    halves = parts(question)
    if len(halves) > 1:
        return _halves(halves, own, find, wording)
    if not own.answered:
        return Composed((), own.sure)
    if form is Form.YES_NO:
        return _whether(question, own, stand, wording)
    if form is Form.LIST:
        listed = tuple(map(quoted, _near_best(question, own.ranked, _MOST_LISTED)))
        return Composed((Part(_whole(question, listed)),), own.sure)
    best = _near_best(question, own.ranked, _MOST)
    return Composed((Part(tuple(map(quoted, best))),), own.sure, best)


def _all_near(ranked: Sequence[Evidence], most: int) -> tuple[Evidence, ...]:
    """The best sentence, then those not far behind it in reading order."""
    best, *others = distinct(ranked, most)
    return (best, *_in_reading_order([one for one in others if one.score > best.score - _MARGIN], best.article.id))


def _near_best(question: str, ranked: Sequence[Evidence], most: int) -> tuple[Evidence, ...]:
    """The same, with the sentence in front that leads best."""
    return _all_near(led(question, ranked), most)


def _whole(question: str, quotes: tuple[Quote, ...]) -> tuple[Quote, ...]:
    """The quotes, with all of the first list among them: what introduces it, and its items to the last."""
    for quote in quotes:
        listed = [replace(quote, sentence=one) for one in whole_list(question, quote.article.text, quote.sentence)]
        if listed:
            return tuple(dict.fromkeys((*(quotes[:1] if quotes[0] not in listed else ()), *listed)))
    return quotes


def _halves(halves: Sequence[str], own: Ranking, find: Find, wording: Wording) -> Composed:
    """The best sentences for each half of a question that asks for two things; what is quoted for the first is not
    quoted again."""
    found = {half: find(half) for half in halves}
    if not any(ranking.answered for ranking in found.values()):
        best = _near_best(halves[0], own.ranked, _MOST) if own.answered else ()
        return Composed((Part(tuple(map(quoted, best))),) if best else (), own.sure)
    told: list[Part] = []
    shown: set[tuple[str, int, int]] = set()
    for half, ranking in found.items():
        if not ranking.answered:
            told.append(Part((), note=wording.say("silent_on_part", question=half)))
            continue
        best = tuple(one for one in _near_best(half, ranking.ranked, _EACH) if one.where not in shown)
        shown.update(one.where for one in best)
        told.append(Part(tuple(map(quoted, best))))
    return Composed(tuple(told), max(ranking.sure for ranking in found.values()))


def distinct(ranked: Sequence[Evidence], most: int) -> list[Evidence]:
    """The best sentences, at most so many, without those that a copy of an earlier one's article repeats."""
    chosen: list[Evidence] = []
    for evidence in ranked:
        if len(chosen) < most and not any(_repeats(evidence, other) for other in chosen):
            chosen.append(evidence)
    return chosen


def _repeats(evidence: Evidence, other: Evidence) -> bool:
    if evidence.article.id not in other.hit.copies:
        return False
    mine, others = set(words(evidence.quote)), set(words(other.quote))
    return len(mine & others) >= _REPEATED * min(len(mine), len(others))


def _in_reading_order(some: Sequence[Evidence], first: str) -> list[Evidence]:
    order = list(dict.fromkeys([first, *(one.article.id for one in some)]))
    return sorted(some, key=lambda one: (order.index(one.article.id), one.sentence.start))


def _whether(question: str, own: Ranking, stand: Stand, wording: Wording) -> Composed:
    """The quotes that say yes, those that say no, then those that say neither; the verdict is of the first two."""
    near = _all_near(own.ranked, _MOST)
    asked = statement(question)
    stands = {one.where: stand(asked, one.quote) for one in near}
    sides = {side: tuple(quoted(one) for one in near if stands[one.where] == side) for side in ("yes", "no", None)}
    silent = sides[None]
    if not sides["yes"] and not sides["no"]:
        return Composed((Part(silent, heading=wording.say("reported")),), own.sure)
    if sides["yes"] and sides["no"]:
        first = "yes" if stands[near[0].where] != "no" else "no"
        last = "no" if first == "yes" else "yes"
        parts = (Part(sides[first]), Part(sides[last], heading=wording.say("against")))
        return Composed(parts, own.sure, verdict="mixed")
    verdict: YesNo = "yes" if sides["yes"] else "no"
    return Composed((Part((*sides[verdict], *silent)),), own.sure, verdict=verdict)


def _survey(about: str, find: Find, wording: Wording) -> Composed:
    """The best sentences of each article that has all words of the topic."""
    found = find(about)
    if not found.answered:
        return Composed((), found.sure)
    near = [one for one in found.ranked if one.score > found.ranked[0].score - 2 * _MARGIN]
    articles = {one.article.id: one.article for one in near}
    speaking = [identity for identity, article in articles.items() if _speaks_of(article, about)] or [*articles][:1]
    parts = (
        Part(
            tuple(map(quoted, _near_best(about, [one for one in near if one.article.id == identity], _EACH))),
            note=wording.say("from", title=articles[identity].title),
        )
        for identity in speaking[:_MOST_ARTICLES]
    )
    return Composed(tuple(parts), found.sure)


def _speaks_of(article: Article, about: str) -> bool:
    present = set(words(f"{article.title} {article.text}"))
    return all(alike(word, present) for word in words(about) if word not in STOP_WORDS)


def _comparison(question: str, find: Find, wording: Wording) -> Composed:
    """The best sentences on each side, in the order asked; of a side on which there is nothing, that is said."""
    aspect, *both = sides(question)
    found = {side: find(on_aspect(side, aspect)) for side in both}
    told = tuple(
        Part(
            tuple(map(quoted, _near_best(on_aspect(side, aspect), ranking.ranked, _EACH))),
            heading=wording.say("on_side", side=side),
        )
        if ranking.answered
        else Part((), note=wording.say("silent_on_side", side=side))
        for side, ranking in found.items()
    )
    sure = max(ranking.sure for ranking in found.values())
    return Composed(told if any(part.quotes for part in told) else (), sure)
