"""The parts of a person's name, one behind the other, and where they end: "عبد الله بن محمد الرفاعي | بمساعدة".

Each part has a trust: a name of the lists or a compound is trusted, a word in no list is likely a name where one is due,
a word that is also a common one is weak. What it does not know: a rare common word from a rare name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from retrieval.arabic.namewords import Sense, load_name_words, sense
from retrieval.arabic.wordforms import Token

_MOST_PARTS = 5
_SERVANT = "عبد"
_AFTER_SERVANT = frozenset(("ربه", "رب", "المسيح", "الله"))
_KUNYA = frozenset(("ابو", "ابا", "ابي", "ام"))
_DESCENT = frozenset(("بن", "ابن", "بنت", "ولد", "ال", "بو", "بني", "ايت", "سيدي"))
_CLAN = "ال"
_REVERED = frozenset(("الشيخ", "الحاج", "السيد", "سيدي", "مولاي"))
_FOREIGN = frozenset(
    ("دي", "دا", "دو", "دوس", "فان", "فون", "دير", "ديل", "دل", "لو", "سان", "سانت", "ماك", "بن", "او")
)
_FAITH = frozenset(("الدين", "الاسلام", "العابدين", "بالله"))
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
_PARTICLES = frozenset("وفبلك")
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
    while len(parts) < _MOST_PARTS and _joined(words, parts[-1].end):
        part = _later(words, parts[-1].end, announced=announced and len(parts) == 1)
        if part is None:
            break
        parts.append(part)
    return parts


def ends_there(words: Sequence[Token], end: int, *, alone: bool) -> bool:
    """Whether what follows a name is surely no part of it; a name of one word ``alone`` may well have another behind."""
    if _boundary(words, end):
        return True
    return sense(words[end].key).everyday and not alone


def begins_name(words: Sequence[Token], at: int) -> bool:
    """Whether the word at a place begins a person's name by the lists alone."""
    if not _joined(words, at):
        return False
    return bool({"G", "X"} & set(sense(words[at].key).marks)) or words[at].key in (_SERVANT, "ابو", "ابي")


def _joined(words: Sequence[Token], at: int) -> bool:
    return at < len(words) and not words[at].gap


def _first(words: Sequence[Token], at: int, key: str, *, announced: bool, strict: bool) -> Part | None:
    compound = _compound(words, at, key, announced=announced, first=True)
    if compound is not None:
        return compound
    trust = _announced_trust(words, at, key, strict=strict) if announced else _bare_trust(sense(key))
    return None if trust is None else Part(at + 1, trust)


def _bare_trust(word: Sense) -> Trust | None:
    if word.closer:
        return None
    return Trust.SURE if "G" in word.marks else Trust.LIKELY if "X" in word.marks else None


def _announced_trust(words: Sequence[Token], at: int, key: str, *, strict: bool) -> Trust | None:
    word = sense(key)
    if (word.closer and not word.marks) or word.latin or word.verb:
        return None
    if key == _ALI and not _stands_alone(words, at + 1):
        return None
    if word.name:
        return Trust.SURE
    if word.marks:
        return Trust.LIKELY if "X" in word.marks or _stands_alone(words, at + 1) else Trust.WEAK
    if (
        word.stranger
        and not _is_particled(key)
        and not (strict and (word.article or word.rare))
        and not key.endswith(_INFLECTED)
    ):
        return Trust.WEAK if word.rare and not (word.article and _boundary(words, at + 1)) else Trust.LIKELY
    if word.everyday and word.article and not strict and not key.endswith("ه"):
        return Trust.WEAK if _boundary(words, at + 1) else None
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
    if key == _ALI and not _stands_alone(words, at + 1):
        return None
    if _begins_office(words, at) or _is_calling(words, at):
        return None
    if word.name and not (key[0] == "و" and sense(key[1:]).name and "G" not in word.marks):
        return Trust.SURE
    if "X" in word.marks:
        return Trust.LIKELY
    if word.marks:
        return Trust.LIKELY if _stands_alone(words, at + 1) else None
    if word.stranger and not _is_particled(key) and not key.endswith(_INFLECTED):
        if word.rare and not word.article:
            return Trust.WEAK if announced and _boundary(words, at + 1) else None
        return Trust.SURE if word.article and key.endswith("ي") else Trust.LIKELY
    if announced and word.everyday and word.article and not word.adjective and not key.endswith("ه"):
        return Trust.WEAK if _boundary(words, at + 1) else None
    return None


