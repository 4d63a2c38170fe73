"""Telling a request for a summary from a question: what is to be summarised, and whether one article or all on it.

Knows the imperatives and nouns that ask for a summary when they come first. A request that hides its verb later in the
sentence is a question.
"""

import re
from dataclasses import dataclass

from retrieval.arabic import fold_with_origins

_ASKS = r"(?:لخص|لخصي|لخصوا|تلخيص|ملخص|خلاصه|اختصر|اوجز|موجز)"
_POLITE = r"(?:من فضلك|لو سمحت|رجا|ارجو|اريد|عايز|ممكن|هل يمكن(?:ك)?|هات|اعطني|اكتب(?: لي)?)"
_LEAD = re.compile(rf"^\W*(?:{_POLITE}\W+)*(?:ان ت)?(?:ال)?{_ASKS}(?: لي| لنا)?(?![^\W_])\W*")
_TOLD = r"(?:جاء?|ورد|نشر|قيل|كتب|ذكر)"
_MANY = re.compile(
    rf"^(?:ل|عن )?(?:(?:كل )?ما {_TOLD}|(?:كل |جميع )?(?:ال)?(?:مقالات|اخبار|تقارير))"
    r"(?: في (?:ال)?(?:مقالات|اخبار|صحف))?(?: (?:عن|حول|بشان|في شان|بخصوص))?(?![^\W_])\W*"
)
_ABOUT = re.compile(r"^(?:ل|عن |(?:ال)?(?:مقاله?|مقال|خبر|تقرير|نص) (?:عن |حول )?)")


@dataclass(frozen=True, slots=True)
class Request:
    """A wish for a summary of what is said on a topic, in the words of the wish; ``many`` where all articles count."""

    topic: str
    many: bool


def summary_request(text: str) -> Request | None:
    """The request that a typed text makes, or None where it is a question or names no topic."""
    folded = fold_with_origins(text.strip())
    lead = _LEAD.match(folded.text)
    if lead is None:
        return None
    start = lead.end()
    many = _MANY.match(folded.text[start:])
    start += many.end() if many else 0
    about = None if many else _ABOUT.match(folded.text[start:])
    start += about.end() if about else 0
    topic = _rest(text.strip(), folded.origins, start)
    return Request(topic, many is not None) if any(character.isalnum() for character in topic) else None


def _rest(text: str, origins: tuple[int, ...], start: int) -> str:
    return text[origins[start] :].strip(" .؟?!،:") if start < len(origins) else ""
