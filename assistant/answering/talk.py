"""Small talk: greetings, thanks, questions about the assistant and its articles; and a greeting before a question.

A message is small talk where phrases of ``prompts/heard.toml`` make up all of it: «شكر الوزير الحاضرين» and «كم مقالة
نشرت الصحيفة عن الميناء؟» are none. What it does not know: other phrases, and talk that is mixed with a question
otherwise than in front of it.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

import prompts
from assistant.answering.questions import asks
from retrieval.arabic import fold, fold_with_origins
from retrieval.arabic.clitics import without_conjunction

Talk = Literal["greeting", "thanks", "farewell", "count", "about"]

_BY_WEIGHT: tuple[Talk, ...] = ("about", "count", "farewell", "thanks", "greeting")
_ADDED = {"counted": "count", "beside": ""}
"""Phrases that go on with others: of this kind, or of any."""
_POLITE = frozenset(("greeting", "thanks", "beside"))
_WORD = re.compile(r"[^\W_]+")


def small_talk(message: str) -> Talk | None:
    """What a message says beside questions; None where it is a question, in part or whole."""
    said = _WORD.findall(fold(message))
    found, place = set[str](), 0
    while place < len(said):
        kind, length = _phrase(said[place:])
        if not length or (_ADDED.get(kind) and _ADDED[kind] not in found):
            return None
        found.add(kind)
        place += length
    return next((kind for kind in _BY_WEIGHT if kind in found), None)


def without_greeting(message: str) -> str:
    """A message without the greeting or thanks in front of a question, which a mark or an interrogative begins; all of
    it where nothing else is said."""
    folded = fold_with_origins(message)
    found = list(_WORD.finditer(folded.text))
    said = [match.group() for match in found]
    place = begin = 0
    while place < len(said):
        kind, length = _phrase(said[place:])
        if kind not in _POLITE or place + length >= len(said):
            break
        place += length
        between = folded.text[found[place - 1].end() : found[place].start()]
        if between.strip() or asks(said[place]):
            begin = found[place].start()
    return message[folded.origins[begin] :] if begin else message


def _phrase(said: Sequence[str]) -> tuple[str, int]:
    """The kind and the number of words of the longest phrase that these words begin with; ("", 0) where none does."""
    for first in dict.fromkeys((said[0], without_conjunction(said[0]))):
        for length in range(min(len(said), _longest()), 0, -1):
            kind = _phrases().get((first, *said[1:length]))
            if kind:
                return kind, length
    return "", 0


@cache
def _phrases() -> dict[tuple[str, ...], str]:
    """The phrases, folded, each with its kind."""
    heard = prompts.load("heard")
    return {
        tuple(fold(line).split()): kind
        for kind in heard.templates
        for line in heard.say(kind).splitlines()
        if line.strip()
    }


@cache
def _longest() -> int:
    return max(map(len, _phrases()))
