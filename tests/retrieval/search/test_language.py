"""What queries mean, and where those that mean nothing are wrong."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import prompts
from retrieval.errors import BadQuery
from retrieval.search.language import (
    MOST_CHARACTERS,
    All,
    Any,
    Dated,
    Entity,
    Expression,
    Near,
    Not,
    Outlet,
    Titled,
    Words,
    parse,
)  # fmt: skip


def told(expression: Expression) -> str:
    """An expression as one line: exact words behind "=", patterns behind "/", a phrase in square brackets."""
    match expression:
        case Words(words):
            signs = ("=" if word.kind == "exact" else "/" if word.pattern else "" for word in words)
            listed = " ".join(sign + word.value for sign, word in zip(signs, words, strict=True))
            return listed if len(words) == 1 else f"[{listed}]"
        case Near(parts, between):
            return f"near{between}({' '.join(map(told, parts))})"
        case All(parts):
            return f"({' & '.join(map(told, parts))})"
        case Any(parts):
            return f"({' | '.join(map(told, parts))})"
        case Not(part):
            return f"!{told(part)}"
        case Titled(part):
            return f"title{{{told(part)}}}"
        case Outlet(name):
            return f"outlet{{{name}}}"
        case Entity(name):
            return f"entity{{{name}}}"
        case Dated(since, until):
            return f"date{{{since or ''}..{until or ''}}}"


@pytest.mark.parametrize(
    ("query", "meaning"),
    [
        # words: all of them
        ("طرابلس", "طرابلس"),
        ("طرابلس حلب", "(طرابلس & حلب)"),
        ("والطرابلس", "طرابلس"),
        ("طرابلس،  حلب؟", "(طرابلس & حلب)"),
        ("F16", "[f 16]"),
        ("10:30", "[10 30]"),
        ("قال: طرابلس", "(قال & طرابلس)"),
        ("طرابلس-حلب", "[طرابلس حلب]"),
        ("‏طرابلس‎", "طرابلس"),
        # phrases, in all quotation marks
        ('"مجلس طرابلس"', "[مجلس طرابلس]"),
        ("«مجلس طرابلس»", "[مجلس طرابلس]"),
        ("“مجلس طرابلس”", "[مجلس طرابلس]"),
        ('"مجلس طر*"', "[مجلس /طر.*]"),
        ('"حلب"حمص', "(حلب & حمص)"),
        ('"حلب أو (حمص) AND"', "[حلب او حمص and]"),
        # exact spelling
        ("=أحمد", "=أحمد"),
        ('="أحمد علي"', "[=أحمد =علي]"),
        ("=وأحمَد", "=وأحمد"),
        # beginnings, and names with another letter
        ("طراب*", "/طراب.*"),
        ("سمر~", "/.?مر|.سمر|س.?ر|س.مر|سرم|سم.?|سم.ر|سمر|سمر.|مسر"),
        # operators
        ("حلب AND حمص", "(حلب & حمص)"),
        ("حلب و حمص", "(حلب & حمص)"),
        ("حلب OR حمص", "(حلب | حمص)"),
        ("حلب أو حمص", "(حلب | حمص)"),
        ("حلب او حمص", "(حلب | حمص)"),
        ("حلب حمص أو دمشق", "((حلب & حمص) | دمشق)"),
        ("حلب أو حمص دمشق", "(حلب | (حمص & دمشق))"),
        ("حلب أو حمص أو دمشق", "(حلب | حمص | دمشق)"),
        ("حلب NOT حمص", "(حلب & !حمص)"),
        ("حلب -حمص", "(حلب & !حمص)"),
        ("حلب AND NOT حمص", "(حلب & !حمص)"),
        ("NOT حلب", "!حلب"),
        ("NOT NOT حلب", "حلب"),
        ("-(حلب أو حمص)", "!(حلب | حمص)"),
        ("حلب وليس حمص", "(حلب & !حمص)"),
        ("حلب و ليس حمص", "(حلب & !حمص)"),
        ("حلب AND لا حمص", "(حلب & !حمص)"),
        ("حلب أو ليس حمص دمشق", "(حلب | (!حمص & دمشق))"),
        # where they are words
        ("ليس حلب", "(ليس & حلب)"),
        ("لا حرب", "(لا & حرب)"),
        ("حلب أو لا", "(حلب | لا)"),
        ("(حلب أو ليس) حمص", "((حلب | ليس) & حمص)"),
        ("حلب لا حمص", "(حلب & لا & حمص)"),
        ("حلب ولا حمص", "(حلب & ولا & حمص)"),
        ("وليس حلب", "(ليس & حلب)"),
        ('"و" حلب', "(و & حلب)"),
        ("and or", "(and & or)"),
        ("وحلب", "حلب"),
        ("أول", "اول"),
        # grouping
        ("(حلب أو حمص) دمشق", "((حلب | حمص) & دمشق)"),
        ("((((حلب))))", "حلب"),
        ("(حلب(حمص))", "(حلب & حمص)"),
        # near one another
        ('"حلب حمص"~5', "near5(حلب حمص)"),
        ("«حلب حمص دمشق»~٣", "near3(حلب حمص دمشق)"),
        ("حلب NEAR/3 حمص", "near3(حلب حمص)"),
        ("حلب NEAR حمص", "near10(حلب حمص)"),
        ('حلب NEAR/3 "جبل حمص"', "near3(حلب [جبل حمص])"),
        ("حلب NEAR/2 طر* دمشق", "(near2(حلب /طر.*) & دمشق)"),
        ("NOT حلب NEAR/3 حمص", "!near3(حلب حمص)"),
        # fields
        ("title:حلب", "title{حلب}"),
        ("title:(حلب أو حمص)", "title{(حلب | حمص)}"),
        ('title:"جبل حمص" دمشق', "(title{[جبل حمص]} & دمشق)"),
        ('عنوان:"حلب حمص"~2', "title{near2(حلب حمص)}"),
        ("title:(حلب NEAR/3 حمص)", "title{near3(حلب حمص)}"),
        ("outlet:BBC", "outlet{BBC}"),
        ('outlet:"France 24"', "outlet{France 24}"),
        ("جهة:(BBC أو CNN)", "(outlet{BBC} | outlet{CNN})"),
        ("OUTLET:BBC", "outlet{BBC}"),
        ("-outlet:BBC", "!outlet{BBC}"),
        ('entity:"سامر حداد"', "entity{سامر حداد}"),
        ("اسم:حداد", "entity{حداد}"),
        ("date:2016", "date{2016-01-01..2016-12-31}"),
        ("date:2016-02", "date{2016-02-01..2016-02-29}"),
        ("date:2016-02-03", "date{2016-02-03..2016-02-03}"),
        ("date:2016-02..2016-03", "date{2016-02-01..2016-03-31}"),
        ("date:2016..", "date{2016-01-01..}"),
        ("date:..2016", "date{..2016-12-31}"),
        ('تاريخ:"15 مارس 2016"', "date{2016-03-15..2016-03-15}"),
        ('date:"مارس 2016..أبريل 2016"', "date{2016-03-01..2016-04-30}"),
        ("since:2016-05", "date{2016-05-01..}"),
        ("منذ:2016 حتى:2017-03", "(date{2016-01-01..} & date{..2017-03-31})"),
    ],
)  # fmt: skip
def test_what_a_query_means(query: str, meaning: str) -> None:
    assert told(parse(query)) == meaning


@pytest.mark.parametrize(
    ("shown", "problem"),
    [
        ("‸", "empty"),
        ("(حلب‸", "unclosed"),
        ("(حلب (حمص)‸", "unclosed"),
        ("حلب‸)", "unopened"),
        ('حلب ‸"حمص', "unclosed_quote"),
        ("حلب ‸«حمص", "unclosed_quote"),
        ("حلب أو‸", "ended"),
        ("حلب AND‸", "ended"),
        ("حلب وليس‸", "ended"),
        ("‸أو حلب", "syntax"),
        ("‸و حلب", "syntax"),
        ("حلب أو ‸أو حمص", "syntax"),
        ("(‸)", "syntax"),
        ("حلب‸~2", "syntax"),
        ("ح‸*ل", "syntax"),
        ("‸* حلب", "syntax"),
        ("حلب ‸؟!", "no_word"),
        ('‸"…"', "no_word"),
        ("حلب ‸- حمص", "no_word"),
        ("‸ح*", "short"),
        ("‸حل~", "short"),
        ('‸"حلب ح*"', "short"),
        ("‸F-16*", "several"),
        ('‸"حلب"~3', "near"),
        ('‸"حلب حمص"~51', "near"),
        ('‸"أب أخ عم خال جد جدة"~3', "near"),
        ("حلب ‸NEAR/3 (حمص أو دمشق)", "near"),
        ("حلب ‸NEAR/3 title:حمص", "near"),
        ("حلب ‸NEAR/3 outlet:BBC", "near"),
        ("‸place:حلب", "field"),
        ("‸http://x.y/z", "field"),
        ("title:(حلب ‸outlet:BBC)", "nested"),
        ("outlet:‸BB*", "value"),
        ("outlet:=‸BBC", "value"),
        ("date:‸قريبا", "date"),
        ("date:‸2016-13", "date"),
        ("date:‸2017..2016", "range"),
        ('entity:‸"؟"', "no_word"),
    ],
)  # fmt: skip
def test_an_error_shows_its_place(shown: str, problem: str) -> None:
    query = shown.replace("‸", "")
    with pytest.raises(BadQuery) as raised:
        parse(query)
    assert raised.value.details == {"problem": problem, "shown": shown}


def test_every_problem_has_its_words() -> None:
    problems = {case[1] for mark in test_an_error_shows_its_place.pytestmark for case in mark.args[1]}  # type: ignore[attr-defined]
    worded = {name.removeprefix("query_") for name in prompts.load("search").templates if name.startswith("query_")}
    assert worded == problems | {"long", "deep"}


@pytest.mark.parametrize("query", ["حلب " * 300, "(" * 2000, "x" * (MOST_CHARACTERS + 1)])
def test_a_query_has_an_end(query: str) -> None:
    with pytest.raises(BadQuery) as raised:
        parse(query)
    assert raised.value.details["problem"] == "long"


@pytest.mark.parametrize(
    "query",
    [
        "(" * 499 + "ح" + ")" * 499,
        "(حل أو (حم " * 49 + "د" + "))" * 49,
        "-" * 999 + "ح",
        "NOT " * 249 + "حل",
        "ح " * 499,
    ],
    ids=["parentheses", "nested", "signs", "words", "many"],
)
def test_depth_and_length_are_no_trouble(query: str) -> None:
    try:
        parse(query)
    except BadQuery as error:
        assert error.details["problem"] == "deep"


PIECES = st.sampled_from(
    ["حلب", "و", "أو", "ليس", "لا", "وليس", "AND", "OR", "NOT", "NEAR/3", "(", ")", '"', "«", "»", "=", "-", "*", "~",
     "~5", ":", "title:", "outlet:", "date:", "2016..2017", "entity:", " ", " ", "\n", "\0", "؟", "ﷺ", "\u200f", "x"]
)  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map("".join), st.lists(PIECES).map(" ".join)))
def test_whatever_is_typed_is_read_or_refused(query: str) -> None:
    try:
        told(parse(query))
    except BadQuery as error:
        assert str(error.details["shown"]).count("‸") >= 1


@pytest.mark.parametrize("piece", ['"', "(", "a NEAR ", "-", "«"])
def test_what_never_ends_is_refused(piece: str) -> None:
    with pytest.raises(BadQuery):
        parse(piece * (MOST_CHARACTERS // len(piece)))
