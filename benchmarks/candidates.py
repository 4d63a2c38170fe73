"""The sentences among which the answer to each question of a set is to be chosen, as the product ranks them unread."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answering.evidence import rank_sentences
from benchmarks.searching import searching
from benchmarks.squad import Asked, QuestionSet
from retrieval.arabic import fold
from retrieval.search.search import Search
from retrieval.store.passages import split_passages
from retrieval.types import Article, Candidate, Sentence

MOST = 20


@dataclass(frozen=True, slots=True)
class Labelled:
    """A candidate with what the plain scorer gave it, and whether it is the marked answer's sentence.

    ``holds`` also where the answer's string stands in a sentence that is not it: no example of a wrong answer.
    """

    candidate: Candidate
    score: float
    gold: bool
    holds: bool
    span: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Example:
    """A question, the sentence that answers it, if any does, and the best candidates, best first."""

    question: str
    article: str
    gold: Labelled | None
    candidates: tuple[Labelled, ...]


def examples(questions: QuestionSet) -> Iterator[Example]:
    """One example a question whose answer lies within a sentence."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus.jsonl")
        questions.write(corpus)
        with searching([corpus]) as search:
            for asked in questions.questions:
                gold = _gold(asked, search.article(asked.article))
                if gold is not None:
                    yield Example(asked.question, asked.article, gold, tuple(_candidates(asked, gold, search)))


def _candidates(asked: Asked, gold: Labelled, search: Search) -> Iterator[Labelled]:
    for evidence in rank_sentences(search.search(asked.question))[:MOST]:
        same = evidence.article.id == asked.article and evidence.quote == gold.candidate.text
        holds = any(fold(answer) in fold(evidence.quote) for answer in asked.answers)
        yield Labelled(evidence.candidate, evidence.score, same, holds)


def _gold(asked: Asked, article: Article) -> Labelled | None:
    for passage in split_passages(article):
        for place, sentence in enumerate(passage.sentences):
            start = asked.start - sentence.start
            if sentence.start <= asked.start and asked.start + len(asked.answers[0]) <= sentence.end:
                span = (start, start + len(asked.answers[0]))
                return Labelled(
                    _candidate(article, passage.sentences[max(0, place - 1) : place + 1]), 0.0, True, True, span
                )
    return None


def _candidate(article: Article, sentences: Sequence[Sentence]) -> Candidate:
    """The last of these sentences as a reader takes it, with the one before it if there is one."""
    *before, own = [article.text[one.start : one.end] for one in sentences]
    return Candidate(own, "".join(before))
