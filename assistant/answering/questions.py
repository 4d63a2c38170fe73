"""What kind of answer a question asks for, from the words it is asked with.

Knows the interrogatives of standard Arabic and the commonest Egyptian and Libyan ones. It does not parse: a question
that hides its interrogative deep inside is of the kind "other".
"""

import re
from collections.abc import Mapping
from itertools import groupby
from typing import Literal

from assistant.types import Form
from retrieval.arabic import fold, stem, words
from retrieval.arabic.clitics import AND, WITH, is_definite, may_end_in_pronoun, pronoun_on_particle, without_pronoun
from retrieval.arabic.letters import plain
from retrieval.arabic.text import Text
from retrieval.arabic.verbs import is_verb
from retrieval.arabic.words import alternation
from retrieval.types import Kind

QuestionKind = Literal["who", "when", "where", "how_many", "which_body", "why", "how", "yes_no", "other"]

ENTITY_OF: Mapping[QuestionKind, Kind] = {
    "who": "person", "when": "date", "where": "place", "how_many": "number", "which_body": "body",
}  # fmt: skip
"""The kind of span that answers a question of each kind, where there is one."""

_TIMES = alternation((
    "عام", "سنة", "يوم", "أيام", "تاريخ", "شهر", "وقت", "ساعة", "قرن", "عقد", "فترة", "موعد", "مرحلة", "موسم",
))  # fmt: skip
_PLACES = alternation((
    "مدينة", "دولة", "بلد", "مكان", "محافظة", "منطقة", "قارة", "ولاية", "موقع", "مقر", "حي", "شارع", "إقليم",
    "مقاطعة", "قرية", "بلدة", "جزيرة", "نهر", "مبنى", "قاعة", "طريق", "مطار", "ميناء", "مرفأ", "ملعب",
    "مستشفى", "سوق", "ميدان", "ساحة", "قصر", "معبر", "مخيم", "عاصمة", "معتمدية", "ناحية", "بقعة",
))  # fmt: skip
_BODIES = alternation((
    "جهة", "جهات", "جهاز", "أجهزة", "وزارة", "شركة", "منظمة", "هيئة", "هيئات", "مؤسسة", "مؤسسات", "جامعة",
    "حزب", "فريق", "إدارة", "مديرية", "قناة", "وكالة", "لجنة", "جماعة", "تنظيم", "اتحاد", "جمعية", "نقابة",
    "مجلس", "محكمة", "بنك", "مصرف", "ناد", "نادي", "صحيفة", "سفارة", "بعثة",
))  # fmt: skip
PEOPLE = alternation((
    "رئيس", "رئيسة", "ملك", "ملكة", "لاعب", "لاعبة", "وزير", "وزيرة", "مدير", "مديرة", "محافظ", "قائد", "ضابط",
    "مسؤول", "مسؤولة", "شخص", "شخصية", "عالم", "عالمة", "كاتب", "كاتبة", "ممثل", "ممثلة", "مغن", "مغني",
    "مغنية", "مخرج", "مخرجة", "لواء", "عقيد", "عميد", "جنرال", "مدرب", "مدربة", "إمبراطور", "مؤلف", "مؤلفة",
    "فنان", "فنانة", "نائب", "نائبة", "سفير", "سفيرة", "صحفي", "صحفية", "أمين", "أمير", "أميرة", "زعيم",
    "محام", "محامي", "محامية", "طبيب", "طبيبة", "قاض", "قاضي", "مبعوث", "مندوب", "متحدث", "ناطق", "مستشار",
    "عضو", "نجم", "بطل", "حكم", "مهندس", "خبير", "عمدة", "وال", "والي", "رجل", "امرأة", "سيدة",
))  # fmt: skip
_AMOUNTS = alternation((
    "عدد", "نسبة", "مقدار", "قيمة", "مساحة", "طول", "ارتفاع", "عرض", "وزن", "تكلفة", "كلفة", "سعر", "ثمن",
    "مدة", "عمر", "سرعة", "مبلغ", "كمية", "درجة", "حجم", "تعداد", "معدل", "حصيلة", "مجموع", "إجمالي", "محصلة",
))  # fmt: skip

