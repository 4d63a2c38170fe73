"""From a query's expression to all articles it is true of, by the index; only what an index cannot tell is read.

Every condition is a set of articles with scores: "and" keeps what is in all of them and adds the scores, "or" what is
in any, "not" what is not in one. The score of words is their BM25 in the title and in the text, of all else 0.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, Protocol

import numpy as np

from retrieval.arabic.spellings import wanted
from retrieval.arabic.words import tokens
from retrieval.search.language import All, Any, Dated, Entity, Expression, Near, Not, Outlet, Titled, Words, leaves
from retrieval.search.matching import Matcher, Places
from retrieval.store.facets import Counted, Facets
from retrieval.store.folder import Store
from retrieval.store.keywords import Field
from retrieval.types import Article, Filter, Keys, Scored, Sentence, Span

Order = Literal["fit", "date"]
"""The best first; or the newest first, those without a day last."""

Scores = dict[int, float]
"""Articles by the key of their first passage."""

_FIELDS: tuple[Field, ...] = ("title", "text")


class Entities(Protocol):
    """Knows the names that articles tell, one name under all its spellings."""

    def articles(self, name: str) -> Iterable[str]:
        """The ids of the articles that tell a name."""

    def mentions(self, name: str, article: Article) -> Sequence[Span]:
        """Where an article tells it: offsets into its text."""


@dataclass(frozen=True, slots=True)
class Source:
    """An article found, with those of its copies that were found too."""

    key: int
    article: str
    score: float
    copies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Located:
    """A source with its article, the places that make the query true, and the article's sentences."""

    source: Source
    article: Article
    places: Places
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Everything:
    """All that a query finds: sources in the order asked for, and counts of all articles, copies too."""

    sources: tuple[Source, ...]
    articles: int
    outlets: tuple[Counted, ...]
    months: tuple[Counted, ...]


