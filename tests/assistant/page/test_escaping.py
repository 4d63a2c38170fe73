"""Escaping keeps every character of what it shows, and lets none of it act."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.page.escaping import escaped, text_html
from tests.assistant.page.html import attributes, shown

TEXT = "بلغ الإنتاج 73.5% في PLANT-7 <b>أمس</b>.\r\nوزاد."
TEXTS = st.text(st.sampled_from("ابت 7٣.%A-+#:/()<>&\"'\r\n[]{}$\u200f\u064e"), max_size=40)


@given(TEXTS)
def test_a_text_is_shown_character_by_character(text: str) -> None:
    assert shown(text_html(text)) == text
    assert "\r" not in text_html(text)  # a browser would read a bare one as a line feed


@given(TEXTS)
def test_a_value_is_kept_in_an_attribute_character_by_character(text: str) -> None:
    html = f'<a data-quote="{escaped(text)}">'
    assert attributes(html, "data-quote") == [text]
    assert "\r" not in html


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        (TEXT, ["73.5%", "PLANT-7 <b", "b"]),
        ("نشرت New York Times تقريرًا", ["New York Times"]),
        ("قالت World Health Organization (WHO) إن", ["World Health Organization (WHO)"]),
        ("ردت (WHO) على AC/DC & Co. أمس", ["WHO", "AC/DC & Co"]),
        ("بلغ $500 أو €480 أو 12.5%", ["$500", "€480", "12.5%"]),
        ("هاتف +218 91 234 5678 وفاكس", ["+218 91 234 5678"]),
        ("في 2016 2017 عند 10:30", ["2016", "2017", "10:30"]),
        ("لغة C++ وC# و .NET", ["C++", "C#", ".NET"]),
        ("زر https://a.b/c?x=1&y=2/ الآن", ["https://a.b/c?x=1&y=2/"]),
        ("ملف report_v2.final.pdf ثم", ["report_v2.final.pdf"]),
        ('الأمر git commit --amend -m "x y" ثم', ['git commit --amend -m "x y"']),
        ('قال: "I am here" ثم', ["I am here"]),
        ("طائرة Boeing 737 MAX 8 تحطمت", ["Boeing 737 MAX 8"]),
        ("من Zürich و Москва", ["Zürich", "Москва"]),
    ],
)
def test_whole_left_to_right_runs_are_isolated(text: str, runs: list[str]) -> None:
    assert [unescape(run) for run in re.findall("<bdi>(.*?)</bdi>", text_html(text))] == runs


def test_what_is_html_already_is_not_escaped_again() -> None:
    assert escaped(text_html("<1>")) == text_html("<1>") == "&lt;<bdi>1</bdi>&gt;"
