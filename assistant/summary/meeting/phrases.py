"""Where a mention of somebody ends, and spans made tidy: what all fields of a card are read with."""

import re
from collections.abc import Iterable

from assistant.summary.meeting.patterns import EDGE, END, patterns
from assistant.types import Excerpt
from retrieval.arabic import STOP_WORDS, fold, stem, words
from retrieval.arabic.clitics import AND

_TOKEN = re.compile(r"\s*([^\s,،;:؛.()«»\"]+)([,:;؛.()«»\"]*)")
STOP = re.compile(
    rf"و?(?:الذي|التي|الذين|اللذين|حيث|ان|انه|انها|بان|خلال|عبر|منذ|قبل|بعد|وذلك|ذلك|لكن|بينما|فيما|كما|وقد|علي|ثم){END}"
)


def noun_end(text: str, noun: int) -> int:
    match = patterns().noun.match(text, noun) or patterns().meeting.match(text, max(0, noun - 8))
    return match.end() if match else noun


def phrase_end(text: str, start: int, most: int) -> int:
    """The end of a phrase of at most so many words: at punctuation, or before a word that begins something else."""
    end, p = start, patterns()
    for _ in range(most):
        token = _TOKEN.match(text, end)
        if token is None:
            break
        word = token.start(1)
        if (
            STOP.match(text, word)
            or any(
                x.match(text, word)
                for x in (
                    p.purpose,
                    p.attending,
                    p.presiding,
                    p.time,
                    p.noun,
                    p.deciding,
                    p.discussing,
                    p.came,
                    p.insisting,
                    p.issued,
                )
            )
            or re.compile(rf"(?:مع|و?شارك|من بين){END}").match(text, word)
        ):
            break
        end = token.end(1)
        if token.group(2):
            break
    return end


def person_end(text: str, start: int) -> int:
    """The end of somebody's mention: office and name, also across the comma between the two."""
    end = _before_place(text, start)
    following = re.compile(r"\s*,\s*").match(text, end)
    if following is None:
        return end
    ranked, titled = patterns().rank.search(text, start, end), patterns().office.search(text, start, end)
    second = (patterns().rank if titled and not ranked else patterns().office).match(text, following.end())
    if second and (titled is None or ranked is None):
        return _before_place(text, following.end())
    return end


def _before_place(text: str, start: int) -> int:
    end = phrase_end(text, start, 14)
    if match := patterns().venue.search(text, start, end):
        end = len(text[: match.start()].rstrip())
    return end


def stems(text: str) -> set[str]:
    return {stem(word) for word in words(text) if word not in STOP_WORDS}


def unjoined(text: str, start: int, end: int) -> int:
    """An end without the words that only lead over to what follows: "and also"."""
    besides = "كما|كذلك|في الوقت نفسه|الي جانب|فضلا عن|حيث|تم"
    joins = rf"\s*,?\s*{EDGE}{AND}?(?:{besides})?\s*(?:{EDGE}{AND})?\s*[«\"]?\s*$"
    tail = re.search(joins, text[start:end])
    return start + tail.start() if tail else end


def trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A span without the white space and marks around it, quotation marks that close inside it kept; or None."""
    around = " \t,:;؛-–—\u00a0"
    pairs = {"»": "«", ")": "(", '"': '"', "'": "'", "”": "“"}
    while start < end and (
        text[start] in around
        or text[start] in pairs
        or (text[start] in pairs.values() and not _closed(text[start:end]))
    ):
        start += 1
    while end > start:
        last = text[end - 1]
        if last in pairs and text.count(pairs[last], start, end - 1) % 2 == 1:
            break
        if last not in around + "." and last not in pairs and last not in pairs.values():
            break
        end -= 1
    return (start, end) if start < end else None


def _closed(text: str) -> bool:
    """Whether the mark that a text begins with is closed again inside it."""
    return {"«": "»", "(": ")", '"': '"', "'": "'", "“": "”"}[text[0]] in text[1:]


def distinct(spans: Iterable[Excerpt]) -> tuple[Excerpt, ...]:
    """The spans, each said once: one whose words another holds already is left out."""
    kept: list[Excerpt] = []
    for span in spans:
        own = stems(span.text) or {fold(span.text)}
        if not any(own <= (stems(other.text) or {fold(other.text)}) for other in kept):
            kept.append(span)
    return tuple(kept)
