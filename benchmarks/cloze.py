"""Questions made by rule from sentences of news, each with the words that answer it (after Lewis et al., 2019).

A sentence's clause loses a name, a date, a place or a number, and the interrogative that asks for it is put in front.
The questions are stiff, and repeat the sentence's words more than people do: a share of the words is left out, and
where a headline tells what a sentence tells, the question is made from the headline.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.arabic import STOP_WORDS, fold, stem, words
from retrieval.arabic.calendar import day_of
from retrieval.arabic.entities import amounts
from retrieval.arabic.numbers import is_number_word
from retrieval.arabic.text import Text
from retrieval.store.passages import split_passages
from retrieval.types import Article, Kind, Sentence, Span

_WORDS = (9, 45)
_LEAST, _MOST = 4, 13
_DROPPED = 0.12
_OVERLAP = 0.4
_CLAUSE = re.compile(r"[^،؛:«»\"“”().!؟?\n]+")
_TYPED = re.compile(r"\S+")
_WITH_FROM = ("من", "الى", "إلى", "مع", "عن", "على", "ضد")
_IN = ("في", "فى", "منذ", "يوم", "خلال", "بتاريخ", "عام", "سنة", "شهر", "ليل", "صباح", "مساء", "فجر", "حتى")
_CONJOINED = re.compile(r"^(?:و|ف)(?=\S{3})")
_LINKS = frozenset(words("لكن لكنه لكنها ثم حيث ان قد كما فيما بينما لأن انه انها بأن وذلك اذ حين عندما أي اما"))


@dataclass(frozen=True, slots=True)
class Cloze:
    """A question, the sentence that answers it, and where in the article its answer stands."""

    question: str
    sentence: Sentence
    answer: Span
    kind: Kind


def clozes(article: Article, chance: random.Random) -> Iterator[Cloze]:
    """The questions that an article's sentences, and its headline, answer."""
    published = day_of(article.date) if article.date else None
    sentences = [s for passage in split_passages(article) for s in passage.sentences if not s.boilerplate]
    told = [(s, Text(article.text[s.start : s.end], published)) for s in dict.fromkeys(sentences) if _fits(article, s)]
    for sentence, text in told:
        for kind, span, question in _asked(text, chance):
            yield Cloze(question, sentence, (sentence.start + span[0], sentence.start + span[1]), kind)
    headline = Text(article.title, published)
    for kind, span, question in _asked(headline, chance, least=3):
        found = _retold(headline.text[slice(*span)], headline.text, told)
        if found is not None:
            sentence, at = found
            yield Cloze(question, sentence, (sentence.start + at[0], sentence.start + at[1]), kind)


def typed(text: Text) -> Iterator[tuple[Kind, Span]]:
    """What in a sentence can be asked for."""
    for name in text.names:
        if name.sure or name.title:
            yield name.kind, (name.start, name.end)
    for dated in text.dates:
        yield "date", (dated.start, dated.end)
    for number in amounts(text):
        if number.value is not None and (number.noun or number.unit):
            yield "number", number.whole


def _fits(article: Article, sentence: Sentence) -> bool:
    return _WORDS[0] <= len(article.text[sentence.start : sentence.end].split()) <= _WORDS[1]


def _asked(text: Text, chance: random.Random, least: int = _LEAST) -> Iterator[tuple[Kind, Span, str]]:
    for kind, span in typed(text):
        question = _question(text.text, kind, span, chance, least)
        if question:
            yield kind, span, question


def _question(text: str, kind: Kind, span: Span, chance: random.Random, least: int) -> str:
    """The clause around a span with an interrogative in its place; "" where that makes no question."""
    clause = next((m.span() for m in _CLAUSE.finditer(text) if m.start() <= span[0] and span[1] <= m.end()), None)
    if clause is None:
        return ""
    before = _TYPED.findall(text[clause[0] : span[0]])
    behind = _TYPED.findall(text[span[1] : clause[1]])
    if text[span[0] - 1 : span[0]].strip():  # a particle is written together with it
        if kind == "place" and before and fold(before[-1]) in ("ب", "وب"):
            before = before[:-1]
        elif kind in ("person", "body") and before and fold(before[-1]) == "ل":
            return _with("لمن" if kind == "person" else "لأي جهة", before[:-1], behind, chance, least)
        else:
            return ""
    if kind == "number":
        noun = [word for word in text[slice(*span)].split() if word.isalpha() and not is_number_word(fold(word))]
        if not noun or noun[0].startswith("ال"):
            return ""
        return _with("كم " + " ".join(noun[-2:]), before, behind, chance, least)
    if kind == "date":
        while before and fold(before[-1]) in {fold(word) for word in _IN}:
            before = before[:-1]
        return _with("متى", before, behind, chance, least)
    last = fold(before[-1]) if before else ""
    if kind == "place":
        if last in ("في", "فى", "داخل"):
            return _with("أين", before[:-1], behind, chance, least)
        return _with("إلى أين", before[:-1], behind, chance, least) if last in ("الي", "نحو") else ""
    if last in {fold(word) for word in _WITH_FROM}:
        asks = "من" if kind == "person" else "أي جهة"
        return _with(f"{before[-1]} {asks}", before[:-1], behind, chance, least)
    if len(before) > 1:
        return ""
    return _with("من" if kind == "person" else "ما الجهة التي", before, behind, chance, least)


def _with(asks: str, before: Sequence[str], behind: Sequence[str], chance: random.Random, least: int) -> str:
    said = [*before[-_MOST // 2 :], *behind[: _MOST - min(len(before), _MOST // 2)]]
    while said and (fold(said[0]) in _LINKS or fold(said[0])[1:] in _LINKS):
        said = said[1:]
    kept = [word for word in said if chance.random() > _DROPPED or word[0].isdigit()]
    if sum(fold(word) not in STOP_WORDS for word in kept) < least:
        return ""
    kept[0] = _CONJOINED.sub("", kept[0])
    return " ".join([asks, *kept]).rstrip(" .،؛:") + "؟"


def _retold(span: str, headline: str, told: Sequence[tuple[Sentence, Text]]) -> tuple[Sentence, Span] | None:
    """The sentence that tells what a headline tells, with the same words in it, and where."""
    asked = set(map(stem, words(headline)))
    best, most = None, _OVERLAP
    for sentence, text in told:
        at = text.text.find(span)
        shared = len(asked & set(map(stem, words(text.text)))) / max(1, len(asked))
        if at >= 0 and most < shared:
            best, most = (sentence, (at, at + len(span))), shared
    return best
