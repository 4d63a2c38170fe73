"""The sentences of what a model writes, each with the ids of the sources that it cites, as they become complete.

Marks stand before or behind the full stop, also in the next line; so a sentence is complete when something other than
its marks follows it, and one without a full stop at the end of its line. What it does not know: the sources.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.writing.marks import Token, Tokens, without_brackets

_EMPHASIS = str.maketrans("", "", "*_`#~")
_HEADING_WORDS = 8


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence as a model wrote it, without marks and markup, and the ids it cites, in order."""

    text: str
    ids: tuple[int, ...]

    @property
    def is_heading(self) -> bool:
        """Whether it names what follows and claims nothing by itself."""
        return not self.ids and self.text.endswith(":") and len(self.text.split()) <= _HEADING_WORDS


class Reading:
    """One text under way; nothing of it is read twice."""

    def __init__(self) -> None:
        self._tokens = Tokens()
        self._begin()

    def _begin(self) -> None:
        self._parts: list[str] = []
        self._ids: dict[int, None] = {}
        self._stage: Literal["open", "ending", "ended"] = "open"

    def take(self, piece: str) -> list[Written]:
        """The sentences that a further piece completes."""
        return list(self._read(self._tokens.take(piece)))

    def end(self) -> list[Written]:
        """The sentences that the end of the text completes."""
        return [*self._read(self._tokens.end()), *self._complete()]

    def _read(self, tokens: Iterable[Token]) -> Iterator[Written]:
        for token in tokens:
            if self._begins_another(token):
                yield from self._complete()
            self._add(token)

    def _begins_another(self, token: Token) -> bool:
        match token.kind:
            case "line":
                return self._stage == "open"
            case "words" | "closing":
                return self._stage == "ended"
        return token.kind == "bullet"

    def _add(self, token: Token) -> None:
        match token.kind:
            case "mark":
                self._ids |= dict.fromkeys(int(digits) for digits in re.findall(r"\d+", token.text))
            case "bullet":
                return
            case "end" if self._stage == "ended":
                return  # as in "word. [1]."
            case _:
                self._parts.append(token.text)
        self._stage = self._stage_after(token)

    def _stage_after(self, token: Token) -> Literal["open", "ending", "ended"]:
        match token.kind:
            case "end":
                return "ending"
            case "words":
                return "open"
            case "closing":
                return self._stage
        return "open" if self._stage == "open" else "ended"

    def _complete(self) -> Iterator[Written]:
        """The sentence under way, where it says anything; the next one begins."""
        bare = " ".join(without_brackets("".join(self._parts)).translate(_EMPHASIS).split())
        ids = tuple(self._ids)
        self._begin()
        if any(character.isalnum() for character in bare):
            yield Written(re.sub(r" ([.؟?!،؛:])", r"\1", bare), ids)
