"""Cutting an article into quotable sentences, with offsets.

The spans follow one another and leave only white space between them. What the splitter does not know: grammar. A
full stop inside a quotation ends a sentence like any other, and a missing full stop is seen only at a new line or,
above ``MAX_WORDS``, at the most natural clause boundary.
"""

import re
from collections.abc import Iterator

from retrieval.arabic import fold
from retrieval.types import Sentence

MAX_WORDS = 60
"""No sentence is longer, counted in runs without white space."""

_MIN_CLAUSE_WORDS = 8
_CAPTION_WORDS = 14
_CAPTION_SHARE = 0.3

_CLOSERS = "\"'»”’)]}›」"
_LINE = re.compile(r"[^\n\r\u2028\u2029\u0085\v\f]+")
_STOP = re.compile(rf"[.؟?!؛۔…]+[{re.escape(_CLOSERS)}]*")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)$")
_SPACED_WORD = re.compile(r"\S+")
_ABBREVIATIONS = frozenset({"mr", "mrs", "ms", "dr", "prof", "st", "vs", "etc", "inc", "ltd", "co", "jr", "sr", "no"})

_STRONG_CLAUSE = re.compile(r"[:؛;][\"»”)]*\s")
_COMMA_CLAUSE = re.compile(r"[،,][\"»”)]*\s?|\s[–—-]\s")
_CONNECTIVE = re.compile(
    r"\s(?=(?:وقد|وأن|وان|وأكد|وأضاف|وأشار|وذلك|وكذلك|كما|حيث|بينما|فيما|مشدد|مؤكد|لافت|موضح|مشير|مضيف"
    r"|إلى جانب|الى جانب|فضلا عن|فضلاً عن|بالإضافة|بالاضافة|من خلال|من أجل|من اجل|لكن|ولكن|مما|إذ|بحيث|التي|الذي)\S*\s)"
)
_CONJUNCTION = re.compile(r"\s(?=و\S+\s|و\s)")
_SPACE = re.compile(r"\s")
_CLAUSE_BREAKS = (_STRONG_CLAUSE, _COMMA_CLAUSE, _CONNECTIVE, _CONJUNCTION, _SPACE)

_INTERFACE = re.compile(
    "|".join(
        (
            r"(?:تم )?(?:اضافه|اضف|ارسل|اكتب|اترك) ?(?:تعليق|ردا)",
            r"تعليقك|يظهر بعد المراجعه|جميع الحقوق محفوظه|^التعليقات",
            r"^(?:اقرا|شاهد|طالع|تابع) (?:ايضا|المزيد|كذلك)|^(?:للمزيد|لمزيد من)",
            r"^(?:مواضيع|اخبار|مقالات) (?:ذات صله|متعلقه)|^(?:اضغط|انقر) هنا",
            r"^(?:شارك|انشر) (?:هذا|الخبر|المقال|علي)|^(?:تابعونا|تابعنا|اشترك)",
            r"^(?:كلمات دلاليه|وسوم|الوسوم)|^(?:الرئيسيه|طباعه)$",
        )
    )
)
"""What the page around an article says, folded."""


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of an article in reading order, boilerplate lines marked."""
    lines = [(match.start(), match.end()) for match in _LINE.finditer(text)]
    captions = _captions(text, lines)
    sentences: list[Sentence] = []
    for line in lines:
        for start, end in _split_line(text, *line):
            furniture = line in captions or _is_furniture(text[start:end])
            sentences.extend(Sentence(s, e, furniture) for s, e in _cut_clauses(text, start, end))
    return tuple(sentences)


def word_count(text: str) -> int:
    """The number of runs without white space."""
    return sum(1 for _ in _SPACED_WORD.finditer(text))


def clause_ends(text: str, sentence: Sentence) -> list[int]:
    """Where a sentence may be cut short and still read well: before a clause or a conjunction, ascending offsets."""
    ends = set()
    for pattern in _CLAUSE_BREAKS[:-1]:
        for match in pattern.finditer(text, sentence.start, sentence.end):
            ends.add(len(text[: match.start()].rstrip()))
    return sorted(end for end in ends if sentence.start < end < sentence.end)


def _is_furniture(line: str) -> bool:
    folded = fold(line).strip()
    return not any(character.isalpha() for character in folded) or bool(_INTERFACE.search(folded))


def _captions(text: str, lines: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """Short lines after the first that no punctuation ends (photo captions, subheadings), if they are the exception."""
    short = {line for line in lines[1:] if _looks_like_caption(text[slice(*line)].strip())}
    total = word_count(text)
    return short if sum(word_count(text[slice(*line)]) for line in short) <= _CAPTION_SHARE * total else set()


def _looks_like_caption(line: str) -> bool:
    return 0 < word_count(line) <= _CAPTION_WORDS and line[-1] not in ".؟?!؛:،…" + _CLOSERS and line[0] not in "-•*–"


def _split_line(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut one line at its sentence-ending marks, white space trimmed."""
    begin = start
    for match in _STOP.finditer(text, start, end):
        if match.end() < end and _ends_sentence(text, match, start, end):
            yield from _trimmed(text, begin, match.end())
            begin = match.end()
    yield from _trimmed(text, begin, end)


def _ends_sentence(text: str, match: re.Match[str], start: int, end: int) -> bool:
    mark = match.group().rstrip(_CLOSERS)
    if mark in ("؛", "؟", "?", "!", "۔") or (len(mark) > 1 and set(mark) & set("؟?!")):
        return True
    if mark != ".":
        return False
    return _full_stop_ends(text[start : match.start()], text[match.end() : end], closed=match.group() != mark)


def _full_stop_ends(before: str, after: str, *, closed: bool) -> bool:
    """Whether a single full stop ends the sentence, from the rest of its line on both sides."""
    spaced = after[0].isspace()
    if not spaced and not closed and (after[0].isascii() or after[0].isdigit()):
        return False
    word = _WORD_BEFORE.search(before)
    if word is None or closed:
        return spaced or closed or not before[-1:].isdigit()
    if len(fold(word.group())) <= 1 or word.group().casefold() in _ABBREVIATIONS or word.group() == "هـ":
        return spaced and before[: word.start()].rstrip()[-1:].isdigit()
    return True


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _cut_clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a sentence of more than ``MAX_WORDS`` words at its most natural boundaries, each part as long as allowed."""
    spans = [match.span() for match in _SPACED_WORD.finditer(text, start, end)]
    while len(spans) > MAX_WORDS:
        most = min(MAX_WORDS, len(spans) - _MIN_CLAUSE_WORDS)
        least = min(most, max(_MIN_CLAUSE_WORDS, most // 3))
        cut = _clause_break(text, spans[least][0] - 1, spans[most][0])
        yield from _trimmed(text, start, cut)
        start = cut
        spans = [span for span in spans if span[0] >= cut]
    yield from _trimmed(text, start, end)


def _clause_break(text: str, low: int, high: int) -> int:
    """The end of the last boundary of the strongest kind between two offsets that start words."""
    for pattern in _CLAUSE_BREAKS:
        ends = [match.end() for match in pattern.finditer(text, low, high) if text[match.end() - 1].isspace()]
        if ends:
            return ends[-1]
    return high
