"""Our meeting cards of real news: ``python -m benchmarks.news_cards FILE... [--rounds | --aside] [--wrong]``.

The files are ``../shared/data/news.ant.jsonl`` and ``../shared/data/news.ant.3000.jsonl.gz``. Of their articles those
of ``benchmarks/gold/news-cards.jsonl`` (``news-cards-aside.jsonl`` with ``--aside``: a second half of the same
make-up; ``news-cards-rounds.jsonl`` with ``--rounds``: what was read later, round by round) are indexed and summarised through the command line. Where an article has several cards, ours and the gold's
are put together so that most values are right. What is counted:

- ``precision``, ``recall``: of all values of all fields of the articles that report a meeting; a card too many counts
  with all its values as given, one too few with all of its as expected. Then the same for each field, and for
  ``parties``, which are ``held_by`` and ``attended`` as one: of two who met, either may have held the meeting.
- ``meetings_with_a_card``, ``articles_without_a_card`` and ``extra_cards``, of the articles that report a meeting.
- ``others_with_a_card``: of the articles that report none, those that got one; ``by_why`` tells of which sort they are.

A value is right where the words it shares with an expected one make an F1 of ``ALIKE`` or more (one within the other
is, then, where the longer has up to 2.3 times its words); ``kind`` and ``date`` must be the same. Words are the same
whatever stands before them as a clitic («بالأمين», «والأمين»). Fields that the product's ``Card`` does not have
are not counted. ``--wrong`` prints what went wrong; it refuses to with ``--aside``, whose articles nobody may tune to.
What this does not know: whether a value that the gold does not list would have done as well.
"""

import argparse
import gzip
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import permutations
from pathlib import Path
from typing import Any

from assistant.types import Card
from benchmarks import command_line
from benchmarks.command_line import Record
from retrieval.arabic import words
from retrieval.arabic.clitics import bare_forms

GOLD = Path(__file__).parent / "gold"
TEXTS = ("held_by", "attended", "place", "time", "subject", "decisions", "next", "figures")
EXACT = ("kind", "date")
PARTIES = ("held_by", "attended")
ALIKE = 0.6

Values = Mapping[str, Sequence[str]]
"""A card: the values of each field."""

Judged = tuple[Record, Sequence[Values]]
"""An article of the gold, and the cards that it got."""


@dataclass(frozen=True, slots=True)
class Count:
    """Values given and right, expected and found."""

    right: int = 0
    given: int = 0
    found: int = 0
    expected: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))

    @property
    def figures(self) -> Record:
        return {
            "precision": round(self.right / self.given, 3) if self.given else None,
            "recall": round(self.found / self.expected, 3) if self.expected else None,
            "given": self.given,
            "expected": self.expected,
        }


def read_gold(name: str) -> list[Record]:
    """The records of ``benchmarks/gold/NAME.jsonl``."""
    return [json.loads(line) for line in (GOLD / f"{name}.jsonl").read_text("utf-8").splitlines()]


def values(card: Mapping[str, Any], names: Iterable[str] = (*TEXTS, *EXACT)) -> Values:
    """A card of the gold or of the product as lists of words: excerpts lose their offsets, what is missing is empty."""
    return {name: _texts(card.get(name)) for name in names}


def _texts(value: Any) -> list[str]:
    if not value:
        return []
    if isinstance(value, str):
        return [value]
    return [one if isinstance(one, str) else one["text"] for one in value]


def alike(given: str, expected: str) -> bool:
    """Whether two values share words enough."""
    ours, theirs = words(given), words(expected)
    return 2 * _shared(ours, theirs) >= ALIKE * (len(ours) + len(theirs)) > 0


