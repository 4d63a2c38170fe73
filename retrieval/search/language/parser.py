"""From a query as it is typed to its expression; the one module that knows lark.

The grammar (``grammar.lark``) is LALR: time grows with the length of a query, and one that cannot be read is known at
the first place where it cannot. A tree of tokens becomes an expression in a second step, which knows what a field
asks for. Raises ``BadQuery``.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Literal, cast
from unicodedata import category

from retrieval.arabic import fold
from retrieval.arabic.calendar import period
from retrieval.arabic.spellings import Wanted, wanted, wanted_beginning, wanted_exactly, wanted_like
from retrieval.arabic.words import Word, tokens
from retrieval.errors import BadQuery
from retrieval.search.language.expressions import All, Any, Dated, Entity, Expression, Near, Not, Outlet, Titled, Words

if TYPE_CHECKING:
    from lark import Lark, Token, Tree

MOST_CHARACTERS = 1000
_DEEPEST = 50
_MOST_NEIGHBOURS, _MOST_BETWEEN, _BETWEEN = 5, 50, 10
_LEAST_PREFIX, _LEAST_LIKE = 2, 3
_RANGE = ".."
_CARET = "‸"

Field = Literal["", "title", "outlet", "date", "since", "until", "entity"]

_NAMES: dict[Field, tuple[str, ...]] = {
    "title": ("title", "عنوان", "العنوان"),
    "outlet": ("outlet", "جهة", "الجهة", "ناشر", "الناشر"),
    "date": ("date", "تاريخ", "التاريخ"),
    "since": ("since", "منذ"),
    "until": ("until", "حتى"),
    "entity": ("entity", "اسم", "الاسم"),
}


def parse(query: str) -> Expression:
    """The expression of a query."""
    from lark.exceptions import UnexpectedInput

    text = "".join(character for character in query if category(character) != "Cf")
    if len(text) > MOST_CHARACTERS:
        raise _bad("long", text, MOST_CHARACTERS)
    if not text.strip():
        raise _bad("empty", text, 0)
    try:
        tree = _grammar().parse(text)
    except UnexpectedInput as error:
        raise _unexpected(error, text) from error
    return _Reading(text).expression(tree, "", 0)


@cache
def _grammar() -> "Lark":
    from lark import Lark

    source = resources.files(__package__).joinpath("grammar.lark").read_text("utf-8")
    return Lark(source, parser="lalr", start="disjunction", maybe_placeholders=False)


def _bad(problem: str, text: str, at: int) -> BadQuery:
    """An error that shows its place in the query, on one line."""
    return BadQuery(problem=problem, shown=" ".join(f"{text[:at]}{_CARET}{text[at:]}".split()))


def _unexpected(error: "Exception", text: str) -> BadQuery:
    """What lark did not expect: a character, a token, or the end."""
    token = getattr(error, "token", None)
    ended = token is not None and token.type == "$END"
    at = len(text.rstrip()) if ended else int(getattr(error, "pos_in_stream", 0) or 0)
    here = text[at : at + 1]
    if ended and "RPAR" in getattr(error, "expected", ()):
        return _bad("unclosed", text, at)
    if not ended and here in '"“”„«»':
        return _bad("unclosed_quote", text, at)
    before = text[:at]
    if here == ")" and before.count("(") <= before.count(")"):
        return _bad("unopened", text, at)
    return _bad("ended" if ended else "syntax", text, at)


class _Reading:
    """Makes the expression of one query's tree."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ways: dict[str, Callable[[Tree[Token], Field, int], Expression]] = {
            "disjunction": lambda tree, field, depth: Any(self._parts(tree, field, depth)),
            "conjunction": lambda tree, field, depth: All(self._parts(tree, field, depth)),
            "contrary": lambda tree, field, depth: All(self._parts(tree, field, depth)),
            "without": self._without,
            "but": self._without,
            "negated": self._negated,
            "near": self._near,
            "field": self._field,
            "leaf": self._leaf,
        }

    def expression(self, tree: "Tree[Token] | Token", field: Field, depth: int) -> Expression:
        """What a part of the tree means inside of a field, or of none."""
        if depth > _DEEPEST:
            raise _bad("deep", self._text, len(self._text))
        found = cast("Tree[Token]", tree)
        return self._ways[found.data](found, field, depth + 1)

    def _parts(self, tree: "Tree[Token]", field: Field, depth: int) -> tuple[Expression, ...]:
        return tuple(self.expression(child, field, depth) for child in tree.children)

    def _without(self, tree: "Tree[Token]", field: Field, depth: int) -> Expression:
        return Not(self.expression(tree.children[0], field, depth))

    def _negated(self, tree: "Tree[Token]", field: Field, depth: int) -> Expression:
        *signs, last = tree.children
        part = self.expression(last, field, depth)
        return Not(part) if len(signs) % 2 else part

    def _near(self, tree: "Tree[Token]", field: Field, depth: int) -> Expression:
        one, _, other = tree.children
        sign = cast("Token", tree.children[1])
        parts = [self.expression(child, field, depth) for child in (one, other)]
        bare = [part.part if isinstance(part, Titled) else part for part in parts]
        if not all(isinstance(part, Words) for part in bare) or type(parts[0]) is not type(parts[1]):
            raise self._problem("near", sign)
        _, _, number = sign.partition("/")
        near = self._nearness(tuple(part for part in bare if isinstance(part, Words)), number or str(_BETWEEN), sign)
        return Titled(near) if isinstance(parts[0], Titled) and field != "title" else near

    def _nearness(self, parts: tuple[Words, ...], number: str, token: "Token") -> Near:
        if not 1 < len(parts) <= _MOST_NEIGHBOURS or int(number) > _MOST_BETWEEN:
            raise self._problem("near", token)
        return Near(parts, int(number))

    def _field(self, tree: "Tree[Token]", field: Field, depth: int) -> Expression:
        name, value = tree.children
        inner = _field_named(str(name)[:-1])
        if not inner:
            raise self._problem("field", name)
        if field:
            raise self._problem("nested", name)
        part = self.expression(value, inner, depth)
        return Titled(part) if inner == "title" else part

    def _leaf(self, tree: "Tree[Token]", field: Field, depth: int) -> Expression:
        exactly, token = tree.children[:-1], cast("Token", tree.children[-1])
        if field in ("", "title"):
            return self._worded(token, exact=bool(exactly))
        if exactly or token.type not in ("WORD", "PHRASE"):
            raise self._problem("value", token)
        value = _unquoted(token).strip()
        if not tokens(value):
            raise self._problem("no_word", token)
        if field == "outlet":
            return Outlet(value)
        return Entity(value) if field == "entity" else self._dated(value, field, token)

    def _worded(self, token: "Token", *, exact: bool) -> Words | Near:
        if token.type == "PREFIX":
            return Words((self._single(token, wanted_beginning, _LEAST_PREFIX),))
        if token.type == "LIKE":
            return Words((self._single(token, wanted_like, _LEAST_LIKE),))
        if token.type == "NEIGHBOURS":
            quoted, _, number = token.rpartition("~")
            words = self._words(quoted, token, exact=False)
            return self._nearness(tuple(Words((word,)) for word in words), number, token)
        return Words(self._words(str(token), token, exact=exact))

    def _words(self, text: str, token: "Token", *, exact: bool) -> tuple[Wanted, ...]:
        """The words of a phrase, of which each may end in a star."""
        found: list[Wanted] = []
        for piece in text.split():
            said = tokens(piece)
            found += map(wanted_exactly if exact else wanted, said)
            if said and piece.rstrip('"“”„«»').endswith("*"):
                found[-1] = self._long_enough(said[-1], wanted_beginning, _LEAST_PREFIX, token)
        if not found:
            raise self._problem("no_word", token)
        return tuple(found)

    def _single(self, token: "Token", way: Callable[[Word], Wanted], least: int) -> Wanted:
        said = tokens(str(token))
        if len(said) != 1:
            raise self._problem("several", token)
        return self._long_enough(said[0], way, least, token)

    def _long_enough(self, word: Word, way: Callable[[Word], Wanted], least: int, token: "Token") -> Wanted:
        if len(word.folded) < least:
            raise self._problem("short", token)
        return way(word)

    def _dated(self, value: str, field: Field, token: "Token") -> Dated:
        first, dots, last = value.partition(_RANGE)
        if field == "since" and not dots:
            last, dots = "", _RANGE
        elif field == "until" and not dots:
            first, last, dots = "", value, _RANGE
        bounds = [self._days(bound, token) for bound in ((first, last) if dots else (first, first))]
        since, until = (bounds[0] and bounds[0][0]), (bounds[1] and bounds[1][1])
        if since and until and since > until:
            raise self._problem("range", token)
        return Dated(since, until)

    def _days(self, text: str, token: "Token") -> tuple[date, date] | None:
        """The days of a bound; None where it is left open."""
        if not text.strip():
            return None
        days = period(text.strip())
        if days is None:
            raise self._problem("date", token)
        return days

    def _problem(self, problem: str, token: "Token | Tree[Token]") -> BadQuery:
        return _bad(problem, self._text, int(getattr(token, "start_pos", 0) or 0))


def _field_named(name: str) -> Field:
    wanted_name = fold(name)
    return next((field for field, names in _NAMES.items() if wanted_name in map(fold, names)), "")


def _unquoted(token: "Token") -> str:
    return re.sub(r'^["“”„«]|["“”„»]$', "", str(token)) if token.type == "PHRASE" else str(token)
