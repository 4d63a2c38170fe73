"""All articles that a query is true of: what the index finds is what comparing every word of every article finds."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise, product
from pathlib import Path
from random import Random
from string import ascii_lowercase

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.arabic import fold
from retrieval.arabic.calendar import day_of
from retrieval.arabic.spellings import Wanted
from retrieval.arabic.words import Word, tokens
from retrieval.errors import QueryTooWide, UnknownOutlet
from retrieval.indexing.indexer import Indexer
from retrieval.search.articles import ArticleSearch, Source
from retrieval.search.language import All, Any, Dated, Entity, Expression, Near, Not, Outlet, Titled, Words, parse
from retrieval.search.matching import Matcher
from retrieval.store.folder import Store
from retrieval.types import Article, Span
from tests.fakes import LetterEmbedder, silent

VOCABULARY = [
    "حلب", "وحلب", "لحلب", "حلبا", "حمص", "بحمص", "والحمص", "دمشق", "المجلس", "مجلس", "للمجلس", "وزير", "والوزير",
    "احمد", "أحمد", "وأحمد", "مدرسة", "مدرسه", "12", "12.5", "F16", "ﷺ", "حَلب", "sky", "Sky", "من", "في", "و", "لا",
    "ليس",
]  # fmt: skip
BREAKS = (" ", " ", " ", "، ", ". ", "\n", " — ")
OUTLETS = ("BBC", "France 24", "فرانس", "")
DATES = ("2016-05-26", "2016-06", "2017-01-02", "")


def article(number: int) -> Article:
    """An article of random words, the same in every run."""
    random = Random(number)

    def text(longest: int) -> str:
        chosen = [random.choice(VOCABULARY) + random.choice(BREAKS) for _ in range(random.randint(1, longest))]
        return "".join(chosen).strip()

    title = text(4).replace("\n", " ")
    return Article(f"a{number:02}", title, text(40), "", outlet=random.choice(OUTLETS), date=random.choice(DATES))


ARTICLES = [article(number) for number in range(40)]
BY_ID = {one.id: one for one in ARTICLES}


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ArticleSearch]:
    folder = tmp_path_factory.mktemp("articles")
    rows = [
        {"id": one.id, "title": one.title, "text": one.text, "outlet": one.outlet, "date": one.date} for one in ARTICLES
    ]
    (folder / "all.jsonl").write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    with Store.own(folder / "data", silent) as store:
        Indexer(store, LetterEmbedder(), silent).index([folder / "all.jsonl"])
        yield ArticleSearch(store)


# the meaning of queries told once more, in the plainest way: every way to choose a word for each word asked for


def holds(expression: Expression, one: Article, fields: Sequence[str] = ("title", "text")) -> bool:
    match expression:
        case Words(words):
            return any(follows(words, tokens(getattr(one, field))) for field in fields)
        case Near():
            return any(stands_near(expression, tokens(getattr(one, field))) for field in fields)
        case Titled(part):
            return holds(part, one, ("title",))
        case Not(part):
            return not holds(part, one, fields)
        case All(parts):
            return all(holds(part, one, fields) for part in parts)
        case Any(parts):
            return any(holds(part, one, fields) for part in parts)
        case Outlet(name):
            return fold(name) == fold(one.outlet)
        case Entity(name):
            asked = parse(f'"{name}"')
            return isinstance(asked, Words) and follows(asked.words, tokens(one.text))
        case Dated(since, until):
            day = day_of(one.date) if one.date else None
            return day is not None and (since or date.min) <= day <= (until or date.max)


def follows(asked: Sequence[Wanted], words: Sequence[Word]) -> bool:
    return any(
        all(wanted.fits(word) for wanted, word in zip(asked, words[at : at + len(asked)], strict=True))
        for at in range(len(words) - len(asked) + 1)
    )


def stands_near(near: Near, words: Sequence[Word]) -> bool:
    places = [
        [
            range(at, at + len(part.words))
            for at in range(len(words) - len(part.words) + 1)
            if follows(part.words, words[at : at + len(part.words)])
        ]
        for part in near.parts
    ]
    total = sum(len(part.words) for part in near.parts)
    for chosen in product(*places):
        covered = [place for one in chosen for place in one]
        if len(set(covered)) == total and max(covered) - min(covered) + 1 - total <= near.between:
            return True
    return False


WORDS = st.sampled_from([word for word in VOCABULARY if word not in ("و", "ﷺ")])
QUOTED = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
LEAVES = st.one_of(
    WORDS,
    WORDS.map("={}".format),
    st.sampled_from(["حل*", "مج*", "المج*", "sk*", "12*", "حلب~", "حمض~", "دمشف~", "مدرسة~"]),
    QUOTED.map('"{}"'.format),
    QUOTED.map('="{}"'.format),
    WORDS.map('"{} مج*"'.format),
    st.tuples(WORDS, WORDS, st.integers(0, 6)).map(lambda it: f'"{it[0]} {it[1]}"~{it[2]}'),
    st.tuples(WORDS, WORDS, WORDS, st.integers(0, 4)).map(lambda it: f'"{it[0]} {it[1]} {it[2]}"~{it[3]}'),
    st.tuples(WORDS, QUOTED, st.integers(0, 4)).map(lambda it: f'{it[0]} NEAR/{it[2]} "{it[1]}"'),
    st.tuples(WORDS, st.integers(0, 4)).map(lambda it: f"حل* NEAR/{it[1]} {it[0]}"),
    WORDS.map("title:{}".format),
    QUOTED.map('title:"{}"'.format),
    QUOTED.map('entity:"{}"'.format),
    st.sampled_from(
        ["outlet:bbc", 'outlet:"France 24"', "outlet:فرانس", "date:2016", "date:2016-05", "date:2017..", "date:..2016"]
    ),
)


def joined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    two = st.tuples(inner, inner)
    return st.one_of(
        two.map(lambda it: f"({it[0]} {it[1]})"),
        two.map(lambda it: f"({it[0]} أو {it[1]})"),
        two.map(lambda it: f"({it[0]} وليس {it[1]})"),
        inner.map("(NOT {})".format),
    )


QUERIES = st.recursive(LEAVES, joined, max_leaves=5)


@settings(deadline=None, max_examples=150)
@given(QUERIES)
def test_the_index_finds_what_is_true_of_each_article_and_no_other(indexed: ArticleSearch, query: str) -> None:
    expression = parse(query)
    found = indexed.find(expression)
    true = {one.id for one in ARTICLES if holds(expression, one)}
    assert {name for source in found.sources for name in (source.article, *source.copies)} == true
    assert found.articles == len(true)
    assert sum(one.count for one in found.outlets) == sum(one.count for one in found.months) == len(true)


@settings(deadline=None, max_examples=80)
@given(QUERIES)
def test_what_is_marked_makes_the_query_true(indexed: ArticleSearch, query: str) -> None:
    """Marks are whole words in order; blotting them out makes untrue what only words had made true."""
    expression = parse(query)
    for located in indexed.locate(expression, indexed.find(expression).sources):
        shown = located.article
        assert (shown.title, shown.text) == (BY_ID[shown.id].title, BY_ID[shown.id].text)
        spans = located.places
        for field in ("title", "text"):
            check_marks(getattr(shown, field), spans.get(field, ()))
        if isinstance(expression, Words | Near):
            assert any(spans.values())
            blotted = Article("", blot(shown.title, spans["title"]), blot(shown.text, spans["text"]), "")
            assert not holds(expression, blotted)


def check_marks(text: str, spans: Sequence[Span]) -> None:
    words = tokens(text)
    assert list(spans) == sorted(spans)
    for start, end in spans:
        assert {word.start for word in words} >= {start}
        assert {word.end for word in words} >= {end}
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


def blot(text: str, spans: Sequence[Span]) -> str:
    """A text with a word of its own in the place of each letter that is marked."""
    for start, end in spans:
        text = text[:start] + "ذ" * (end - start) + text[end:]
    return text


@pytest.mark.parametrize("query", ["حلب", '"حلب حمص"', '"حلب حمص دمشق"~5', "title:حلب أو حمص"])
def test_matching_alone_tells_the_same(query: str) -> None:
    expression = parse(query)
    for one in ARTICLES:
        assert (Matcher(one, {}).places(expression) is not None) == holds(expression, one)


def sources(search: ArticleSearch, query: str, order: str = "fit") -> list[Source]:
    return list(search.find(parse(query), order).sources)  # type: ignore[arg-type]


def test_orders(indexed: ArticleSearch) -> None:
    by_fit, by_date = sources(indexed, "حلب أو حمص"), sources(indexed, "حلب أو حمص", "date")
    assert [one.score for one in by_fit] == sorted((one.score for one in by_fit), reverse=True)
    days = [day.toordinal() if (day := day_of(BY_ID[one.article].date or "-")) else 0 for one in by_date]
    assert days == sorted(days, reverse=True)
    assert {one.article for one in by_fit} == {one.article for one in by_date}


def test_among_some_articles_alone(indexed: ArticleSearch) -> None:
    every = [one.article for one in sources(indexed, "حلب أو حمص")]
    found = indexed.find(parse("حلب أو حمص"), among=[*every[:2], "none"])
    assert {one.article for one in found.sources} == set(every[:2])


def test_an_outlet_that_is_not_there_is_an_error(indexed: ArticleSearch) -> None:
    with pytest.raises(UnknownOutlet):
        indexed.find(parse("outlet:CNN"))


def test_copies_are_one_source_and_counted_each(data: Path, corpus: Path, embedder: LetterEmbedder) -> None:
    (corpus / "reprint.txt").write_text((corpus / "tunis.txt").read_text("utf-8") + "\n", "utf-8")
    with Store.own(data, silent) as store:
        Indexer(store, embedder, silent).index([corpus])
        found = ArticleSearch(store).find(parse("البطولة"))
    assert [(one.article, one.copies) for one in found.sources] == [("reprint", ("tunis",))]
    assert (found.articles, [(one.value, one.count) for one in found.outlets]) == (2, [("", 2)])


def test_what_changes_is_found_at_once_and_what_goes_is_gone(
    data: Path, corpus: Path, embedder: LetterEmbedder
) -> None:
    with Store.own(data, silent) as store:
        search, indexer = ArticleSearch(store), Indexer(store, embedder, silent)
        indexer.index([corpus])
        assert [one.article for one in sources(search, "دمشق")] == ["damascus"]
        (corpus / "damascus.txt").write_text("افتتح المهندس مكتبة في حماة.", "utf-8")
        indexer.index([corpus])
        assert (sources(search, "دمشق"), [one.article for one in sources(search, "حماة")]) == ([], ["damascus"])
        indexer.remove(["damascus"])
        assert sources(search, "حماة") == []


def test_a_guest_finds_the_same(store: Store, data: Path) -> None:
    owner = ArticleSearch(store)
    with Store.read(data, silent) as guest:
        assert not guest.owned
        assert sources(ArticleSearch(guest), "مدينة") == sources(owner, "مدينة")


def test_too_many_words_in_a_phrase_are_told(data: Path, embedder: LetterEmbedder, tmp_path: Path) -> None:
    many = " ".join("ab" + "".join(letters) for letters in product(ascii_lowercase, repeat=3))
    many += " " + " ".join("ac" + "".join(letters) for letters in product(ascii_lowercase, repeat=3))
    (tmp_path / "many.txt").write_text(many, "utf-8")
    with Store.own(data, silent) as store:
        Indexer(store, embedder, silent).index([tmp_path / "many.txt"])
        search = ArticleSearch(store)
        assert len(sources(search, "ab*")) == 1
        with pytest.raises(QueryTooWide):
            search.find(parse('"ab* ac*"'))
