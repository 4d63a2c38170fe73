"""Claims with what their premise makes of them, to train the judge on.

From the Arabic News Stance set (Khouja, 2020): pairs of headlines that agree or disagree. From news: a sentence says
what it says, in part or typed otherwise; with a number, a name or a negation changed it says something else; a headline
says what the first sentences of its article say, and not what those of another article do.
"""

import csv
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.exchange import Pool, exchanged
from benchmarks.typing_habits import without_hamza
from retrieval.arabic import stem, words
from retrieval.arabic.negation import is_negation
from retrieval.store.passages import split_passages
from retrieval.types import Article

ENTAILED, NEUTRAL, CONTRADICTED = 0, 1, 2
_LABELS = {"agree": ENTAILED, "other": NEUTRAL, "disagree": CONTRADICTED}
_WORDS = (7, 40)
_PIECE = re.compile(r"[^،]+")
_LEAST_PIECE = 5
_VERB = re.compile(r"(?<!\S)(?:ي|ت)[^\W\d_]{3,}(?=\s)")
_LEAD = 2


@dataclass(frozen=True, slots=True)
class Claim:
    """A premise, what is claimed, and the label of the pair."""

    premise: str
    claim: str
    label: int


def stances(path: Path) -> Iterator[Claim]:
    """The pairs of headlines, both ways round."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            label = _LABELS[row["stance"]]
            yield Claim(row["s1"], row["s2"], label)
            yield Claim(row["s2"], row["s1"], label)


def claims(articles: Sequence[Article], names: Pool, chance: random.Random) -> Iterator[Claim]:
    """Claims on the sentences and headlines of articles."""
    leads = [(article.title, _lead(article)) for article in articles]
    for article, (title, lead) in zip(articles, leads, strict=True):
        if lead and len(title.split()) >= _LEAST_PIECE:
            yield from _headline(title, lead, leads, names, chance)
        sentences = [s for passage in split_passages(article) for s in passage.sentences if not s.boilerplate]
        quotes = [article.text[s.start : s.end] for s in sentences]
        quotes = [quote for quote in quotes if _WORDS[0] <= len(quote.split()) <= _WORDS[1]]
        if quotes:
            yield from _said(chance.choice(quotes), names, chance)


def _headline(
    title: str, lead: str, leads: Sequence[tuple[str, str]], names: Pool, chance: random.Random
) -> Iterator[Claim]:
    yield Claim(lead, title, ENTAILED)
    drawn = chance.sample(leads, min(60, len(leads)))
    other = max(drawn, key=lambda one: _shared(title, one[1]) if one[0] != title else -1.0)
    yield Claim(other[1], title, NEUTRAL)
    if changed := _changed(title, lead, names, chance):
        yield Claim(lead, changed, CONTRADICTED)


def _said(quote: str, names: Pool, chance: random.Random) -> Iterator[Claim]:
    yield Claim(quote, _in_part(quote, chance), ENTAILED)
    if changed := _changed(_in_part(quote, chance), quote, names, chance):
        yield Claim(quote, changed, CONTRADICTED)


def _in_part(quote: str, chance: random.Random) -> str:
    """A sentence without one of its pieces between commas, or with its pieces turned, or typed without hamza."""
    pieces: list[str] = [piece.strip(" .") for piece in _PIECE.findall(quote)]
    long = [piece for piece in pieces if len(piece.split()) >= _LEAST_PIECE]
    way = chance.random()
    if way < 0.4 and long:
        return chance.choice(long)
    if way < 0.6 and len(pieces) > 1:
        return "، ".join([*pieces[1:], pieces[0]])
    return without_hamza(quote, chance) if way < 0.8 else quote


def _changed(claim: str, premise: str, names: Pool, chance: random.Random) -> str:
    """The claim with a name, a number, an office or a negation changed; "" where it has none."""
    if chance.random() < 0.3:
        said = claim.split()
        kept = [word for word in said if not is_negation(words(word)[0] if words(word) else "")]
        if len(kept) < len(said):
            return " ".join(kept)
        if verb := _VERB.search(claim):
            return f"{claim[: verb.start()]}{chance.choice(['لا', 'لم', 'لن'])} {claim[verb.start() :]}"
    return exchanged(claim, premise, names, chance)


def _lead(article: Article) -> str:
    sentences = [s for s in split_passages(article)[0].sentences if not s.boilerplate] if article.text else []
    return article.text[sentences[0].start : sentences[:_LEAD][-1].end] if sentences else ""


def _shared(one: str, other: str) -> float:
    mine = set(map(stem, words(one)))
    return len(mine & set(map(stem, words(other)))) / max(1, len(mine))
