"""Currencies and units of measure: the words and signs that stand beside a number.

Names come from CLDR and a list by hand; a currency that several countries have («دينار») is money without a code unless
the country is named. What it does not know: which country a text means.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Literal

from retrieval.arabic.letters import fold
from retrieval.arabic.numbers.counted import countables
from retrieval.arabic.numbers.lists import entries, variants
from retrieval.arabic.numbers.tokens import Token, tokens

_LATIN = (
    "km", "kg", "cm", "mm", "km/h", "MB", "GB", "TB", "kB", "kWh", "MW", "GW", "kW", "GHz", "MHz", "m²", "km²",
    "°C", "°F",
)  # fmt: skip
_MOST_WORDS = 4
_LEAST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Unit:
    """ISO 4217 or a unit's symbol, and the token behind its name; "" for a currency of many countries."""

    kind: Literal["money", "measure"]
    code: str
    stop: int


def unit_at(line: Sequence[Token], place: int, definite: bool = False) -> Unit | None:
    """The longest name of a unit that begins at a token; with ``definite`` also behind the article."""
    for length in range(min(_MOST_WORDS, len(line) - place), 0, -1):
        part = line[place : place + length]
        if any(token.digits and not token.glued for token in part):
            continue
        for phrase in _spellings(part, definite):
            if phrase in _names():
                kind, code = _names()[phrase]
                return Unit(kind, code, place + length)
    return None


def symbol_at(line: Sequence[Token], place: int) -> Unit | None:
    """A currency's sign or ISO code at a token."""
    if not 0 <= place < len(line):
        return None
    word = line[place].word
    if word in _symbols():
        return Unit("money", _symbols()[word], place + 1)
    return Unit("money", word.upper(), place + 1) if word in _codes() else None


def in_thousandths(code: str) -> bool:
    """Whether a currency is told to three decimals; so may be one of many countries."""
    return not code or code in entries("currencies")["thousandths"]


def unit_named(word: str, stop: int) -> Unit | None:
    """The unit that one folded word names, a particle before it or not."""
    for form in variants(word):
        if form in _names():
            return Unit(*_names()[form], stop)
    return None


def _spellings(part: Sequence[Token], definite: bool) -> Iterator[str]:
    said = [token.word.removeprefix("ال") if definite and token.kind == "word" else token.word for token in part]
    yield " ".join(said)
    dual = countables().duals.get(_own_word(part[0]).removeprefix("ال"), "")
    if dual:
        yield " ".join((dual, *said[1:]))
    if said[0].endswith("ا") and len(said[0]) > _LEAST_LETTERS:
        yield " ".join(word.removesuffix("ا") for word in said)
        yield " ".join((said[0].removesuffix("ا"), *said[1:]))


def _own_word(token: Token) -> str:
    """The word of a token without what is joined to a dual."""
    return token.numeral.word if token.numeral and token.numeral.role == "dual" else token.word


@cache
def _names() -> dict[str, tuple[Literal["money", "measure"], str]]:
    """The folded names of all units, by their tokens."""
    found: dict[str, tuple[Literal["money", "measure"], str]] = {}
    listed, money = entries("quantities"), entries("currencies")["names"]
    for units in (entries("units"), listed["units"]):
        for code, names in units.items():
            found |= {_phrase(name): ("measure", code) for name in names}
    found |= {_phrase(code): ("measure", code) for code in _LATIN}
    found |= {_phrase(sign): ("money", code) for sign, code in entries("currencies")["signs"].items()}
    for name, code in (*listed["currencies"].items(), *money.items(), *listed["other_names"].items()):
        found |= {_phrase(form): ("money", code) for form in _forms(name, listed["plurals"])}
    return found


def _phrase(name: str) -> str:
    return " ".join(token.word for token in tokens(name))


def _forms(name: str, plurals: dict[str, list[str]]) -> Iterable[str]:
    """A currency in its numbers and cases, with its adjective's."""
    head, *rest = name.split()
    stem = head.removesuffix("ة")
    duals = () if head == "سنت" else (f"{stem}ين", f"{stem}ان")  # «سنتين» is two years
    heads = (head, f"{head}ا", f"{stem}ات", *duals, *plurals.get(head, ()))
    if len(rest) != 1:
        return [" ".join((form, *rest)) for form in heads]
    last = rest[0].removesuffix("ة")
    return [" ".join(pair) for pair in product(heads, (last, f"{last}ا", f"{last}ة", f"{last}ين", f"{last}ان"))]


@cache
def _symbols() -> dict[str, str]:
    return {fold(sign): code for sign, code in entries("quantities")["symbols"].items()}


@cache
def _codes() -> frozenset[str]:
    return frozenset(code.casefold() for code in entries("currencies")["names"].values())
