"""What a question means after other questions: pronouns, demonstratives and missing parts filled in from before.

A follow-up is told by its words: a pronoun or demonstrative whose antecedent is not in the question, an interrogative
with hardly a word behind it, a conjunction before a short question, an event named as known («الاجتماع»). The last two
are weak signs and count only where the words are at home in the article of the answer before. What is
understood is the question with, in brackets, what it refers to; so the reader sees what was added.

It does not parse: a pronoun is told by its ending, and whether it agrees with what came before is hardly checked.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum

from assistant.answering.demands import alike
from assistant.answering.questions import asked_about, asks
from assistant.types import Short
from retrieval.arabic import STOP_WORDS, fold, stem, words
from retrieval.arabic.clitics import (
    CONJUNCTIONS,
    SHORT_ARTICLES,
    behind_conjunction,
    is_definite,
    may_end_in_pronoun,
    pronoun_on_particle,
    without_article,
    without_pronoun,
)
from retrieval.arabic.letters import plain
from retrieval.arabic.lexicon import load_lexicon
from retrieval.arabic.verbs import is_listed, is_verb, may_be_present

_MOST_WORDS = 12
_FEW, _HARDLY_ANY = 5, 1
_DEMONSTRATIVES = frozenset(words("هذا هذه ذلك تلك ذاك هولا اولئك هذاك حينها وقتها انذاك وقتذاك حينذاك"))
_WHO = frozenset(words("من مين منو"))
_ALONE = frozenset(words("هو هي هم هما"))
_RELATIVES = frozenset(words("الذي التي الذين اللذين اللتين اللاتي اللي"))
_MORE = frozenset(words("ايضا كذلك كمان برضه غيره غيرها غيرهم سواه"))
_WORD = re.compile(r"[^\W_]+")
_AFTER_AND = frozenset(words("في عن مع علي الي بعد قبل هل"))
_FUNCTION_WORDS = (
    _DEMONSTRATIVES | _RELATIVES | _MORE | frozenset(words("اول اخر اصلا هكي هيك كده كدا برضو بعدين طيب طب شيء"))
)


class Sign(Enum):
    """How sure it is that a question leans on those before it."""

    NONE = 0
    WEAK = 1
    CLEAR = 2


@dataclass(frozen=True, slots=True)
class Before:
    """The turn before: its question as understood, its short answer if any, the folded words of its article."""

    question: str
    short: Short | None
    article_words: Collection[str]


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of a question: its letters as typed, folded, and whether it says something of its own."""

    typed: str
    folded: str
    meaningful: bool


def sign(question: str) -> Sign:
    """Whether the words of a question say that it is a follow-up."""
    tokens = _tokens(question)
    if not tokens or len(tokens) > _MOST_WORDS:
        return Sign.NONE
    if _points_back(tokens) or _elliptic(tokens):
        return Sign.CLEAR
    few = sum(token.meaningful for token in tokens) <= _FEW
    more = any(token.folded in _MORE for token in tokens)
    return Sign.WEAK if few and (more or _conjoined(question) or _known_event(tokens)) else Sign.NONE


def at_home(question: str, before: Before) -> bool:
    """Whether the meaningful words of a question resemble words of the article before; the first, often a verb, need
    not where another does."""
    home = [alike(token.folded, before.article_words) for token in _tokens(question) if token.meaningful]
    return bool(home) and all(home[1:]) and any(home)


def fill_in(question: str, before: Before) -> str:
    """The question with what it leaves out, from the turn before, in brackets."""
    context = "، ".join(part for part in (_referent(question, before), asked_about(before.question)) if part)
    return f"{_body(question)} ({context})؟" if context else question


def _elliptic(tokens: Sequence[_Token]) -> bool:
    """An interrogative at the end, or with at most a verb beside it: «متى توفي؟», «ولماذا؟», «بالتنسيق مع من؟».

    «ما هو الرادار؟» is complete; «كم سنة يسدد؟» is not.
    """
    said = [token.folded for token in tokens if token.meaningful]
    if len(said) == _HARDLY_ANY + 1 and _counts_without_subject(tokens):
        return True
    if len(said) > _HARDLY_ANY:
        return False
    defined = bool(said) and (is_definite(said[0]) or any(token.folded in _ALONE for token in tokens))
    return _asks(tokens[-1]) or (not defined and any(map(_asks, tokens)))


def _counts_without_subject(tokens: Sequence[_Token]) -> bool:
    """Whether a question ends in "how many", what is counted, and a verb of "he"."""
    how_many, verb = [token.folded for token in tokens[-3:-2]], tokens[-1].folded
    return how_many == ["كم"] and may_be_present(verb) and verb not in STOP_WORDS


