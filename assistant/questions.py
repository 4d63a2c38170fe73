"""What kind of answer a question asks for, from the words it is asked with.

Knows the interrogatives of standard Arabic and the commonest Egyptian and Libyan ones. It does not parse: a question
that hides its interrogative deep inside is of the kind "other".
"""

import re
from collections.abc import Mapping
from typing import Literal

from assistant.types import Kind
from retrieval.arabic import fold, words

QuestionKind = Literal["who", "when", "where", "how_many", "which_body", "why", "how", "yes_no", "other"]

ENTITY_OF: Mapping[QuestionKind, Kind] = {
    "who": "person", "when": "date", "where": "place", "how_many": "number", "which_body": "body",
}  # fmt: skip
"""The kind of span that answers a question of each kind, where there is one."""

_TIMES = "عام|سنه|يوم|ايام|تاريخ|شهر|وقت|ساعه|قرن|عقد|فتره|موعد|مرحله|موسم"
_PLACES = "مدينه|دوله|بلد|مكان|محافظه|منطقه|قاره|ولايه|موقع|مقر|حي|شارع|اقليم|مقاطعه|قريه|بلده|جزيره|نهر|مبني|قاعه"
_BODIES = (
    "جهه|جهات|جهاز|اجهزه|وزاره|شركه|منظمه|هيئه|هيئات|موسسه|موسسات|جامعه|حزب|فريق|اداره|مديريه|قناه|وكاله|لجنه"
    "|جماعه|تنظيم"
)
PEOPLE = (
    "رئيس|ملك|لاعب|وزير|مدير|محافظ|قائد|ضابط|مسوول|شخص|شخصيه|عالم|كاتب|ممثل|مغن|مخرج|لواء|عقيد|مدرب|امبراطور|مولف|فنان"
)
_AMOUNTS = "عدد|نسبه|مقدار|قيمه|مساحه|طول|ارتفاع|عرض|وزن|تكلفه|سعر|ثمن|مده|عمر|سرعه|مبلغ|كميه|درجه|حجم|تعداد|معدل"

_WHAT = r"(?:ما|ماذا|ماهو|ماهي|ماهى)(?: (?:هو|هي|هم|كان|كانت))?"
_WHICH = rf"(?:اي|ايه|{_WHAT})"

_INTERROGATIVES: Mapping[QuestionKind, str] = {
    "how_many": rf"كم|بكم|كام|{_WHICH} (?:ال)?(?:{_AMOUNTS})",
    "when": rf"متي|امتي|امتا|{_WHICH} (?:ال)?(?:{_TIMES})|منذ متي",
    "where": rf"اين|فين|وين|{_WHICH} (?:ال)?(?:{_PLACES})",
    "which_body": rf"{_WHICH} (?:ال)?(?:{_BODIES})",
    "who": rf"مين|منو|{_WHICH} (?:ال)?(?:{PEOPLE})|{_WHAT} اسم (?:ال)?(?:{PEOPLE})"
    r"|من (?:هو|هي|هم|الذي|التي|الذين|كان|كانت)",
    "why": "لماذا|ليه|ليش|علاش|لم|ما سبب|ما اسباب|ما الذي دفع",
    "how": "كيف|ازاي|كيفاش",
    "yes_no": "هل",
}
_PATTERNS = {kind: re.compile(rf"(?:^|\s)[وف]?(?:{words})(?=\s|$)") for kind, words in _INTERROGATIVES.items()}
_LEADING_WHO = re.compile(r"^[وف]?من(?! (?:اين|ماذا|خلال|اي|اجل|ضمن|بين|حيث|متي)\b)\s")


def question_kind(question: str) -> QuestionKind:
    """The kind of answer asked for; "other" where no interrogative tells."""
    folded = " ".join(words(fold(question)))
    if _LEADING_WHO.match(folded):
        return "who"
    found = {kind: match.start() for kind, pattern in _PATTERNS.items() if (match := pattern.search(folded))}
    return min(found, key=found.__getitem__, default="other")
