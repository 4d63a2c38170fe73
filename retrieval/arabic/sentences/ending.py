"""Where a sentence may end early: behind a whole clause that says by itself what it says in the sentence.

Such an end stands before another clause, never before a phrase of the same one, an exception, a condition, or words
that tell whose claim the clause was; not in a quotation; and not in a sentence that opens with a clause which leans on
the next one («عندما وصل الوفد، …»). What it does not know: grammar; clauses are known by their first two words.
"""

import re
from collections.abc import Sequence

from retrieval.arabic.clitics import CONJUNCTIONS
from retrieval.arabic.letters import fold
from retrieval.arabic.sentences.clauses import Kind, changes, kind_of, needs_predicate, opens_clause, opens_condition
from retrieval.arabic.sentences.cuts import costs
from retrieval.arabic.sentences.enclosures import find_enclosures
from retrieval.arabic.verbs import is_saying, is_verb, load_verbs
from retrieval.types import Sentence

CLAUSE = 12
"""What a cut before another clause costs at most (``cuts.py``)."""
LEAST_WORDS = 6
"""No part has fewer."""

_APPOSED = 4
"""So few words between two commas are an apposition."""

_ASKED_FOR = re.compile(r"و?(?:علي|الي|عن|من|ضد|حول|نحو|بين)|ب\w{3,}")
"""Prepositions that verbs ask for («طالب السكان، … بإخلائها»), so that nothing before them is whole."""

_SPACED_WORD = re.compile(r"\S+")
_EDGES = "\"'»”’)]}›«“‘([{‹،,؛;:.…؟?!۔"
_LINKS = "،,؛;:-–— \t"
_OPENERS = '"«“('
_COMMAS = "،,"
_FREE: frozenset[Kind] = frozenset({"saying", "independent", "verb"})
_MOSTLY_FREE: frozenset[Kind] = _FREE | {"independent_after_comma", "result"}
_LEANING: frozenset[Kind] = frozenset({"dependent", "relative", "participle", "adverb", "preposition"})
_GO_ON: frozenset[Kind] = frozenset({"other", "bare verb", "said", "preposition", "noun or verb"})
"""Behind a comma they go on with the clause that an insertion stands in."""


def clause_ends(text: str, sentence: Sentence) -> list[int]:
    """The offsets at which a sentence may end early, ascending, the mark that ties on what follows left out."""
    spans = [match.span() for match in _SPACED_WORD.finditer(text, sentence.start, sentence.end)]
    words = [fold(text[start:end]).strip(_EDGES) for start, end in spans]
    if len(words) <= LEAST_WORDS or _leans_on_next(words):
        return []
    prices = costs(text, spans)
    kinds = [kind_of(word, following) for word, following in zip(words, [*words[1:], ""], strict=True)]
    commas = [text[end - 1] in _COMMAS for _, end in spans]
    opens_with_verb = not load_verbs().like_nouns.isdisjoint((words[0], words[0].removeprefix("و")))
    ends = [
        number
        for number in range(LEAST_WORDS, len(words))
        if prices[number - 1] <= CLAUSE
        and text[spans[number][0]] not in _OPENERS
        and not changes(words[number], words[number + 1] if number + 1 < len(words) else "")
        and not _is_attributed(words, kinds, number)
        and _begins_clause(words, kinds, commas, number)
        and (opens_with_verb or any(map(_tells, words[:number])))
    ]
    found = [_stripped(text, sentence.start, spans[number - 1][1]) for number in ends]
    return [end for end in found if _is_closed(text[sentence.start : end])]


def _leans_on_next(words: Sequence[str]) -> bool:
    """Whether a sentence opens with a clause that is not said by itself."""
    return opens_condition(words[0], words[1]) or kind_of(words[0], words[1]) in ("said", "relative")


def _begins_clause(words: Sequence[str], kinds: Sequence[Kind], commas: Sequence[bool], number: int) -> bool:
    """Whether a clause of its own begins at a word, or behind a comma one that may be left out.

    What leans on the clause before it may be where the comma closes no apposition and nothing of that clause follows.
    """
    kind, word = kinds[number], words[number]
    if kind in _FREE:
        return True
    if kind == "result":
        return not any(map(opens_condition, words[:number]))
    if kind == "independent_after_comma":
        return (
            commas[number - 1] or word[0] == "و" or (word == "ثم" and is_verb(words[min(number + 1, len(words) - 1)]))
        )
    if not commas[number - 1]:
        return opens_clause(word) and not _is_insertion(kinds, commas, number)
    if kind == "preposition" and _ASKED_FOR.fullmatch(word):
        return False
    closes = any(commas[max(0, number - 1 - _APPOSED) : number - 1])
    return kind in _LEANING and not closes and not _is_insertion(kinds, commas, number)


def _is_insertion(kinds: Sequence[Kind], commas: Sequence[bool], number: int) -> bool:
    """Whether the clause around what begins at a word goes on behind it: «الوزير، الذي وصل أمس، افتتح …»."""
    for place in range(number + 1, len(kinds)):
        if kinds[place] in _MOSTLY_FREE:
            return False
        if commas[place - 1] and kinds[place] in _GO_ON:
            return True
    return False


def _is_attributed(words: Sequence[str], kinds: Sequence[Kind], number: int) -> bool:
    """Whether what follows tells whose claim the sentence is: «…، بحسب الشرطة», «…، كما ذكرت الوكالة»."""
    return any(
        kind == "attribution" or (words[place] == "كما" and place + 1 < len(words) and is_saying(words[place + 1]))
        for place, kind in enumerate(kinds[number:], number)
    )


def _tells(word: str) -> bool:
    """Whether a word makes a clause of the words around it: a verb that says something by itself, or «هو»."""
    form = word[1:] if word[:1] in CONJUNCTIONS and not is_verb(word) else word
    return word in ("هو", "هي", "هم") or (is_verb(form) and not needs_predicate(form))


def _is_closed(text: str) -> bool:
    """Whether no quotation or bracket is left open."""
    found = find_enclosures(text)
    return found.open_quotations == found.quotations and text.count("(") == text.count(")")


def _stripped(text: str, start: int, end: int) -> int:
    """An end without the marks that tie it to what follows."""
    return start + len(text[start:end].rstrip(_LINKS))
