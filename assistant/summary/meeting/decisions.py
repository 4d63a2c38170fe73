"""What was decided, ordered, asked for or agreed on in a meeting.

A decision begins with a verb that decides; or it is an item of the list that such a verb announces with a colon, or
stands behind "this besides" right after another decision.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.summary.meeting.meetings import Line, Meeting, is_background
from assistant.summary.meeting.patterns import EDGE, END, WORD, patterns
from assistant.summary.meeting.phrases import distinct, trim, unjoined
from assistant.types import Excerpt
from retrieval.arabic.clitics import AND, CONJUNCTIONS

_LEAST_WORDS = 3
_ITEM_WORDS = 40
_INTRODUCED = re.compile(rf"(?:{EDGE}(?:علي|ما يلي|ما ياتي|الاتي|الاتيه|التالي|التاليه|كالتالي|كالاتي)\s*:|:\s*$)")
_CONTINUED = re.compile(rf"{AND}(?=[^\W\d_]{{3}})|كما(?![^\W_])")


def decisions(meeting: Meeting) -> tuple[Excerpt, ...]:
    """The decisions in reading order, each said once."""
    found: list[Excerpt] = []
    listing = decided = False
    for line in meeting.lines:
        own: list[Excerpt] = []
        if not meeting.is_title(line):
            listing = listing and _is_item(line)
            if listing:
                own = _from(line, 0)
            elif (colon := _colon(line.folded.text)) is not None:
                own, listing = _from(line, colon), True
            else:
                besides = patterns().besides.match(line.folded.text) if decided else None
                own = [*_from(line, besides.end())] if besides else [*_decided(line)]
        decided = bool(own)
        found += own
    return distinct(found)


def verbs_of_deciding(text: str) -> Iterator[int]:
    """Where they begin: not "in the face of" nor "what it had recommended"."""
    for match in patterns().deciding.finditer(text):
        if not re.search(rf"{EDGE}(?:في|علي|ما|التي|الذي|باي|من|بوجه)\s+$", text[: match.start()]):
            yield match.start() + _and(match.group())


def _colon(text: str) -> int | None:
    """Behind the colon with which a verb of deciding or insisting announces a list."""
    p = patterns()
    colon = _INTRODUCED.search(text)
    if colon is None:
        return None
    announced = any(pattern.search(text, 0, colon.start()) for pattern in (p.deciding, p.insisting, p.issued))
    return colon.end() if announced and text[colon.end() :].lstrip()[:1] not in ("«", '"', "“") else None


def _is_item(line: Line) -> bool:
    """Whether a sentence goes on with a list: it does not say who said or did something."""
    text, p = line.folded.text, patterns()
    verbs = (p.insisting, p.issuing, p.announcing, p.deciding, p.discussing, p.came, p.holding, p.elsewhere, p.setting)
    begins = _CONTINUED.match(text) or any(verb.match(text) for verb in verbs)
    return not begins and len(text.split()) <= _ITEM_WORDS


def _from(line: Line, start: int, end: int | None = None) -> list[Excerpt]:
    """The rest of a line, where it is long enough and calls for no protest."""
    text = line.folded.text
    phrase = trim(text, start, len(text) if end is None else end)
    if phrase is None or len(text[slice(*phrase)].split()) < _LEAST_WORDS or patterns().protest.search(text, *phrase):
        return []
    return [line.span(*phrase)]


def _decided(line: Line) -> Iterator[Excerpt]:
    text = line.folded.text
    if is_background(text) or _passing(text):
        return
    for start, following in pairwise([*sorted(set(_starts(text))), len(text)]):
        yield from _from(line, start, unjoined(text, start, following))


def _passing(text: str) -> bool:
    p = patterns()
    return any(p.passing_before.search(text[max(0, m.start() - 40) : m.start()]) for m in p.noun.finditer(text))


def _starts(text: str) -> Iterator[int]:
    """Where decisions begin: at verbs that decide by themselves or with what follows them."""
    p = patterns()
    yield from verbs_of_deciding(text)
    for first, second, reach in ((p.insisting, p.insisted, 90), (p.issuing, p.issued, 60)):
        for match in first.finditer(text):
            if second.search(text, match.end(), match.end() + reach):
                yield match.start() + _and(match.group())
    for match in p.announcing.finditer(text):
        if re.compile(rf".{{0,160}}?{EDGE}(?:انه\s+|ان\s+)?(?:س[يتن]{WORD}|سوف){END}").match(text, match.end()):
            yield match.start() + _and(match.group())


def _and(verb: str) -> int:
    """The length of a conjunction written before a verb: "and-ordered" begins at "ordered"."""
    p = patterns()
    verbs = (p.deciding, p.insisting, p.issuing, p.announcing)
    return int(verb[0] in CONJUNCTIONS and any(pattern.match(verb[1:]) for pattern in verbs))