_WHAT = r"(?:ما|ماذا|ماهو|ماهي|ماهى)(?: (?:هو|هي|هم|كان|كانت))?"
_WHICH = rf"(?:{WITH}?(?:اي|ايه)|{_WHAT})"
_RANKED = alternation((
    "حل", "حلت", "جاء", "جاءت", "يأتي", "تأتي", "احتل", "احتلت", "يحتل", "تحتل", "أنهى", "أنهت", "انتهى", "انتهت",
    "صنف", "صنفت", "وصل", "وصلت", "كان", "كانت", "فاز", "فازت", "حصل", "حصلت", "ختم", "اختتم", "تأهل", "تأهلت",
))  # fmt: skip
"""Before somebody's place: without one of these «أي مركز» asks for a centre."""
_ORDER = (
    rf"{_WHICH} (?:(?:ال)?(?:مرتبه|ترتيب)|مركز(?= {_RANKED} ))"
    r"|(?:ال)?(?:مركز|مرتبه|ترتيب) (?:ال)?(?:كم|كام)"
)

_INTERROGATIVES: Mapping[QuestionKind, str] = {
    "how_many": rf"كم|بكم|كام|قداش|{_WHICH} (?:ال)?(?:{_AMOUNTS})|{_ORDER}",
    "when": rf"متي|امتي|امتا|{_WHICH} (?:ال)?(?:{_TIMES})|منذ متي",
    "where": rf"ل?(?:اين|فين|وين)|{_WHICH} (?:ال)?(?:{_PLACES})",
    "which_body": rf"{_WHICH} (?:ال)?(?:{_BODIES})",
    "who": rf"مين|منو|{_WHICH} (?:ال)?(?:{PEOPLE})|{_WHAT} اسم (?:ال)?(?:{PEOPLE})"
    r"|من (?:هو|هي|هم|الذي|التي|الذين|كان|كانت)|لمن|ممن|(?:الي|علي|مع|عن) من",
    "why": "لماذا|ليه|ليش|علاش|لم|ما سبب|ما اسباب|ما الذي دفع",
    "how": "كيف|ازاي|كيفاش|كيفن",
    "yes_no": "هل",
}
_ASKING_WORDS = (
    "من ما ماذا متي اين كم كيف لماذا هل اي ايه ايها بكم مما عما فيم لم ماهو ماهي"
    " ممن مم لما مين منو امتي امتا فين وين كام ازاي كيفاش ليه ليش علاش شنو شن ايش اش شو قداش"
)
_ASKING = re.compile(rf"(?:في |من |علي |الي |منذ |حتي |مع |عن )?(?:{AND}|ب|ل)?(?:{_ASKING_WORDS.replace(' ', '|')})")
_LEFT_BEHIND = frozenset(words("هو هي هم كان كانت الذي التي الذين"))
_MOST_WORDS_ABOUT = 24
_WORD = re.compile(r"[^\W_]+")
_BRACKETED = re.compile(r"\s*\(([^()]*)\)$")
_WHOLE = 3
"""A second question with more words than these behind its interrogative needs nothing of the first."""
_LEAST_JOINED = 3
"""Words of a question that asks twice."""
_ASK_ALONE = frozenset(words("متى أين كم كيف لماذا هل ماذا بكم امتى فين وين كام قداش ليه ليش علاش ازاي منو"))
_BEHIND_WHO = frozenset(words("هو هي هم الذي التي الذين اللي كان كانت"))
_BEHIND_WHAT = frozenset(words("هو هي هم الذي التي اسم سبب عدد نتيجة موعد مكان"))
_PREPOSITIONS = frozenset(words("في منذ حتى مع الى على عن"))

_PATTERNS = {kind: re.compile(rf"(?:^|\s){AND}?(?:{words})(?=\s|$)") for kind, words in _INTERROGATIVES.items()}
_ORDERED = re.compile(rf"(?:^|\s)(?:{_ORDER})(?=\s|$)")
_LEADING_WHO = re.compile(rf"^{AND}?من(?! (?:اين|ماذا|خلال|اي|اجل|ضمن|بين|حيث|متي)\b)\s")


def question_kind(question: str) -> QuestionKind:
    """The kind of answer asked for; "other" where no interrogative tells."""
    folded = _behind_man(question)
    if _LEADING_WHO.match(folded):
        return "who"
    found = {kind: match.start() for kind, pattern in _PATTERNS.items() if (match := pattern.search(folded))}
    return min(found, key=found.__getitem__, default="other")


def asks(word: str) -> bool:
    """Whether a folded word is an interrogative, or two are with a preposition in front."""
    return bool(_ASKING.fullmatch(word))


