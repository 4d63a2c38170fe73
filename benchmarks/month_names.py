"""Make ``retrieval/arabic/lists/months.toml`` anew: ``python -m benchmarks.month_names FOLDER``.

``FOLDER`` holds the unpacked wheel of ``babel`` 2.18.0 (``pip download --no-deps`` and ``python -m zipfile -e``), which
nothing else needs. Taken from CLDR are the names of the months in every Arabic locale, those of the weekdays, and the
English names; the Hijri months are those of ``hijridate``.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from hijridate import Hijri

LIST = Path(__file__).resolve().parent.parent / "retrieval" / "arabic" / "lists" / "months.toml"
_HEAD = "# Made by `python -m benchmarks.month_names`; sources: README.md. What is added by hand: dates.toml."


def regions(locales: Iterable[Any]) -> dict[tuple[str, ...], list[str]]:
    """Twelve names, January first, and the locales that have them."""
    found: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for locale in locales:
        found[_named(locale.months, "wide")].append(str(locale))
    return found


def _named(names: Mapping[str, Any], width: str) -> tuple[str, ...]:
    return tuple(name for _, name in sorted(names["format"][width].items()))


def _row(names: Iterable[str]) -> str:
    return json.dumps(list(names), ensure_ascii=False)


def document(babel: Any) -> str:
    """The list as TOML."""
    arabic, english = babel.Locale("ar"), babel.Locale("en")
    known = babel.localedata.locale_identifiers()
    locales = [babel.Locale.parse(name) for name in sorted(known) if name == "ar" or name.startswith("ar_")]
    lines = [
        _HEAD,
        f"hijri = {_row(Hijri(1440, month, 1).month_name('ar') for month in range(1, 13))}",
        f"weekdays = {_row(_named(arabic.days, 'wide'))}",
        *(f"english_{width} = {_row(_named(english.months, width))}" for width in ("wide", "abbreviated")),
        *(f"english_weekdays_{width} = {_row(_named(english.days, width))}" for width in ("wide", "abbreviated")),
    ]
    for names, where in regions(locales).items():
        lines += ["", "[[gregorian]]", f"locales = {_row(where)}", f"names = {_row(names)}"]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    sys.path.insert(0, str(next(folder.rglob("babel/core.py")).parent.parent))
    LIST.write_text(document(import_module("babel")), encoding="utf-8")


if __name__ == "__main__":
    main()
