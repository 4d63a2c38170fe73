"""What is installed: by ``make`` what the lock files name, by ``pip install .`` the command ``isnad`` with samples."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import __version__
from retrieval.files.articles import list_files
from tests.conftest import ROOT, json_lines
from tests.test_architecture import canonical

PARTS = ("assistant", "prompts", "retrieval", "seeds", "pyproject.toml", "README.md", "LICENSE")
README = (ROOT / "README.md").read_text("utf-8")

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs what the wheel installed; only the libraries are those of this environment."""
    folder = tmp_path_factory.mktemp("install")
    environment = folder / "environment"
    venv.create(environment, symlinks=True)
    clone = _copied(folder / "clone")
    _pip("wheel", "--no-build-isolation", "--wheel-dir", folder, clone)
    _pip("--python", environment / "bin" / "python", "install", *folder.glob("*.whl"))
    (packages,) = environment.glob("lib/python*/site-packages")
    (packages / "libraries.pth").write_text(f"{sysconfig.get_path('purelib')}\n", "utf-8")
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "ISNAD"))}

    def run(program: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        command = [str(environment / "bin" / program), *arguments]
        return subprocess.run(command, capture_output=True, encoding="utf-8", cwd=folder, env=variables, check=False)

    return run


def _pip(*arguments: str | Path) -> None:
    """Offline, without what a package asks for."""
    variables = os.environ | {"PIP_NO_DEPS": "1", "PIP_NO_INDEX": "1", "PIP_QUIET": "1"}
    subprocess.run([sys.executable, "-m", "pip", *map(str, arguments)], check=True, env=variables)


def _copied(clone: Path) -> Path:
    """The tree as cloned, so that building leaves nothing in this one."""
    clone.mkdir()
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, clone / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / part, clone)
    return clone


def locked(name: str) -> dict[str, str]:
    """The entries of a lock file, each with its checksums, by package."""
    entries = re.split(r"^(?=\S)", (ROOT / f"{name}.lock").read_text("utf-8"), flags=re.MULTILINE)[1:]
    return {entry.split("==")[0]: entry for entry in entries}


def pinned(entry: str) -> str:
    """A package and its version, without where it is needed."""
    return re.split(r"[ ;\\]", entry, maxsplit=1)[0]


LOCKS = {name: locked(name) for name in ("requirements", "requirements-dev", "requirements-torch")}


@pytest.mark.parametrize("name", LOCKS)
def test_every_entry_of_a_lock_is_one_version_with_checksums_from_nowhere_in_particular(name: str) -> None:
    for entry in LOCKS[name].values():
        first, *hashes = entry.rstrip().split(" \\\n")
        assert re.fullmatch(r"[a-z0-9.-]+==[\w.+!]+( ; .+)?", first)
        assert hashes
        assert all(re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}", line) for line in hashes)


@pytest.mark.parametrize(("lock", "extras"), [("requirements", ()), ("requirements-dev", ("dev", "bench"))])
def test_the_locks_hold_what_is_declared(lock: str, extras: tuple[str, ...]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lists = [project["dependencies"], *(project["optional-dependencies"][extra] for extra in extras)]
    declared = {canonical(requirement) for requirements in lists for requirement in requirements}
    assert declared - set(LOCKS[lock]) == {"torch"}
    assert "torch" in LOCKS["requirements-torch"]


def test_what_is_needed_to_run_is_of_the_same_version_where_it_is_tested() -> None:
    needed, tested = (
        {package: (pinned(entry), set(re.findall(r"sha256:\w+", entry))) for package, entry in LOCKS[name].items()}
        for name in ("requirements", "requirements-dev")
    )
    assert needed.items() <= tested.items()
    assert len(LOCKS["requirements"]) < len(LOCKS["requirements-dev"])


def test_both_builds_of_torch_are_of_one_version() -> None:
    (version,) = re.findall(r"torch==([\d.]+) ", LOCKS["requirements-torch"]["torch"])
    assert f"torch=={version}+cpu --hash=" in (ROOT / "Makefile").read_text("utf-8")


def test_the_code_that_runs_is_the_wheel_s(installed: Run) -> None:
    program = "import assistant, prompts, retrieval; print(assistant, prompts, retrieval)"
    assert installed("python", "-I", "-c", program).stdout.count("/environment/lib/") == 3


def test_everything_but_python_s_own_leavings_is_in_the_wheel(installed: Run) -> None:
    program = "import assistant; from pathlib import Path; print(Path(assistant.__file__).parent.parent)"
    place = Path(installed("python", "-I", "-c", program).stdout.strip())
    ours = [path for part in PARTS if (ROOT / part).is_dir() for path in (ROOT / part).rglob("*") if path.is_file()]
    wanted = {path.relative_to(ROOT).as_posix() for path in ours if "__pycache__" not in path.parts}
    assert len(wanted) > 100
    assert [path for path in sorted(wanted) if not (place / path).is_file()] == []


def test_the_samples_are_indexed_and_the_readme_s_first_question_is_answered(installed: Run, tmp_path: Path) -> None:
    data = str(tmp_path / "data")
    indexed = installed("isnad", "index", "--data", data, "--json")
    assert (indexed.returncode, indexed.stderr) == (0, "")
    assert json_lines(indexed.stdout)[0]["articles"] == len(list_files(ROOT / "seeds"))
    question, answer = re.search(r' ask "(.+)"\n(.+)\n', README).groups()  # type: ignore[union-attr]
    assert installed("isnad", "ask", question, "--data", data).stdout.startswith(answer)


def test_it_says_its_name_and_version(installed: Run) -> None:
    assert installed("isnad", "--version").stdout == f"isnad {__version__}\n"
    assert installed("isnad", "ask", "--help").stdout.startswith("usage: isnad ask ")
    assert "isnad --help" in installed("isnad", "unknown").stderr
    assert installed("python", "-m", "assistant", "--version").stdout == f"isnad {__version__}\n"


def test_it_completes_itself(installed: Run) -> None:
    assert "_shtab_isnad" in installed("isnad", "completion", "bash").stdout
