"""The parts of a person's name, one behind the other, and where they end: "عبد الله بن محمد الرفاعي | بمساعدة".

Each part has a trust: a name of the lists or a compound is sure, a word in no list is likely a name where one is due, a
word that is also a common one is weak. What it does not know: a rare common word from a rare name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from retrieval.arabic.names.ends import (
    begins_calling,
    begins_name,
    begins_office,
    begins_part,
    ends_before,
    is_accusative,
    is_particled,
    joined,
    stands_alone,
)
from retrieval.arabic.names.senses import CLAN, DESCENT, FATHERS, NAME_ENDS, SERVANT, Sense, sense
from retrieval.arabic.names.wordforms import Token

_MOST_PARTS = 5
_DEEPEST = 2
_AFTER_SERVANT = frozenset(("ربه", "رب", "المسيح", "الله"))
_REVERED = frozenset(("الشيخ", "الحاج", "السيد", "سيدي", "مولاي"))
_FOREIGN = frozenset(
    ("دي", "دا", "دو", "دوس", "فان", "فون", "دير", "ديل", "دل", "لو", "سان", "سانت", "ماك", "بن", "او")
)
_GOD = "الله"
_BEFORE_GOD = frozenset(
    ("نصر", "عطا", "جاد", "فضل", "فتح", "سعد", "خلف", "ضيف", "رزق", "حمد", "نعمه", "هبه", "خير", "سيف", "امر", "بقيه",
     "عون", "فرج", "جار", "حب", "عوض", "نور", "حسب", "دخيل", "وديع", "غرم", "مال", "خليل", "ايه", "روح", "عناد")
)  # fmt: skip
_NOT_BEFORE_FAITH = frozenset(("يوم", "رجال", "رجل", "علماء", "باسم", "اهل", "اصول", "امور", "هذا", "دار", "دعم"))
_INFLECTED = ("ات", "ها", "هم", "هما", "وا", "تم", "نا")
_ORDINALS = frozenset(
    ("الاول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر", "الثانيه")
)
_ALI = "علي"


class Trust(IntEnum):
    """How surely a word is part of a name."""

    WEAK = 0
    LIKELY = 1
    SURE = 2


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a name, up to the word ``end``."""

    end: int
    trust: Trust


def parts_of(words: Sequence[Token], start: int, key: str, *, announced: bool, strict: bool = False) -> list[Part]:
    """The parts of the name that begins with this reading of the word at ``start``; none where no name does.

    ``announced`` where a title stands before it, ``strict`` where that is a word that may be an adjective as well.
    """
    first = _first(words, start, key, announced=announced, strict=strict)
    if first is None:
        return []
    parts = [first]
    while len(parts) < _MOST_PARTS and joined(words, parts[-1].end):
        part = _later(words, parts[-1].end, announced=announced and len(parts) == 1)
        if part is None:
            break
        parts.append(part)
    return parts


def _first(words: Sequence[Token], at: int, key: str, *, announced: bool, strict: bool) -> Part | None:
    compound = _compound(words, at, key, announced=announced, first=True)
    if compound is not None:
        return compound
    trust = _announced_trust(words, at, key, strict=strict) if announced else _bare_trust(words, at, sense(key))
    return None if trust is None else Part(at + 1, trust)


def _bare_trust(words: Sequence[Token], at: int, word: Sense) -> Trust | None:
    if word.closer or words[at].key in DESCENT:
        return None
    if "G" in word.marks:
        return Trust.SURE
    return Trust.LIKELY if "X" in word.marks or ("g" in word.marks and begins_part(words, at + 1)) else None


def _announced_trust(words: Sequence[Token], at: int, key: str, *, strict: bool) -> Trust | None:
    word = sense(key)
    if (word.closer and not word.marks) or word.latin or word.verb:
        return None
    if key == _ALI and not stands_alone(words, at + 1):
        return None
    if word.name and not (word.article and word.rare and not key.endswith("ي") and not begins_part(words, at + 1)):
        return Trust.SURE
    if word.marks:
        followed = begins_part(words, at + 1) or (word.article and ends_before(words, at + 1))
        return Trust.LIKELY if "X" in word.marks or followed else Trust.WEAK
    if (
        word.stranger
        and not is_particled(key)
        and not is_accusative(key)
        and not (strict and (word.article or word.rare))
        and not key.endswith(_INFLECTED)
    ):
        return Trust.WEAK if word.rare and not (word.article and ends_before(words, at + 1)) else Trust.LIKELY
    if word.everyday and word.article and not strict and not key.endswith("ه"):
        return Trust.WEAK if ends_before(words, at + 1) else None
    return None