class ArticleSearch:
    """Searches one open store, from any number of threads."""

    def __init__(self, store: Store, entities: Entities | None = None) -> None:
        self._store = store
        self._entities = entities or PhrasesAsNames(store)

    def find(self, expression: Expression, order: Order = "fit", among: Iterable[str] | None = None) -> Everything:
        """All articles an expression is true of, ``among`` some by id where they are given.

        Raises ``UnknownOutlet``, or ``QueryTooWide`` where a pattern fits too many words.
        """
        facets = self._store.facets
        scores = self.scores(expression)
        if among is not None:
            allowed = facets.first_keys(among)
            scores = {key: score for key, score in scores.items() if key in allowed}
        keys = _ranked(facets.known(scores), scores, facets, order)
        sources = self._sources(keys, scores, facets)
        return Everything(sources, len(keys), tuple(facets.by_outlet(keys)), tuple(facets.by_month(keys)))

    def locate(self, expression: Expression, sources: Sequence[Source]) -> list[Located]:
        """Sources with the places of what was looked for; one that is gone meanwhile is left out."""
        catalog, found = self._store.catalog, []
        articles = catalog.passages.articles([source.key for source in sources])
        conditions = [one for one in leaves(expression) if not isinstance(one, Words | Near)]
        met = {one: self._meeting(one) for one in conditions}
        for source in sources:
            if article := articles.get(source.key):
                given: dict[Expression, Sequence[Span]] = {
                    one: self._told(one, article) for one in conditions if source.key in met[one]
                }
                places = Matcher(article, given).places(expression)
                sentences = tuple(catalog.passages.spans(article.id))
                found.append(Located(source, article, places or {}, sentences))
        return found

    def scores(self, expression: Expression) -> Scores:
        """The articles an expression is true of."""
        return self._scores(expression, _FIELDS)

    def _scores(self, expression: Expression, fields: Sequence[Field]) -> Scores:
        if isinstance(expression, Words):
            return _any([_scores(self._store.phrase(field, expression.words)) for field in fields])
        if isinstance(expression, Near):
            return _any([self._near(expression, field) for field in fields])
        if isinstance(expression, Titled):
            return self._scores(expression.part, ("title",))
        if isinstance(expression, Any):
            return _any([self._scores(part, fields) for part in expression.parts])
        if isinstance(expression, All):
            return self._all(expression, fields)
        if isinstance(expression, Not):
            without = self._scores(expression.part, fields)
            return {key: score for key, score in _scores(self._store.articles()).items() if key not in without}
        return dict.fromkeys(self._meeting(expression), 0.0)

    def _all(self, expression: All, fields: Sequence[Field]) -> Scores:
        """What is in all parts; a "not" among others takes out of them, without all articles being looked at."""
        asked = [part for part in expression.parts if not isinstance(part, Not)]
        if not asked:
            return self._scores(
                Not(Any(tuple(part.part for part in expression.parts if isinstance(part, Not)))), fields
            )
        found = [self._scores(part, fields) for part in asked]
        kept = {key: sum(one[key] for one in found) for key in min(found, key=len) if all(key in one for one in found)}
        for part in expression.parts:
            if isinstance(part, Not) and kept:
                without = self._scores(part.part, fields)
                kept = {key: score for key, score in kept.items() if key not in without}
        return kept

    def _near(self, near: Near, field: Field) -> Scores:
        """Two words are found near one another by the index; for more it tells which articles are worth reading."""
        parts = [part.words for part in near.parts]
        if len(parts) == 2 and all(len(words) == 1 for words in parts):
            (one,), (other,) = parts
            return _scores(self._store.near(field, one, other, near.between))
        found = [_scores(self._store.phrase(field, words)) for words in parts]
        firsts, reach = [words[0] for words in parts], near.between + sum(map(len, parts)) - 2
        found += [_scores(self._store.near(field, one, other, reach)) for one, other in combinations(firsts, 2)]
        worth = {key: sum(one[key] for one in found) for key in found[0] if all(key in one for one in found)}
        asked: Expression = Titled(near) if field == "title" else near
        true = self._true(asked, list(worth), field)
        return {key: score for key, score in worth.items() if key in true}

    def _true(self, expression: Expression, keys: Sequence[int], field: Field) -> set[int]:
        """Those articles of which words are true in one field, by reading them."""
        articles = self._store.catalog.passages.articles(keys)
        found = {key: Matcher(article, {}).places(expression) for key, article in articles.items()}
        return {key for key, places in found.items() if places and places[field]}

    def _meeting(self, condition: Expression) -> set[int]:
        """The articles of which a condition is true that is not of their words."""
        if isinstance(condition, Entity):
            return self._store.facets.first_keys(self._entities.articles(condition.name))
        only = Filter()
        if isinstance(condition, Outlet):
            only = Filter(outlets=(condition.name,))
        elif isinstance(condition, Dated):
            only = Filter(since=condition.since, until=condition.until)
        keys = self._store.facets.select(only).keys
        return set(keys.tolist()) & _scores(self._store.articles()).keys()

    def _told(self, condition: Expression, article: Article) -> Sequence[Span]:
        """Where an article tells that a condition is true of it that is not of its words."""
        return self._entities.mentions(condition.name, article) if isinstance(condition, Entity) else ()

    def _sources(self, keys: Keys, scores: Scores, facets: Facets) -> tuple[Source, ...]:
        """The articles in order, each with those copies of it that were found, which do not stand for themselves."""
        families, named = self._store.catalog.copies.all(), facets.articles(keys)
        found, told, sources = set(named), set[str](), list[Source]()
        for key, article in zip(keys.tolist(), named, strict=True):
            if article not in told:
                copies = tuple(copy for copy in families.get(article, ()) if copy in found)
                told.update(copies)
                sources.append(Source(key, article, scores[key], copies))
        return tuple(sources)


class PhrasesAsNames:
    """Knows no names: one is told where its words follow one another in the text."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def articles(self, name: str) -> Iterable[str]:
        facets = self._store.facets
        found = self._store.phrase("text", _phrase(name).words)
        return facets.articles(facets.known(one.key for one in found))

    def mentions(self, name: str, article: Article) -> Sequence[Span]:
        places = Matcher(article, {}).places(_phrase(name))
        return places["text"] if places else ()


def _phrase(name: str) -> Words:
    return Words(tuple(map(wanted, tokens(name))))


def _ranked(keys: Keys, scores: Scores, facets: Facets, order: Order) -> Keys:
    """Keys in an order; of equals the better, then the newer first."""
    fit, days = np.array([scores[key] for key in keys.tolist()], np.float64), facets.days(keys)
    by = (keys, -days, -fit) if order == "fit" else (keys, -fit, -days)
    return keys[np.lexsort(by)]


def _scores(found: Iterable[Scored]) -> Scores:
    return {one.key: one.score for one in found}


def _any(found: Iterable[Scores]) -> Scores:
    every: Scores = {}
    for scores in found:
        for key, score in scores.items():
            every[key] = every.get(key, 0.0) + score
    return every
