"""The views show every character of articles and answers, and let none of it act."""

import re
from dataclasses import replace

import pytest
from hypothesis import given

import prompts
from assistant.page.conversation import Said
from assistant.page.views import FileLine, Views
from assistant.summary.summaries import Length
from assistant.types import (
    Answer,
    Aspect,
    Card,
    Citation,
    Claim,
    Digest,
    Excerpt,
    Form,
    Note,
    Point,
    Problem,
    Reported,
    Short,
)
from retrieval.store.catalog import Listed
from retrieval.types import Article, Span
from tests.assistant.page.html import attributes, shown
from tests.assistant.page.test_escaping import TEXT, TEXTS
from tests.assistant.page.test_lines import SPANS

VIEWS = Views(prompts.load("page"))
MARKUP = '"><script>alert(1)</script>'


def answered(quote: str, short: Short | None = None) -> Answer:
    citation = Citation(1, "a", "العنوان", 10, 10 + len(quote), quote)
    return Answer("من؟", "من؟", "answered", quote, short, 0.9, (citation,), (), (), "extractive", 0.0)


def turn(answer: Answer) -> str:
    return VIEWS.conversation("c", [Said(answer.question, answer, "", True)])


@given(TEXTS, SPANS, SPANS)
def test_an_article_is_shown_whole_and_marks_hold_exactly_their_spans(text: str, one: Span, other: Span) -> None:
    html = VIEWS.article(Article("a", "t", text, "s"), [one, other], 0)
    body = html.split('dir="rtl">', 1)[1].removesuffix("</div>")
    assert shown(body) == text
    for marked in re.findall(r"<mark[^>]*>(.*?)</mark>", body, re.DOTALL):
        assert shown(marked) in (text[slice(*one)], text[slice(*other)])


def test_the_span_asked_for_is_told_from_the_others() -> None:
    html = VIEWS.article(Article("a", "t", TEXT, "s"), [(0, 3), (5, 12)], 1)
    assert [shown(mark) for mark in re.findall('<mark id="here".*?>(.*?)</mark>', html)] == [TEXT[5:12]]
    assert html.count("<mark") == 2


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "", "http://[broken"])
def test_only_web_addresses_become_links(url: str) -> None:
    assert "<a " not in VIEWS.article(Article("a", "t", TEXT, "s", url=url), [], None)
    linked = VIEWS.article(Article("a", "t", TEXT, "s", url="https://example.org/?a=1&b"), [], None)
    assert 'href="https://example.org/?a=1&amp;b"' in linked


@given(TEXTS)
def test_a_claim_is_its_quote_then_its_mark_and_nothing_else(quote: str) -> None:
    html = turn(answered(quote))
    (claim,) = re.findall('<p class="claim">(.*?)</p>', html, re.DOTALL)
    assert shown(claim) == f"{quote}\N{NO-BREAK SPACE}[1]"  # as it is copied
    assert attributes(html, "data-quote") == [quote]


def test_the_short_answer_is_marked_inside_its_quote_where_it_stands() -> None:
    html = turn(answered("حضر سامر حداد", Short("سامر حداد", "person", "a", 14, 23)))
    assert "حضر <strong>سامر حداد</strong>" in html


def test_a_date_that_is_meant_stands_beside_the_words_that_mean_it() -> None:
    html = turn(answered("حضر أمس", Short("أمس", "date", "a", 14, 17, "2013-11-17")))
    assert shown(html.split('class="short">')[1].split("</p>")[0]) == "باختصار: أمس (2013-11-17)"


def test_notes_stand_where_they_belong_and_are_escaped() -> None:
    html = turn(replace(answered("حضر سامر"), notes=(Note(0, "أولا:"), Note(1, "— من «<b>»"))))
    assert re.findall('class="(note|claim)"', html) == ["note", "claim", "note"]
    assert "<b>" not in html


def test_what_was_understood_is_said_and_can_be_corrected() -> None:
    assert "understood" not in turn(answered("حضر سامر"))
    html = turn(replace(answered("حضر سامر"), understood='من (حضر "أمس")؟'))
    assert 'فُهم السؤال: من (حضر "أمس")؟' in shown(html)
    assert attributes(html, "data-text") == ['من (حضر "أمس")؟']


