"""How far a noun reaches that is head of an office, a body or a place: what it is of, and the adjectives behind.

"رئيس | مجلس النواب الليبي", "الهيئة | العليا المستقلة للانتخابات". A bare head is open: bare nouns of the list may
follow ("مجلس", "حقوق"), until a noun with the article, a place or a proper name closes it; then come adjectives with
the article and complements in «لـ». What it does not know: syntax; a noun in apposition ends the phrase.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from retrieval.arabic.names.ends import is_particled
from retrieval.arabic.names.parts import parts_of
from retrieval.arabic.names.senses import load_name_words, phrase_end, sense
from retrieval.arabic.names.wordforms import Token

_MOST, _MOST_BARE = 12, 5
_YEAR = "العام"
_YEARS = frozenset(("الماضي", "المقبل", "الجاري", "الحالي", "القادم", "الفايت", "المنصرم"))
_WITHIN = frozenset(("في", "عن"))
_PURPOSE = "ل"
_JOINED = "و"
_FEMININE = frozenset(("الكبري", "العليا", "الاولي", "الحمراء", "البيضاء", "السوداء", "الخضراء"))


@dataclass(frozen=True, slots=True)
class Grammar:
    """What may follow a head."""

    purposeful: bool = False
    """A complement in «لـ»."""
    proper: bool = False
    """A proper name in no list."""
    named_after: bool = False
    """A person's name."""
    office: bool = False
    """Any bare noun inside, and a place in «بـ»."""
    feminine: bool | None = None
    """The gender that the first adjective must have, where the head has the article."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase found: the word it ends before, and what it holds."""

    end: int
    open: bool
    nouns: int = 0
    adjectives: int = 0
    nations: int = 0
    propers: int = 0
    purposes: int = 0


def complete(words: Sequence[Token], start: int, grammar: Grammar, *, definite: bool) -> Phrase:
    """The phrase behind a head that ends before ``start``, up to the last word at which it is whole.

    ``open`` where it is nowhere whole; then it ends at ``start``.
    """
    phrase = Phrase(start, not definite)
    whole = phrase
    for _ in range(_MOST):
        following = _one_more(words, phrase, grammar, first=phrase.end == start)
        if following is None:
            break
        phrase = following
        if not phrase.open:
            whole = phrase
    return whole


def place_end(words: Sequence[Token], start: int, key: str) -> int:
    """Where the longest place of the lists ends that begins with this reading of a word; ``start`` for none."""
    known, first = load_name_words(), key.removesuffix("ء")
    for length in known.place_starts.get(first, ()):
        rest = words[start + 1 : start + length]
        if len(rest) < length - 1:
            continue
        named = (first, *(word.key.removesuffix("ء") for word in rest)) in known.places
        if named and not any(word.gap for word in rest):
            return start + length
    return start


def _one_more(words: Sequence[Token], phrase: Phrase, grammar: Grammar, *, first: bool) -> Phrase | None:
    at = phrase.end
    if at >= len(words) or words[at].gap:
        return None
    word = sense(words[at].key)
    if word.closer:
        return None if phrase.open else _linked(words, phrase, grammar)
    if phrase.open:
        return _closing(words, phrase, grammar)
    return _trailing(words, phrase, grammar, first=first)


def _closing(words: Sequence[Token], phrase: Phrase, grammar: Grammar) -> Phrase | None:
    """What an open phrase takes."""
    at, key = phrase.end, words[phrase.end].key
    known, word = load_name_words(), sense(key)
    if (end := place_end(words, at, key)) > at:
        return replace(phrase, end=end, open=False, propers=phrase.propers + 1)
    if word.article and (grammar.office or key not in known.titles["ranks"]):
        return replace(phrase, end=at + 1, open=False, nouns=phrase.nouns + 1)
    if phrase.nouns >= _MOST_BARE:
        return None
    if key in known.heads["chain"] or (grammar.office and key in known.heads["office_chain"]):
        return replace(phrase, end=at + 1, nouns=phrase.nouns + 1)
    if grammar.named_after and (parts := parts_of(words, at, key, announced=False)):
        return replace(phrase, end=parts[-1].end, open=False, propers=phrase.propers + 1)
    if grammar.proper and not word.verb and ((word.stranger and not word.rare) or word.latin or "X" in word.marks):
        return replace(phrase, end=at + 1, open=False, propers=phrase.propers + 1)
    if grammar.office and not word.verb and not word.name and word.everyday and key[:1] not in "وبلك":
        return replace(phrase, end=at + 1, nouns=phrase.nouns + 1)
    return None


