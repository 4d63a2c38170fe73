"""What a meeting was about: what stands behind "on", "to discuss", "was devoted to" and behind verbs of discussing."""

from collections.abc import Iterator

from assistant.summary.meeting.heads import is_errand, is_purpose
from assistant.summary.meeting.lines import Line
from assistant.summary.meeting.parties import Parties
from assistant.types import Excerpt
from retrieval.arabic.acts import is_act
from retrieval.arabic.clitics import PREPOSITIONS, is_definite, may_end_in_pronoun, pronoun_on_particle

_MOST_WORDS = 30
_FEW = 3
_LED_BY = frozenset({"لا", "سيما", "خاصه", "ابرزها", "منها"})


def starts(line: Line, at: int) -> int:
    """The word that a subject begins with where one is announced at a word; -1 where none is.

    A purpose behind «ل» begins with its own word: «لبحث».
    """
    end = line.is_phrase(at, "subjects")
    if end > at:
        return end if end < len(line) else -1
    return at if is_purpose(line, at) else -1


def read(line: Line, at: int) -> tuple[list[Excerpt], int]:
    """The subjects of a list that begins at a word, and the word behind it."""
    end = _end(line, at)
    return list(_items(line, at, end)), end


def _end(line: Line, at: int) -> int:
    end = at + 1
    while end < len(line) and end - at < _MOST_WORDS:
        if line.stops(end) or (line.comma(end) and not _goes_on(line, end)):
            break
        if line.is_phrase(end, "closing", "attending", "presiding", "came") > end and not _inside(line, end):
            break
        if line.lists.has(line.folded[end], "venues") and line.preposition(end) == "ب":
            break
        if line.folded[end] == "مع" and _is_with_somebody(line, end):
            break
        if line.joined(end) and not line.quoted(end) and (_is_verb(line, end) or is_purpose(line, end)):
            break
        if end in line.dates and line.dates[end][0].precision == "day" and not line.joined(end):
            break
        if line.folded[end] in ("ان", "انه", "انها", "ايضا") or line.is_participle(end):
            break
        end += 1
    return end


def _is_with_somebody(line: Line, at: int) -> bool:
    """Whether «مع» tells with whom it was talked of, not with what: a person stands behind it."""
    party = Parties(line).at(at + 1)
    return party is not None and party.named


def _goes_on(line: Line, at: int) -> bool:
    return line.joined(at) or line.folded[at] in _LED_BY or line.is_phrase(at, "besides") > at


def _inside(line: Line, at: int) -> bool:
    return line.folded[at] in ("مع", "بين") or line.is_phrase(at, "besides") > at


def _is_verb(line: Line, at: int) -> bool:
    """Whether a word that «و» joins begins another clause."""
    word, names = line.bare(at), ("deciding", "asking", "insisting", "discussing", "joining", "held")
    told = any(line.lists.verb(word, name) for name in names)
    return word == "قد" or told or (line.is_verb(at) and not is_act(word))


def _items(line: Line, at: int, end: int) -> Iterator[Excerpt]:
    """The items of a list: parted by a comma and «و»."""
    begin = at
    for place in range(at + 1, end + 1):
        besides = line.is_phrase(place, "besides") if place < end else place
        if place < end and besides == place and not _is_item(line, place, end):
            continue
        joined = begin > at and line.joined(begin)
        start = line.words[begin].behind(1) if joined else _start(line, begin)
        if excerpt := line.span(begin, place, start):
            yield excerpt
        begin = besides


def _is_item(line: Line, at: int, end: int) -> bool:
    joined = line.comma(at) and line.joined(at)
    return joined and line.bare(at) not in _LED_BY and not _refers_back(line, at, end)


def _refers_back(line: Line, at: int, end: int) -> bool:
    """Whether an item is no more than a few words about the one before: «وسبل تعزيزها»."""
    last = next((one for one in range(at + 1, end) if line.comma(one)), end)
    return last - at <= _FEW and (_has_pronoun(line.folded[last - 1]) or pronoun_on_particle(line.folded[last - 1]))


def _has_pronoun(word: str) -> bool:
    return may_end_in_pronoun(word) and not is_definite(word)


def _start(line: Line, at: int) -> int:
    """The offset of a first word without the «ل» or «ب» that announces it, where the article is not written into it."""
    word = line.folded[at]
    errand = is_purpose(line, at) or is_errand(line, at)
    cut = (errand and not word.startswith("لل")) or (
        word.startswith(tuple(PREPOSITIONS)) and not word.startswith("لل") and line.is_phrase(at - 1, "subjects") == at
    )
    return line.words[at].behind(1) if cut else line.words[at].start
