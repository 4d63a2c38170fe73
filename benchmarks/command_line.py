"""Running the product as its users do, in a data folder that is thrown away."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Record = dict[str, Any]


def run(*arguments: str) -> list[Record]:
    """The JSON lines that ``python -m assistant ARGUMENTS --json`` prints."""
    command = [sys.executable, "-m", "assistant", *arguments, "--json"]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    if done.returncode not in (0, 3):
        raise SystemExit(f"{' '.join(command)}: exit code {done.returncode}")
    return [json.loads(line) for line in done.stdout.decode().split("\n") if line]


@contextmanager
def indexed(paths: Sequence[Path]) -> Iterator[tuple[str, Record]]:
    """A data folder with these articles in it, and the index report."""
    with tempfile.TemporaryDirectory() as folder:
        report = run("index", *map(str, paths), "--data", folder)[-1]
        yield folder, report


def line(record: Record) -> str:
    """A record as a line of JSON."""
    return json.dumps(record, ensure_ascii=False) + "\n"


def ask(data: str, questions: Iterable[str]) -> list[Record]:
    """The answers to these questions, in order."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for question in questions:
            file.write(json.dumps({"question": question}, ensure_ascii=False) + "\n")
        file.flush()
        return run("ask", "--batch", file.name, "--data", data)


def texts(data: str) -> dict[str, str]:
    """The stored text of every article."""
    return {
        one["article"]: run("show", one["article"], "--data", data)[0]["text"] for one in run("list", "--data", data)
    }


RESULTS = Path(__file__).parent / "results"


def store(name: str, parameters: Record, figures: Record) -> None:
    """Print a result and keep it."""
    sys.stdout.write(keep(name, parameters, figures))


def keep(name: str, parameters: Record, figures: Record) -> str:
    """Keep a result, with what it was measured on, in ``benchmarks/results``; the text of its file."""
    RESULTS.mkdir(exist_ok=True)
    text = json.dumps({"parameters": parameters, "figures": figures}, ensure_ascii=False, indent=2) + "\n"
    (RESULTS / f"{name}.json").write_text(text, encoding="utf-8")
    return text
