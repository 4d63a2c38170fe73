"""Make the currencies and units of ``retrieval/arabic/lists`` anew: ``python -m benchmarks.unit_lists FOLDER``.

``FOLDER`` holds the unpacked wheel of ``babel`` 2.18.0 (``pip download --no-deps`` and ``python -m zipfile -e``), which
nothing else needs. What is taken, and under which licence, is in ``retrieval/arabic/lists/README.md``.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

LISTS = Path(__file__).resolve().parent.parent / "retrieval" / "arabic" / "lists"
_HEAD = "# From CLDR by way of babel 2.18.0 (Unicode-3.0); made by `python -m benchmarks.unit_lists`.\n"
_NOTE = re.compile(r"[\u200e\u200f]|\s*\(.*")
_UNITS = {
    "length-kilometer": "km", "length-meter": "m", "length-centimeter": "cm", "length-millimeter": "mm",
    "length-micrometer": "μm", "length-nanometer": "nm", "length-mile": "mi", "length-yard": "yd", "length-foot": "ft",
    "length-inch": "in", "length-nautical-mile": "nmi", "length-light-year": "ly",
    "area-square-kilometer": "km²", "area-square-meter": "m²", "area-square-centimeter": "cm²",
    "area-square-mile": "mi²", "area-square-foot": "ft²", "area-hectare": "ha", "area-dunam": "dunam",
    "volume-cubic-kilometer": "km³", "volume-cubic-meter": "m³", "volume-cubic-centimeter": "cm³",
    "volume-cubic-foot": "ft³", "volume-liter": "L", "volume-milliliter": "mL", "volume-hectoliter": "hL",
    "volume-gallon": "gal", "volume-barrel": "bbl",
    "mass-tonne": "t", "mass-ton": "t", "mass-kilogram": "kg", "mass-gram": "g", "mass-milligram": "mg",
    "mass-microgram": "μg", "mass-pound": "lb", "mass-ounce": "oz", "mass-carat": "ct",
    "temperature-celsius": "°C", "temperature-fahrenheit": "°F", "temperature-kelvin": "K", "temperature-generic": "°",
    "speed-kilometer-per-hour": "km/h", "speed-meter-per-second": "m/s", "speed-mile-per-hour": "mph",
    "power-gigawatt": "GW", "power-megawatt": "MW", "power-kilowatt": "kW", "power-watt": "W",
    "power-horsepower": "hp", "energy-kilowatt-hour": "kWh", "energy-kilocalorie": "kcal", "electric-volt": "V",
    "electric-ampere": "A", "frequency-gigahertz": "GHz", "frequency-megahertz": "MHz", "frequency-hertz": "Hz",
    "digital-terabyte": "TB", "digital-gigabyte": "GB", "digital-megabyte": "MB", "digital-kilobyte": "kB",
    "digital-byte": "B", "graphics-pixel": "px", "graphics-megapixel": "MP", "pressure-bar": "bar",
    "pressure-pascal": "Pa", "duration-second": "s", "duration-minute": "min", "duration-hour": "h",
    "duration-day": "day", "duration-week": "week", "duration-month": "month", "duration-year": "year",
    "duration-decade": "decade", "duration-century": "century", "duration-night": "night",
    "duration-millisecond": "ms",
}  # fmt: skip
_SPELLED_LIKE_WORDS = {"حصان", "شمعة", "بت", "ب", "ل", "س", "د", "ث", "ي", "أ", "غ", "م", "سنة واحدة", "ستون"}
_PER = re.compile(r"^/|^(?:لكل|كل|في) ")


def currencies() -> dict[str, str]:
    """The names of the currencies in use, each with its ISO 4217 code."""
    names = _locale("ar").currencies
    return {_NOTE.sub("", names[code]).strip(): code for code in sorted(_in_use()) if code in names}


def signs() -> dict[str, str]:
    """The Arabic abbreviations of the currencies in use, with the point at their end and without."""
    signs = _locale("ar").currency_symbols
    arabic = {
        code: _NOTE.sub("", signs[code])
        for code in sorted(_in_use())
        if re.match("[\u0621-\u064a]", signs.get(code, ""))
    }
    return {form: code for code, sign in arabic.items() for form in dict.fromkeys((sign, sign.rstrip(".")))}


def _in_use() -> set[str]:
    territories = import_module("babel.core").get_global("territory_currencies")
    return {code for used in territories.values() for code, _, end, tender in used if end is None and tender}


def thousandths() -> list[str]:
    """The currencies in use that are told to three decimals."""
    fractions = import_module("babel.core").get_global("currency_fractions")
    return sorted(code for code in _in_use() if fractions.get(code, (2,))[0] == 3)


def units() -> dict[str, list[str]]:
    """The Arabic names of each unit in every number and length, but for those that are other words as well."""
    arabic = _locale("ar")._data["unit_patterns"]
    found: dict[str, set[str]] = {}
    for key, symbol in _UNITS.items():
        names = {_NOTE.sub("", name.replace("{0}", "")).strip() for name in _strings(arabic[key])}
        kept = {name for name in names if name and not _PER.search(name) and name not in _SPELLED_LIKE_WORDS}
        found.setdefault(symbol, set()).update(kept)
    return {symbol: sorted(names) for symbol, names in found.items()}


def _strings(node: Mapping[str, Any]) -> Iterator[str]:
    for key in node:
        value = node[key]
        yield from (value,) if isinstance(value, str) else _strings(value)


def _locale(name: str) -> Any:
    return import_module("babel").Locale(name)


def _table(entries: Iterable[tuple[str, Any]]) -> str:
    return "".join(
        f"{json.dumps(key, ensure_ascii=False)} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in entries
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    sys.path.insert(0, str(next(folder.rglob("babel/core.py")).parent.parent))
    money = f"thousandths = {json.dumps(thousandths())}\n\n[names]\n{_table(currencies().items())}"
    money += f"\n[signs]\n{_table(signs().items())}"
    for name, text in (("currencies", money), ("units", _table(units().items()))):
        (LISTS / f"{name}.toml").write_text(_HEAD + text, encoding="utf-8")
        print(name, text.count("\n"))


if __name__ == "__main__":
    main()
