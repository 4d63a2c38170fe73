"""Escaping keeps every character of what it shows, and lets none of it act."""

import re

from hypothesis import given
from hypothesis import strategies as st

from assistant.page.escaping import escaped, text_html
from tests.assistant.page.html import attributes, shown

TEXT = "بلغ الإنتاج 73.5% في PLANT-7 <b>أمس</b>.\r\nوزاد."
TEXTS = st.text(st.sampled_from("ابت 7٣.%A-<>&\"'\r\n[]{}$\u200f\u064e"), max_size=40)


@given(TEXTS)
def test_a_text_is_shown_character_by_character(text: str) -> None:
    assert shown(text_html(text)) == text
    assert "\r" not in text_html(text)  # a browser would read a bare one as a line feed


@given(TEXTS)
def test_a_value_is_kept_in_an_attribute_character_by_character(text: str) -> None:
    html = f'<a data-quote="{escaped(text)}">'
    assert attributes(html, "data-quote") == [text]
    assert "\r" not in html


def test_runs_of_latin_letters_and_digits_are_isolated() -> None:
    assert re.findall("<bdi>(.*?)</bdi>", text_html(TEXT)) == ["73.5%", "PLANT-7", "b", "b"]


def test_what_is_html_already_is_not_escaped_again() -> None:
    assert escaped(text_html("<1>")) == text_html("<1>") == "&lt;<bdi>1</bdi>&gt;"