def _shared(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """How many words of one are in the other, each once."""
    left = [set(bare_forms(word)) for word in theirs]
    count = 0
    for word in ours:
        same = next((forms for forms in left if not forms.isdisjoint(bare_forms(word))), None)
        if same is not None:
            left.remove(same)
            count += 1
    return count


def count(name: str, given: Sequence[str], expected: Sequence[str]) -> Count:
    """One field of one card."""
    same = str.__eq__ if name in EXACT else alike
    right = sum(any(same(one, other) for other in expected) for one in given)
    found = sum(any(same(one, other) for one in given) for other in expected)
    return Count(right, len(given), found, len(expected))


def count_card(given: Values, expected: Values, names: Iterable[str]) -> dict[str, Count]:
    """Each field of one card, and the parties."""
    counts = {name: count(name, given.get(name, ()), expected.get(name, ())) for name in names}
    return counts | {"parties": count("parties", _parties(given), _parties(expected))}


def _parties(card: Values) -> list[str]:
    return [value for name in PARTIES for value in card.get(name, ())]


def matched(given: Sequence[Values], expected: Sequence[Values], names: Sequence[str]) -> list[dict[str, Count]]:
    """The counts of the cards of one article, put together the best way; one without its like is beside an empty one.

    Ours beyond those expected come last. All ways are tried: no article is expected to have more than a few cards.
    """
    ours = [*given, *[{}] * (len(expected) - len(given))]
    ways = (_way(ours, chosen, expected, names) for chosen in permutations(range(len(ours)), len(expected)))
    return max(ways, key=lambda way: sum(_all(card, names).right + _all(card, names).found for card in way))


def _way(
    ours: Sequence[Values], chosen: Sequence[int], expected: Sequence[Values], names: Sequence[str]
) -> list[dict[str, Count]]:
    """The counts where these of our cards are put beside the expected ones, and the others beside empty ones."""
    together = [count_card(ours[at], due, names) for at, due in zip(chosen, expected, strict=True)]
    return together + [count_card(card, {}, names) for at, card in enumerate(ours) if at not in chosen]


def _all(counts: Mapping[str, Count], names: Iterable[str]) -> Count:
    return sum((counts[name] for name in names), Count())


def figures(articles: Sequence[Judged], names: Sequence[str]) -> Record:
    """All that the module's docstring tells of, over these fields."""
    meetings = [(gold, given) for gold, given in articles if gold["cards"]]
    others = [(gold, given) for gold, given in articles if not gold["cards"]]
    cards = [card for gold, given in meetings for card in matched(given, [values(one) for one in gold["cards"]], names)]
    by_field = {name: sum((card[name] for card in cards), Count()) for name in (*names, "parties")}
    whys = dict.fromkeys(gold["why"] for gold, _ in others)
    expected = sum(len(gold["cards"]) for gold, _ in meetings)
    return {
        **_all(by_field, names).figures,
        **{name: one.figures for name, one in by_field.items()},
        "meetings_with_a_card": f"{sum(min(len(given), len(gold['cards'])) for gold, given in meetings)} of {expected}",
        "articles_without_a_card": f"{sum(not given for _, given in meetings)} of {len(meetings)}",
        "extra_cards": sum(max(0, len(given) - len(gold["cards"])) for gold, given in meetings),
        "others_with_a_card": _with_a_card(others),
        "by_why": {why: _with_a_card([one for one in others if one[0]["why"] == why]) for why in whys},
    }


def _with_a_card(articles: Sequence[Judged]) -> str:
    return f"{sum(bool(given) for _, given in articles)} of {len(articles)}"


def wrong(judged: Judged, names: Sequence[str]) -> Record | None:
    """What went wrong with one article: the cards due and given, the fields that differ; None where all is right."""
    gold, given = judged
    due = [values(card, names) for card in gold["cards"]]
    counts = matched(given, due, names)
    differ = [name for name in names if any(_differs(card[name]) for card in counts)]
    if not differ and len(given) == len(due):
        return None
    return {"article": gold["article"], "why": gold.get("why", ""), "differ": differ, "due": due, "given": list(given)}


def _differs(counted: Count) -> bool:
    return counted.right < counted.given or counted.found < counted.expected


def known_fields() -> list[str]:
    """The gold's fields that the product's ``Card`` has."""
    known = {field.name for field in fields(Card)}
    return [name for name in (*TEXTS, *EXACT) if name in known]


def articles_in(paths: Iterable[Path]) -> Iterator[Record]:
    """The articles of these files, a JSON object a line, packed with gzip or not."""
    for path in paths:
        text = gzip.decompress(path.read_bytes()).decode() if path.suffix == ".gz" else path.read_text("utf-8")
        yield from (json.loads(line) for line in text.split("\n") if line)


def summarise(paths: Sequence[Path], gold: Sequence[Record], names: Sequence[str]) -> list[Judged]:
    """Index the articles of the gold, no others, and read the cards that each gets."""
    wanted = {one["article"] for one in gold}
    kept = {one["id"]: one for one in articles_in(paths) if one["id"] in wanted}
    if missing := wanted - kept.keys():
        raise SystemExit(f"not in these files: {', '.join(sorted(missing))}")
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(map(command_line.line, kept.values()))
        file.flush()
        with command_line.indexed([Path(file.name)]) as (data, _):
            return [(one, _cards(one["article"], data, names)) for one in gold]


def _cards(article: str, data: str, names: Sequence[str]) -> list[Values]:
    (summary,) = command_line.run("summarize", article, "--quotes", "--data", data)
    return [values(card, names) for card in summary["cards"]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, nargs="+")
    parser.add_argument("--aside", action="store_true", help="judge the half that is kept aside")
    parser.add_argument("--rounds", action="store_true", help="judge what was read in rounds")
    parser.add_argument("--wrong", action="store_true", help="print the cards that went wrong")
    options = parser.parse_args()
    if options.aside and (options.wrong or options.rounds):
        parser.error("the half kept aside is not to be looked at")
    name = "news-cards-aside" if options.aside else "news-cards-rounds" if options.rounds else "news-cards"
    names = known_fields()
    judged = summarise(options.articles, read_gold(name), names)
    parameters = {"gold": f"{name}.jsonl", "articles": [path.name for path in options.articles], "fields": names}
    command_line.store(name, parameters, figures(judged, names))
    for found in (wrong(one, names) for one in judged) if options.wrong else ():
        if found:
            print(json.dumps(found, ensure_ascii=False))


if __name__ == "__main__":
    main()
