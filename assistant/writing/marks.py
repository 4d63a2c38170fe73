"""Telling apart what a model writes, piece by piece: the marks of its sources, markup, line ends, and words.

A mark is ``[1]``, ``[١]``, ``[1، 2]``, ``[[1]]`` or ``【1】``. Links and images give way to their text, addresses and
tags to a space. It makes no difference where a stream is cut: what may be the beginning of something longer is held
back. No more than ``LONGEST`` characters are looked at from any place, so that the work grows with the text and no
faster; what is longer is no mark and no markup, but words. What it does not know: sentences.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["words", "end", "closing", "space", "line", "bullet", "mark"]

LONGEST = 400
"""How far from any place a mark, a link or a tag may reach, in characters."""

_BULLET = r"(?P<bullet>(?:[-*•–—>]+|\d{1,2}[.)-])(?=[^\S\n]))"
_ANY = r"""
    !?\[ (?P<link>[^\[\]\n]*) \] \( [^)\n]* \)
    | (?P<mark>[\[【]{1,2} \s* \d+ (?:\s*[,،;؛و-]\s*\d+)* \s* [\]】]{1,2})
    | (?P<address>(?:https?://|www\.) (?=\S))
    | (?P<tag></?[A-Za-z!][^<>\n]*>)
    | (?P<line>\n)
    | (?P<space>[^\S\n]+)
    | (?P<end>[.؟?!…؛])
    | (?P<closing>["»”)*_]+)
    | (?P<words>[^\s\[【!<hw.؟?…؛"»”)*_]+ | .)
"""
_TOKEN = re.compile(_ANY, re.VERBOSE)
_LINE_TOKEN = re.compile(rf"{_BULLET} | {_ANY}", re.VERBOSE)
_BEGUN = re.compile(
    r"""
    [\[【]{1,2} [\d\s,،;؛و-]* [\]】]?
    | ! | !?\[ [^\[\]\n]* (?:\] (?:\([^)\n]*)? )?
    | </? (?:[A-Za-z!][^<>\n]*)?
    """,
    re.VERBOSE,
)
_BEGUN_BULLET = re.compile(r"[-*•–—>]+|\d{1,2}[.)-]?")
_ADDRESSES = ("https://", "http://", "www.")
_INSIDE_LINK = re.compile(r"(?:https?://|www\.)\S+|</?[A-Za-z!][^<>\n]*>")
_ROUND = str.maketrans("[]【】", "()()")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of one kind: "end" and "closing" are the signs that end a sentence and that may follow them."""

    kind: Kind
    text: str


class Tokens:
    """Takes a text piece by piece and gives its tokens; words may come in several."""

    def __init__(self) -> None:
        self._held = ""
        self._line_begins = True
        self._in_address = False

    def take(self, piece: str) -> list[Token]:
        """The tokens that nothing that follows can change."""
        return self._tokens(self._held + piece, finished=False)

    def end(self) -> list[Token]:
        """The tokens that were held back."""
        return self._tokens(self._held, finished=True)

    def _tokens(self, text: str, *, finished: bool) -> list[Token]:
        found, place = list[Token](), 0
        while place < len(text) and (finished or not self._begun(text, place)):
            pattern = _LINE_TOKEN if self._line_begins else _TOKEN
            match = pattern.match(text, place, place + LONGEST)
            assert match is not None  # any one character is a token
            found += self._told(match)
            place = match.end()
        self._held = text[place:]
        return found

    def _begun(self, text: str, place: int) -> bool:
        """Whether the rest may be the beginning of something longer."""
        if len(text) - place >= LONGEST:
            return False
        if self._line_begins and _BEGUN_BULLET.fullmatch(text, place):
            return True
        if text[place] in "hw":
            return any(address.startswith(text[place:]) for address in _ADDRESSES)
        return _BEGUN.fullmatch(text, place) is not None

    def _told(self, match: re.Match[str]) -> Iterator[Token]:
        kind = match.lastgroup
        if kind not in ("space", "tag"):
            self._line_begins = kind == "line"
        if self._in_address and kind in ("words", "end", "closing", "link"):
            return
        self._in_address = kind == "address"
        match kind:
            case "link":
                yield Token("words", _INSIDE_LINK.sub(" ", match["link"]))
            case "space" | "address" | "tag":
                yield Token("space", " ")
            case "words" | "end" | "closing" | "line" | "bullet" | "mark":
                yield Token(kind, match.group())


def without_brackets(text: str) -> str:
    """A text in which nothing can be taken for a mark: its brackets made round."""
    return text.translate(_ROUND)
