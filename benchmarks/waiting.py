"""Do readers wait for a silent language model? ``python -m benchmarks.waiting [--streams 8]``.

A page is served whose model listens and never says a word; so many questions are asked of it, and meanwhile citations
are opened and one question is asked for quotes alone. Times are in milliseconds; those without streams come first.
"""

import argparse
import json
import socket
import statistics
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from time import perf_counter, sleep
from urllib.parse import quote
from urllib.request import Request, urlopen

from assistant import build
from benchmarks import command_line
from benchmarks.command_line import Record
from tests.browser import served

QUESTION = "من هو محافظ الإسماعيلية؟"
ROUNDS = 40
_SILENCE = "60"


def measure(streams: int) -> Record:
    with tempfile.TemporaryDirectory() as folder, _silent_server() as address:
        command_line.run("index", str(build.seeds()), "--data", folder)
        environment = {"ISNAD_LLM": f"openai:silent@{address}", "ISNAD_LLM_TIMEOUT": _SILENCE}
        with served(Path(folder), environment=environment) as page, ThreadPoolExecutor(streams) as pool:
            article = _ask(page.address, written=False)["citations"][0]["article"]
            alone = _times(page.address, article)
            for _ in range(streams):
                pool.submit(_ask, page.address, written=True)
            sleep(3)
            beside = _times(page.address, article)
            page.process.terminate()
    return {"alone": alone, "beside silent streams": beside}


def _times(address: str, article: str) -> Record:
    opened = [_milliseconds(lambda: urlopen(f"{address}isnad/source?article={quote(article)}")) for _ in range(ROUNDS)]
    return {
        "citation_opened_median": statistics.median(opened),
        "citation_opened_most": max(opened),
        "asked_for_quotes": statistics.median(_milliseconds(lambda: _ask(address, written=False)) for _ in range(5)),
    }


def _ask(address: str, *, written: bool) -> Record:
    body = json.dumps({"data": [QUESTION, [], [], [], "", "", written]}).encode()
    call = f"{address}gradio_api/call/ask"
    with urlopen(Request(call, body, {"content-type": "application/json"})) as response:
        event = json.load(response)["event_id"]
    with urlopen(f"{call}/{event}") as response:
        last = response.read().decode().strip().split("\n")[-1]
    answer: Record = json.loads(last.removeprefix("data: "))[0]
    return answer


@contextmanager
def _silent_server() -> Iterator[str]:
    """Accepts connections and answers none."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        kept = []

        def accept() -> None:
            while True:
                try:
                    kept.append(listening.accept())
                except OSError:
                    return

        Thread(target=accept, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/v1"
        for connection, _ in kept:
            connection.close()


def _milliseconds(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return (perf_counter() - started) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--streams", type=int, default=8)
    options = parser.parse_args()
    figures = {
        name: {key: round(value, 1) for key, value in times.items()} for name, times in measure(options.streams).items()
    }
    command_line.store("waiting", {"streams": options.streams, "rounds": ROUNDS}, figures)


if __name__ == "__main__":
    main()
