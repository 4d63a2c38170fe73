"""Markup keeps every character of what it shows, and lets none of it act."""

import json
import re
from dataclasses import replace
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

import prompts
from assistant.page.conversation import Said, from_values, to_values
from assistant.page.escaping import text_html
from assistant.page.markup import Markup
from assistant.types import Answer, Citation, Note, Short
from retrieval.store.catalog import Listed
from retrieval.types import Article

MARKUP = Markup(prompts.load("page"))
TEXT = "بلغ الإنتاج 73.5% في PLANT-7 <b>أمس</b>.\r\nوزاد."
TEXTS = st.text(st.sampled_from("ابت 7٣.%A-<>&\"'\r\n[]{}$\u200f\u064e"), max_size=40)


def shown(html: str) -> str:
    """The characters a browser shows of some markup."""
    return unescape(re.sub(r"<[^>]*>", "", html))


def answered(quote: str, short: Short | None = None) -> Said:
    citation = Citation(1, "a", "العنوان", 10, 10 + len(quote), quote)
    answer = Answer("من؟", "من؟", "answered", quote, short, 0.9, (citation,), (), (), "extractive", 0.0)
    return Said("من؟", answer, "", True)


@given(TEXTS)
def test_text_is_shown_character_by_character(text: str) -> None:
    assert shown(text_html(text)) == text


def test_runs_of_latin_letters_and_digits_are_isolated() -> None:
    assert re.findall("<bdi>(.*?)</bdi>", text_html(TEXT)) == ["73.5%", "PLANT-7", "b", "b"]


@given(TEXTS, st.tuples(st.integers(0, 40), st.integers(0, 40)), st.tuples(st.integers(0, 40), st.integers(0, 40)))
def test_marks_hold_exactly_their_spans(text: str, one: tuple[int, int], other: tuple[int, int]) -> None:
    html = MARKUP.article(Article("a", "t", text, "s"), [one, other], 0)
    body = html.split('dir="rtl">', 1)[1].removesuffix("</div>")
    assert shown(body) == text
    for marked in re.findall(r"<mark[^>]*>(.*?)</mark>", body, re.DOTALL):
        assert shown(marked) in (text[slice(*one)], text[slice(*other)])


def test_the_span_asked_for_is_told_from_the_others() -> None:
    html = MARKUP.article(Article("a", "t", TEXT, "s"), [(0, 3), (5, 12)], 1)
    assert [shown(mark) for mark in re.findall('<mark id="here".*?>(.*?)</mark>', html)] == [TEXT[5:12]]
    assert html.count("<mark") == 2


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "", "http://[broken"])
def test_only_web_addresses_become_links(url: str) -> None:
    assert "<a " not in MARKUP.article(Article("a", "t", TEXT, "s", url=url), [], None)
    assert 'href="https://example.org/?a=1&amp;b"' in MARKUP.article(
        Article("a", "t", TEXT, "s", url="https://example.org/?a=1&b"), [], None
    )


def test_the_short_answer_is_marked_inside_its_quote_where_it_stands() -> None:
    html = MARKUP.conversation([answered("حضر سامر حداد", Short("سامر حداد", "person", "a", 14, 23))])
    assert "حضر <strong>سامر حداد</strong>" in html


def test_a_date_that_is_meant_stands_beside_the_words_that_mean_it() -> None:
    html = MARKUP.conversation([answered("حضر أمس", Short("أمس", "date", "a", 14, 17, "2013-11-17"))])
    assert shown(html.split('class="short">')[1].split("</p>")[0]).endswith("أمس (2013-11-17)")


def test_notes_stand_where_they_belong_and_are_escaped() -> None:
    said = answered("حضر سامر")
    assert said.answer is not None
    notes = (Note(0, "أولا:"), Note(1, "— من «<b>»"))
    html = MARKUP.conversation([replace(said, answer=replace(said.answer, notes=notes))])
    assert re.findall('class="(note|claim)"', html) == ["note", "claim", "note"]
    assert "<b>" not in html


def test_what_was_understood_is_said_and_can_be_corrected() -> None:
    said = answered("حضر سامر")
    assert said.answer is not None
    assert "understood" not in MARKUP.conversation([said])
    html = MARKUP.conversation([replace(said, answer=replace(said.answer, understood='من (حضر "أمس")؟'))])
    assert "فُهم السؤال: من (حضر &quot;أمس&quot;)؟" in html
    assert 'data-act="edit" data-turn="0" data-text="من (حضر &quot;أمس&quot;)؟"' in html


def test_a_conversation_comes_back_from_its_values_and_damaged_turns_are_left_out() -> None:
    said = [answered("حضر سامر"), Said("متى؟", None, "توقف", True)]
    assert said[0].answer is not None
    said.append(replace(said[0], answer=replace(said[0].answer, notes=(Note(1, "— من «العنوان»"),))))
    values = to_values(said)
    assert from_values(json.loads(json.dumps(values))) == said
    assert from_values([*values, {"question": "x"}, None, 3]) == said
    assert from_values("junk") == []


def test_an_article_names_its_copies_as_one_source() -> None:
    article = Article("a", "عنوان", "نص.", "a.txt")
    html = MARKUP.article(article, [], None, ("b<script>", "c"))
    assert "مصدرًا واحدًا" in shown(html) and "b<script>" in shown(html)
    assert "<script" not in html
    assert "مصدرًا واحدًا" not in MARKUP.article(article, [], None)
    listed = MARKUP.articles([Listed("a", "عنوان", "", "")], 1, {"a": ("c",)})
    assert "مصدرًا واحدًا: c" in shown(listed)