def asked_about(question: str) -> str:
    """What a question is about: all of it behind the interrogative, as typed, without marks and brackets."""
    kept = _WORD.findall(plain(question).text)
    for count in (2, 1):
        if asks(" ".join(map(fold, kept[:count]))):
            kept = kept[count:]
            break
    while kept and fold(kept[0]) in _LEFT_BEHIND:
        kept = kept[1:]
    return " ".join(word for word, _ in groupby(kept[:_MOST_WORDS_ABOUT]))


def asks_order(question: str) -> bool:
    """Whether a question asks for a place in an order: «في أي مركز حل», «ما ترتيب», «المركز الكم»."""
    return _ORDERED.search(_behind_man(question)) is not None


def _behind_man(question: str) -> str:
    """The folded words of a question; without a man called «علي» at its beginning, who is no «على»."""
    told = Text(question).words
    asked = told[1:] if told and told[0].folded == "علي" and Text(question).is_meaningful(told[0]) else told
    return " ".join(word.folded for word in asked)


def question_form(question: str) -> Form:
    """The form a question's answer takes."""
    folded = " ".join(words(question))
    if _COMPARED.match(folded) and len(sides(question)) == 3:
        return Form.COMPARISON
    if _SURVEYED.match(folded):
        return Form.SURVEY
    if question_kind(question) == "yes_no":
        return Form.YES_NO
    return Form.LIST if _LISTED.match(folded) else Form.FACT


def parts(question: str) -> tuple[str, ...]:
    """The two questions that one question joins with «و», each whole; the question alone where it is one.

    «متى عقد الاجتماع وكم عدد الحاضرين؟» is «متى عقد الاجتماع؟» and «كم عدد الحاضرين (عقد الاجتماع)؟». What stands in
    brackets at its end belongs to both.
    """
    bare, context = apart(question)
    joint = _second_interrogative(bare)
    if not joint:
        return (question,)
    first, second = bare[:joint].rstrip(" ،,؛;؟?"), bare[joint + 1 :]
    about, more = asked_about(first), asked_about(second)
    if not about:
        return _question(f"{first} {more}", context), _question(second, context)
    if not more and not context:
        return _question(first, context), _question(f"{second} {about}", "")
    whole = len(more.split()) > _WHOLE
    return _question(first, context), _question(second, "" if whole else context or about)


def apart(question: str) -> tuple[str, str]:
    """A question without its mark and the brackets at its end, and what stands in them."""
    bare = question.strip().rstrip("؟?!. ")
    match = _BRACKETED.search(bare)
    return (bare[: match.start()], match.group(1)) if match else (bare, "")


def _question(text: str, context: str) -> str:
    return f"{text} ({context})؟" if context else f"{text}؟"


def _second_interrogative(question: str) -> int:
    """Where the word begins that asks once more, behind «و»; 0 where none does."""
    found = list(_WORD.finditer(question))
    folded = [fold(match.group()) for match in found]
    if len(folded) < _LEAST_JOINED or not any(map(asks, folded[:2])):
        return 0
    for place in range(1, len(folded) - 1):
        if _asks_again(folded[place], folded[place + 1], folded[:place]):
            return found[place].start()
    last = folded[-1]
    return found[-1].start() if last[:1] == "و" and last[1:] in _ASK_ALONE and len(folded) > _LEAST_JOINED - 1 else 0


def _asks_again(word: str, following: str, earlier: list[str]) -> bool:
    """Whether «و» and an interrogative stand in one word, by what follows: «ومن» is a preposition elsewhere, «وما» a
    relative pronoun."""
    if word[:1] != "و":
        return False
    bare = word[1:]
    if bare in _ASK_ALONE:
        return True
    if bare in ("من", "مين"):
        return following in _BEHIND_WHO or is_verb(following) or is_verb(without_pronoun(following))
    if bare in ("ما", "ماهو", "ماهي"):
        theirs = may_end_in_pronoun(following) and not pronoun_on_particle(following)
        return following in _BEHIND_WHAT or is_definite(following) or theirs
    return bare in _PREPOSITIONS and following in _ASK_ALONE | {"من", "ماذا"} and len(earlier) > 1


def attended(question: str) -> str:
    """The folded verb of a question for those who attended or took part; "" of any other."""
    match = _ATTENDED.search(" ".join(words(question)))
    return match.group(1) if match else ""


