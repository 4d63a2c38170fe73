"""Imports go one way, each heavy library has one owner, and importing a module does no work."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = ("app", "assistant", "prompts", "retrieval")
MODULES = [ROOT / "app.py", *(path for folder in PRODUCT for path in sorted((ROOT / folder).rglob("*.py")))]
MAY_IMPORT = {
    "app": {"app", "assistant", "prompts", "retrieval"},
    "assistant": {"assistant", "prompts", "retrieval"},
    "retrieval": {"retrieval"},
    "prompts": set(),
}
OWNERS = {
    "chromadb": "retrieval/store/vectors.py",
    "tantivy": "retrieval/store/keywords.py",
    "openvino": "retrieval/model/encoder.py",
    "sentence_transformers": "retrieval/model/embedding.py",
    "torch": "retrieval/model/embedding.py",
    "sqlite3": ("retrieval/store/catalog/", "assistant/service/conversations.py"),
    "filelock": "retrieval/store/folder.py",
    "rensa": "retrieval/indexing/reprints.py",
    "langchain_core": "assistant/chains/",
    "langchain": "assistant/chains/",
    "gradio": "assistant/page",
    "docx": "assistant/documents/word.py",
    "fpdf": "assistant/documents/portable.py",
    "lxml": "retrieval/files/markup.py",
    "trafilatura": "retrieval/files/pages.py",
    "python_calamine": "retrieval/files/tables.py",
    "feedparser": "retrieval/files/feeds.py",
    "warcio": "retrieval/files/warc.py",
    "qalam": "retrieval/files/pdf.py",
    "pdfplumber": "retrieval/files/pdf.py",
    "bidi": "retrieval/files/pdf.py",
    "jinja2": "assistant/page/rendering.py",
}
UNDECLARED = {"xllamacpp"}
"""The test server: it comes without what it asks for (see the Makefile), and tests are skipped where it is not."""

HEAVY = (
    "torch", "sentence_transformers", "transformers", "openvino", "chromadb", "gradio", "tantivy", "docx", "fpdf",
    "rensa", "lxml", "trafilatura", "python_calamine", "feedparser", "warcio", "qalam", "pdfplumber", "bidi",
)  # fmt: skip


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_go_one_way_and_only_owners_know_heavy_libraries(path: Path) -> None:
    where = path.relative_to(ROOT)
    names = set(imported(path))
    assert names & set(MAY_IMPORT) <= MAY_IMPORT[where.parts[0].removesuffix(".py")]
    for name in names & set(OWNERS):
        assert where.as_posix().startswith(OWNERS[name]), f"{name} belongs to {OWNERS[name]}"


FOLDERS = {
    "retrieval": ("arabic", "files", "model", "store", "naming", "indexing", "search"),
    "assistant": (
        "checking",
        "answering",
        "names",
        "summary",
        "documents",
        "writing",
        "service",
        "chains",
        "page",
        "cli",
    ),
}
"""Each may import what stands before it, and the modules beside the folders; ``build`` alone puts all together."""


@pytest.mark.parametrize("package", FOLDERS)
def test_folders_follow_the_way_of_a_question(package: str) -> None:
    order = FOLDERS[package]
    for number, folder in enumerate(order):
        for path in (ROOT / package / folder).rglob("*.py"):
            named = re.findall(rf"(?:from|import) {package}\.(\w+)", path.read_text("utf-8"))
            later = set(named) & set(order[number + 1 :])
            assert not later, f"{path.relative_to(ROOT)} imports {later}"


def test_importing_everything_loads_nothing_heavy() -> None:
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in MODULES
        if OWNERS["langchain_core"] not in path.as_posix() and OWNERS["gradio"] not in path.as_posix()
    ]
    program = f"import sys, {', '.join(names)}; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"


def test_only_one_command_knows_the_page() -> None:
    page = f"{OWNERS['gradio']}/"
    outside = [path for path in MODULES if not path.relative_to(ROOT).as_posix().startswith(page)]
    knowing = [path.relative_to(ROOT).as_posix() for path in outside if "assistant.page" in path.read_text("utf-8")]
    assert knowing == ["assistant/cli/serve.py"]


@pytest.mark.parametrize(
    ("folders", "extras"),
    [(PRODUCT, ("openai", "ollama")), (("tests",), ("dev", "bench")), (("benchmarks",), ("bench",))],
)
def test_every_import_is_of_what_is_declared(folders: Sequence[str], extras: Sequence[str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lists = [project["dependencies"], *(project["optional-dependencies"][extra] for extra in extras)]
    declared = {canonical(requirement) for requirements in lists for requirement in requirements}
    known = {*sys.stdlib_module_names, *PRODUCT, "tests", "benchmarks", *UNDECLARED}
    providers = packages_distributions()
    for path in [*ROOT.glob("*.py"), *(path for folder in folders for path in (ROOT / folder).rglob("*.py"))]:
        foreign = set(imported(path)) - known
        missing = {name for name in foreign if not declared & {canonical(one) for one in providers.get(name, [name])}}
        assert not missing, f"{path.relative_to(ROOT)} imports what pyproject.toml does not declare"


def canonical(requirement: str) -> str:
    """The name in a requirement, as registries compare it."""
    name = re.match(r"[\w.-]+", requirement or "")
    return re.sub(r"[-_.]+", "-", name.group()).lower() if name else ""
