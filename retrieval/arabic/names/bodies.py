"""Bodies in a text: ministries, parties, firms, agencies, armies, by the noun that heads their name or by the list.

What it does not know: a body told by a proper name alone that is in no list, and nouns in apposition.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from retrieval.arabic.letters import fold
from retrieval.arabic.names.phrases import Grammar, Phrase, complete
from retrieval.arabic.names.senses import load_name_words, phrase_end, sense
from retrieval.arabic.names.wordforms import Token

_OPENERS, _CLOSERS = "«\"“'‘", "»\"”'’"
_MOST_QUOTED = 6
_FEMININE = frozenset(
    ("قوات", "استخبارات", "مخابرات", "جمارك", "كتائب", "سرايا", "ميليشيات", "مليشيات", "خطوط", "دوما")
)


@dataclass(frozen=True, slots=True)
class Body:
    """A mention, as half-open ranges of words; ``proper`` is what stands behind the head noun."""

    end: int
    proper: tuple[int, int]
    sure: bool
    quoted: bool = False


@cache
def body_heads() -> frozenset[str]:
    """Nouns that begin the name of a body, folded and without the article: «وزاره», «شركه»."""
    heads = load_name_words().heads
    return frozenset(map(fold, heads["state_heads"] | heads["body_heads"]))


def body_at(words: Sequence[Token], start: int, key: str) -> Body | None:
    """The body whose name begins with this reading of the word at ``start``."""
    known = load_name_words()
    end = phrase_end(known.bodies, words, start, key)
    if end > start:
        extended = complete(words, end, Grammar(), definite=True)
        return Body(extended.end, (start, extended.end), sure=True)
    definite = key.startswith("ال") and len(key) > 4
    head = key[2:] if definite else key
    heads = known.heads
    if head not in heads["state_heads"] and head not in heads["body_heads"]:
        return None
    if not definite and head in heads["quoted"] and (quoted := _quoted(words, start)):
        return quoted
    grammar = Grammar(
        purposeful=head in heads["purposeful"],
        proper=head in heads["body_heads"] and not definite,
        named_after=head in heads["named_after"] and not definite,
        feminine=(head.endswith("ه") or head in _FEMININE) if definite else None,
    )
    phrase = complete(words, start + 1, grammar, definite=definite)
    if head in heads["act_only"] and not phrase.propers:
        return None
    if phrase.end == start + 1 or (head in heads["place_heads"] and phrase.propers and not phrase.nouns):
        return None
    return Body(phrase.end, (start + 1, phrase.end), _is_sure(head, phrase, words, definite=definite))


def _is_sure(head: str, phrase: Phrase, words: Sequence[Token], *, definite: bool) -> bool:
    known = load_name_words()
    weight = phrase.adjectives + phrase.nations + phrase.propers + 2 * phrase.purposes
    if not phrase.purposes and head in known.heads["purposeful"] and _has_purpose(words, phrase.end):
        return False
    if definite:
        return weight >= 2
    if head in known.heads["act_heads"]:
        return phrase.nations + phrase.propers >= 1 or weight >= 2
    if head in known.heads["state_heads"]:
        return phrase.nouns + weight >= 1
    return weight >= 1 or phrase.nouns > 1


def _has_purpose(words: Sequence[Token], at: int) -> bool:
    """Whether a purpose follows that the phrase does not take."""
    if at >= len(words) or words[at].gap:
        return False
    return words[at].key.startswith("ل") and not sense(words[at].key).closer


def _quoted(words: Sequence[Token], start: int) -> Body | None:
    """A head and a name in quotation marks."""
    at = start + 1
    if at >= len(words) or len(words[at].gap) != 1 or words[at].gap not in _OPENERS:
        return None
    for end in range(at + 1, min(at + 1 + _MOST_QUOTED, len(words))):
        gap = words[end].gap
        if gap[:1] and gap[0] in _CLOSERS:
            return Body(end, (at, end), sure=True, quoted=True)
        if gap:
            return None
    return None
