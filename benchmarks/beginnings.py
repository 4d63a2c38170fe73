"""Make ``retrieval/arabic/lists/beginnings.txt`` anew: ``python -m benchmarks.beginnings FOLDER``.

The words that begin with what looks like a clitic and is none: «وزير» is no "and", «التزام» no article. A noun shows it
behind an article («الوزير»); another word by being far more frequent than what would be left of it («وصلت»). ``FOLDER``
holds the unpacked wheel of ``wordfreq`` 3.1.1 (``pip download --no-deps`` and ``python -m zipfile -e``), which nothing
else needs; ``msgpack`` must be installed. Source and licence are in ``retrieval/arabic/lists/README.md``.
"""

import argparse
import gzip
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path

from retrieval.arabic import fold
from retrieval.arabic.clitics import ARTICLE, CONJUNCTIONS

LIST = Path(__file__).resolve().parent.parent / "retrieval" / "arabic" / "lists" / "beginnings.txt"
_ARABIC = re.compile("[\u0621-\u064a]{2,}")
_ARTICLES = ("ال", "بال", "كال", "فال")
_POSSESSIVES = ("ها", "هم", "نا")
_LEAST = 3
_BILLION = 10**9

Frequencies = Mapping[str, float]
"""How often a folded word occurs among a billion words; 0 for one that is not known."""


def frequencies(folder: Path) -> Frequencies:
    unpack = import_module("msgpack").unpackb
    packed = next(folder.rglob("large_ar.msgpack.gz")).read_bytes()
    _, *bins = unpack(gzip.decompress(packed), raw=False)
    found: defaultdict[str, float] = defaultdict(float)
    for hundredths, words in enumerate(bins):
        for word in filter(_ARABIC.fullmatch, words):
            found[fold(word)] += _BILLION * 10 ** (-hundredths / 100)
    return found


def own_beginnings(known: Frequencies) -> Iterator[str]:
    """The words whose first letters are their own, inflections too."""
    for letter in CONJUNCTIONS:
        yield from (word for word in _candidates(known, letter, 2) if _own_letter(known, word))
    yield from (word for word in _candidates(known, "ل", 2) if _own_lam(known, word))
    for article in _ARTICLES:
        yield from (word for word in _candidates(known, article, 2) if _own_article(known, word, article))


def _candidates(known: Frequencies, beginning: str, more: int) -> Iterator[str]:
    definite = (word.removeprefix(ARTICLE) for word in known if word.startswith(ARTICLE + beginning))
    found = {*definite, *(word for word in known if word.startswith(beginning))}
    return (word for word in found if len(word) >= len(beginning) + more)


def _own_letter(known: Frequencies, word: str) -> bool:
    """Whether «و» or «ف» is a word's own. A short one must be more frequent than what is left, not only definite."""
    here, rest, definite = (known.get(form, 0) for form in (word, word[1:], ARTICLE + word))
    is_noun = definite >= 20 and definite >= (0.05 if len(word) > _LEAST else 0.02) * here
    if is_noun and (len(word) > _LEAST or rest < here):
        return True
    return here >= 100 and here >= 25 * rest and not word[1:].startswith(ARTICLE)


def _own_lam(known: Frequencies, word: str) -> bool:
    """Whether «لل» in front of the rest of a word is its own «ل» behind «ل» and the article: «للغة»."""
    return known.get(ARTICLE + word, 0) >= max(20, known.get(ARTICLE + word[1:], 0))


def _own_article(known: Frequencies, word: str, article: str) -> bool:
    """Whether an article with what stands before it is a word's own: seen behind another article, and, unless that is
    as frequent as the word, with a possessive ending, which none bears that is definite already."""
    definite = known.get(ARTICLE + word, 0)
    rest = word.removeprefix(article)
    without = known.get(rest if article == ARTICLE else ARTICLE + rest, 0)
    if len(word) <= _LEAST or definite < (40 if article == ARTICLE else 15):
        return False
    here = known.get(word, 0)
    signs = definite + sum(known.get(word + ending, 0) for ending in _POSSESSIVES)
    signs += known.get("ل" + word, 0) if article == ARTICLE else 0
    return signs >= 0.6 * here or (without <= 0.1 * here and signs >= 0.01 * here)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    words = sorted(set(own_beginnings(frequencies(parser.parse_args().folder))))
    LIST.write_text("\n".join(words) + "\n", encoding="utf-8")
    print(len(words))


if __name__ == "__main__":
    main()