def _trailing(words: Sequence[Token], phrase: Phrase, grammar: Grammar, *, first: bool) -> Phrase | None:
    """What a phrase that is whole takes."""
    at, key = phrase.end, words[phrase.end].key
    known, word = load_name_words(), sense(key)
    if (
        word.adjective
        and not (
            (word.name or (grammar.office and first and word.marks)) and not (word.nation or key in known.adjectives)
        )
        and not _of_more(words, at)
        and not (phrase.purposes == 0 and grammar.feminine is not None and grammar.feminine != _feminine(key))
    ):
        return replace(phrase, end=at + 1, adjectives=phrase.adjectives + 1, nations=phrase.nations + word.nation)
    if key.startswith(_PURPOSE) and (purpose := _purpose(words, phrase, grammar)):
        return purpose
    if key.startswith(_JOINED) and phrase.nouns and (end := phrase_end(known.portfolios, words, at, key[1:])) > at:
        return replace(phrase, end=end, nouns=phrase.nouns + 1)
    if phrase.propers and grammar.proper and word.latin:
        return replace(phrase, end=at + 1)
    if phrase.propers and grammar.proper and ((word.stranger and not is_particled(key)) or word.marks == "X"):
        return replace(phrase, end=at + 1)
    if key == "بلا" and at + 1 < len(words) and not words[at + 1].gap:
        return replace(phrase, end=at + 2)
    if phrase.purposes and key.startswith("وال") and _another_purpose(key[1:]):
        return replace(phrase, end=at + 1)
    return _linked(words, phrase, grammar)


def _another_purpose(key: str) -> bool:
    """Whether a noun with the article may be joined to the purpose of a body, as no body itself would be."""
    heads, word = load_name_words().heads, sense(key)
    titles = load_name_words().titles
    if key in titles["definite_offices"] or key in titles["ranks"]:
        return False
    return (
        word.article and not word.place and key[2:] not in heads["state_heads"] and key[2:] not in heads["body_heads"]
    )


def _of_more(words: Sequence[Token], at: int) -> bool:
    """Whether an adjective belongs to what follows it: "الخاصة بآثار", "العام الماضي"."""
    if words[at].key == _YEAR and at + 1 < len(words) and words[at + 1].key in _YEARS:
        return True
    if words[at].key not in ("الخاصه", "الخاص") or at + 1 >= len(words) or words[at + 1].gap:
        return False
    return words[at + 1].key.startswith("ب")


def _purpose(words: Sequence[Token], phrase: Phrase, grammar: Grammar) -> Phrase | None:
    at, key = phrase.end, words[phrase.end].key
    if not (grammar.purposeful or grammar.office):
        return None
    known = load_name_words()
    told_apart = at + 1 < len(words) and not words[at + 1].gap and sense(words[at + 1].key).adjective
    if key.startswith("لل") and (told_apart or f"ال{key[2:]}" not in known.heads["acts"]):
        return replace(phrase, end=at + 1, purposes=phrase.purposes + 1)
    if key[1:] in known.heads["chain"]:
        return replace(phrase, end=at + 1, open=True, purposes=phrase.purposes + 1)
    if (end := place_end(words, at, key[1:])) > at:
        return replace(phrase, end=end, purposes=phrase.purposes + 1)
    return None


def _linked(words: Sequence[Token], phrase: Phrase, grammar: Grammar) -> Phrase | None:
    """What an office takes besides: "باسم الجيش", "لدى اليمن", "بتونس"."""
    if not grammar.office:
        return None
    at, key = phrase.end, words[phrase.end].key
    known = load_name_words()
    if (end := phrase_end(known.titles["links"], words, at, key)) > at:
        return replace(phrase, end=end, open=True)
    if key in _WITHIN and _begins_body(words, at + 1):
        return replace(phrase, end=at + 1, open=True)
    if key.startswith("ب") and (end := place_end(words, at, key[1:])) > at:
        return replace(phrase, end=end)
    return None


def _begins_body(words: Sequence[Token], at: int) -> bool:
    """Whether the noun at a place heads the name of a body."""
    heads = load_name_words().heads
    return (
        at < len(words)
        and not words[at].gap
        and (words[at].key in heads["body_heads"] or words[at].key in heads["state_heads"])
    )


def _feminine(key: str) -> bool:
    return key.endswith("ه") or key in _FEMININE
