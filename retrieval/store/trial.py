"""An index tried in a process of its own: what a damaged file may do to a library, a crash among it, ends there.

``python -m retrieval.store.trial DATA INDEX MOST PATH`` opens the index at a path beside the catalog of a data folder,
and writes what is wrong with it, nothing where it is sound, and last a full stop.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

_SECONDS = 600
_ROOT = Path(__file__).resolve().parents[2]
_DONE = "."


def tried(data: Path, index: str, most: int, path: Path) -> str:
    """Why the index of this name at ``path`` is not sound, by the words and vectors of at most so many passages.

    "" where it is. A process that crashes, hangs or dies says so too.
    """
    command = [
        sys.executable,
        "-m",
        "retrieval.store.trial",
        str(data.absolute()),
        index,
        str(most),
        str(path.absolute()),
    ]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(_ROOT), os.environ.get("PYTHONPATH", "")])}
    try:
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return f"trying it took more than {_SECONDS} seconds"
    said = done.stdout.decode("utf-8", "replace")
    if done.returncode == 0 and said.endswith(_DONE):
        return said.removesuffix(_DONE)
    return f"a process that tried it ended with {done.returncode}"


def report(judge: Callable[[], str]) -> None:
    """Write what a judge finds; whatever libraries print meanwhile goes nowhere."""
    result = os.dup(1)
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    os.write(result, (judge() + _DONE).encode("utf-8", "backslashreplace"))


if __name__ == "__main__":
    from retrieval.store.folder import Store

    report(lambda: Store.judge(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), Path(sys.argv[4])))