def on_aspect(side: str, aspect: str) -> str:
    """What to look for on one side of a comparison; a question where an aspect is named."""
    named = aspect.split()
    while named and fold(named[0]) in _ASPECTS | {"من"}:
        named = named[1:]
    return f"ما {' '.join(named)} {side}؟" if named else side


def statement(question: str) -> str:
    """What a question asks the truth of, without «هل» and the mark: «هل افتتح المعرض؟» asks it of «افتتح المعرض»."""
    typed = question.strip().rstrip("؟?!. ")
    match = _WHETHER.match(typed)
    return typed[match.end() :] if match else typed


def topic(question: str) -> str:
    """What a survey is about, in its own words."""
    match = _SURVEYED.match(" ".join(words(question)))
    return _behind(question, match)


def sides(question: str) -> tuple[str, ...]:
    """The aspect of a comparison ("" where none is named) and its two sides, in their own words; () where not told."""
    rest = _behind(question, _COMPARED.match(" ".join(words(question)))).split()
    aspect = next((place for place, word in enumerate(rest) if place > 1 and fold(word) in _ASPECTS), len(rest))
    aspect -= fold(rest[aspect - 1]) == "من" if aspect else 0
    compared, of = rest[:aspect], rest[aspect:]
    joint = _joint([fold(word) for word in compared])
    if joint is None:
        return ()
    second = [compared[joint].removeprefix("و"), *compared[joint + 1 :]]
    if fold(second[0]) == "بين":
        second = second[1:]
    return " ".join(of), " ".join(compared[:joint]), " ".join(second)


def _joint(folded: list[str]) -> int | None:
    """The place of the word that begins the second side: «وبين», else a «و» before the first side's own noun or an
    article, else the last «و»."""
    places = [place for place, word in enumerate(folded) if place and word.startswith("و") and len(word) > 2]
    likely = (
        [place for place in places if folded[place] == "وبين"],
        [place for place in places if stem(folded[place]) == stem(folded[0])],
        [place for place in places if folded[place].startswith("وال")],
        places[::-1],
    )
    return next((found[0] for found in likely if found), None)


def _behind(question: str, match: re.Match[str] | None) -> str:
    """The words of a question as typed, less those the match covers."""
    typed = re.findall(r"[^\W_]+", question)
    return " ".join(typed[len(match.group().split()) :]) if match else ""


_ATTENDED = re.compile(r"^و?(?:من|مين|منو) (?:(?:هم|الذين|الذي|اللي) )*(حضر|شارك|حضروا|شاركوا|حضره|شارك)(?=\s|$)")
_WHETHER = re.compile(rf"\W*(?:{AND}?هل(?!\w)|أ(?=ليس|لم|لن|لا))\s*")
_COMPARED = re.compile(
    r"(?:قارن|قارنوا|قارني|ما الفرق|ما الفروق|ما اوجه (?:الشبه|الاختلاف)|المقارنه|مقارنه) (?:ما )?بين "
)
_ASPECTS = frozenset(words("حيث بشان بخصوص حول ناحيه"))
_SURVEYED = re.compile(
    r"(?:(?:ماذا|ما|ما الذي) (?:تقول|قالت|ذكرت|تذكر|ورد في|جاء في|كتبت) (?:المصادر|المقالات|الاخبار|الصحف)"
    r"|ماذا (?:ورد|جاء|قيل|كتب)|ما الذي (?:ورد|جاء|قيل)) (?:عن|حول|بشان|في شان|بخصوص) "
)
_LISTED = re.compile(
    r"(?:اذكر|عدد|سم|اسرد) |(?:ما|ماهي|من|ماذا)(?: (?:هي|هم|هما|هو))? (?:ابرز|اهم|جميع|كل) "
    r"|(?:ما|ماهي)(?: هي)? (?:ال)?(?:\w{3,}ات|اجهزه|مناطق|مدن|دول|اسباب|انواع|مهام|اهداف|بنود|نقاط|شروط|مطالب|محاور"
    r"|اسماء|اسما|شركا|ملفات|قواعد|فوائد|اعراض|مراحل|طرق|وسائل|نتائج|اقسام|اجزا|خصائص|عوامل|تدابير|خطط|مقار|مواقع)"
    r"(?=\s|$)|من (?:هم|الذين|حضر|شارك|حضروا|شاركوا)(?=\s|$)"
)
