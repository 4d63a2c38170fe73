"""Whether what is said around a place of a text is past or still to come, by the verb or particle nearest to it.

What it does not know: grammar. A verb of another clause counts where it is nearer, and «ت» in front of one may be the
past's or the present's.
"""

from typing import Literal

from retrieval.arabic.calendar.tokens import Tokens
from retrieval.arabic.calendar.vocabulary import load_date_words
from retrieval.arabic.verbs import is_saying, is_verb

Tense = Literal["past", "present", "coming", ""]

_STOPS = (".", "؟", "?", "!", "؛", "\n")
_CONJUNCTIONS = "وف"
_FUTURE, _PRESENT, _PERSONS = "س", "ي", "يتن"
_SHORTEST = 4
_AND_THAT, _CONTEXT = 3, 6
"""How many words before a verb may say that it is to come («من المقرر أن»), and that it was to be («كان من …»)."""
_WAS = frozenset(("كان", "كانت", "وكان", "وكانت"))


def tense_before(tokens: Tokens, start: int) -> Tense:
    """The tense of the nearest verb before an offset, in the same sentence; "" where none is seen."""
    nearer = ""
    before = tokens.before(start)
    for place, word in enumerate(before):
        if word in _STOPS:
            return ""
        if f"{word} {nearer}" in load_date_words().coming_verbs:
            return "coming"
        if tense := tense_of(word):
            return _in_context(tense, before[place + 1 : place + _CONTEXT])
        nearer = word
    return ""


def _in_context(tense: Tense, before: list[str]) -> Tense:
    """«كان من المقرر» is past, and the present in «من المقرر أن يصل» to come."""
    if tense == "present" and any(tense_of(word) == "coming" for word in before[:_AND_THAT]):
        tense = "coming"
    return "past" if tense == "coming" and not _WAS.isdisjoint(before) else tense


def tense_of(word: str) -> Tense:
    """The tense that a folded word tells, with «و» or «ف» before it or without; "" for no verb."""
    words = load_date_words()
    bare = word[1:] if word[0] in _CONJUNCTIONS and len(word) >= _SHORTEST else word
    if word in words.past_verbs or bare in words.past_verbs:
        return "past"
    if word in words.coming_verbs or bare in words.coming_verbs or _is_future(bare):
        return "coming"
    if not is_verb(bare):
        said = bare.removesuffix("ها").removesuffix("ه")
        return "past" if said != bare and len(said) >= _SHORTEST - 1 and is_saying(said) else ""
    present = bare[0] == _PRESENT or (bare[0] in _PERSONS and is_verb(_PRESENT + bare[1:]) and not bare.endswith("ت"))
    return "present" if present else "past"


def _is_future(word: str) -> bool:
    """«سيعقد», «ستبدأ», «سنعلن»."""
    if len(word) < _SHORTEST or word[0] != _FUTURE or word[1] not in _PERSONS:
        return False
    return not word.startswith(tuple(load_date_words().not_coming))
