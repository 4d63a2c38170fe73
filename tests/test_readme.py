"""The README's commands do what it says they do."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, CommandLine

README = (ROOT / "README.md").read_text("utf-8")
CONSOLE = README.split("```console\n")[1].split("```")[0]
PYTHON, CHAIN = (part.split("```")[0] for part in README.split("```python\n")[1:])


@pytest.fixture(scope="module")
def data(isnad: CommandLine, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = str(tmp_path_factory.mktemp("readme"))
    assert isnad("index", environment={"ISNAD_DATA": folder}).returncode == 0
    return folder


def test_the_example_comes_early() -> None:
    assert README[: README.index(CONSOLE)].count("\n") + CONSOLE.count("\n") < 60


def test_the_example_is_real_output(isnad: CommandLine, data: str) -> None:
    questions = re.findall(r' ask "(.+)"', CONSOLE)
    shown = re.split(r"^\$ .+\n", CONSOLE, flags=re.MULTILINE)[2:]
    assert len(questions) == len(shown) == 2
    for question, output in zip(questions, shown, strict=True):
        real = isnad("ask", question, environment={"ISNAD_DATA": data}).stdout
        for part in output.split("...\n"):
            assert part in real


def test_the_langchain_example_runs(data: str, tmp_path: Path) -> None:
    program = PYTHON.replace('"data"', repr(data))
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", cwd=ROOT, check=True)
    first, *_ = done.stdout.splitlines()
    assert first.startswith("ismailia-governor-conference 1 ")
    assert PYTHON.count("\n") <= 10


def test_the_chain_example_runs(data: str) -> None:
    program = CHAIN.replace('"data"', repr(data))
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", cwd=ROOT, check=True)
    assert "اللواء أحمد القصاص" in done.stdout.splitlines()[0]
    assert CHAIN.count("\n") <= 10
