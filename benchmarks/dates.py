"""How much of what looks like a date gets a value, or a reason why it has none: ``python -m benchmarks.dates FILE``.

``FILE`` has an article a line, as JSON with ``text`` and ``date``, and may be packed with gzip. What looks like a date
is found by a pattern that is broader than what is read: names of months, years, digits beside a unit of time or with
marks between them. Numbers that only look like years ("2000 soldiers") count as missed. With ``--draw N`` nothing is
measured, and N dates are printed as they stand, to be judged by eye.
"""

import argparse
import gzip
import json
import random
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from benchmarks import command_line
from retrieval.arabic import fold, fold_with_origins
from retrieval.arabic.calendar import Dated, day_of, find_dates
from retrieval.types import Span

_EDGE = r"(?<![^\W_])"
_END = r"(?![^\W_])"
_UNIT = r"(?:يوم|ايام|اسبوع|اسابيع|شهر|اشهر|عام|سن|اعوام)\w*"
_CONTEXT = 60


def articles(path: Path) -> Iterator[command_line.Record]:
    """The articles of a file."""
    text = gzip.decompress(path.read_bytes()).decode() if path.suffix == ".gz" else path.read_text("utf-8")
    yield from (json.loads(line) for line in text.split("\n") if line)


def expressions(text: str) -> list[Span]:
    """What looks like a date in digits or with a month's name, in order; several may be parts of one date."""
    folded = fold_with_origins(text)
    return [folded.original(*match.span()) for match in _pattern().finditer(folded.text)]


@cache
def _pattern() -> re.Pattern[str]:
    """Names that are also something else count beside a number, «شهر», or which one of its kind is meant."""
    cldr, by_hand = _list("months"), _list("dates")
    names = {name for one in cldr["gregorian"] for name in one["names"]} | {*cldr["hijri"]}
    names |= {name for key in ("gregorian_months", "hijri_months") for month in by_hand[key] for name in month}
    doubtful = {name for key in ("number_months", "ambiguous_months", "uncertain_months") for name in by_hand[key]}
    sure, unsure = _alternation(names - doubtful), _alternation(doubtful)
    return re.compile(
        "|".join(
            (
                rf"{_EDGE}[وفبلك]{{0,2}}{sure}{_END}",
                rf"{_EDGE}(?:\d{{1,2}} (?:من )?|شهر |في ){unsure}{_END}",
                rf"{_EDGE}[وفبلك]{{0,2}}{unsure}(?: \d{{4}}| الماضي| المقبل| القادم| الجاري){_END}",
                r"(?<!\d)\d{1,4}([/.-])\d{1,2}\1\d{2,4}(?!\d)",
                r"(?<![\d.,])(?:19\d|20[0-4])\d(?!\d|[.,]\d)",
                rf"(?:قبل|منذ|بعد) (?:نحو |حوالي |اكثر من )?\d+ {_UNIT}",
                rf"{_EDGE}(?:يوم|يومي) \d{{1,2}}{_END}",
                rf"\d{{1,2}} (?:من )?(?:الشهر|الجاري|الحالي|المقبل|القادم|الماضي){_END}",
                rf"القرن (?:ال)?\d+|\d{{3,4}} ?(?:ه|هجري\w*){_END}",
            )
        )
    )


def _list(name: str) -> dict[str, Any]:
    lists = resources.files("retrieval.arabic").joinpath("lists")
    return tomllib.loads(lists.joinpath(f"{name}.toml").read_text("utf-8"))


def _alternation(names: set[str]) -> str:
    return "(?:" + "|".join(sorted(map(fold, names), key=len, reverse=True)) + ")"


def measure(path: Path) -> command_line.Record:
    """The share of expressions that a date was found in, and how many dates have which precision or reason."""
    seen: Counter[bool] = Counter()
    precisions: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for article in articles(path):
        found = find_dates(article["text"], day_of(article["date"]))
        seen.update(any(_overlap(one, span) for one in found) for span in expressions(article["text"]))
        precisions.update(one.precision for one in found if not one.reason)
        reasons.update(one.reason for one in found if one.reason)
    return {
        "expressions": seen.total(),
        "with_value_or_reason": round(seen[True] / seen.total(), 4),
        "dates": precisions.total() + reasons.total(),
        "with_value": dict(precisions.most_common()),
        "without": dict(reasons.most_common()),
    }


def _overlap(one: Dated, span: Span) -> bool:
    return one.start < span[1] and span[0] < one.end


def draw(path: Path, most: int) -> Iterator[str]:
    """Dates drawn by a fixed seed: the article's day, what was read, and the text around it."""
    every = [
        (article["date"], article["text"], one)
        for article in articles(path)
        for one in find_dates(article["text"], day_of(article["date"]))
    ]
    for day, text, one in random.Random(0).sample(every, most):
        before, after = text[max(0, one.start - _CONTEXT) : one.start], text[one.end : one.end + _CONTEXT]
        told = f"{before}⟦{text[one.start : one.end]}⟧{after}"
        yield f"{day} | {one.value or one.reason} | {' '.join(told.split())}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--draw", type=int, metavar="N")
    options = parser.parse_args()
    if options.draw:
        print(*draw(options.file, options.draw), sep="\n")
    else:
        command_line.store("dates", {"file": options.file.name}, measure(options.file))


if __name__ == "__main__":
    main()
