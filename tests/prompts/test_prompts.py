"""Every wording is there, declares its places, and fits the errors it words."""

import inspect
import re
from pathlib import Path

import pytest

import assistant.errors
import prompts
import retrieval.errors
from retrieval.errors import IndexDamaged, IsnadError

ARABIC = re.compile(r"[\u0600-\u06ff]")
FILES = sorted(path.stem for path in Path(prompts.__file__).parent.glob("*.toml"))
ERRORS = [
    error
    for module in (assistant.errors, retrieval.errors)
    for _, error in inspect.getmembers(module, inspect.isclass)
    if issubclass(error, IsnadError) and error not in (IsnadError, IndexDamaged) and error.__module__ == module.__name__
]


@pytest.mark.parametrize("file", FILES)
def test_every_file_loads_and_speaks_arabic(file: str) -> None:
    templates = prompts.load(file).templates
    assert templates
    for text in templates.values():
        spoken = re.sub(r"\{\w+\}", "", text)
        assert file == "writing" or "\n" not in text.strip()  # a prompt may have several lines, what is said has one
        assert ARABIC.search(spoken) or not any(character.isalpha() for character in spoken)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_every_error_has_its_one_line(error: type[IsnadError]) -> None:
    places = re.findall(r"``(\w+)``", inspect.getdoc(error) or "")
    text = prompts.load("errors").say(error.__name__, **dict.fromkeys(places, "…"))
    assert "{" not in re.sub(r'\{"[^}]*\}', "", text)  # an example of JSON is no place


def test_a_template_must_declare_the_places_it_uses() -> None:
    with pytest.raises(ValueError, match="declares"):
        prompts._template("greeting", {"text": "مرحبا {name}", "variables": []})
