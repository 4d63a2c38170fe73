"""The noun beside a number: behind it, before it («الأيام الثلاثة», «طفل واحد»), or behind «من».

What it does not know: grammar. The noun is the word that may be one; behind what may be a year, one of the list.
"""

from retrieval.arabic.numbers.counted import (
    PRONOUNS,
    countables,
    is_countable,
    is_known,
    is_many,
    is_one,
    may_be_counted,
    may_be_noun,
)
from retrieval.arabic.numbers.lists import bare, definite, listed, variants
from retrieval.arabic.numbers.sites import Site, Span

_OF = "من"
_NISBA = ("يه", "ي")
_THESE = ("هذا", "هذه", "ذلك", "تلك", "هولا")
_RECENT = 1900
_LEAST_OWNED = 5
_COUNTED_AS_MANY = range(3, 11)


def counted_after(site: Site) -> Span | None:
    """The noun right behind a number, or the plural behind «من»."""
    stop = site.reading.stop
    word = site.word(stop)
    if stop >= len(site.line) or site.line[stop].kind != "word" or not _may_count(site, word):
        return None
    if word == _OF:
        return (stop + 1, stop + 2) if _is_group(site, stop + 1) else None
    if site.reading.kind == "ordinal" and listed(word, "elatives"):
        stop, word = stop + 1, site.word(stop + 1)  # «ثاني أكبر مدينة»
        if stop >= len(site.line) or site.line[stop].kind != "word":
            return None
    if site.reading.value is None or site.reading.kind in ("part", "ordinal"):
        if word in _THESE and definite(site.word(stop + 1)):
            return stop + 1, stop + 2
        if _is_definite_noun(word):
            return stop, stop + 1
    if _tells_number(site, stop) or not may_be_counted(word):
        return None
    return None if site.definite and not is_countable(word) else (stop, stop + 1)


def _may_count(site: Site, word: str) -> bool:
    """Whether the number may count a word: what may be a year only a common noun, and not behind «في»."""
    if site.year == "no":
        return True
    if word == _OF:
        word = bare(site.word(site.reading.stop + 1))
    before, recent = site.word(site.reading.first - 1), (site.reading.value or 0) >= _RECENT
    if site.year == "surely" or (recent and listed(before, "years_of")):
        return False
    rough = listed(before, "about") or (before == _OF and listed(site.word(site.reading.first - 2), "about"))
    return rough or is_countable(word) or not (recent or listed(before, "years_of"))


def _is_definite_noun(word: str) -> bool:
    return word.startswith("ال") and len(word) > 3 and not (listed(word, "not_counted") or listed(word, "days"))


def _tells_number(site: Site, place: int) -> bool:
    found = site.line[place].numeral
    return found is not None and found.role not in ("dual", "part", "parts")


def _is_group(site: Site, place: int) -> bool:
    """A plural that some are counted of."""
    word = site.word(place)
    if place >= len(site.line) or site.line[place].kind != "word" or _tells_number(site, place):
        return False
    owner = next((ending for ending in PRONOUNS if word.endswith(ending)), "")
    if owner and (is_many(word.removesuffix(owner)) or word.removesuffix(owner).endswith("ي")):
        return True  # «ثلاثة من أبنائه»
    return is_many(word) and (definite(word) or may_be_counted(word))


def counted_before(site: Site) -> Span | None:
    """The definite noun before a number with the article, or before an adjective of it («الحرب العالمية الثانية»)."""
    before, numeral = site.begin - 1, site.numeral
    if not site.is_free(before) or site.reading.value is None or (numeral and numeral.lead):
        return None
    if site.line[before].kind != "word" or site.line[before].numeral:
        return None
    if _is_adjective(site.word(before)) and site.is_free(before - 1) and definite(site.word(before - 1)):
        before -= 1
    if _is_of_head(site, before):
        return before - 1, before
    word = site.word(before)
    owned = word.endswith(PRONOUNS) and len(word) >= _LEAST_OWNED
    weekday = listed(word, "days") and not (numeral and numeral.word.endswith("ه"))  # «الجمعة الثانية» is counted
    small = weekday or (listed(word, "not_counted") and not is_countable(bare(word)))
    return (before, before + 1) if (definite(word) or owned) and not small else None


def _is_of_head(site: Site, place: int) -> bool:
    """Whether the number is told of the noun before: «دول الاتحاد الـ28», «عيد الاستقلال السبعين»."""
    word, head = site.word(place), site.word(place - 1)
    unknown = definite(word) and not is_known(word) and not word.endswith("ه")
    return unknown and site.is_free(place - 1) and not definite(head) and is_known(head)


def _is_adjective(word: str) -> bool:
    return definite(word) and (word.endswith(_NISBA) or listed(word, "adjectives"))


def plural_before(site: Site) -> Span | None:
    """The plural before a small number in words: «سنوات سبع»."""
    before, numeral = site.reading.first - 1, site.numeral
    if numeral is None or numeral.role not in ("unit", "ten") or not numeral.plain or not site.is_free(before):
        return None
    fits = site.reading.value in _COUNTED_AS_MANY and not countables().many.isdisjoint(variants(site.word(before)))
    return (before, before + 1) if fits else None


def ordered_before(site: Site) -> Span | None:
    """The noun that an ordinal without the article follows: «مرة ثانية», «لغة رسمية ثانية», «شخص ثان»."""
    before, numeral = site.reading.first - 1, site.numeral
    if not site.is_free(before) or numeral is None or numeral.lead or definite(site.word(before)):
        return None
    if site.word(before).endswith("يه") and site.is_free(before - 1) and site.word(before - 1).endswith("ه"):
        before -= 1
    word = site.word(before)
    if numeral.word.endswith("ه") or numeral.word == "اولي":
        return (before, before + 1) if word.endswith("ه") and not listed(word, "not_counted") else None
    return (before, before + 1) if not countables().one.isdisjoint(variants(word)) else None


def one_of_itself(site: Site) -> Span | None:
    """The noun of which «واحد» tells that it is one: «طفل واحد», but «في آن واحد» and «هرمز واحد منها»."""
    before, numeral = site.reading.first - 1, site.numeral
    if not site.is_free(before) or site.line[before].kind != "word" or site.line[before].numeral:
        return None
    word = site.word(before)
    if definite(word) or listed(word, "not_one") or (numeral and numeral.lead):
        return None
    known = any(map(is_countable, variants(word)))
    if site.word(site.reading.stop).startswith((_OF, "تلو")) and not known:
        return None
    return (before, before + 1) if known or any(map(may_be_noun, variants(word))) else None


def name_before(site: Site, first: int) -> Span | None:
    """The noun that a number is the name of something by: «المادة 33», «رقم (32)», but «عدد (10) قذائف»."""
    before = first - 1
    if site.word(before) in (":", "(", "-", "−"):
        before -= 1
    if not site.is_free(before) or (before < first - 1 and site.word(before).endswith("عدد")):
        return None
    of_number = definite(site.word(before)) and site.is_free(before - 1) and "رقم" in variants(site.word(before - 1))
    return (before, before + 1) if of_number or listed(site.word(before), "labelled") else None


def is_place_in_order(site: Site, noun: Span) -> bool:
    """Whether a definite number behind a noun is an ordinal: «القرن العشرين», «المرة الـ15», but «الدول الـ15»."""
    numeral = site.numeral
    small = numeral is not None and numeral.role == "unit" and (site.reading.value or 0) <= 10
    if small or (numeral and numeral.role in ("ten", "hundreds", "scale")):
        return False
    return is_one(site.word(noun[0]))
