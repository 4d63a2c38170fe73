"""Where the sentences of a line end: at full stops, question and exclamation marks and Arabic semicolons.

A full stop ends nothing behind an abbreviation, a letter or the number of an item, nor inside a word (an address, a
decimal); no mark does in brackets, and in a quotation only where the quotation ends or goes on with a sentence that
can be quoted alone. What it does not know: an abbreviation in no list, and whether an ellipsis ends a sentence; it is
taken to before a verb that tells what somebody says.
"""

import re
from functools import lru_cache

from retrieval.arabic.letters import fold
from retrieval.arabic.sentences.abbreviations import is_domain, is_letter, is_letter_name, is_shortened, names_by_letter
from retrieval.arabic.sentences.clauses import goes_on, opens_sentence
from retrieval.arabic.sentences.enclosures import NOTHING, Enclosures, around, find_enclosures
from retrieval.arabic.verbs import is_saying

_CLOSERS = "\"'»”’)]}›"
_MARK = re.compile(rf"([.؟?!؛۔…‼⁇⁈⁉]+)[{re.escape(_CLOSERS)}.؟?!…]*(?:\[\d{{1,3}}\])*")
"""Marks, what closes around them, the numbers of notes."""

_ALWAYS = re.compile("[؟?!۔‼⁇⁈⁉]")
_AFTER_LAST = " \t.؟?!؛۔…،,:;-–—*" + _CLOSERS
_ALNUM = re.compile(r"[^\W_]")
_CONTINUES = re.compile(r"\s*[،,؛;:]")
_NEXT_WORDS = re.compile(r"\s*[\"'«“‘(\[]*(\S{0,24})\s*(\S{0,24})")
_TWO_WORDS = re.compile(r"\s*[^\s.؟?!؛…]{1,60}\s+[^\s.؟?!؛…]")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_ARABIC_WORD = re.compile(r"[^\W\d_a-zA-Z]{2,}|و(?=\s)")
_ITEM = re.compile(r"[\s(•*-]*(?:\d{1,3}|[^\W\d_])")
_ADDRESS = re.compile(r"[@/\\]|www|http", re.IGNORECASE)
_REACH = 24
"""How far back an abbreviation and the word before it are looked for."""
_LONGEST_ABBREVIATION = 12
_LOOK = 120
_LEAST_BEFORE, _LEAST_AFTER = 3, 4
"""So many words a part of a quotation needs before and behind a full stop that cuts it."""


def find_stops(line: str) -> list[int]:
    """The offsets behind which another sentence of a line begins, ascending."""
    last = len(line.rstrip(_AFTER_LAST))
    enclosures = find_enclosures(line)
    found: list[int] = []
    begin, checked, has_words = 0, 0, False
    for match in _MARK.finditer(line, 0, last):
        at = match.start()
        has_words = has_words or (at > 0 and line[at - 1].isalnum()) or _ALNUM.search(line, checked, at) is not None
        checked = at
        if has_words and _ends(line, begin, match, enclosures):
            begin = checked = match.end()
            has_words = False
            found.append(begin)
    return found


def _ends(line: str, begin: int, match: re.Match[str], enclosures: Enclosures) -> bool:
    """Whether a mark ends the sentence that begins at ``begin``; behind it the line goes on."""
    at, end = match.span()
    if enclosures is not NOTHING and around(enclosures.brackets, at) is not None:
        return False
    mark, spaced = match.group(1), line[end].isspace()
    if mark == "." and line[end - 1] == "]":
        return False  # behind a footnote's number: ranking and reader were fitted so, and quotes would hold less
    closed = len(mark) < end - at
    if mark == ".":
        ends = closed or (_spaced_ends if spaced else _unspaced_ends)(line, begin, at, end)
    elif _ALWAYS.search(mark):
        ends = spaced or closed or not line[end].isascii()
    elif mark == "؛":
        ends = _TWO_WORDS.match(line, end) is not None
    else:
        ends = spaced and _reports(line, end)
    if not ends or _CONTINUES.match(line, end):
        return False
    return enclosures is NOTHING or not _is_quoted(line, begin, at, end, enclosures)


