"""What is known of each word of a text for telling names, as a row of ones and zeros: for a model that weighs them.

By the lists (``senses``), by the words around it in a mention that the rules find, and by what stands in front of it.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from retrieval.arabic.names.mentions import mentions
from retrieval.arabic.names.senses import load_name_words, sense
from retrieval.arabic.names.wordforms import Token, stripped

Traits = npt.NDArray[np.float32]
"""Shape (words, ``WIDTH``)."""

VERSION = "1"
"""Raise it where the traits change; weights that were trained on others do not fit."""

_MARKS = "GFXgf"
_GAPS = ("\n", "،,؛;", "«\"“'‘", "»”’", "([", ")]", ".!؟?", ":", "-–—/", "0123456789٠١٢٣٤٥٦٧٨٩")
_KINDS = ("person", "place", "body")
_HEADS = ("place_heads", "state_heads", "body_heads")
_TITLES = ("ranks", "callings", "offices", "definite_offices", "whole_offices", "qualifiers", "honours")
_OWN = len(_MARKS) + 11 + len(_MARKS) + 3 + len(_HEADS) + len(_TITLES) + 3
WIDTH = _OWN + 1 + len(_GAPS) + 4 * len(_KINDS) + 1


def traits(words: Sequence[Token]) -> Traits:
    """A row for each word but the empty one at the end."""
    found = np.zeros((len(words) - 1, WIDTH), np.float32)
    for row, word in zip(found, words[:-1], strict=True):
        row[:_OWN] = _known(word.key)
        row[_OWN] = bool(word.gap)
        for place, marks in enumerate(_GAPS, _OWN + 1):
            row[place] = any(mark in marks for mark in word.gap)
    for mention in mentions(words):
        first = _OWN + 1 + len(_GAPS) + 4 * _KINDS.index(mention.kind) + 2 * mention.sure
        found[mention.core[0], first] = 1
        found[mention.core[0] + 1 : mention.core[1], first + 1] = 1
        if mention.title:
            found[slice(*mention.title), -1] = 1
    return found


@lru_cache(maxsize=200_000)
def _known(key: str) -> tuple[bool, ...]:
    """What the lists and the form tell of a word alone."""
    known, word, names = sense(key), load_name_words(), load_name_words().people
    bare = [form for form in stripped(key) if form != key]
    behind = "".join(names.get(form, "") for form in bare)
    head = {key, key.removeprefix("ال"), *bare}
    return (
        *(mark in known.marks for mark in _MARKS),
        known.closer, known.verb, known.everyday, known.place, known.begins_place, known.article, known.adjective,
        known.nation, known.latin, known.rare, known.opens,
        *(mark in behind for mark in _MARKS),
        any((form,) in word.places for form in (key,)),
        any((form,) in word.places for form in bare),
        any(form in word.bodies for form in head),
        *(not head.isdisjoint(word.heads[name]) for name in _HEADS),
        *(any(form in word.titles[name] for form in (key, *bare)) for name in _TITLES),
        len(key) < 4, len(key) > 6, key[:1] in ("و", "ف", "ب", "ل", "ك"),
    )  # fmt: skip
