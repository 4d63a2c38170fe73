"""What the reader is taught: questions with the sentences that answer them and those that do not, and claims.

Questions come from public sets, a fourth of each left out; from news, made by rule (``benchmarks.cloze``); with one
thing exchanged, so that nothing answers them (``benchmarks.exchange``); and from MIRACL, whose questions a folder of
news hardly answers. Claims come from ``benchmarks.claims``.
"""

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.answering.evidence import rank_sentences
from benchmarks.candidates import Example, Labelled, examples
from benchmarks.claims import Claim, claims, stances
from benchmarks.cloze import Cloze, clozes
from benchmarks.exchange import Pool, exchanged, pool
from benchmarks.searching import searching
from benchmarks.squad import QuestionSet, read_squad
from retrieval.arabic import fold
from retrieval.search.search import Search
from retrieval.store.passages import split_passages
from retrieval.types import Article, Candidate

_MOST = 12
_OF_A_KIND = 550
_UNANSWERED = 1200


@dataclass(frozen=True, slots=True)
class Lessons:
    """``real`` questions, those ``made`` by rule, those that nothing answers, and claims: ``stance`` and ``news``."""

    real: list[Example]
    made: list[Example]
    unanswerable: list[Example]
    stance: list[Claim]
    news: list[Claim]


def read_news(path: Path, most: int, chance: random.Random) -> list[Article]:
    """Articles drawn from a packed file of news, a JSON object a line."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        Article(row["id"], row["title"], row["text"], path.name, row["outlet"], row["date"] or "")
        for row in chance.sample(rows, min(most, len(rows)))
    ]


def prepare(
    sets: Sequence[QuestionSet], news: Sequence[Article], unanswered: Sequence[str], pairs: Path, folder: Path
) -> Lessons:
    """All lessons; ``folder`` is for a file of the news."""
    chance = random.Random(0)
    real = [one for some in sets for one in examples(some) if not some.held_out(one.article)]
    names = pool(text for article in news for text in (article.title, article.text))
    corpus = folder / "news.jsonl"
    rows = ({"id": a.id, "title": a.title, "text": a.text, "date": a.date, "outlet": a.outlet} for a in news)
    corpus.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    with searching([corpus]) as search:
        made = list(_made(news, search, chance))
        silent = chance.sample(unanswered, min(_UNANSWERED, len(unanswered)))
        unanswerable = [Example(q, "", None, tuple(_found(q, search))[:3]) for q in silent]
    unanswerable += [one for example in (*real, *made) if (one := _exchanged(example, names, chance))]
    return Lessons(real, made, unanswerable, list(stances(pairs)), list(claims(news, names, chance)))


def _made(news: Sequence[Article], search: Search, chance: random.Random) -> Iterator[Example]:
    """As many questions of each kind, at most two an article."""
    by_kind: dict[str, list[tuple[Article, Cloze]]] = {}
    for article in news:
        own = list(clozes(article, chance))
        for cloze in chance.sample(own, min(6, len(own))):
            by_kind.setdefault(cloze.kind, []).append((article, cloze))
    for some in by_kind.values():
        for article, cloze in chance.sample(some, min(_OF_A_KIND, len(some))):
            if (gold := _gold(article, cloze)) is not None:
                answer = fold(article.text[slice(*cloze.answer)])
                yield Example(cloze.question, article.id, gold, tuple(_found(cloze.question, search, gold, answer)))


def _gold(article: Article, cloze: Cloze) -> Labelled | None:
    for passage in split_passages(article):
        for place, sentence in enumerate(passage.sentences):
            if sentence == cloze.sentence:
                before = passage.sentences[place - 1] if place else None
                text = article.text[sentence.start : sentence.end]
                told = article.text[before.start : before.end] if before else ""
                span = (cloze.answer[0] - sentence.start, cloze.answer[1] - sentence.start)
                return Labelled(Candidate(text, told), 0.0, True, True, span)
    return None


def _found(question: str, search: Search, gold: Labelled | None = None, answer: str = "") -> Iterator[Labelled]:
    for evidence in rank_sentences(search.search(question))[:_MOST]:
        same = gold is not None and evidence.quote == gold.candidate.text
        yield Labelled(evidence.candidate, evidence.score, same, bool(answer) and answer in fold(evidence.quote))


def _exchanged(example: Example, names: Pool, chance: random.Random) -> Example | None:
    """The question with one thing exchanged, its sentence and another among the candidates, none of which answers."""
    assert example.gold is not None
    question = exchanged(example.question, example.gold.candidate.text, names, chance)
    if not question:
        return None
    wrong = [one for one in example.candidates if not one.gold and not one.holds][:1]
    told = replace(example.gold, gold=False, holds=False)
    return Example(question, example.article, None, (told, *wrong))


def read_all(data: Path, most: int, folder: Path) -> Lessons:
    """``prepare`` from a folder of the public sets; ``most`` articles of the news."""
    sets = [read_squad(data / name) for name in ("xquad.ar.json", "tydiqa.ar.dev.json")]
    news = read_news(data / "news.ant.3000.jsonl.gz", most, random.Random(1))
    unanswered = (data / "miracl.ar.dev.questions.txt").read_text("utf-8").splitlines()
    return prepare(sets, news, unanswered, data / "ans.stance.train.csv", folder)
