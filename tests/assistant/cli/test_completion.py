"""What the shells make of the completion: a script is run, not read."""

import shutil
import subprocess

import pytest

from tests.assistant.cli.conftest import Command


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        (["as"], {"ask"}),
        (["s"], {"search", "serve", "show", "summarize"}),
        (["ask", "--qu"], {"--quotes"}),
        (["completion", "z"], {"zsh"}),
        (["index", "--data", "/us"], {"/usr"}),
    ],
)
def test_bash_completes_commands_options_and_paths(command: Command, typed: list[str], wanted: set[str]) -> None:
    script = command("completion", "bash").out
    words = " ".join(["isnad", *typed])
    asked = f"{script}\nCOMP_WORDS=({words}); COMP_CWORD={len(typed)}; COMP_LINE='{words}'; COMP_POINT={len(words)}\n"
    called = f'_shtab_isnad isnad {typed[-1]} {["isnad", *typed][-2]}; printf "%s\\n" "${{COMPREPLY[@]}}"'
    done = subprocess.run(["bash", "-c", asked + called], capture_output=True, text=True, check=True)
    assert {line.rstrip("/ ") for line in done.stdout.split()} == wanted


@pytest.mark.parametrize(("shell", "told"), [("zsh", "#compdef isnad"), ("tcsh", "complete isnad")])
def test_other_shells_get_a_script_of_their_own(command: Command, shell: str, told: str) -> None:
    script = command("completion", shell).out
    assert told in script
    if shell == "zsh" and shutil.which("zsh"):
        subprocess.run(["zsh", "-n"], input=script, text=True, check=True)
