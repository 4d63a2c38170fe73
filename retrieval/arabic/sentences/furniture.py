"""What the page around an article says: labels, teasers of other stories, bylines, share buttons, comment boxes.

A sentence is known by the words it begins with (``lists/furniture.toml``) or by its shape (``shapes.py``). What it does
not know: a label in no list, and the headline of another story that no label goes with; ``captions.py`` takes short
lines among long ones for such.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from retrieval.arabic.letters import fold
from retrieval.arabic.sentences.shapes import is_shaped, tells_time

TEASERS = frozenset(("teasers", "marked_teasers"))
"""The rules by which a line leads to other stories, or lists what the story is filed under."""

_MOST_WORDS = {"alone": 8, "labelled": 14, "dated": 12, "leading": 30, "teasers": 60, "marked_teasers": 40}
"""For each rule, the words that a sentence under it has at most."""

_PREFIX, _SHORT = 90, 40
_WORD = re.compile(r"(\w+)([^\w]*)")
_FIRST = re.compile(r"[\W_]{0,12}(\w[\w\u064b-\u0652\u0670\u0640]{0,24})")
_LABEL_MARKS = frozenset(":|/-–—.…»>›؛*")
_HINT = re.compile("مراجع|محفوظ|تعليقك|reserved", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Labels:
    """Folded phrases by their first word, each with its rule, the longest first."""

    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    over: frozenset[tuple[str, ...]]
    """Those that may stand alone over lines which are furniture as well."""
    anywhere: tuple[str, ...]


@cache
def _labels() -> _Labels:
    listed = tomllib.loads(resources.files("retrieval.arabic").joinpath("lists", "furniture.toml").read_text("utf-8"))
    words = {name: [tuple(re.findall(r"\w+", fold(entry))) for entry in entries] for name, entries in listed.items()}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for rule in _MOST_WORDS:
        for phrase in words[rule]:
            phrases.setdefault(phrase[0], []).append((phrase, rule))
    return _Labels(
        phrases={first: tuple(sorted(found, key=lambda one: -len(one[0]))) for first, found in phrases.items()},
        over=frozenset(phrase for name in ("over", *TEASERS) for phrase in words[name]),
        anywhere=tuple(map(fold, listed["anywhere"])),
    )


def is_furniture(sentence: str) -> bool:
    """Whether a sentence, by its own words, is the page's and not the article's."""
    return _is_short_furniture(sentence) if len(sentence) <= _SHORT else _is_any_furniture(sentence)


@lru_cache(maxsize=20_000)
def _is_short_furniture(sentence: str) -> bool:
    """What comes again, as furniture does."""
    return _is_any_furniture(sentence)


def _is_any_furniture(sentence: str) -> bool:
    return find_label(sentence) is not None or is_shaped(sentence)


def find_label(sentence: str) -> str | None:
    """The rule (a key of the list) by which a sentence is furniture, if it begins with the words of one."""
    match = _FIRST.match(sentence)
    phrases = _labels().phrases.get(fold(match.group(1)), ()) if match else ()
    if phrases:
        pairs = _WORD.findall(fold(sentence[:_PREFIX]))
        for phrase, rule in phrases:
            size = len(phrase)
            if tuple(word for word, _ in pairs[:size]) == phrase and _holds(rule, pairs, size, sentence):
                return rule
    if _HINT.search(sentence):
        folded = fold(sentence)
        return "anywhere" if any(phrase in folded for phrase in _labels().anywhere) else None
    return None


def _holds(rule: str, pairs: Sequence[tuple[str, str]], size: int, sentence: str) -> bool:
    """Whether what stands behind a label, so many words long, lets it be one."""
    if len(sentence.split(None, _MOST_WORDS[rule])) > _MOST_WORDS[rule]:
        return False
    rest = pairs[size:]
    if rule == "alone":
        return all(word.isdigit() for word, _ in rest)
    if not rest or rule in ("leading", "teasers"):
        return True
    marked = not _LABEL_MARKS.isdisjoint(pairs[size - 1][1])
    if rule == "dated":
        return tells_time([word for word, _ in rest], sentence, labelled=marked)
    return marked


def stands_alone(line: str) -> bool:
    """Whether a line is a label and nothing else, and what it labels follows in lines of its own."""
    return tuple(word for word, _ in _WORD.findall(fold(line[:_PREFIX]))) in _labels().over
