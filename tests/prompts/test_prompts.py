"""Every wording is there, declares its places, and fits what is worded by it: no key is looked up in vain."""

import ast
import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from textwrap import dedent
from typing import get_args, get_type_hints

import pytest

import prompts
from assistant.types import Problem
from assistant.writing.model import Failure
from assistant.writing.writer import Task
from retrieval.errors import IsnadError
from retrieval.store.folder import Store
from tests.conftest import ROOT

ARABIC = re.compile(r"[\u0600-\u06ff]")
FILES = sorted(path.stem for path in Path(prompts.__file__).parent.glob("*.toml"))
TREES = {
    path: ast.parse(path.read_text("utf-8"))
    for folder in ("assistant", "retrieval")
    for path in sorted((ROOT / folder).rglob("*.py"))
}
PROGRAM = {"program"}  # how the command is called, which every error can tell


def places(template: str) -> set[str]:
    return set(re.findall(r"(?<!\{)\{(\w+)\}", template))


def calls(*names: str) -> Iterator[ast.Call]:
    """Every call of a function, a method or a class of one of these names."""
    for tree in TREES.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in names:
                yield node


def literals(*nodes: ast.AST) -> set[str]:
    """The strings written in some code."""
    found = (part.value for node in nodes for part in ast.walk(node) if isinstance(part, ast.Constant))
    return {value for value in found if isinstance(value, str)}


def errors() -> list[type[IsnadError]]:
    """All kinds of error, from every module that makes one."""
    for path, tree in TREES.items():
        bases = (base for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for base in node.bases)
        if any(isinstance(base, ast.Name) and base.id == "IsnadError" for base in bases):
            import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    return sorted(
        (one for one in IsnadError.__subclasses__() if one.__module__.startswith(("assistant", "retrieval"))),
        key=lambda one: one.__name__,
    )


@pytest.mark.parametrize("file", FILES)
def test_every_file_loads_and_speaks_arabic(file: str) -> None:
    templates = prompts.load(file).templates
    assert templates
    for text in templates.values():
        spoken = re.sub(r"\{\w+\}", "", text)
        assert (
            file in ("writing", "heard") or "\n" not in text.strip()
        )  # prompts and lists have several lines, what is said has one
        assert ARABIC.search(spoken) or not any(character.isalpha() for character in spoken)


def test_a_template_must_declare_the_places_it_uses() -> None:
    with pytest.raises(ValueError, match="declares"):
        prompts._template("greeting", {"text": "مرحبا {name}", "variables": []})


@pytest.mark.parametrize("error", errors(), ids=lambda error: error.__name__)
def test_every_error_has_its_one_line_of_exactly_its_details(error: type[IsnadError]) -> None:
    wanted = places(prompts.load("errors").templates[error.__name__]) - PROGRAM
    assert wanted <= set(re.findall(r"``(\w+)``", inspect.getdoc(error) or ""))
    if "__init__" not in vars(error):
        for raised in calls(error.__name__):
            assert {keyword.arg for keyword in raised.keywords} == wanted


def test_no_line_is_of_an_error_that_is_gone() -> None:
    assert set(prompts.load("errors").templates) == {error.__name__ for error in errors()}


def stages() -> set[str]:
    """The first arguments of all calls of a progress; an index tells its own name."""
    told = [call.args[0] for call in calls("progress", "_progress")]
    names = [call.args[0] for call in calls("Kind")]
    assert {ast.unparse(node) for node in told if not isinstance(node, ast.Constant)} == {"self._kind.name"}
    return literals(*told, *names)


def reasons() -> set[str]:
    return literals(*(call.args[1] for call in calls("Skipped")))


def notes() -> set[str]:
    return literals(*(call.args[1] for call in calls("Remark") if len(call.args) > 2))


def health_problems() -> set[str]:
    return literals(ast.parse(dedent(inspect.getsource(Store._health)))) | {"model"}  # which is no part of the folder


@pytest.mark.parametrize(
    ("file", "prefix", "wanted", "values"),
    [
        ("cli", "stage_", stages(), set()),
        ("cli", "reason_", reasons(), set()),
        ("cli", "note_", notes(), {"words"}),
        ("cli", "problem_", health_problems(), set()),
        ("cli", "unsupported_", set(get_args(get_type_hints(Problem)["kind"])), {"words"}),
        ("page", "problem_", set(get_args(get_type_hints(Problem)["kind"])), {"words"}),
    ],
    ids=["stages", "reasons", "remarks", "problems of a folder", "problems of a claim", "the same on the page"],
)
def test_every_key_of_a_kind_has_its_words_and_no_other_has(
    file: str, prefix: str, wanted: set[str], values: set[str]
) -> None:
    templates = prompts.load(file).templates
    assert len(wanted) > 2
    assert {name.removeprefix(prefix) for name in templates if name.startswith(prefix)} == wanted
    for name in wanted:
        assert places(templates[prefix + name]) <= values


def test_every_notice_about_a_model_has_its_words() -> None:
    templates = prompts.load("writing").templates
    failures = get_args(Failure)
    notices = literals(*(argument for call in calls("ended", "_ended", "instead") for argument in call.args)) - {""}
    assert len(notices) > 5
    for name in {*failures, *notices}:
        assert places(templates[name]) <= ({"model", "reason"} if name in failures else {"model"})
    for task in get_args(Task):
        assert places(templates[task]) == {"conversation", "sources", "question"}


def test_all_that_is_said_by_name_is_there_with_what_it_needs() -> None:
    """Of every ``say("name", value=…)`` in the code, in one of the files."""
    every = [prompts.load(file).templates for file in FILES]
    said = [call for call in calls("say", "_say") if call.args and isinstance(call.args[0], ast.Constant)]
    assert len(said) > 50
    for call in said:
        name, values = ast.literal_eval(call.args[0]), {keyword.arg for keyword in call.keywords}
        found = [places(templates[name]) for templates in every if name in templates]
        assert any(wanted <= values or None in values for wanted in found), f"{name}: {values}, of {found}"
