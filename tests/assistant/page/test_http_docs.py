"""``docs/http.md``: its lines run, its output is real, its schemas are those of the types and of every answer."""

import copy
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from gradio_client import Client

from assistant.types import Answer, Citation, Claim, Form, Note, Problem, Ranked, Short
from benchmarks.http_docs import DOCUMENT, definitions, document
from tests.browser import Served, served
from tests.conftest import CommandLine, json_lines

TEXT = DOCUMENT.read_text("utf-8")
CONSOLE = re.findall(r"```console\n(.*?)```", TEXT, re.DOTALL)
PYTHON = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
ADDRESS = "http://127.0.0.1:7860"
WHO = "من هو محافظ الإسماعيلية؟"
CITATION = Citation(1, "a", "العنوان", 10, 18, "حضر سامر", ("b",))
FULL = Answer(
    "من؟", "من حضر؟", "answered", "حضر سامر. [1]", Short("سامر", "person", "a", 14, 18), 0.9, (CITATION,), (CITATION,),
    (Ranked("a", 0, 40, 0.5),), "openai:small", 0.1, Form.LIST, "openai:small", (Note(1, "— من «العنوان»"),), 2,
    (Claim("حضر سامر.", (1,)), Claim("وغاب ياسر.", (), (Problem("name", "ياسر"),))),
)  # fmt: skip


@pytest.fixture(scope="module")
def data(isnad: CommandLine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("docs") / "data"
    assert isnad("index", "--data", str(folder)).returncode == 0
    return folder


@pytest.fixture(scope="module")
def running(data: Path) -> Iterator[Served]:
    with served(data) as one:
        yield one


@pytest.fixture(scope="module")
def client(running: Served) -> Client:
    return Client(running.address, verbose=False)


def test_the_table_and_the_schemas_are_those_of_the_openapi_document() -> None:
    assert document(TEXT) == TEXT, "python -m benchmarks.http_docs"


def test_every_endpoint_is_documented(client: Client) -> None:
    named = client.view_api(return_format="dict")["named_endpoints"]
    assert set(re.findall(r"^\| `(/\w+)`", TEXT, re.MULTILINE)) == set(named)
    for name, endpoint in named.items():
        (takes,) = re.findall(rf"^\| `{name}` \| (.*?) \|", TEXT, re.MULTILINE)
        assert all(f"`{one['parameter_name']}`" in takes for one in endpoint["parameters"])


@pytest.mark.parametrize("curl", ["curl", "stand-in"])
def test_the_console_shows_what_is_printed(curl: str, running: Served, tmp_path: Path) -> None:
    if curl == "curl" and not shutil.which("curl"):
        pytest.skip("no curl here; the stand-in runs the same lines")
    lines = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", "".join(CONSOLE), re.MULTILINE)
    script = "".join(f"{line}\nprintf '\\0'\n" for line, _ in lines).replace(ADDRESS, running.address.rstrip("/"))
    environment = os.environ | ({"PATH": f"{_stand_in(tmp_path)}:{os.environ['PATH']}"} if curl != "curl" else {})
    done = subprocess.run(["sh", "-ec", script], capture_output=True, cwd=tmp_path, env=environment, check=True)
    *printed, _ = done.stdout.decode().split("\0")
    for (line, expected), real in zip(lines, printed, strict=True):
        pattern = ".*".join(map(re.escape, expected.strip().split("...")))
        assert re.fullmatch(pattern, real.strip(), re.DOTALL), line
    assert (tmp_path / "summary.docx").read_bytes().startswith(b"PK")


def _stand_in(folder: Path) -> Path:
    """A folder with a program ``curl`` in it."""
    program = folder / "bin" / "curl"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{Path(__file__).with_name("curl.py")}" "$@"\n', "utf-8")
    program.chmod(0o755)
    return program.parent


@pytest.mark.parametrize("lines", PYTHON, ids=["openai", "gradio"])
def test_the_python_lines_run(lines: str, running: Served) -> None:
    program = lines.replace(f"{ADDRESS}/", running.address)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert "اللواء أحمد القصاص" in done.stdout


def validated(value: Any, kind: str) -> None:
    """``value`` has every key of the documented schema, and no other."""
    jsonschema = pytest.importorskip("jsonschema")
    documented = json.loads(re.findall(r"<!-- schemas -->\n```json\n(.*?)```", TEXT, re.DOTALL)[0])
    for definition in documented["$defs"].values():
        if definition["type"] == "object":
            definition["additionalProperties"] = False
    jsonschema.validate(value, {"$ref": f"#/$defs/{kind}", **documented})


def test_every_key_of_an_answer_is_required() -> None:
    validated(json.loads(json.dumps(asdict(FULL))), "Answer")
    definition = definitions()["$defs"]["Answer"]
    assert set(definition["required"]) == set(definition["properties"]) == set(asdict(FULL))


@pytest.mark.parametrize(
    "damage", [{"status": "maybe"}, {"form": "poem"}, {"more": 1}, {"text": None}, {"citations": [{"number": 1}]}]
)
def test_what_is_no_answer_is_told_from_one(damage: dict[str, Any]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    answer = copy.deepcopy(json.loads(json.dumps(asdict(FULL)))) | damage
    with pytest.raises(jsonschema.ValidationError):
        validated(answer, "Answer")


def test_what_the_command_line_answers_fits(isnad: CommandLine, data: Path, tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    questions = [WHO, "متى؟", "من فاز بكأس العالم لكرة القدم عام 2022؟", "لخص اجتماع محافظ الإسماعيلية", " "]
    batch.write_text("".join(json.dumps({"question": one}) + "\n" for one in questions), "utf-8")
    answers = json_lines(isnad("ask", "--json", "--batch", str(batch), "--data", str(data)).stdout)
    assert {answer["status"] for answer in answers} == {"answered", "no_evidence", "failed"}
    for answer in answers:
        validated(answer, "Answer")


@pytest.mark.parametrize(
    ("endpoint", "given", "kind"),
    [
        ("/ask", (WHO,), "Answer"),
        ("/ask", ("من فاز بكأس العالم لكرة القدم عام 2022؟",), "Answer"),
        ("/ask", ("",), "Failure"),
        ("/index", ("سوق.txt", "افتتح السوق الجديد في حي الورد."), "Report"),
        ("/index", ("فارغ.txt", " "), "Report"),
        ("/search", ("محافظ",), "Matches"),
        ("/search", ("(محافظ",), "Failure"),
        ("/save", ("محافظ",), "Kept"),
        ("/saved", (), "Keeping"),
        ("/news", (), "Fresh"),
        ("/forget", (99,), "Failure"),
        ("/list", (), "Listing"),
        ("/show", ("ismailia-governor-conference",), "Shown"),
        ("/show", ("none",), "Failure"),
        ("/health", (), "Ready"),
    ],
)
def test_what_an_endpoint_returns_fits(client: Client, endpoint: str, given: tuple[str, ...], kind: str) -> None:
    validated(client.predict(*given, api_name=endpoint), kind)