def _points_back(tokens: Sequence[_Token]) -> bool:
    """Whether a pronoun or demonstrative stands where nothing before it in the question can be meant.

    What comes before the interrogative is left out: there a pronoun points forward.
    """
    first = next((place for place, token in enumerate(tokens) if _asks(token)), 0)
    return any(_leans(tokens, place, tokens[first]) for place in range(first, len(tokens)))


def _leans(tokens: Sequence[_Token], place: int, interrogative: _Token) -> bool:
    earlier, token = tokens[:place], tokens[place]
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    definite = following is not None and is_definite(following.folded)
    if token.folded in _DEMONSTRATIVES and following and definite:
        return not any(stem(one.folded) == stem(following.folded) for one in earlier)
    if token.folded in _ALONE:
        return following is None and not _named(earlier)
    if _antecedent(earlier):
        return False
    if token.folded in _DEMONSTRATIVES:
        return True
    on_a_particle = pronoun_on_particle(token.folded)
    if following is not None and (_relates(earlier) or (on_a_particle and interrogative.folded in _WHO)):
        return False  # the pronoun of a relative clause, or of «من له ...»
    named_behind = definite and (_may_be_verb(token) or any(one.meaningful for one in earlier))
    return on_a_particle or (_with_pronoun(token) and not named_behind)


def _may_be_verb(token: _Token) -> bool:
    """What a pronoun may be the object of, and the word behind it the subject: «يسميه العرب»."""
    return may_be_present(token.folded) or is_verb(token.folded) or is_listed(without_pronoun(token.folded))


def _with_pronoun(token: _Token) -> bool:
    """A word that ends in a pronoun; «ـة» is no pronoun, and some words end in a «ه» of their own."""
    if not token.meaningful or token.typed.endswith("ة") or token.folded in load_lexicon().ending_in_ha:
        return False
    return may_end_in_pronoun(token.folded) and not is_definite(token.folded)


def _antecedent(earlier: Sequence[_Token]) -> bool:
    """Whether these words name something: a definite noun, two nouns, or «أي» and its noun."""
    which = any(token.folded in ("اي", "ايه") for token in earlier[:-1])
    nouns = sum(token.meaningful and not may_be_present(token.folded) for token in earlier)
    return which or nouns > 1 or _named(earlier)


def _named(earlier: Sequence[_Token]) -> bool:
    return any(is_definite(token.folded) and token.folded not in _RELATIVES for token in earlier)


def _relates(earlier: Sequence[_Token]) -> bool:
    return any(token.folded in _RELATIVES for token in earlier)


def _known_event(tokens: Sequence[_Token]) -> bool:
    """Whether an event is named as known and not described any further: «من حضر الاجتماع؟»."""
    last = tokens[-1].folded
    return is_definite(last) and without_article(last) in load_lexicon().events


def _asks(token: _Token) -> bool:
    return asks(token.folded)


def _conjoined(question: str) -> bool:
    """Whether a question begins with a conjunction that is no part of its first word."""
    first = _WORD.search(fold(question))
    rest = first.group()[1:] if first and first.group()[0] in CONJUNCTIONS else ""
    return bool(rest) and (asks(rest) or rest.startswith(SHORT_ARTICLES) or rest in _AFTER_AND)


def _referent(question: str, before: Before) -> str:
    """The short answer before, where a pronoun or demonstrative of the question can stand for it."""
    if before.short is None or before.short.kind not in ("person", "place", "body"):
        return ""
    folded = [token.folded for token in _tokens(question)]
    feminine = any(word.endswith("ها") or word == "هي" for word in folded)
    masculine = any(word.endswith("ه") or word == "هو" for word in folded)
    if before.short.kind in ("place", "body"):
        return before.short.text if feminine else ""
    return before.short.text if masculine or not _DEMONSTRATIVES.isdisjoint(folded) else ""


def _body(question: str) -> str:
    """A question without its conjunction and question mark."""
    bare = question.strip().rstrip("؟?!. ")
    return behind_conjunction(bare) if _conjoined(bare) else bare


def _tokens(question: str) -> list[_Token]:
    """The words that folding leaves something of; a hamza alone is none."""
    typed = ((word, fold(word)) for word in _WORD.findall(plain(question).text))
    return [_Token(word, folded, _meaningful(folded)) for word, folded in typed if folded]


def _meaningful(folded: str) -> bool:
    bare = folded[1:] if folded[0] in CONJUNCTIONS and len(folded) > 2 else folded
    return not any(
        word in STOP_WORDS or word in _FUNCTION_WORDS or asks(word) or pronoun_on_particle(word)
        for word in (folded, bare)
    )
