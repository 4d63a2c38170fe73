"""Where the sentences of a line end: at full stops, question and exclamation marks and Arabic semicolons.

A full stop ends nothing behind an abbreviation, a letter or the number of an item, nor inside a word (an address, a
decimal); no mark does in brackets, and in a quotation only where the quotation ends or goes on with a sentence that
can be quoted alone. What it does not know: an abbreviation in no list, and whether an ellipsis ends a sentence; it does
before a verb that tells what somebody says.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from retrieval.arabic.clauses import goes_on, opens_sentence
from retrieval.arabic.enclosures import Enclosures, around, find_enclosures
from retrieval.arabic.letters import fold
from retrieval.arabic.verbs import is_saying

_CLOSERS = "\"'»”’)]}›"
_MARK = re.compile(rf"[.؟?!؛۔…‼⁇⁈⁉]+[{re.escape(_CLOSERS)}]*")
_ALWAYS = frozenset("؟?!۔‼⁇⁈⁉")
_CONTINUES = frozenset("،,؛;:")
_ALNUM = re.compile(r"[^\W_]")
_NEXT_WORDS = re.compile(r"\s*[\"'«“‘(\[]*(\S*)\s*(\S*)")
_QUOTABLE = re.compile(r"\s*(?:[^\s.؟?!؛…»”\"]+[»”\"]?\s+){4}[^\s.؟?!؛…]")
_TWO_WORDS = re.compile(r"\s*[^\s.؟?!؛…]+\s+[^\s.؟?!؛…]")
_LETTER = re.compile(r"(?<![\w\u064b-\u0652\u0670\u0640])(?:[وف]|[وف]?[بلك]\u0640)?([^\W\d_])\u0640?$")
_WORD = re.compile(r"[^\W\d_]+$")
_ITEM = re.compile(r"[\s(•*]*(?:\d{1,3}|[^\W\d_])$")
_ADDRESS = re.compile(r"[@/\\]|www|http", re.IGNORECASE)
_REACH = 24
"""How far back an abbreviation and the word before it are looked for."""
_LEAST_QUOTED = 3


@dataclass(frozen=True, slots=True)
class _Abbreviations:
    """Folded words."""

    shortened: frozenset[str]
    lettered: frozenset[str]
    domains: frozenset[str]


@cache
def _abbreviations() -> _Abbreviations:
    listed = tomllib.loads(resources.files(__package__).joinpath("lists", "abbreviations.toml").read_text("utf-8"))
    return _Abbreviations(**{name: frozenset(map(fold, words)) for name, words in listed.items()})


def find_stops(line: str) -> list[int]:
    """The offsets behind which another sentence of a line begins, ascending."""
    last = len(line.rstrip(" \t.؟?!؛۔…،,:;-–—*" + _CLOSERS))
    found: list[int] = []
    begin, checked, has_words, enclosures = 0, 0, False, None
    for match in _MARK.finditer(line, 0, last):
        has_words = has_words or _ALNUM.search(line, checked, match.start()) is not None
        checked = match.start()
        if not has_words:
            continue
        enclosures = find_enclosures(line) if enclosures is None else enclosures
        if _ends(line, begin, match, enclosures):
            begin, has_words = match.end(), False
            found.append(begin)
    return found


def _ends(line: str, begin: int, match: re.Match[str], enclosures: Enclosures) -> bool:
    """Whether a mark ends the sentence that begins at ``begin``; behind it the line goes on."""
    at, end = match.span()
    if around(enclosures.brackets, at) is not None:
        return False
    mark = match.group().rstrip(_CLOSERS)
    closed = len(mark) < end - at
    if not _ALWAYS.isdisjoint(mark):
        ends = line[end].isspace() or closed or not line[end].isascii()
    elif mark == "؛":
        ends = _TWO_WORDS.match(line, end) is not None
    elif mark == ".":
        ends = _full_stop_ends(line, begin, at, end, closed=closed)
    else:
        ends = _ellipsis_ends(line, end)
    return ends and not _goes_on(line, begin, match, enclosures)


def _goes_on(line: str, begin: int, match: re.Match[str], enclosures: Enclosures) -> bool:
    """Whether what stands behind a mark belongs to the same sentence all the same."""
    end = match.end()
    quotation = around(enclosures.open_quotations, match.start())
    if quotation is not None and end < quotation[1]:
        words = line[max(begin, quotation[0]) : match.start()].split(None, _LEAST_QUOTED)
        return len(words) < _LEAST_QUOTED or _QUOTABLE.match(line, end) is None
    follows = _NEXT_WORDS.match(line, end)
    first, second = follows.groups() if follows else ("", "")
    if first[:1] in _CONTINUES:
        return True
    return quotation is not None and goes_on(_folded(first), _folded(second))


def _full_stop_ends(line: str, begin: int, at: int, end: int, *, closed: bool) -> bool:
    before, after = line[at - 1], line[end]
    if not after.isspace() and not closed:
        return _unspaced_ends(line, begin, at, end)
    if before.isspace() or closed:
        return True
    back = line[max(begin, at - _REACH) : at]
    if _ITEM.fullmatch(back):
        return False
    letter = _LETTER.search(back)
    if letter:
        earlier = back[: letter.start()].rstrip()
        word = _WORD.search(earlier)
        if earlier[-1:].isdigit() or (word and fold(word.group()) in _abbreviations().lettered):
            return True
        return _opens(line, end)
    word = _WORD.search(back)
    return word is None or fold(word.group()) not in _abbreviations().shortened or _opens(line, end)


def _unspaced_ends(line: str, begin: int, at: int, end: int) -> bool:
    """Whether a full stop with no space behind it ends a sentence: between two words of Arabic, as a rule."""
    after = line[end : end + 12]
    if after[0] in "«“(" and line[at - 1].isalpha():
        return True
    word = re.match(r"[^\W\d_a-zA-Z]{2,}", after)
    token = line[max(begin, at - _REACH) : at].rsplit(None, 1)[-1:]
    if word is None or not token or _ADDRESS.search(token[0]):
        return False
    if token[0][-1].isdigit():
        return len(word.group()) > 2 and sum(c.isdigit() for c in token[0]) > 1 and not _ITEM.fullmatch(token[0])
    bare = _WORD.search(fold(token[0]))
    if bare is None or len(bare.group()) < 2 or _LETTER.search(token[0]):
        return False
    known = _abbreviations()
    return bare.group() not in known.shortened and fold(word.group()) not in known.domains


def _ellipsis_ends(line: str, end: int) -> bool:
    follows = _NEXT_WORDS.match(line, end)
    first = _folded(follows.group(1)) if follows else ""
    return line[end].isspace() and first[:1] == "و" and is_saying(first[1:])


def _opens(line: str, end: int) -> bool:
    """Whether the words behind an offset begin a sentence beyond doubt."""
    follows = _NEXT_WORDS.match(line, end)
    return follows is not None and opens_sentence(_folded(follows.group(1)), _folded(follows.group(2)))


def _folded(word: str) -> str:
    return fold(word[:_REACH]).rstrip(".,:;؛؟!" + _CLOSERS)
