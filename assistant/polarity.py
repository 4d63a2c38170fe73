"""Whether a sentence denies what a question asks about: a negation that governs a word of the question.

It sees particles and verbs of denial, up to three words before a word that the question shares; it knows neither
irony nor a negation that stands in another sentence.
"""

from itertools import pairwise

from retrieval.arabic import STOP_WORDS, stem, words

_PARTICLES = frozenset(words("لم لن لا ليس ليست ليسوا لست غير بدون دون عدم ما مش مو ماكانش"))
_DENIALS = frozenset(words("نفي ينفي نفت تنفي نافيا نافيه انكر ينكر رفض يرفض رفضت ترفض رافضا كذب تكذيب استبعد يستبعد"))
_REACH = 3


def denies(question: str, sentence: str) -> bool:
    """Whether a negation in the sentence governs a meaningful word of the question, unless the question has it too."""
    asked = {stem(word) for word in words(question) if word not in STOP_WORDS}
    said = words(sentence)
    negated = any(
        _negates(word, following) and not asked.isdisjoint(map(stem, said[place + 1 : place + 1 + _REACH]))
        for place, (word, following) in enumerate(pairwise(said))
    )
    return negated and not any(_negates(word, following) for word, following in pairwise(words(question)))


def _negates(word: str, following: str) -> bool:
    bare = word[1:] if word[0] in "وف" and word[1:] in _PARTICLES | _DENIALS else word
    if bare == "ما":
        return following.startswith("كان")
    return bare in _PARTICLES or bare in _DENIALS
