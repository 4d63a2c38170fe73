"""Where a person's name ends: at punctuation, a particle, a verb, an office, a word with a particle written to it.

What it does not know: a noun right behind a name from one more part of it, where no list has the word.
"""

from collections.abc import Sequence

from retrieval.arabic.names.senses import DESCENT, FATHERS, SERVANT, load_name_words, sense
from retrieval.arabic.names.wordforms import Token

_PARTICLES = frozenset("وفبلك")


def joined(words: Sequence[Token], at: int) -> bool:
    return at < len(words) and not words[at].gap


def ends_before(words: Sequence[Token], at: int) -> bool:
    """Whether a name ends before ``at``: punctuation, a particle, a verb, an office."""
    if not joined(words, at):
        return True
    key = words[at].key
    titles = load_name_words().titles
    title = key in titles["offices"] or key in titles["definite_offices"] or key in titles["whole_offices"]
    return sense(key).closer or sense(key).verb or title or is_particled(key)


def ends_there(words: Sequence[Token], end: int, *, alone: bool) -> bool:
    """Whether what follows a name is surely no part of it; one part ``alone`` may well have another behind."""
    if ends_before(words, end):
        return True
    following = sense(words[end].key)
    return (following.everyday or following.place) and not alone


def begins_name(words: Sequence[Token], at: int) -> bool:
    """Whether the word at a place begins a person's name by the lists alone."""
    if not joined(words, at):
        return False
    return bool({"G", "X"} & set(sense(words[at].key).marks)) or words[at].key in (SERVANT, "ابو", "ابي")


def begins_part(words: Sequence[Token], at: int) -> bool:
    """Whether a part of a name begins at a word, by the lists."""
    if not joined(words, at):
        return False
    key = words[at].key
    return sense(key).name or key == SERVANT or key in FATHERS or key in DESCENT


def stands_alone(words: Sequence[Token], at: int) -> bool:
    """Whether a word before ``at`` that may be another than a name has a name or an end of one behind it."""
    return ends_before(words, at) or begins_part(words, at)


def begins_office(words: Sequence[Token], at: int) -> bool:
    """Whether a word heads an office by what follows it."""
    known = load_name_words()
    key = words[at].key
    if key in known.titles["whole_offices"] and key.startswith("ال"):
        return True
    if key not in known.titles["offices"] or not joined(words, at + 1):
        return False
    following = sense(words[at + 1].key)
    chained = words[at + 1].key in known.heads["chain"] or words[at + 1].key in known.heads["office_chain"]
    return (following.article and not following.marks) or following.place or chained


def begins_calling(words: Sequence[Token], at: int) -> bool:
    """Whether a word with the article announces another person."""
    titles, key = load_name_words().titles, words[at].key
    return key.startswith("ال") and (key in titles["ranks"] or key in titles["callings"]) and begins_name(words, at + 1)


def is_accusative(key: str) -> bool:
    """Whether a word in no list is a common one in the accusative."""
    return key.endswith("ا") and len(key) > 4 and sense(key[:-1]).everyday


def is_particled(key: str) -> bool:
    """Whether a word is in no list but for a particle in front of it: of a name, a place or a frequent word."""
    if key[:1] not in _PARTICLES or len(key) < 3 or sense(key).marks:
        return False
    if key.startswith("و"):
        return True
    rest = sense(key[1:])
    return bool(rest.marks) or rest.place or rest.everyday or key.startswith(("لل", "بال", "وال", "كال", "فال"))
