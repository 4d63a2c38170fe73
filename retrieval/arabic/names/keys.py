"""What a name is looked up and joined by: one key for all its spellings, and a coarser one for names of other tongues.

What it does not know: whether two who bear one name are one.
"""

from functools import cache, lru_cache

from retrieval.arabic.clitics import without_article
from retrieval.arabic.letters import fold
from retrieval.arabic.names.lands import land_of, lands
from retrieval.arabic.names.senses import load_name_words, sense
from retrieval.arabic.names.spelling import name_key
from retrieval.arabic.names.wordforms import key_of, tokens

_SON, _FOR = "بن", "لل"
_LEADING = frozenset(("محمد", "احمد"))
"""Given names that may stand before the one that somebody is called by."""
_VOWELS = frozenset("اويء")
_ALIKE = str.maketrans({"غ": "ج", "ق": "ك", "گ": "ك", "چ": "ج", "ط": "ت", "ڤ": "ف", "پ": "ب", "ث": "ت", "ظ": "ض"})
_LEAST = 3
_SPACED = {ord(mark): " " for mark in "«»\"“”'‘’()#_"}


def person_key(text: str) -> str:
    """What equal spellings of a person's name share, rank and office aside."""
    return name_key(text)


def sounds(key: str) -> str:
    """A person's key as it may be heard: without long vowels inside its parts, letters of one sound alike."""
    return " ".join(map(_sound, key.split()))


@lru_cache(maxsize=100_000)
def _sound(part: str) -> str:
    one = without_article(part).translate(_ALIKE)
    inner = "".join(letter for letter in one[1:] if letter not in _VOWELS)
    return one[:1] + _single(inner.removesuffix("ه"))


def _single(letters: str) -> str:
    """Doubled letters as one."""
    return "".join(letter for at, letter in enumerate(letters) if not at or letters[at - 1] != letter)


def descends(key: str) -> bool:
    """Whether a person's key ends in a father's name rather than a family's: «خالد بن أحمد»."""
    return _SON in key.split()[-2:-1]


def is_part(short: str, full: str) -> bool:
    """Whether a key is another one in another spelling, or parts of it that people are called by alone.

    These are the last ones, but for a father's name, or the first, or some of them in order from the first on.
    """
    parts, whole = sounds(short).split(), sounds(full).split()
    if len(parts) >= len(whole):
        return parts == whole
    if whole[-len(parts) :] == parts:
        return full.split()[-len(parts) - 1] != _SON
    return whole[: len(parts)] == parts or (len(parts) > 1 and _within(parts, whole))


def longer_form(short: str, full: str) -> bool:
    """Whether a key tells a name more fully than another: with a father's name, or with one more part inside."""
    parts, whole = sounds(short).split(), sounds(full).split()
    if len(parts) < 2 or len(parts) >= len(whole) or not _within(parts, whole):
        return False
    descent = _SON in short.split() or full.split()[len(parts)] == _SON
    return whole[-1] == parts[-1] or (whole[: len(parts)] == parts and descent)


def _within(short: list[str], full: list[str]) -> bool:
    """Whether the parts of a name stand in a longer one in order, from the first on."""
    if full[0] != short[0] and full[0] in map(_sound, _LEADING) and len(full) > len(short):
        full = full[1:]
    rest = iter(full)
    return short[0] == full[0] and all(part in rest for part in short)


def begins_with(key: str) -> list[str]:
    """How the first part of a name may sound, or the second behind a given name that is often left out."""
    parts = sounds(key).split()
    return parts[:2] if len(parts) > 2 and parts[0] in map(_sound, _LEADING) else parts[:1]


def may_be_nickname(short: str, full: str) -> bool:
    """Whether two names of other tongues differ in that one's given name is cut short: «جيم», «جيمس»."""
    one, other = short.split(), full.split()
    if len(one) != len(other) or one[1:] != other[1:] or len(one) < 2:
        return False
    given = _sound(one[0]), _sound(other[0])
    foreign = not any("G" in sense(first).marks or sense(first).everyday for first in (one[0], other[0]))
    return foreign and given[0] != given[1] and given[1].startswith(given[0]) and len(given[0]) > 1


@lru_cache(maxsize=50_000)
def role_words(role: str) -> frozenset[str]:
    """The words of a rank or an office by which two of them may be compared."""
    return frozenset(word for word in _words(role) if len(word) >= _LEAST)


def place_key(core: str) -> str:
    """What equal spellings of a place share: of a state under each of its names, of others the words."""
    words = _words(core)
    return land_of(words) or " ".join(words)


def body_key(text: str) -> str:
    """What equal spellings of a body share; a class word such as «حركة» before its name is left out."""
    words = _words(text)
    classed = len(words) > 1 and words[0] in _class_words() and len(words[1]) >= _LEAST
    return " ".join(words[1:] if classed else words)


def lookup_keys(text: str) -> list[str]:
    """The keys under which a name as typed is looked for, whatever it names."""
    folded = " ".join(fold(text).split())
    return list(dict.fromkeys(key for key in (folded, person_key(text), place_key(text), body_key(text)) if key))


def keeps_particle(name: str) -> bool:
    """Whether a name as it stands has a particle that cannot be cut off: «للحكومة»."""
    return name.startswith(_FOR)


@lru_cache(maxsize=50_000)
def told_apart(text: str) -> bool:
    """Whether a body's name says of which land or place it is, or is a name of its own."""
    words = [word.key for word in tokens(text)[:-1]]
    known = load_name_words()
    if lands(words) or any(sense(word).begins_place and not sense(word).everyday for word in words):
        return True
    first = words[0].removeprefix("ال") if words else ""
    if first in _class_words() and len(words) > 1:
        return True
    headed = first in known.heads["state_heads"] or first in known.heads["body_heads"] or first in _armies()
    return not headed


def _words(text: str) -> list[str]:
    folded = [fold(word) for word in text.translate(_SPACED).split()]
    return [without_article(word) for word in folded if word]


@cache
def _class_words() -> frozenset[str]:
    """Nouns that begin the name of a body and may as well be left out."""
    return frozenset(key_of(word) for word in ("حركة", "حزب", "تنظيم", "جماعة", "شركة", "وكالة", "قناة", "صحيفة",
        "موقع", "منظمة", "شبكة", "جريدة", "مجلة", "نادي", "ميليشيا", "مليشيا", "ميليشيات", "مليشيات"))  # fmt: skip


@cache
def _armies() -> frozenset[str]:
    return frozenset(key_of(word) for word in ("جيش", "قوات", "شرطة", "حرس", "أمن", "سفارة", "قنصلية", "برلمان"))