def _compound(words: Sequence[Token], at: int, key: str, *, announced: bool, first: bool) -> Part | None:
    """A part of several words: "عبد الله", "سيف الدين", "أبو بكر", "بن علي", "فان دايك"."""
    if not _joined(words, at + 1):
        return None
    following = words[at + 1].key
    word = sense(following)
    if key == _SERVANT and (following in _AFTER_SERVANT or (following.startswith("ال") and len(following) > 3)):
        return Part(at + 2, Trust.SURE)
    if (following in _FAITH and _may_precede_faith(key)) or (following == _GOD and key in _BEFORE_GOD):
        return Part(at + 2, Trust.SURE if announced or sense(key).marks else Trust.LIKELY)
    if key in _KUNYA or (key in _DESCENT and (announced or not first)):
        return _kinship(words, at + 1, key, first=first, announced=announced)
    if key in _FOREIGN and not first and (word.stranger or "X" in word.marks):
        return Part(at + 2, Trust.LIKELY)
    return None


def _may_precede_faith(key: str) -> bool:
    word = sense(key)
    return bool(word.marks) or not (word.closer or word.article or key in _NOT_BEFORE_FAITH or _is_particled(key))


def _kinship(words: Sequence[Token], at: int, key: str, *, first: bool, announced: bool) -> Part | None:
    """A name behind "أبو" or "بن", which may be a compound itself."""
    inner = _compound(words, at, words[at].key, announced=True, first=False)
    if inner is not None:
        return inner
    word = sense(words[at].key)
    if word.closer or word.verb or word.latin:
        return None
    if words[at].key in _REVERED and begins_name(words, at + 1):
        return Part(at + 2, Trust.SURE)
    if key == _CLAN and word.article:
        return Part(at + 1, Trust.SURE)
    if word.name or ("f" in word.marks or "g" in word.marks):
        return Part(at + 1, Trust.SURE)
    if key == "ام" and not announced:
        return None
    if word.stranger or "X" in word.marks or (key in _KUNYA and word.article and not word.adjective):
        return Part(at + 1, Trust.LIKELY)
    return Part(at + 1, Trust.WEAK) if key in _KUNYA and key != "ام" and announced else None


def _stands_alone(words: Sequence[Token], at: int) -> bool:
    """Whether a word before ``at`` that may be another than a name has a name or an end of one behind it."""
    if _boundary(words, at):
        return True
    key = words[at].key
    return sense(key).name or key == _SERVANT or key in _KUNYA or key in _DESCENT


def _boundary(words: Sequence[Token], at: int) -> bool:
    """Whether a name ends before ``at``: punctuation, a particle, a verb, an office."""
    if not _joined(words, at):
        return True
    key = words[at].key
    titles = load_name_words().titles
    title = key in titles["offices"] or key in titles["definite_offices"] or key in titles["whole_offices"]
    return sense(key).closer or sense(key).verb or title or _is_particled(key)


def _begins_office(words: Sequence[Token], at: int) -> bool:
    """Whether a word heads an office by what follows it."""
    known = load_name_words()
    key = words[at].key
    if key in known.titles["whole_offices"] and key.startswith("ال"):
        return True
    if key not in known.titles["offices"] or not _joined(words, at + 1):
        return False
    following = sense(words[at + 1].key)
    chained = words[at + 1].key in known.heads["chain"] or words[at + 1].key in known.heads["office_chain"]
    return (following.article and not following.marks) or following.place or chained


def _is_calling(words: Sequence[Token], at: int) -> bool:
    """Whether a word with the article announces another person."""
    titles, key = load_name_words().titles, words[at].key
    return key.startswith("ال") and (key in titles["ranks"] or key in titles["callings"]) and begins_name(words, at + 1)


def _is_particled(key: str) -> bool:
    """Whether a word is in no list but for a particle in front of it: of a name, a place or a frequent word."""
    if key[:1] not in _PARTICLES or len(key) < 3 or sense(key).marks:
        return False
    if key.startswith("و"):
        return True
    rest = sense(key[1:])
    return bool(rest.marks) or rest.place or rest.everyday or key.startswith(("لل", "بال", "وال", "كال", "فال"))