QUOTES, MODEL = answered("حضر سامر"), replace(answered("حضر سامر"), written_by="openai:small")


@pytest.mark.parametrize(
    ("said", "tools"),
    [
        ([Said("من؟", QUOTES)], []),
        ([Said("من؟", QUOTES, "", True)], ["edit", "copy", "retry"]),
        ([Said("من؟", MODEL, "", True)], ["edit", "copy", "retry", "quotes"]),
        ([Said("من؟", MODEL, "", True), Said("متى؟", None, "توقف", True)], ["edit", "copy", "edit", "copy", "retry"]),
    ],
    ids=["while it grows", "quotes", "written by a model", "only the last is asked again"],
)
def test_a_turn_has_the_buttons_that_can_be_pressed(said: list[Said], tools: list[str]) -> None:
    assert attributes(VIEWS.conversation("c", said), "data-act") == tools


def test_what_a_model_wrote_is_shown_with_its_marks_and_what_was_removed_apart_from_it() -> None:
    claims = (
        Claim("الحضور", ()),
        Claim("حضر <سامر>.", (1,)),
        Claim("وحضر ياسر.", (), (Problem("name", "<ياسر>"), Problem("uncited", ""))),
    )
    html = turn(replace(MODEL, claims=claims, notes=(Note(1, "ملاحظة"),)))
    kinds = re.findall('<p class="(.*?)">(.*?)</p>', html, re.DOTALL)
    assert [(kind, shown(text)) for kind, text in kinds] == [
        ("note", "كتبه openai:small من المصادر أدناه، وفُحصت كل جملة"),
        ("heading", "الحضور"),
        ("claim", "حضر <سامر>.\N{NO-BREAK SPACE}[1]"),
        ("note", "ملاحظة"),
    ]
    checked, removed = re.findall("<details.*?</details>", html, re.DOTALL)
    assert "حضر سامر\N{NO-BREAK SPACE}[1]" in shown(checked)
    assert "اسم أو شيء ليس في المصدر: «<ياسر>»؛ جملة بلا مصدر" in shown(removed)


def test_quotes_after_a_model_failed_show_what_was_removed_of_it() -> None:
    removed = (Claim("حضر ياسر.", (), (Problem("name", "ياسر"),)),)
    assert "ما حُذف ولماذا" in turn(replace(QUOTES, claims=removed))
    assert "details" not in turn(QUOTES)


def test_small_talk_is_a_line_without_sources() -> None:
    talk = replace(
        answered("أهلًا بك."),
        citations=(),
        form=Form.TALK,
        notes=(Note(0, "أهلًا بك."),),
        question="مرحبا",
        understood="مرحبا",
    )
    page = turn(talk)
    assert 'class="note">أهلًا بك.' in page
    assert 'class="sources"' not in page and 'class="claim"' not in page


def test_a_refusal_names_the_question_as_searched_and_what_is_nearest() -> None:
    near = Citation(1, "a", "<العنوان>", 0, 8, "حضر سامر")
    html = turn(replace(QUOTES, status="no_evidence", text="لا أجد.", citations=(), nearest=(near,)))
    assert re.findall('<p class="(.*?)"', html) == [
        "refusal", "searched", "nearest-label", "claim", "from",
    ]  # fmt: skip
    assert "بُحث عن: من؟" in shown(html) and "<العنوان>" in shown(html)


def test_a_typed_summary_says_of_what_it_is_and_where_each_quote_is_from() -> None:
    one = answered("حضر سامر").citations[0]
    two = replace(one, number=2, article="b", title="ثان")
    answer = replace(QUOTES, question="لخص & أوجز", form=Form.SUMMARY, citations=(one, two))
    html = turn(answer)
    assert re.findall('<p class="from">(.*?)</p>', html) == ["العنوان", "ثان", "ملخّص من: «العنوان»، «ثان»"]
    (query,) = attributes(html, "data-summary")
    assert query.startswith("request=") and "&" not in query


EXCERPTS = (Excerpt("قاعة <البلدية>", 5, 19),)
CARD = Card((), (), EXCERPTS, (), (), (), (), ())


