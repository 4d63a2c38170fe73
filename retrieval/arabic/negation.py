"""Whether a sentence denies what a question asks about: a negation that governs a word of the question.

It sees particles and verbs of denial, up to three words before a word that the question shares; it knows neither
irony nor a negation that stands in another sentence.
"""

from collections.abc import Sequence
from itertools import pairwise

from retrieval.arabic import STOP_WORDS, stem, words

_PARTICLES = frozenset(words("لم لن لا ليس ليست ليسوا لست غير بدون دون عدم ما مش مو ماكانش"))
_OF_VERBS = frozenset(words("لم لن لا ليس ليست ليسوا لست ما"))
_DENIALS = frozenset(words("نفي ينفي نفت تنفي نافيا نافيه انكر ينكر رفض يرفض رفضت ترفض رافضا كذب تكذيب استبعد يستبعد"))
_AFFIRMED = frozenset(words("يزال تزال يزالون سيما بد شك"))
"""What «لا» before it affirms: "still", "especially", "surely"."""
_REACH = 3


def denies(question: str, sentence: str) -> bool:
    """Whether a negation in the sentence governs a meaningful word of the question, unless the question has it too."""
    asked = {stem(word) for word in words(question) if word not in STOP_WORDS}
    said = words(sentence)
    governed = {stem(said[place]) for place in negated(said, _REACH)}
    return not asked.isdisjoint(governed) and not negated(words(question), _REACH)


def negated(said: Sequence[str], reach: int = 1, *, verbs: bool = False) -> frozenset[int]:
    """The places of the folded words that a negation governs: the ``reach`` words behind it.

    ``verbs`` keeps to the particles that negate verbs and clauses. A denial that is negated («لم ينف») denies nothing.
    """
    negations = (
        place
        for place, pair in enumerate(pairwise(said))
        if _negates(*pair)
        and (not verbs or pair[0].lstrip("وف") in _OF_VERBS)
        and not (place and is_denial(pair[0]) and said[place - 1].lstrip("وف") in _OF_VERBS)
    )
    behind = (range(place + 1, min(len(said), place + 1 + reach)) for place in negations)
    return frozenset(place for places in behind for place in places)


def is_negation(word: str) -> bool:
    """Whether a folded word is a particle that negates verbs and clauses, and hardly ever does anything else."""
    return word.lstrip("وف") in _OF_VERBS - {"ما"}


def is_denial(word: str) -> bool:
    """Whether a folded word is a verb or noun of denying or refusing what follows it."""
    return word in _DENIALS or word.lstrip("وفب") in _DENIALS


def _negates(word: str, following: str) -> bool:
    bare = word[1:] if word[0] in "وف" and word[1:] in _PARTICLES | _DENIALS else word
    if bare == "ما":
        return following.startswith("كان")
    if bare == "لا" and following in _AFFIRMED:
        return False
    return bare in _PARTICLES or bare in _DENIALS
