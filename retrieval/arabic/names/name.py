"""Names of people, places and bodies in a text, with where each ends, and whether it is sure.

Offsets are into the text given. What it does not know: who or what is meant, a name of one word that neither a list nor
a title announces, and which of two readings a word has that is a name and a noun.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.arabic.letters import fold
from retrieval.arabic.names.mentions import Mention, NameKind, mentions
from retrieval.arabic.names.wordforms import Token, tokens

_QUOTES = "»\"”'’"


@dataclass(frozen=True, slots=True)
class Name:
    """A mention of a person, a place or a body.

    A particle written together with its first word is no part of it ("وبنغازي"), but «لل», which holds the article.
    """

    start: int
    end: int
    kind: NameKind
    core: tuple[int, int]
    """The name itself: of a person without rank and office, of a place without its head noun, of a body the whole."""
    title: tuple[int, int] | None
    """The rank or the office before the name; the office behind it where there is none before."""
    sure: bool
    """Announced by a title, a head noun or a list, and its end is known."""


def find_names(text: str) -> list[Name]:
    """The names in a text, in order, not overlapping."""
    words = tokens(text)
    return [_name(text, words, mention) for mention in mentions(words)]


def _name(text: str, words: Sequence[Token], mention: Mention) -> Name:
    begin = behind(text, words[mention.start], mention.letters)

    def span(start: int, end: int) -> tuple[int, int]:
        return begin if start == mention.start else words[start].start, words[end - 1].end

    end = words[mention.end - 1].end
    if mention.quoted:
        end = min(at for quote in _QUOTES if (at := text.find(quote, end, words[mention.end].start)) >= 0) + 1
    core = (begin, end) if mention.kind == "body" else span(*mention.core)
    return Name(begin, end, mention.kind, core, mention.title and span(*mention.title), mention.sure)


def behind(text: str, word: Token, letters: int) -> int:
    """Where so many folded letters of a word end; what folding drops behind them is theirs."""
    at = word.start
    for _ in range(letters):
        at += 1
        while at < word.end and not fold(text[at]):
            at += 1
    return at
