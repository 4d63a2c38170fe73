"""What a question demands of its answer beside likeness: the thing counted, the measure, the event dated, the office.

An article that speaks of the same people and places without saying what was asked looks like an answer to every
measure of likeness; it fails here. Words are compared by stem, by the consonants that a broken plural keeps, or by
n-grams; synonyms are not known, so a demand met in other words counts as unmet.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.evidence import Evidence
from assistant.answering.questions import PEOPLE, question_kind
from retrieval.arabic import STOP_WORDS, grams, words
from retrieval.arabic.clitics import AND, WITH
from retrieval.arabic.entities import amounts, typed_spans
from retrieval.arabic.lexicon import load_lexicon
from retrieval.arabic.names import office_names
from retrieval.arabic.stems import same_noun
from retrieval.arabic.text import Text

_BEST = 3
_NEAR_WORDS = 4
_ALIKE = 0.3
_FOCUS_WORDS = 3
_LEAD = re.compile(
    rf"^{AND}?(?:(?:في|من|مع|الي|علي|منذ) )?(?:ما|ماذا|ماهو|ماهي|من|مين|كم|كام|اي|ايه|متي|امتي|اين|فين|وين)"
    r"(?: (?:هو|هي|هم|يبلغ|تبلغ|بلغ|بلغت|عدد|كان|كانت|الذي|التي|هذا|هذه))* (.*)$"
)
_COUNT = re.compile(
    r"(?:^|\s)ب?(?:كم|كام)(?: (?:كان|كانت|يكون|تكون|بلغ|بلغت|يبلغ|تبلغ|هو|هي|يقدر|تقدر|هناك)(?= ))*"
    r"((?: (?:عدد|من|يوجد|توجد)(?= ))*) (\S+)"
)
_NUMBERED = re.compile(r"^(?:ما|كم)(?: (?:هو|هي))? (?:ال)?رقم (\S+)")
_NAMED = re.compile(rf"^(?:ما|ماهو|ماهي)(?: (?:هو|هي|هم))? (?:اسم (?:ال)?(?:{PEOPLE})\b|(?:ال)?اسما )")
_NAME_MARKS = re.compile(r"[«\"“‘(A-Za-z]")
_WHICH = re.compile(rf"(?:^|\s)(?:{AND}|{WITH})?(?:اي|ايه) (\S+)")
_LIGHT = frozenset({"يوم", "ينبغي", "يجب", "يمكن"})


@dataclass(frozen=True, slots=True)
class Counted:
    """What a question with "how many" or "how much" asks for: a measure ("the age") or things that are counted."""

    noun: str
    measure: bool


def unmet(question: str, ranked: Sequence[Evidence]) -> bool:
    """Whether the best evidence fails a demand of the question."""
    best = ranked[:_BEST]
    return (
        _uncounted(question, best)
        or _undated(question, best[0])
        or all(_without_office(question, one) for one in best)
        or _unnumbered(question, best[0])
        or _unnamed(question, best[0])
        or _without_kind(question, best[0])
    )


def counted(question: str) -> Counted | None:
    """The folded noun that is counted or measured; None for one too general to stand beside its number."""
    match = _COUNT.search(_plain(question))
    if match is None or match.group(2) in load_lexicon().general:
        return None
    noun = match.group(2)
    if noun.removeprefix("ال") in load_lexicon().measures:
        return Counted(noun, measure=True)
    is_noun = bool(match.group(1)) or noun.endswith(("ا", "ه"))  # else it may be a verb
    return Counted(noun, measure=False) if is_noun else None


def focus(question: str) -> list[str]:
    """The first meaningful words behind the interrogative, up to a preposition; folded."""
    match = _LEAD.match(_plain(question))
    found: list[str] = []
    for word in match.group(1).split() if match else ():
        if word not in STOP_WORDS:
            found.append(word)
        elif found:
            break
    return found[:_FOCUS_WORDS]


def alike(word: str, present: Collection[str]) -> bool:
    """Whether one of these words is a form of the word, or resembles it."""
    pieces = _grams(word)
    return any(same_noun(word, other) or _overlap(pieces, _grams(other)) >= _ALIKE for other in present)


def _uncounted(question: str, best: Sequence[Evidence]) -> bool:
    asked = counted(question)
    if asked is None:
        return False
    if asked.measure:
        return not any(amounts(one.told) and alike(asked.noun, one.passage_words) for one in best)
    return not any(_counts(one.told, asked.noun) for one in best)


def _counts(told: Text, noun: str) -> bool:
    """Whether an amount stands near the noun; the dual of a noun is one."""
    text = told.text
    for number in amounts(told):
        start, end = number.whole
        near = [*words(text[:start])[-_NEAR_WORDS:], *words(text[start:end]), *words(text[end:])[:_NEAR_WORDS]]
        if alike(noun, near):
            return True
    return False


def _undated(question: str, best: Evidence) -> bool:
    """Whether the passage does not speak of the event asked for, and the sentence tells no date by itself."""
    asked = focus(question) if question_kind(question) == "when" else []
    if not asked or asked[0] in _LIGHT or alike(asked[0], best.passage_words):
        return False
    return all(dated.relative for dated in best.told.dates)


def _without_office(question: str, best: Evidence) -> bool:
    asked = focus(question) if question_kind(question) == "who" else []
    if not asked or asked[0].removeprefix("ال") not in office_names():
        return False
    return not all(alike(word, best.near_words) for word in asked)


def _unnumbered(question: str, best: Evidence) -> bool:
    match = _NUMBERED.match(_plain(question))
    return match is not None and not (amounts(best.told) and alike(match.group(1), best.near_words))


def _unnamed(question: str, best: Evidence) -> bool:
    """Whether names are asked for where the sentence has none that can be told: no rank, quotation mark or bracket."""
    asked = _NAMED.match(_plain(question))
    return bool(asked) and not (typed_spans(best.told, "person") or _NAME_MARKS.search(best.quote))


def _without_kind(question: str, best: Evidence) -> bool:
    """Whether "which college" is asked and the passage has no college: such names carry their noun."""
    asked = _WHICH.search(_plain(question))
    carried = asked is not None and asked.group(1) in load_lexicon().carried
    return bool(carried and asked and not alike(asked.group(1), best.passage_words))


def _plain(question: str) -> str:
    return " ".join(words(question))


@lru_cache(maxsize=20_000)
def _grams(word: str) -> frozenset[str]:
    return frozenset(grams(word))


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)
