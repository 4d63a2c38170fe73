"""Imports go one way, each heavy library has one owner, and importing a module does no work."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = [
    ROOT / "app.py",
    *(p for f in ("assistant", "retrieval", "prompts") for p in sorted((ROOT / f).rglob("*.py"))),
]
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
    "sqlite3": "retrieval/store/catalog/",
    "filelock": "retrieval/store/folder.py",
    "rensa": "retrieval/indexing/reprints.py",
    "langchain_core": "assistant/chains/",
    "langchain": "assistant/chains/",
    "gradio": "assistant/page",
    "docx": "assistant/summary/documents.py",
}
HEAVY = ("torch", "sentence_transformers", "transformers", "openvino", "chromadb", "gradio", "tantivy", "docx", "rensa")


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_go_one_way_and_only_owners_know_heavy_libraries(path: Path) -> None:
    where = path.relative_to(ROOT)
    names = set(imported(path))
    assert names & set(MAY_IMPORT) <= MAY_IMPORT[where.parts[0].removesuffix(".py")]
    for name in names & set(OWNERS):
        assert where.as_posix().startswith(OWNERS[name]), f"{name} belongs to {OWNERS[name]}"


def test_importing_everything_loads_nothing_heavy() -> None:
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in MODULES
        if OWNERS["langchain_core"] not in path.as_posix() and OWNERS["gradio"] not in path.as_posix()
    ]
    program = f"import sys, {', '.join(names)}; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"


def test_only_the_front_door_knows_the_page() -> None:
    page = f"{OWNERS['gradio']}/"
    outside = [path for path in MODULES if not path.relative_to(ROOT).as_posix().startswith(page)]
    knowing = [path.name for path in outside if "assistant.page" in path.read_text("utf-8")]
    assert knowing == ["app.py"]