def _later(words: Sequence[Token], at: int, *, announced: bool) -> Part | None:
    key = words[at].key
    compound = _compound(words, at, key, announced=True, first=False)
    if compound is not None:
        return compound
    if key in _ORDINALS:
        return Part(at + 1, Trust.SURE if announced else Trust.LIKELY)
    trust = _later_trust(words, at, sense(key), announced=announced)
    return None if trust is None else Part(at + 1, trust)


def _later_trust(words: Sequence[Token], at: int, word: Sense, *, announced: bool) -> Trust | None:
    key = words[at].key
    if word.closer or word.verb or (word.latin and key):
        return None
    if key == _ALI and not stands_alone(words, at + 1):
        return None
    if begins_office(words, at) or begins_calling(words, at):
        return None
    if word.name and not (key[0] == "و" and sense(key[1:]).name and "G" not in word.marks):
        return Trust.SURE
    if "X" in word.marks:
        return Trust.LIKELY
    if word.marks:
        return Trust.LIKELY if stands_alone(words, at + 1) else None
    if word.stranger and not (is_particled(key) or is_accusative(key) or key.endswith(_INFLECTED)):
        if word.rare and not word.article:
            return Trust.WEAK if announced and ends_before(words, at + 1) else None
        return Trust.SURE if word.article and key.endswith("ي") else Trust.LIKELY
    if announced and word.everyday and word.article and not word.adjective and not key.endswith("ه"):
        return Trust.WEAK if ends_before(words, at + 1) else None
    return None


def _compound(words: Sequence[Token], at: int, key: str, *, announced: bool, first: bool, deep: int = 0) -> Part | None:
    """A part of several words: "عبد الله", "سيف الدين", "أبو بكر", "بن علي", "فان دايك"."""
    if not joined(words, at + 1) or deep > _DEEPEST:
        return None
    following = words[at + 1].key
    word = sense(following)
    if key == SERVANT and (following in _AFTER_SERVANT or (following.startswith("ال") and len(following) > 3)):
        return Part(at + 2, Trust.SURE)
    if (following in NAME_ENDS - {_GOD} and _may_precede_faith(key)) or (following == _GOD and key in _BEFORE_GOD):
        return Part(at + 2, Trust.SURE if announced or sense(key).marks else Trust.LIKELY)
    if key in FATHERS or (key in DESCENT and (announced or not first)):
        return _kinship(words, at + 1, key, announced=announced, deep=deep)
    if key in _FOREIGN and not first and (word.stranger or "X" in word.marks):
        return Part(at + 2, Trust.LIKELY)
    return None


def _may_precede_faith(key: str) -> bool:
    word = sense(key)
    return bool(word.marks) or not (word.closer or word.article or key in _NOT_BEFORE_FAITH or is_particled(key))


def _kinship(words: Sequence[Token], at: int, key: str, *, announced: bool, deep: int) -> Part | None:
    """A name behind "أبو" or "بن", which may be a compound itself."""
    inner = _compound(words, at, words[at].key, announced=True, first=False, deep=deep + 1)
    if inner is not None:
        return inner
    word = sense(words[at].key)
    if word.closer or word.verb or word.latin:
        return None
    if words[at].key in _REVERED and begins_name(words, at + 1):
        return Part(at + 2, Trust.SURE)
    if key == CLAN and word.article:
        return Part(at + 1, Trust.SURE)
    if word.name or ("f" in word.marks or "g" in word.marks):
        return Part(at + 1, Trust.SURE)
    if key == "ام" and not announced:
        return None
    if word.stranger or "X" in word.marks or (key in FATHERS and word.article and not word.adjective):
        return Part(at + 1, Trust.LIKELY)
    return Part(at + 1, Trust.WEAK) if key in FATHERS and key != "ام" and announced else None
