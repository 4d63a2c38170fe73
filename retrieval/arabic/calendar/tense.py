"""Whether what is said before a place of a text is still to come, by the verb or particle nearest to it.

What it does not know: grammar. A verb further than a few words away, or one that no list has, is not seen.
"""

from retrieval.arabic.calendar.tokens import Tokens
from retrieval.arabic.calendar.vocabulary import load_date_words

_STOPS = (".", "؟", "?", "!", "؛", "\n")
_CONJUNCTIONS = ("", "و", "ف")
_FUTURE, _PERSONS = "س", "يتن"
_SHORTEST = 4


def to_come(tokens: Tokens, start: int) -> bool:
    """Whether the nearest verb before an offset, in the same sentence, is one of the future."""
    words = load_date_words()
    for word in tokens.before(start):
        if word in _STOPS:
            return False
        bare = word[1:] if word[0] in "وف" and len(word) > _SHORTEST else word
        if word in words.past_verbs or bare in words.past_verbs:
            return False
        if word in words.coming_verbs or bare in words.coming_verbs or _is_future(bare):
            return True
    return False


def _is_future(word: str) -> bool:
    """«سيعقد», «ستبدأ», «سنعلن»."""
    if len(word) < _SHORTEST or word[0] != _FUTURE or word[1] not in _PERSONS:
        return False
    return not word.startswith(tuple(load_date_words().not_coming))
