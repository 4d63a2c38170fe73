"""What Arabic writes together with a word: conjunctions, prepositions, the article, the future's «س», pronouns.

One table for all who ask where a word begins. Words are given and returned folded (``letters.fold``). A word can often
be taken apart in several ways, and which is meant is not known here: ``readings`` and ``bare_forms`` tell them all;
what answers with one goes by a list of words whose first letters are their own («وزير», «فريق», «التزام», «لغة»). A
word that is not in it is taken apart wherever it looks as if it could be.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

CONJUNCTIONS = "وف"
PREPOSITIONS = "بلك"
AND, WITH = f"[{CONJUNCTIONS}]", f"[{PREPOSITIONS}]"
"""One of them, as the source of a regular expression."""
ARTICLE = "ال"
FUTURE = "س"
PERSONS = "ايتن"
"""The first letters of a verb in the present, which alone takes the future's «س»."""

ARTICLES = ("وبال", "فبال", "وكال", "ولل", "فلل", "وال", "بال", "كال", "فال", "لل", "ال")
"""All that the article is written as together with what stands before it, the longest first."""

SHORT_ARTICLES = ("وال", "بال", "كال", "فال", "لل", "ال")
"""Those of two letters before the noun at most."""

PRONOUNS = ("هما", "كما", "ها", "هم", "هن", "نا", "كم", "كن", "ني", "ه", "ك", "ي")
"""The endings that are pronouns, the longest first."""

ENDINGS = (*PRONOUNS, "تين", "تان", "تها", "تهم", "ات", "ان", "ون", "ين", "يه", "وا", "ته", "ت", "ا")
"""What a word may end in and begin the same."""

THIRD_PERSON = ("ه", "ها", "هم", "هما", "هن")

_LEAST = 3
_LONGEST = 40
_CARRYING = "في|من|عن|ب|ل|مع|عند|بعد|قبل|خلال|بين|امام|ضد|حول|دون|نحو|اثنا|الي|علي|لدي"
_ON_A_PARTICLE = re.compile(rf"[{CONJUNCTIONS}]?(?:{_CARRYING})(?:{'|'.join(THIRD_PERSON)})")
_CONJOINED = re.compile(rf"^\W*[{CONJUNCTIONS}](?=[^\W\d_]{{2,}})")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take the beginning of a word off: «وبالكتاب» as «و», «ب», the article and «كتاب»."""

    rest: str
    conjunction: str = ""
    preposition: str = ""
    article: bool = False
    future: bool = False


def readings(word: str, least: int = _LEAST) -> Iterator[Reading]:
    """All ways to read the beginning of a word that leave ``least`` letters of it; the whole word first."""
    yield Reading(word)
    for reading in _conjoined(word):
        if reading.rest != word and len(reading.rest) >= least:
            yield reading


def _conjoined(word: str) -> Iterator[Reading]:
    yield from _ruled(word, "")
    if word[:1] and word[0] in CONJUNCTIONS:
        yield from _ruled(word[1:], word[0])


def _ruled(word: str, conjunction: str) -> Iterator[Reading]:
    """The readings of what stands behind a conjunction, or at the beginning."""
    yield Reading(word, conjunction)
    if word.startswith(ARTICLE):
        yield Reading(word.removeprefix(ARTICLE), conjunction, article=True)
    if word.startswith("لل"):
        yield Reading(word[2:], conjunction, "ل", article=True)
    if word[:1] and word[0] in PREPOSITIONS:
        yield Reading(word[1:], conjunction, word[0])
        if word[1:].startswith(ARTICLE) and word[0] != "ل":
            yield Reading(word[1:].removeprefix(ARTICLE), conjunction, word[0], article=True)
    if word.startswith(tuple(FUTURE + person for person in PERSONS)):
        yield Reading(word[1:], conjunction, future=True)


def without_particle(word: str) -> str:
    """A word without its first letter where that may be a conjunction or preposition."""
    return word[1:] if word[:1] and word[0] in CONJUNCTIONS + PREPOSITIONS else word


def bare_forms(word: str, least: int = _LEAST) -> Iterator[str]:
    """The word and all that may be left of it behind clitics, each once; of at least ``least`` letters."""
    yield from dict.fromkeys(reading.rest for reading in readings(word, least))


@lru_cache(maxsize=50_000)
def owns_beginning(word: str) -> bool:
    """Whether the first letters of a word that look like a clitic are its own, by the list; inflections too."""
    return not _own_beginnings().isdisjoint((word, *uninflected(word)))


def uninflected(word: str) -> Iterator[str]:
    """What may be left of a word in front of an ending; more of one that looks as if it had the article."""
    least = _LEAST + len(ARTICLE) if word.startswith(ARTICLE) else _LEAST
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            yield word.removesuffix(ending)


def without_conjunction(word: str, least: int = 2) -> str:
    """A word without the «و» or «ف» in front of it, if ``least`` letters are left and it is not the word's own."""
    conjoined = word[:1] and word[0] in CONJUNCTIONS and len(word) > least
    return word[1:] if conjoined and not owns_beginning(word) else word


