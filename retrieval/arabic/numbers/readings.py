"""What a run of tokens tells: a value, before it is known what it is the value of.

Cardinals, fractions, ordinals, duals of common nouns, and numbers without a value («عشرات الآلاف»). What it does not
know: ordinals beyond the hundredth.
"""

from collections.abc import Sequence

from retrieval.arabic.numbers.cardinals import Reading, joined_part, read_cardinal, read_part
from retrieval.arabic.numbers.lists import bare, listed, variants
from retrieval.arabic.numbers.numerals import Numeral, not_ordinals
from retrieval.arabic.numbers.tokens import Token, is_numeral, joined, numeral_at, word_at
from retrieval.arabic.verbs import may_be_verb

_BEING = ("كان", "كانا", "كانت", "كانتا")
"""Before a predicate: «كانا مسلحان» is two of nothing."""


def read_number(line: Sequence[Token], place: int) -> Reading | None:
    """The number that begins at a token; None where none does."""
    token = line[place]
    if token.digits:
        if token.digits.value is None:
            return Reading(place, place + 1, None, "code", digits=True)
        return read_cardinal(line, place)
    if token.numeral is None:
        return None
    role = token.numeral.role
    if role in ("ordinal", "ordinal head"):
        return _ordinal(line, place, token.numeral)
    if role in ("vague", "scales"):
        return _vague(line, place, token.numeral)
    if role == "dual":
        return _dual(line, place, token.numeral)
    return read_part(line, place) or read_cardinal(line, place)


def _vague(line: Sequence[Token], place: int, found: Numeral) -> Reading | None:
    """Tens, hundreds, thousands of something: as many words as say so."""
    stop = place + 1
    while is_numeral(line, stop, "vague", "scale", "scales", plain=False) and not line[stop].lead:
        stop += 1
    return None if found.weak else Reading(place, stop, None, "vague", article=found.article)


def _dual(line: Sequence[Token], place: int, found: Numeral) -> Reading | None:
    """A dual, with «اثنان» or a fraction behind it; none in «طائرتين مقاتلتين» (the second) and «بلدة جسرين».

    One of a noun in no list only behind a verb, where a subject stands: «غرق زورقان».
    """
    second = found.plain and is_numeral(line, place - 1, "dual", plain=False)
    before = word_at(line, place - 1)
    general = found.word.endswith("عامين") and before.endswith(("ين", "كتاب"))  # «المديرين العامين»
    if second or general or listed(before, "places"):
        return None
    if found.weak and (before in _BEING or not may_be_verb(before)):
        return None
    two = numeral_at(line, place + 1)
    stop = place + 2 if two and two.role == "unit" and two.value == 2 and two.plain else place + 1
    part = joined_part(line, stop)
    if part and part.scale == 1:
        return Reading(place, part.stop, 2 + (part.value or 0), "dual")
    return Reading(place, stop, 2, "dual")


def _ordinal(line: Sequence[Token], place: int, found: Numeral) -> Reading | None:
    """«الثالث», «الثالث عشر», «الثالث والعشرون»; none in names of months, ranks and compounds."""
    if _is_in_name(line, place, found):
        return None
    value, stop = found.value, place + 1
    here = joined(line, stop)
    tens = numeral_at(line, here)
    if is_numeral(line, stop, "ten"):
        value, stop = value + 10, stop + 1
    elif tens and tens.role == "tens" and tens.article and not tens.preposition:
        value, stop = value + tens.value, here + 1
    if found.role == "ordinal head" and stop == place + 1:
        return None
    return Reading(place, stop, value, "ordinal", article=found.article)


def _is_in_name(line: Sequence[Token], place: int, found: Numeral) -> bool:
    before = variants(word_at(line, place - 1))
    if not not_ordinals("months_before").isdisjoint(before):
        return True
    if bare(word_at(line, place + 1)) in not_ordinals("not_before"):
        return True
    return not found.article and not not_ordinals("not_after").isdisjoint(before)