def test_a_digest_shows_points_by_aspect_disagreements_and_cards() -> None:
    one = Citation(1, "a", "أ<ب>", 0, 8, "حضر سامر")
    aspects = (Aspect("story", (Point("حضر سامر", (one,)),), "حفل <ب>", "2017-03-17"),)
    digest = Digest("<موضوع>", (("a", "أ"), ("b", "ب")), (Reported("a", "أ", CARD),), aspects, ((one, one),), "m", 0.0)
    html = VIEWS.digest(digest, ("request", "لخص <كل>"))
    assert re.findall("<h3>(.*?)</h3>", html) == [
        "حفل &lt;ب&gt; (<bdi>2017-03-17</bdi>)",
        "اختلفت فيه المقالات:",
        "بطاقة اجتماع",
    ]
    assert html.count('class="untold"') == 7
    assert attributes(html, "data-quote") == ["حضر سامر"] * 3 + ["قاعة <البلدية>"]
    assert "ملخّص: <موضوع>" in shown(html) and "<موضوع>" not in html
    asked = [query.rpartition("&")[2] for name in ("data-summary", "data-file") for query in attributes(html, name)]
    assert asked == ["points=3", "words=120", "words=300", "form=docx", "form=pdf", "form=md"]


@pytest.mark.parametrize(
    ("length", "asked"), [(Length(120, 3), "points=3"), (Length(300), "words=300"), (None, "request=x")]
)
def test_what_is_copied_or_downloaded_has_the_length_that_is_shown(length: Length | None, asked: str) -> None:
    one = Citation(1, "a", "أ", 0, 8, "حضر سامر", cut=True)
    digest = Digest("م", (("a", "أ"),), (), (Aspect("", (Point(one.shown, (one,)),)),), (), "m", 0.0)
    html = VIEWS.digest(digest, ("request", "x"), length)
    assert "حضر سامر…" in shown(html)
    assert [query.rpartition("&")[2] for query in attributes(html, "data-copy")] == [asked]
    assert all(asked in query.split("&") for query in attributes(html, "data-file"))


def test_a_digest_of_nothing_says_so() -> None:
    assert "ما يُلخّص" in shown(VIEWS.digest(Digest("س", (), (), (), (), "m", 0.0), ("request", "س")))


def test_an_article_names_its_copies_as_one_source() -> None:
    article = Article("a", "عنوان", "نص.", "a.txt")
    html = VIEWS.article(article, [], None, ("b<script>", "c"))
    assert "مصدرًا واحدًا" in shown(html) and "b<script>" in shown(html)
    assert "<script" not in html
    assert "مصدرًا واحدًا" not in VIEWS.article(article, [], None)
    assert "مصدرًا واحدًا: c" in shown(VIEWS.articles([Listed("a", "عنوان", "", "")], 1, {"a": ("c",)}))


@pytest.mark.parametrize(
    ("found", "total", "said"),
    [(0, 0, "لا توجد مقالات بعد"), (0, 3, "لا توجد مقالة بهذه الكلمات"), (51, 51, "أول 50 من 51"), (50, 50, "")],
)
def test_a_list_is_cut_and_says_what_is_not_in_it(found: int, total: int, said: str) -> None:
    html = VIEWS.articles((Listed(str(number), "ع", "", "") for number in range(found)), total, {})
    assert html.count("<li>") == min(found, 50)
    assert said in shown(html) and ("</ul>\n<p>" in html) == bool(said)


@pytest.mark.parametrize(
    "html",
    [
        VIEWS.examples([MARKUP]),
        VIEWS.conversation("c", [Said(MARKUP, None, MARKUP, True)]),
        VIEWS.article(Article(MARKUP, MARKUP, MARKUP, MARKUP, MARKUP, MARKUP, f"https://x/{MARKUP}"), [(0, 5)], 0),
        VIEWS.articles([Listed(MARKUP, MARKUP, MARKUP, MARKUP)], 1, {}),
        VIEWS.report([FileLine("done", MARKUP, MARKUP)]),
        VIEWS.notice(MARKUP),
        VIEWS.undo(MARKUP),
        VIEWS.status(1, 2, MARKUP),
        VIEWS.panel(MARKUP),
    ],
)
def test_nothing_from_outside_becomes_a_tag(html: str) -> None:
    assert "<script" not in html
    assert shown(html).count("<script>") + html.count('="&#34;&gt;&lt;script&gt;') >= 1


def test_no_examples_are_nothing_at_all() -> None:
    assert VIEWS.examples([]) == ""
