"""Reporters' questions on real news: ``python -m benchmarks.news ../shared/data/news.ant.jsonl [--aside] [--wrong]``.

All 300 articles are indexed and every question of ``benchmarks/gold/news.jsonl`` (``news-aside.jsonl`` with
``--aside``: a second half of the same make-up, about other articles) is asked through the product. What is counted:

- ``first_quote``, ``three_quotes``: of the answerable questions, those whose first quote, or one of whose quotes, is of
  the article meant (or printed there too) and holds one of the gold's ``quotes``; a refusal is a miss. ``by_kind``
  gives the first quotes of each kind, ``why_how`` those of reasons and manners together, ``dialect`` those not asked in
  the written language, ``two_parts`` the questions of two parts with both among the quotes, ``lists_whole`` the lists
  of which every item is.
- ``false_refusals``, ``near_misses_refused`` (questions that sound like an article which does not answer them, nor does
  any other), ``outside_refused``.
- ``short_given`` of those due (where the gold lists short answers), ``short_right`` of those given (``right_short``),
  ``short_undue``: given to a question of ``UNDUE``. ``values_right``: of the dates meant, those told in ISO 8601.
- ``verdicts_given`` of the yes or no that an article tells, ``verdicts_right`` of all that were given, also where the
  article leaves it open; none are given while answers have no ``verdict``.
- ``follow_ups_right``: the first quote is of the right article, and one quote of it holds the fact.
  ``stand_alone_left``: new topics that were understood as they were typed; ``stand_alone_right``: judged as follow-ups.
- ``comparisons_both_sides``: among the quotes is one of each side.

``--wrong`` prints the questions that went wrong; it refuses to with ``--aside``, whose questions nobody may tune to.
What this does not know: whether another quote would have answered as well, and names that the gold does not list.
"""

import argparse
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from assistant import build
from assistant.settings import Settings
from assistant.types import Turn
from benchmarks import command_line
from benchmarks.command_line import Record
from retrieval.arabic import fold, words

GOLD = Path(__file__).parent / "gold"
UNDUE = ("what", "why", "how", "list")
"""Kinds whose answers are sentences: a short answer to one of them is too much."""
LONGER = 4
"""By how many words a right short answer may be longer than a listed one."""

Pair = tuple[Record, Record]
"""A question of the gold, and its answer as the command line prints it."""


def read_gold(name: str) -> list[Record]:
    """The records of ``benchmarks/gold/NAME.jsonl``."""
    return [json.loads(line) for line in (GOLD / f"{name}.jsonl").read_text("utf-8").splitlines()]


def holds(citations: Iterable[Record], article: str, quotes: Sequence[str]) -> bool:
    """Whether a citation of this article, or of one that prints the same, holds one of these words."""
    right = (fold(one["quote"]) for one in citations if article in (one["article"], *one["copies"]))
    return any(fold(quote) in text for text in right for quote in quotes)


def holds_all(citations: Sequence[Record], article: str, items: Iterable[str]) -> bool:
    """Whether every item is in some citation of this article."""
    return all(holds(citations, article, [item]) for item in items)


def right_short(given: str, listed: Iterable[str]) -> bool:
    """Whether a listed answer is in the given one, which is not much longer, or the given one is most of a listed one.

    Most of it: its first words, and more than half of them, so that «9» is not «9 آلاف شخص».
    """
    mine = words(given)
    return any(_contains(mine, words(answer)) or _begins(words(answer), mine) for answer in listed)


def _contains(mine: list[str], listed: list[str]) -> bool:
    inside = any(mine[at : at + len(listed)] == listed for at in range(len(mine)))
    glued = fold(" ".join(listed)) in " ".join(mine) and not listed[0][0].isdigit()
    return (inside or glued) and len(mine) <= len(listed) + LONGER


def _begins(listed: list[str], mine: list[str]) -> bool:
    return listed[: len(mine)] == mine and 2 * len(mine) > len(listed)


def right_first(pair: Pair) -> bool:
    gold, answer = pair
    return holds(answer["citations"][:1], gold["article"], gold["quotes"])


def right_any(pair: Pair) -> bool:
    gold, answer = pair
    return holds(answer["citations"], gold["article"], gold["quotes"])


def whole(pair: Pair) -> bool:
    """Whether all that a list or a question of two parts asks for is among the quotes."""
    gold, answer = pair
    return holds_all(answer["citations"], gold["article"], gold["all"])


def both_sides(pair: Pair) -> bool:
    """Whether each side of a comparison has a quote; its article stands at the side's place in ``articles``."""
    gold, answer = pair
    sides = zip(gold["articles"], gold["quotes_each"], strict=True)
    return all(holds(answer["citations"], article, quotes) for article, quotes in sides)


def right_follow_up(pair: Pair) -> bool:
    """Whether the first quote is of the right article and one of its quotes holds the fact."""
    gold, answer = pair
    first = answer["citations"][:1]
    return any(gold["article"] in (one["article"], *one["copies"]) for one in first) and right_any(pair)


def refused(pair: Pair) -> bool:
    return bool(pair[1]["status"] == "no_evidence")


def questions(pairs: Sequence[Pair]) -> Record:
    """The figures of the answerable questions that stand alone."""
    kinds = list(dict.fromkeys(gold["kind"] for gold, _ in pairs))
    return {
        "answerable": len(pairs),
        "first_quote": _of(map(right_first, pairs)),
        "three_quotes": _of(map(right_any, pairs)),
        "by_kind": {kind: _of(map(right_first, _kind(pairs, kind))) for kind in kinds},
        "why_how": _of(map(right_first, _kind(pairs, "why", "how"))),
        "dialect": _of(right_first(pair) for pair in pairs if pair[0].get("dialect")),
        "two_parts": _of(map(whole, _kind(pairs, "two_part"))),
        "lists_whole": _of(map(whole, _kind(pairs, "list"))),
        "false_refusals": _of(map(refused, pairs)),
    }


