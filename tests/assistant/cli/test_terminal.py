"""At a terminal: bars, healing, and Ctrl-C, which is never a traceback. The terminal is a pseudo one."""

import os
import pty
import select
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser import free_port
from tests.conftest import ROOT, CommandLine, json_lines

QUESTION = "من هو محافظ الإسماعيلية؟"
LONGEST = 60.0
AT_HOME = """
import fcntl, os, sys, termios
os.setsid()
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a command showed on its screen, and how it ended."""

    code: int
    text: str


Terminal = Callable[..., Shown]


@pytest.fixture
def terminal() -> Terminal:
    """Runs a command at a terminal of its own; Ctrl-C is pressed where ``stop`` appears."""

    def run(*arguments: str, stop: str = "") -> Shown:
        screen, keys = pty.openpty()
        command = [sys.executable, "-c", AT_HOME, sys.executable, "-m", "assistant", *arguments]
        variables = os.environ | {"COLUMNS": "100", "TERM": "xterm"}
        with subprocess.Popen(command, stdin=keys, stdout=keys, stderr=keys, cwd=ROOT, env=variables) as process:
            os.close(keys)
            try:
                text = _read(screen, stop)
                return Shown(process.wait(LONGEST), text)
            finally:
                process.kill()
                os.close(screen)

    return run


def _read(screen: int, stop: str) -> str:
    """All that comes, until nobody writes any more."""
    shown, ends = b"", time.monotonic() + LONGEST
    while time.monotonic() < ends:
        if not select.select([screen], [], [], 0.1)[0]:
            continue
        try:
            piece = os.read(screen, 65536)
        except OSError:  # the last of them has closed it
            return shown.decode()
        shown += piece
        if stop and stop.encode() in shown:
            os.write(screen, b"\x03")
            stop = ""
    pytest.fail(f"it did not end: {shown.decode(errors='replace')}")


@pytest.fixture(scope="module")
def seeds(isnad: CommandLine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("terminal") / "data"
    assert isnad("index", "--data", str(data)).returncode == 0
    return data


@pytest.fixture
def data(seeds: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(seeds, tmp_path / "data"))


def test_indexing_shows_a_bar_and_then_its_report(terminal: Terminal, tmp_path: Path) -> None:
    shown = terminal("index", "--data", str(tmp_path / "new"))
    assert shown.code == 0
    assert "الفهرسة" in shown.text
    assert "100%" in shown.text
    assert "المقالات: 5،" in shown.text.rstrip().splitlines()[-1]


def test_a_question_is_answered_and_cited(terminal: Terminal, data: Path) -> None:
    shown = terminal("ask", QUESTION, "--data", str(data))
    assert shown.code == 0
    assert "باختصار: اللواء أحمد القصاص" in shown.text
    assert "[1] محافظ الإسماعيلية" in shown.text


@pytest.mark.parametrize("broken", ["vectors/CURRENT", "keywords"])
def test_an_index_that_is_broken_is_mended_before_the_answer(terminal: Terminal, data: Path, broken: str) -> None:
    path = data / broken
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    shown = terminal("ask", QUESTION, "--data", str(data))
    assert (shown.code, "Traceback" in shown.text) == (0, False)
    assert "إصلاح الفهارس" in shown.text
    assert "باختصار: اللواء أحمد القصاص" in shown.text
    assert "إصلاح" not in terminal("ask", QUESTION, "--data", str(data)).text


def test_ctrl_c_stops_indexing_in_one_line_and_the_same_command_goes_on(
    terminal: Terminal, isnad: CommandLine, tmp_path: Path
) -> None:
    corpus, data = tmp_path / "corpus", str(tmp_path / "stopped")
    corpus.mkdir()
    for number in range(120):
        lines = (f"افتتح الوزير المدرسة رقم {number * 10 + line} في المدينة يوم الخميس." for line in range(10))
        (corpus / f"{number}.txt").write_text("\n".join(lines), "utf-8")
    shown = terminal("index", str(corpus), "--data", data, stop="الفهرسة")
    assert (shown.code, "Traceback" in shown.text) == (1, False)
    assert "توقّف العمل بطلبك" in shown.text
    done = isnad("index", str(corpus), "--data", data, "--json")
    (report,) = json_lines(done.stdout)
    assert (done.returncode, report["articles"]) == (0, 120)
    assert isnad("check", "--data", data).returncode == 0


def test_ctrl_c_is_how_serving_ends(terminal: Terminal, data: Path) -> None:
    port = str(free_port())
    shown = terminal("serve", "--port", port, "--data", str(data), stop=f":{port}")
    assert (shown.code, "Traceback" in shown.text) == (0, False)


def test_serving_on_a_port_that_is_taken_is_one_line(isnad: CommandLine, data: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = isnad("serve", "--port", port, "--data", str(data))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert port in done.stderr
