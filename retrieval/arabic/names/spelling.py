"""Are two spellings one name? Hamza, marks, «عبد الله» in one word or two, «أبا» for «أبو», a family name's article.

What it does not know: whether two people bear one name, and names of other languages, spelt in several ways.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from retrieval.arabic.names.people import bare_person_at, person_at
from retrieval.arabic.names.senses import CLAN, NAME_ENDS, SERVANT, load_name_words
from retrieval.arabic.names.wordforms import Token, tokens

_FATHER, _SON = "ابو", "بن"
_FORMS = {"ابا": _FATHER, "ابي": _FATHER, "بو": _FATHER, "ابن": _SON}
_GOD = "الله"
_ARTICLE = "ال"
_LEAST = 4
_DOUBLED = ("وو", "يي")


def same_name(one: str, other: str, *, contains: bool = False) -> bool:
    """Whether two spellings are of one name; ranks and offices around it are left aside.

    With ``contains``, a short form counts too, whose parts stand in the full one in the same order.
    """
    first, second = _parts(one), _parts(other)
    if not first or not second:
        return False
    if first == second:
        return True
    return contains and (_within(first, second) or _within(second, first))


def name_key(text: str) -> str:
    """What equal names share; "" for a text without a word."""
    return " ".join(_parts(text))


def _within(short: Sequence[str], full: Sequence[str]) -> bool:
    rest = iter(full)
    return all(part in rest for part in short)


@lru_cache(maxsize=10_000)
def _parts(text: str) -> tuple[str, ...]:
    """The parts of a name in one spelling, «عبد الله» and «نور الدين» as one."""
    words = _core(tokens(text))
    parts = list(_compounds([_unified(word) for word in words]))
    return tuple(_bare(part) if at or len(parts) == 1 else part for at, part in enumerate(parts))


def _core(words: list[Token]) -> list[str]:
    """The words of a name without what announces it."""
    person = person_at(words, 0, words[0].key) or bare_person_at(words, 0, words[0].key)
    start, end = (0, len(words)) if person is None else person.core
    if person and person.end < len(words) - 1:
        end = len(words)
    return [word.key.removesuffix("ء") for word in words[start:end] if word.key not in ("", CLAN)]


def _unified(word: str) -> str:
    for doubled in _DOUBLED:
        word = word.replace(doubled, doubled[0])
    word = load_name_words().variants.get(word, word)
    return _FORMS.get(word, word)


def _compounds(words: Sequence[str]) -> Iterator[str]:
    at = 0
    while at < len(words):
        part = words[at]
        while at + 1 < len(words) and (part.endswith((SERVANT, _FATHER)) or words[at + 1] in NAME_ENDS):
            at += 1
            part += words[at]
        yield part
        at += 1


def _bare(part: str) -> str:
    """A family name without the article, but not a name of God."""
    rest = part.removeprefix(_ARTICLE)
    return rest if len(part) >= _LEAST and part != _GOD else part
