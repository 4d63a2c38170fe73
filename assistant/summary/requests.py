"""Typed requests for a summary: which topic, whether one article or all on it, and how long.

Knows the imperatives and nouns that ask for a summary when they come first, and a length before the topic or behind
it («في ثلاث نقاط», «في 50 كلمة», «في فقرة»). A request that hides its verb later in the sentence is a question.
"""

import re
from dataclasses import dataclass

from assistant.summary.summaries import PAGE, PARAGRAPH, Length
from retrieval.arabic import fold_with_origins
from retrieval.arabic.numbers import find_numbers, is_number_word

_ASKS = r"(?:لخص|لخصي|لخصوا|تلخيص|ملخص|خلاصه|اختصر|اوجز|موجز)"
_POLITE = r"(?:من فضلك|لو سمحت|رجا|ارجو|اريد|عايز|ممكن|هل يمكن(?:ك)?|هات|اعطني|اكتب(?: لي)?)"
_LEAD = re.compile(rf"^\W*(?:{_POLITE}\W+)*(?:ان ت)?(?:ال)?{_ASKS}(?: لي| لنا)?(?![^\W_])\W*")
_TOLD = r"(?:جاء?|ورد|نشر|قيل|كتب|ذكر)"
_MANY = re.compile(
    rf"^(?:ل|عن )?(?:(?:كل )?ما {_TOLD}|(?:كل |جميع )?(?:ال)?(?:مقالات|اخبار|تقارير))"
    r"(?: في (?:ال)?(?:مقالات|اخبار|صحف))?(?: (?:عن|حول|بشان|في شان|بخصوص))?(?![^\W_])\W*"
)
_ABOUT = re.compile(r"^(?:ل|عن |(?:ال)?(?:مقاله?|مقال|خبر|تقرير|نص) (?:عن |حول )?)")
_LENGTH = re.compile(
    r"(?:^|\s)(?:في|ب|علي شكل)\s?(?:حدود |نحو |اقل من |ما لا يزيد علي |شكل )?"
    r"((?:\S+ ){0,3}?(?:نقاط|نقطه|نقطتين|جمل|جملتين|جمله|كلمه|كلمات|فقره|صفحه))(?: فقط)?(?=\W*$|\s)"
)
_WORD = re.compile(r"\s*(\w+)")
_LONE, _PAIRS = ("نقطه", "جمله", "كلمه"), ("نقطتين", "جملتين")
_WORDS = "كلم"
_MOST_POINTS, _MOST_WORDS = 20, 2000


@dataclass(frozen=True, slots=True)
class Request:
    """A wish for a summary of what is said on a topic, in the words of the wish; ``many`` where all articles count."""

    topic: str
    many: bool
    length: Length | None = None
    """None where the wish names none."""


def summary_request(text: str) -> Request | None:
    """The request that a typed text makes, or None where it is a question or names no topic."""
    asked, length = _without_length(text.strip())
    folded = fold_with_origins(asked)
    lead = _LEAD.match(folded.text)
    if lead is None:
        return None
    start = lead.end()
    many = _MANY.match(folded.text[start:])
    start += many.end() if many else 0
    about = None if many else _ABOUT.match(folded.text[start:])
    start += about.end() if about else 0
    topic = _rest(asked, folded.origins, start)
    if not any(character.isalnum() for character in topic):
        return None
    return Request(topic, many is not None, length)


def _without_length(text: str) -> tuple[str, Length | None]:
    """A wish without the length it names, and that length."""
    folded = fold_with_origins(text)
    match = _LENGTH.search(folded.text)
    length = _length(match.group(1)) if match else None
    if match is None or length is None:
        return text, None
    behind = _WORD.match(folded.text, match.end())
    stop = behind.end() if behind and is_number_word(behind.group(1)) else match.end()
    start = folded.origins[match.start()]
    end = folded.origins[stop] if stop < len(folded.origins) else len(text)
    return f"{text[:start]} {text[end:].lstrip(' :،')}".strip(), length


def _length(told: str) -> Length | None:
    noun = told.split()[-1]
    if noun in ("فقره", "صفحه"):
        return PARAGRAPH if noun == "فقره" else PAGE
    counted = 2.0 if noun in _PAIRS else 1.0 if noun in _LONE else 0.0
    count = int(next((number.value for number in find_numbers(told) if number.value), counted))
    if noun.startswith(_WORDS):
        return Length(count) if 0 < count <= _MOST_WORDS else None
    return Length(PARAGRAPH.words, count) if 0 < count <= _MOST_POINTS else None


def _rest(text: str, origins: tuple[int, ...], start: int) -> str:
    return text[origins[start] :].strip(" .؟?!،:") if start < len(origins) else ""
