"""Texts of the worst shapes: ``python -m benchmarks.hostile [--most MB] [--least MB] [SHAPE ...]``.

Each shape is written at 1, 2.5 and 10 MB of UTF-8 and analysed as an article is, without embedding: its sentences and
passages, its words, numbers, dates and names. Stored are the seconds (of the processor) at each size, for all of it and
by what is found, and the ratio of the largest size to the one before, beside the ratio of the sizes: what is linear
has no more.
"""

import argparse
import sys
from collections.abc import Callable, Mapping
from time import process_time

from benchmarks import command_line
from benchmarks.command_line import Record
from retrieval.arabic.calendar import find_dates
from retrieval.arabic.names import find_names
from retrieval.arabic.numbers import find_numbers
from retrieval.arabic.words import tokens
from retrieval.store.passages import split_passages
from retrieval.types import Article

SHAPES: Mapping[str, str] = {
    "one line of words": "ذهب الفريق إلى المدينة ورجع منها بعد يوم طويل وقد تعب الجميع ",
    "short sentences": "كلمة. ",
    "abbreviations": "د. ",
    "empty lines": "\n",
    "lines of one word": "كلمة\n",
    "digits": "1",
    "numbers": "123 ",
    "numbers in words": "ثلاثة آلاف وخمسمئة و",
    "brackets that open": "(",
    "brackets in brackets": "«(كلمة [",
    "quotation marks": '"كلمة ',
    "full stops": ".",
    "dashes and commas": "، - ",
    "dates": "5 مارس 2024، ",
    "dates of digits": "5/3/2024 - ",
    "names": "محمد علي حسن عبد الله أحمد ",
    "titles": "وزير الخارجية اللواء الدكتور ",
    "bodies": "وزارة الشؤون الاجتماعية والعمل و",
    "vowel marks": "\u064b\u064f",
    "one letter and its marks": "ب\u064e\u0651\u064e\u0651",
    "no spaces": "كلمة",
    "tatweel": "ـ",
    "and upon and": "و",
    "links": "https://a.b/c?d=e ",
}
"""What each text repeats."""
SIZES = (1.0, 2.5, 10.0)
"""In MB of UTF-8."""
PARTS: Mapping[str, Callable[[str], object]] = {
    "passages": lambda text: split_passages(Article("hostile", "", text, "")),
    "words": tokens,
    "numbers": find_numbers,
    "dates": find_dates,
    "names": find_names,
}


def measure(shapes: list[str], sizes: list[float]) -> Record:
    """The seconds of each shape by size, in all and by part, and how they grow."""
    return {shape: _shape(shape, sizes) for shape in shapes}


def _shape(shape: str, sizes: list[float]) -> Record:
    found: Record = {}
    for size in sizes:
        seconds = {name: _seconds(part, written(SHAPES[shape], size)) for name, part in PARTS.items()}
        found[f"{size:g} MB"] = {"all": round(sum(seconds.values()), 2), **seconds}
        sys.stderr.write(f"{shape}, {size:g} MB: {found[f'{size:g} MB']}\n")
    if len(sizes) > 1:
        last, before = (found[f"{size:g} MB"]["all"] for size in (sizes[-1], sizes[-2]))
        found["grows"], found["sizes_grow"] = round(last / max(before, 0.01), 2), round(sizes[-1] / sizes[-2], 2)
    return found


def written(unit: str, size: float) -> str:
    """A text of so many MB of UTF-8."""
    return unit * (int(size * 1_000_000) // len(unit.encode()))


def _seconds(part: Callable[[str], object], text: str) -> float:
    begin = process_time()
    part(text)
    return round(process_time() - begin, 2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=float, default=SIZES[-1], metavar="MB", help="no size above this")
    parser.add_argument("--least", type=float, default=SIZES[0], metavar="MB", help="no size below this")
    parser.add_argument("shapes", nargs="*", default=list(SHAPES), metavar="SHAPE")
    options = parser.parse_args()
    sizes = [size for size in SIZES if options.least <= size <= options.most]
    command_line.store("hostile", {"sizes_mb": sizes}, measure(options.shapes, sizes))


if __name__ == "__main__":
    main()
