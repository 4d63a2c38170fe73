"""Lists that stand over several sentences: what introduces one, and its items to the last.

An introduction ends in a colon or announces what comes («التالية», «كما يلي»); its items carry markers, or are short
lines of their own. What it does not know: items of several sentences in lines of their own without markers.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from retrieval.arabic.clitics import without_conjunction
from retrieval.arabic.letters import fold
from retrieval.arabic.sentences.clauses import opens_sentence
from retrieval.types import Sentence

_ANNOUNCED = re.compile(
    r"(?:[:：]|\b(?:التالي|التاليه|التالين|الاتي|الاتيه|كما يلي|ما يلي|فيما يلي|وهم|وهي|ابرزهم|ابرزها))"
    r"[\s.،,؛\-–—]*$"
)
_MARKED = re.compile(
    r"\s*(?:[•●▪■◦‣⁃∙◾◼➤►▶✔✓❖*–—-]|\(?\d{1,2}\s?[-–ـ).:/]|\(?[أابجدهوزحطي]\s?[-–ـ)]"
    r"|(?:اولا|ثانيا|ثالثا|رابعا|خامسا|سادسا|سابعا|ثامنا|تاسعا|عاشرا)\b)"
)
_QUOTES = frozenset("«\"“'‘")
_MOST_WORDS = 14
"""Of an item that no marker begins."""
_MOST_ITEMS = 12
_LEAST_ITEMS = 2


def find_list(text: str, sentences: Sequence[Sentence], place: int) -> tuple[int, ...]:
    """The places of a list's sentences, its introduction first; of the list that the sentence at ``place`` introduces
    or is an item of. () where it does neither.
    """
    for start in range(place, max(-1, place - _MOST_ITEMS - 1), -1):
        if introduces(_text(text, sentences[start])):
            items = _items(text, sentences, start)
            return (start, *items) if len(items) >= _LEAST_ITEMS and place <= items[-1] else ()
    return ()


def introduces(sentence: str) -> bool:
    """Whether a sentence announces what follows it."""
    return bool(_ANNOUNCED.search(fold(sentence)))


def _items(text: str, sentences: Sequence[Sentence], start: int) -> list[int]:
    following = range(start + 1, min(len(sentences), start + 1 + _MOST_ITEMS))
    if start + 1 < len(sentences) and _is_marked(_text(text, sentences[start + 1])):
        return _marked_run(text, sentences, following)
    return list(takewhile(lambda place: _is_short_line(text, sentences[place]), following))


def _marked_run(text: str, sentences: Sequence[Sentence], following: range) -> list[int]:
    """To the last with a marker; what stands in the line of an item belongs to it."""
    run: list[int] = []
    for place in following:
        in_line = bool(run) and "\n" not in text[sentences[place - 1].end : sentences[place].start]
        if not (_is_marked(_text(text, sentences[place])) or in_line):
            break
        run.append(place)
    return run


def _is_marked(sentence: str) -> bool:
    return bool(_MARKED.match(fold(sentence)))


def _is_short_line(text: str, sentence: Sentence) -> bool:
    """Whether a sentence is all of its line, short, and begins neither as a sentence nor as a quotation does."""
    before, behind = text[: sentence.start].rstrip(" \t"), text[sentence.end :].lstrip(" \t")
    alone = before.endswith("\n") and behind[:1] in ("", "\n", "\r")
    words = fold(_text(text, sentence)).split()
    speaks = words[0][0] in _QUOTES or without_conjunction(words[0]) != words[0] or opens_sentence(*words[:2])
    return alone and len(words) <= _MOST_WORDS and not speaks


def _text(text: str, sentence: Sentence) -> str:
    return text[sentence.start : sentence.end]