def without_article(word: str, least: int = 2) -> str:
    """A word without its article and what stands before that, if ``least`` letters are left: «وبالكتاب» «كتاب»,
    «للغة» «لغة»; a word that has none, as it is."""
    rest, definite = _behind_article(word, least)
    return rest if definite else word


def is_definite(word: str) -> bool:
    """Whether a word has the article."""
    return without_article(word) != word


def has_article(word: str) -> bool:
    """Whether a word begins with the article itself, nothing before it."""
    return word.startswith(ARTICLE) and not owns_beginning(word)


def bare(word: str, least: int = 2) -> str:
    """A word without its article or its «و», and what else stands before them: the one reading that the list favours.

    Repeatedly, so that nothing in front of a word changes what is left of it. A single «ب», «ل» or «ك» stays, and so
    does all of what is longer than any word.
    """
    rest = ""
    while rest != word and len(word) <= _LONGEST:
        rest = word
        word, _ = _behind_article(rest, least)
        if word == rest and word.startswith("و") and len(word) > least + 1 and not owns_beginning(word):
            word = word[1:]
    return word


def without_pronoun(word: str, least: int = _LEAST) -> str:
    """A word without the longest ending that may be a pronoun, if ``least`` letters are left."""
    ending = next((p for p in PRONOUNS if word.endswith(p) and len(word) - len(p) >= least), "")
    return word.removesuffix(ending)


def pronoun_on_particle(word: str) -> bool:
    """Whether a word is a particle that carries a pronoun of the third person: «فيه», «وعنها», «لديهم»."""
    return bool(_ON_A_PARTICLE.fullmatch(word))


def may_end_in_pronoun(word: str, least: int = _LEAST) -> bool:
    """Whether a word ends as one with a pronoun of the third person does, ``least`` letters in front of it; «هن» ends
    too many words of its own."""
    return any(word.endswith(one) and len(word) - len(one) >= least for one in THIRD_PERSON if one != "هن")


def behind_conjunction(text: str) -> str:
    """A text as typed without the letter in front that may be a conjunction, if two letters are left of its word."""
    return _CONJOINED.sub("", text)


def proclitics(*, conjunction: bool = True, preposition: bool = True, article: bool = True) -> str:
    """What may stand in front of a folded word, as the source of a regular expression; the empty string too."""
    before = f"{AND}?" if conjunction else ""
    single = f"{WITH}?" if preposition else ""
    if not article:
        return before + single
    joined = PREPOSITIONS.replace("ل", "")
    return before + (f"(?:لل|[{joined}]?{ARTICLE}|{single})" if preposition else f"(?:{ARTICLE})?")


def _behind_article(word: str, least: int) -> tuple[str, bool]:
    """What stands behind an article, and True; where its letters are the word's own, the word, and False."""
    article = next((a for a in ARTICLES if word.startswith(a) and len(word) - len(a) >= least), "")
    for start in range(len(article) - 1):
        if owns_beginning(word[start:]):
            return word[start:], False
    behind_lam = word[len(article) - 1 :]
    own_lam = article.endswith("لل") and owns_beginning(behind_lam)
    return (behind_lam if own_lam else word.removeprefix(article)), bool(article)


@cache
def _own_beginnings() -> frozenset[str]:
    listed = resources.files(__package__).joinpath("lists", "beginnings.txt").read_text("utf-8")
    return frozenset(listed.split())
