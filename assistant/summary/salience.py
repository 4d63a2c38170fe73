"""Which sentences say most of an article, and as many of them as fit a number of words.

News puts first what matters most, and nothing we tried beats that by much (``docs/decisions/0004-summaries.md``): the
rank is the place in the article, moved a little by the words a sentence shares with the first one and with the title,
by words the article keeps returning to, and by an opening that leans on the sentence before. What it does not know:
what a sentence means.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.arabic import STOP_WORDS, fold, stem, words
from retrieval.arabic.sentences import clause_ends, word_count
from retrieval.types import Article, Sentence

_ECHO, _RETURNING, _LEANING = 0.3, 0.3, 0.1
_OFTEN = 2
_ALIKE = 0.7
_LEANS = re.compile(r"(?:وقد|كما|لذلك|ولذلك|وبذلك|هذا|هذه|وهذا|وهذه|لكن|ولكن|وهو|وهي|ثم|ومن|ومع|وعلي)(?![^\W_])")
_LONG, _WHOLE, _KEPT = 40, 2, 0.5
"""A sentence of ``_LONG`` words or more is cut at its first clause boundary behind ``_KEPT`` of it, the best
``_WHOLE`` excepted; where words are left over it is whole again."""
_DATELINE = 3
"""So few words ("Benghazi — the agency.") say nothing by themselves."""
_QUOTED = 12
"""A sentence of fewer words with a quotation mark that has no partner is the end of a longer quotation."""
_LEAST_WORDS = 6
_LEAST_PART = 0.3


@dataclass(slots=True)
class _Piece:
    """A sentence as it may be shown: where it ends now, its words, and the ends at which it may be cut."""

    sentence: Sentence
    end: int
    size: int
    whole: int
    ends: list[tuple[int, int]]


def ranked(article: Article, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The quotable sentences of an article, the most telling first; of two that say the same, one."""
    plain = [s for s in sentences if not s.boilerplate]
    quotable = [s for s in plain if _whole(article.text[s.start : s.end], article.title)] or plain
    stems = [_content(article.text[s.start : s.end]) for s in quotable]
    often = Counter(word for found in stems for word in found)
    first, title = set(stems[0]) if stems else set(), set(_content(article.title))
    kept = [n for n in range(len(quotable)) if not any(_same(stems[n], stems[m]) for m in range(n))]

    def score(number: int) -> float:
        own = stems[number]
        if number == 0 or not own:
            return float("inf") if number == 0 else float("-inf")
        echo = _share(own, first) + _share(own, title)
        returning = sum(often[word] > _OFTEN for word in set(own)) / len(set(own))
        sentence = quotable[number]
        leans = bool(_LEANS.match(fold(article.text[sentence.start : sentence.end])))
        return _ECHO * echo + _RETURNING * returning - _LEANING * leans - number / len(quotable)

    return [quotable[number] for number in sorted(kept, key=lambda number: -score(number))]


def fitting(article: Article, order: Sequence[Sentence], most: int) -> list[tuple[int, int]]:
    """Spans of the best sentences, whole or up to a clause boundary, of at most ``most`` words together, in reading
    order."""
    pieces = [_piece(article, sentence, cut=rank >= _WHOLE) for rank, sentence in enumerate(order)]
    chosen: list[_Piece] = []
    room = most
    for piece in pieces:
        if piece.size <= room:
            chosen.append(piece)
            room -= piece.size
    for piece in chosen:
        if piece.whole - piece.size <= room:
            room -= piece.whole - piece.size
            piece.end, piece.size = piece.sentence.end, piece.whole
    for piece in pieces:
        room -= _stretch(piece, chosen, room)
    return sorted((piece.sentence.start, piece.end) for piece in chosen)


def _piece(article: Article, sentence: Sentence, *, cut: bool) -> _Piece:
    whole = word_count(article.text[sentence.start : sentence.end])
    parts = ((end, article.text[sentence.start : end]) for end in clause_ends(article.text, sentence))
    ends = [(end, word_count(part)) for end, part in parts if _closed(part)]
    end, size = sentence.end, whole
    if cut and whole >= _LONG:
        end, size = next((pair for pair in ends if pair[1] >= _KEPT * whole), (end, size))
    return _Piece(sentence, end, size, whole, ends)


def _stretch(piece: _Piece, chosen: list[_Piece], room: int) -> int:
    """Use what room is left for the longest part of a sentence that fits; the words used."""
    taken = any(piece is one for one in chosen)
    have = piece.size if taken else 0
    least = have + 1 if taken else max(_LEAST_WORDS, _LEAST_PART * piece.whole)
    fits = [(end, size) for end, size in piece.ends if least <= size <= room + have]
    if not fits:
        return 0
    piece.end, piece.size = fits[-1]
    if not taken:
        chosen.append(piece)
    return piece.size - have


def _whole(text: str, title: str) -> bool:
    """Whether a sentence says something by itself: no dateline, no headline, nothing that a colon or a quotation mark
    leaves open."""
    size, bare = word_count(text), text.strip()
    headline = bare == title and not bare.endswith((".", "!", "؟"))
    return size > _DATELINE and not headline and not bare.endswith(":") and (_closed(bare) or size >= _QUOTED)


def _closed(text: str) -> bool:
    """Whether every quotation mark has its partner."""
    return text.count('"') % 2 == 0 and text.count("«") == text.count("»") and text.count("“") == text.count("”")


def _content(text: str) -> list[str]:
    return [stem(word) for word in words(text) if word not in STOP_WORDS]


def _share(own: Sequence[str], other: set[str]) -> float:
    return sum(word in other for word in own) / len(own)


def _same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two sentences have nearly the same words."""
    ours, theirs = set(one), set(other)
    return bool(ours) and len(ours & theirs) >= _ALIKE * len(ours | theirs)
