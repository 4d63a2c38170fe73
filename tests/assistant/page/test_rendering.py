"""The templates: everything they print is escaped, and nothing they name may be missing."""

from importlib import resources

import pytest
from jinja2 import UndefinedError

import prompts
from assistant.page.rendering import Templates
from prompts import Wording

ATTACK = '<script>alert(1)</script>\r"'


@pytest.mark.parametrize("template", ["notice", "undo", "panel"])
def test_what_a_template_prints_is_escaped(template: str) -> None:
    html = Templates(prompts.load("page")).render(template, text=ATTACK, title=ATTACK, labels=ATTACK)
    assert "<script" not in html and "\r" not in html
    assert "&lt;" in html and "&#13;" in html


def test_the_wording_is_escaped_too() -> None:
    html = Templates(Wording({"greeting": "<b>", "promise": "&"})).render("greeting")
    assert "&lt;b&gt;" in html and "&amp;" in html


def test_what_a_template_names_and_is_not_given_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        Templates(prompts.load("page")).render("panel")


def test_no_template_turns_escaping_off() -> None:
    templates = list(resources.files("assistant.page").joinpath("templates").iterdir())
    assert templates
    for template in templates:
        text = template.read_text("utf-8")
        assert "safe" not in text and "autoescape" not in text, template.name
