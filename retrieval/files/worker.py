"""A process that reads and draws what a library might hang, crash or choke on, with limits on time and memory.

One is started for the first such file and kept for the next; one that is silent too long or dies is left behind, and
the file is a ``Skipped`` with its reason. It ends with the process that started it. What it does not know: which
library failed, and why.
"""

import os
import pickle
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, Lock, Timer
from typing import IO, Any

from retrieval.files.reader import Reading, Skipped, Working

SECONDS = 60.0
"""The longest it may be silent."""

MOST_MEMORY = 3_000_000_000
"""What the process may ask the system for, in bytes."""

_SIZE = struct.Struct(">Q")
_END = "end"
_ROOT = Path(__file__).resolve().parents[2]


class Stopped(Exception):
    """The process was silent too long or died; ``reason`` is that of a ``Skipped``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Worker:
    """Reads and draws files in another process, one at a time; ``close`` ends it."""

    def __init__(self, seconds: float = SECONDS, most_memory: int = MOST_MEMORY) -> None:
        self._seconds = seconds
        self._most_memory = most_memory
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = Lock()

    def close(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    with suppress(OSError):
                        stream.close()

    def read(self, reader: str, name: str, content: bytes, columns: dict[str, str]) -> Sequence[Reading]:
        """What the reader of this name makes of a file; may be called from any thread."""
        try:
            return self.call("read", reader, name, content, columns)
        except Stopped as stopped:
            return [Skipped(name, stopped.reason)]

    def call(self, task: str, *arguments: Any) -> list[Any]:
        """All that a task of the process gives, but for what says that it is working; raises ``Stopped``."""
        with self._lock:
            process = self._process = self._process or self._started()
            given: list[Any] = []
            try:
                send(process.stdin, (task, arguments))
                while (one := self._next(process)) != _END:
                    given += [] if one == Working() else [one]
            except OSError as error:
                self.close()
                raise Stopped("crashed") from error
            except Stopped:
                self.close()
                raise
            return given

    def _next(self, process: "subprocess.Popen[bytes]") -> Any:
        """What the process gives next, if it does in time."""
        late = Event()
        timer = Timer(self._seconds, _stop, (process, late))
        timer.start()
        try:
            one = receive(process.stdout)
        finally:
            timer.cancel()
        if one is None:
            raise Stopped("too_long" if late.is_set() else "crashed")
        return one

    def _started(self) -> subprocess.Popen[bytes]:
        environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(_ROOT), os.environ.get("PYTHONPATH", "")])}
        command = [sys.executable, "-m", "retrieval.files.worker", str(self._most_memory)]
        return subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )


def _stop(process: "subprocess.Popen[bytes]", late: Event) -> None:
    late.set()
    process.kill()


def send(stream: IO[bytes] | None, value: Any) -> None:
    """Write a value for ``receive`` at the other end of a pipe."""
    assert stream is not None
    packed = pickle.dumps(value)
    stream.write(_SIZE.pack(len(packed)) + packed)
    stream.flush()


def receive(stream: IO[bytes] | None) -> Any:
    """The next value of a pipe; None where the other end is gone."""
    assert stream is not None
    size = stream.read(_SIZE.size)
    if len(size) < _SIZE.size:
        return None
    packed = stream.read(_SIZE.unpack(size)[0])
    return pickle.loads(packed) if len(packed) == _SIZE.unpack(size)[0] else None


Tasks = Mapping[str, Callable[..., Iterator[Any]]]


def serve(most_memory: int, tasks: Tasks) -> None:
    """Do what comes by standard input until it ends; what libraries print goes nowhere."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (most_memory, most_memory))
    results = os.fdopen(os.dup(1), "wb")
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    while (asked := receive(sys.stdin.buffer)) is not None:
        task, arguments = asked
        for one in tasks[task](*arguments):
            send(results, one)
        send(results, _END)


if __name__ == "__main__":
    from retrieval.files.drawing import draw
    from retrieval.files.formats import read_with

    serve(int(sys.argv[1]), {"read": read_with, "draw": draw})