def shorts(pairs: Sequence[Pair]) -> Record:
    """The figures of the short answers."""
    due = [(gold, answer["short"]) for gold, answer in pairs if gold["short"]]
    given = [(gold, short) for gold, short in due if short]
    return {
        "short_given": _of(bool(short) for _, short in due),
        "short_right": _of(right_short(short["text"], gold["short"]) for gold, short in given),
        "short_undue": _of(bool(answer["short"]) for _, answer in _kind(pairs, *UNDUE)),
        "values_right": _of(
            bool(short) and short.get("value") == gold["value"] for gold, short in due if "value" in gold
        ),
    }


def verdicts(pairs: Sequence[Pair]) -> Record:
    """The figures of yes and no; gold null where the article leaves it open."""
    judged = [(gold["verdict"], answer.get("verdict") or None) for gold, answer in _kind(pairs, "yes_no")]
    return {
        "verdicts_given": _of(given is not None for told, given in judged if told is not None),
        "verdicts_right": _of(given == told for told, given in judged if given is not None),
    }


def others(pairs: Sequence[Pair]) -> Record:
    """The figures of what is no single answerable question."""
    return {
        "near_misses_refused": _of(map(refused, _kind(pairs, "near_miss"))),
        "outside_refused": _of(map(refused, _kind(pairs, "outside"))),
        "follow_ups_right": _of(map(right_follow_up, _kind(pairs, "follow_up"))),
        "stand_alone_left": _of(a["understood"] == g["turns"][-1] for g, a in _kind(pairs, "stand_alone")),
        "stand_alone_right": _of(map(right_follow_up, _kind(pairs, "stand_alone"))),
        "comparisons_both_sides": _of(map(both_sides, _kind(pairs, "comparison"))),
    }


OTHERS = ("near_miss", "outside", "follow_up", "stand_alone", "comparison")


def figures(pairs: Sequence[Pair]) -> Record:
    """All that the module's docstring tells of; every figure is "right of all"."""
    single = [pair for pair in pairs if pair[0]["kind"] not in OTHERS]
    return questions(single) | shorts(single) | verdicts(single) | others(pairs)


def wrong(pair: Pair) -> bool:
    """Whether a question went wrong: in its quotes, its refusal, its short answer or its verdict."""
    gold, answer = pair
    if not gold["answerable"]:
        return not refused(pair)
    if gold["kind"] == "comparison":
        return not both_sides(pair)
    if gold["kind"] in ("follow_up", "stand_alone"):
        return not right_follow_up(pair)
    short, verdict = answer["short"], answer.get("verdict") or None
    return (
        not right_first(pair)
        or ("all" in gold and not whole(pair))
        or (bool(gold["short"]) and not (short and right_short(short["text"], gold["short"])))
        or (gold["kind"] in UNDUE and bool(short))
        or (verdict is not None and verdict != gold.get("verdict"))
    )


def _kind(pairs: Sequence[Pair], *kinds: str) -> list[Pair]:
    return [pair for pair in pairs if pair[0]["kind"] in kinds]


def _of(right: Iterable[bool]) -> str:
    judged = list(right)
    return f"{sum(judged)} of {len(judged)}"


def ask(articles: Path, gold: Sequence[Record]) -> list[Pair]:
    """Index the articles and ask everything: questions on the command line, dialogues with their earlier turns."""
    single = [one for one in gold if "question" in one]
    dialogues = [one for one in gold if "turns" in one]
    with command_line.indexed([articles]) as (data, _):
        answers = command_line.ask(data, (one["question"] for one in single))
        settings = replace(Settings.from_environment(os.environ), data=Path(data))
        with build.open_assistant(settings, lambda *_: None) as assistant:
            for one in dialogues:
                *earlier, last = one["turns"]
                answers.append(asdict(assistant.answer(last, [Turn(question) for question in earlier])))
    return list(zip([*single, *dialogues], answers, strict=True))


def shown(pair: Pair) -> Mapping[str, Any]:
    """A question that went wrong, with what was due and what was answered."""
    gold, answer = pair
    due = {key: gold[key] for key in ("quotes", "quotes_each", "all", "short", "verdict", "about") if gold.get(key)}
    return {
        "id": gold["id"],
        "asked": gold.get("question") or gold["turns"],
        "due": due,
        "understood": answer["understood"],
        "status": answer["status"],
        "confidence": round(answer["confidence"], 2),
        "short": answer["short"] and answer["short"]["text"],
        "verdict": answer.get("verdict"),
        "quotes": [f"{one['article']}: {one['quote']}" for one in answer["citations"]],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--aside", action="store_true", help="ask the half that is kept aside")
    parser.add_argument("--wrong", action="store_true", help="print the questions that went wrong")
    options = parser.parse_args()
    if options.aside and options.wrong:
        parser.error("the half kept aside is not to be looked at")
    name = "news-aside" if options.aside else "news"
    pairs = ask(options.articles, read_gold(name))
    command_line.store(name, {"questions": f"{name}.jsonl", "articles": options.articles.name}, figures(pairs))
    for pair in filter(wrong, pairs) if options.wrong else ():
        print(json.dumps(shown(pair), ensure_ascii=False))


if __name__ == "__main__":
    main()