def _is_quoted(line: str, begin: int, at: int, end: int, enclosures: Enclosures) -> bool:
    """Whether a mark stands in a quotation and leaves nothing on one side of it that can be quoted alone."""
    quotation = around(enclosures.open_quotations, at)
    if quotation is None:
        return False
    if end < quotation[1]:
        return not (
            _is_quotable(line, max(begin, quotation[0]), at, _LEAST_BEFORE)
            and _is_quotable(line, end, _next_mark(line, end, quotation[1] - 1), _LEAST_AFTER)
        )
    first, second = _next_words(line, end)
    if goes_on(first, second):
        return True
    return is_saying(first) and not _is_quotable(line, end, _next_mark(line, end, len(line)), _LEAST_AFTER)


def _next_mark(line: str, start: int, end: int) -> int:
    """Where the next mark behind a word stands, or how far it was looked for."""
    end = min(end, start + _LOOK)
    word = _ALNUM.search(line, start, end)
    match = _MARK.search(line, word.start(), end) if word else None
    return match.start() if match else end


def _is_quotable(line: str, start: int, end: int, words: int) -> bool:
    """Whether part of a quotation has enough words to be quoted alone; a part too long to look through has."""
    return end - start >= _LOOK or len(line[start:end].split(None, words)) >= words


def _spaced_ends(line: str, begin: int, at: int, end: int) -> bool:
    """Whether a full stop with white space behind it ends a sentence: unless it shortens a word or numbers an item."""
    if line[at - 1].isspace():
        return True
    if at - begin <= _LONGEST_ABBREVIATION and _ITEM.fullmatch(line, begin, at):
        return False
    *earlier, token = line[max(begin, at - _REACH) : at].rsplit(None, 2)[-2:]
    if len(token) > _LONGEST_ABBREVIATION:
        return True
    if not is_shortened(token):
        return not (is_letter_name(token) and is_letter_name(_next_words(line, end)[0]))
    if is_letter(token) and "." not in token and earlier and (earlier[0][-1].isdigit() or names_by_letter(earlier[0])):
        return True
    return opens_sentence(*_next_words(line, end))


def _unspaced_ends(line: str, begin: int, at: int, end: int) -> bool:
    """Whether a full stop with no space behind it ends a sentence: between two words of Arabic, as a rule."""
    if line[end] in "«“(":
        return line[at - 1].isalpha()
    word = _ARABIC_WORD.match(line, end, end + _REACH)
    token = line[max(begin, at - _REACH) : at].rsplit(None, 1)[-1:]
    if word is None or not token or _ADDRESS.search(token[0]):
        return False
    if token[0][-1].isdigit():
        return len(word.group()) > 2 and sum(map(str.isdigit, token[0])) > 1 and not _ITEM.fullmatch(token[0])
    if token[0][-1] in _CLOSERS:
        return True
    bare = _LAST_WORD.search(token[0])
    if bare is None or len(bare.group()) < 2 or is_shortened(token[0]):
        return False
    if is_domain(word.group()):
        return False
    return not (is_letter_name(token[0]) and is_letter_name(word.group()))


def _reports(line: str, end: int) -> bool:
    """Whether the words behind an offset report what somebody says."""
    first, _ = _next_words(line, end)
    return first[:1] == "و" and is_saying(first[1:])


def _next_words(line: str, end: int) -> tuple[str, str]:
    """The two words behind an offset, folded; empty where there are none."""
    match = _NEXT_WORDS.match(line, end)
    first, second = match.groups() if match else ("", "")
    return _folded(first), _folded(second)


@lru_cache(maxsize=20_000)
def _folded(word: str) -> str:
    return fold(word).rstrip(_AFTER_LAST)
